/** Clients of PostgreSQL's protocol. */
@NullMarked
package io.canopydb.it.wire.postgresql;

import org.jspecify.annotations.NullMarked;
