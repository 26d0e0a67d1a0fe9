/**
 * Microbenchmarks. The build compiles them and runs none; {@code docs/internals/performance.md}
 * says how to.
 */
@NullMarked
package io.canopydb.it.bench;

import org.jspecify.annotations.NullMarked;
