/** What a user sees of things that take their time. */
@NullMarked
package io.canopydb.proxy.local.progress;

import org.jspecify.annotations.NullMarked;
