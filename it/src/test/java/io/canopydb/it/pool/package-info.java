/** Dialects and pools of leaf connections, against real servers. */
@NullMarked
package io.canopydb.it.pool;

import org.jspecify.annotations.NullMarked;
