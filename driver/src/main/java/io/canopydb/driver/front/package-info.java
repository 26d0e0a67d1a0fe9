/**
 * What every front of the core does alike, be it JDBC or a wire protocol: it reads texts of several
 * statements, runs them one after the other, and takes their rows. A front needs this room, {@code
 * session} and {@code value}.
 */
@NullMarked
package io.canopydb.driver.front;

import org.jspecify.annotations.NullMarked;
