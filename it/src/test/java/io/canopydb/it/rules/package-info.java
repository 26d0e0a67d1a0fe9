/**
 * What the design says of the code's own build, held by tests: see architecture.md and style.md.
 */
@NullMarked
package io.canopydb.it.rules;

import org.jspecify.annotations.NullMarked;
