/** A user's session: what a connection of JDBC or of a wire protocol stands on. */
@NullMarked
package io.canopydb.driver.session;

import org.jspecify.annotations.NullMarked;
