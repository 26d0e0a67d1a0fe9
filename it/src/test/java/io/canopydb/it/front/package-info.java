/**
 * A second front of the core, beside JDBC: it talks as a wire protocol does, and shows that the
 * core needs no java.sql.Connection.
 */
@NullMarked
package io.canopydb.it.front;

import org.jspecify.annotations.NullMarked;
