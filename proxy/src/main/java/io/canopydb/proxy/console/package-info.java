/** The SQL shell, {@code canopy sql}. */
@NullMarked
package io.canopydb.proxy.console;

import org.jspecify.annotations.NullMarked;
