/** The JDBC driver over a real cluster, side by side with the engine's own over one server. */
@NullMarked
package io.canopydb.it.jdbc;

import org.jspecify.annotations.NullMarked;
