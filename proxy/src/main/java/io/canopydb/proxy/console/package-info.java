/** The SQL shell, {@code canopy sql}: sqlline on a connection to a cluster. */
@NullMarked
package io.canopydb.proxy.console;

import org.jspecify.annotations.NullMarked;
