/**
 * PostgreSQL's frontend/backend protocol, version 3, as its manual's chapter of that name has it.
 */
@NullMarked
package io.canopydb.proxy.wire.postgresql;

import org.jspecify.annotations.NullMarked;
