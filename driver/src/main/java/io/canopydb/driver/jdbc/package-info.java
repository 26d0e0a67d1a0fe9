/**
 * The JDBC facade: what applications hold. It keeps JDBC's own rules (what is closed by what, which
 * result is the current one, which rows are shown), and hands everything else to a {@link
 * io.canopydb.driver.session.Session}.
 */
@NullMarked
package io.canopydb.driver.jdbc;

import org.jspecify.annotations.NullMarked;
