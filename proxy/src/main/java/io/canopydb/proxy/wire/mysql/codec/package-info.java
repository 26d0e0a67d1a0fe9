/**
 * The packets of MySQL's protocol: frames, numbers, texts, and the messages that are made of them.
 */
@NullMarked
package io.canopydb.proxy.wire.mysql.codec;

import org.jspecify.annotations.NullMarked;
