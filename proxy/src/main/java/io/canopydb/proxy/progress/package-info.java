/** What a user sees of things that take their time. */
@NullMarked
package io.canopydb.proxy.progress;

import org.jspecify.annotations.NullMarked;
