package io.canopydb.proxy.wire.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;

/** An error that is said on an event loop, before there is a conversation. */
final class LastWords {
  private LastWords() {}

  static ByteBuf of(Channel channel, ErrorFields fields) {
    ByteBuf bytes = channel.alloc().buffer();
    bytes.writeByte('E').writeInt(0);
    fields
        .fields()
        .forEach(
            (letter, text) -> {
              bytes.writeByte(letter);
              bytes.writeCharSequence(text, StandardCharsets.UTF_8);
              bytes.writeByte(0);
            });
    bytes.writeByte(0);
    return bytes.setInt(1, bytes.readableBytes() - 1);
  }
}
