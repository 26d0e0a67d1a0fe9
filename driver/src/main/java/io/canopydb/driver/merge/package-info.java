/**
 * Combines the rows of several sources. Everything here streams with bounded memory, knows no JDBC
 * connection and starts no thread.
 */
@NullMarked
package io.canopydb.driver.merge;

import org.jspecify.annotations.NullMarked;
