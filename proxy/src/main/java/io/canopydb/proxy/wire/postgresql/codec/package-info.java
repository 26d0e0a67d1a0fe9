/** PostgreSQL's binary forms of values, made of their texts and back. */
@NullMarked
package io.canopydb.proxy.wire.postgresql.codec;

import org.jspecify.annotations.NullMarked;
