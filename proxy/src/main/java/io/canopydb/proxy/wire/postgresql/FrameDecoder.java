package io.canopydb.proxy.wire.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a connection's bytes into messages: at first those without a type, whose length comes first;
 * then those with one. A message that is longer than may be ends the connection.
 */
final class FrameDecoder extends ByteToMessageDecoder {
  /** What PostgreSQL takes before a client has logged in. */
  private static final int LONGEST_STARTUP = 10_000;

  private static final int LONGEST_LOGIN = 65_536;

  /** PostgreSQL's own limit. */
  private static final int LONGEST = 0x3fff_ffff;

  private boolean typed;
  private volatile int longest = LONGEST_LOGIN;

  /** From now on messages have a type. */
  void typed() {
    typed = true;
  }

  /** From now on messages may be as long as the protocol lets them. For any thread. */
  void loggedIn() {
    longest = LONGEST;
  }

  /** Whether more has come than the message that was read last. */
  boolean hasMore() {
    return actualReadableBytes() > 0;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int before = typed ? 1 : 0;
    if (in.readableBytes() < before + 4) {
      return;
    }
    int length = in.getInt(in.readerIndex() + before);
    boolean right = typed ? length >= 4 && length <= longest : startup(length);
    if (!right) {
      in.skipBytes(in.readableBytes());
      context.channel().config().setAutoRead(false);
      context
          .writeAndFlush(
              LastWords.of(
                  context.channel(),
                  ErrorFields.fatal(
                      "08P01",
                      typed ? "invalid message length" : "invalid length of startup packet")))
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    if (in.readableBytes() >= before + length) {
      out.add(in.readRetainedSlice(before + length));
    }
  }

  private static boolean startup(int length) {
    return length >= 8 && length <= LONGEST_STARTUP;
  }
}
