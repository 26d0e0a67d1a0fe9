package io.canopydb.proxy.wire.mysql.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a client sends into packets, and joins those that were split because they are long. A
 * frame is what was found ({@link #PACKET} or what is wrong), the number of its first part, that of
 * the answer, and the packet. Behind what is wrong nothing more is read.
 */
public final class PacketDecoder extends ByteToMessageDecoder {
  /** A packet that is as long is followed by its next part. */
  public static final int LONGEST = 0xFF_FFFF;

  /** A packet, whole. */
  public static final int PACKET = 0;

  /** It is longer than is taken; its bytes are left out. */
  public static final int TOO_LONG = 1;

  /** Its parts are not numbered one after the other; its bytes are left out. */
  public static final int OUT_OF_ORDER = 2;

  private static final int HEADER = 4;

  /** How many bytes of a frame stand before the packet. */
  private static final int PREFIX = 3;

  private volatile int most;

  // Of the packet whose parts come; null where none has begun.
  private @Nullable CompositeByteBuf parts;
  private int first;
  private int next;
  private boolean broken;

  /**
   * @param most how long a packet may be
   */
  public PacketDecoder(int most) {
    this.most = most;
  }

  /** Takes packets up to another length from now on. For any thread. */
  public void most(int bytes) {
    most = bytes;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (in.readableBytes() < HEADER) {
      return;
    }
    int length = in.getUnsignedMediumLE(in.readerIndex());
    int number = in.getUnsignedByte(in.readerIndex() + 3);
    CompositeByteBuf joined = parts;
    if (joined != null && number != next) {
      out.add(broken(context, OUT_OF_ORDER, number));
      return;
    }
    if (length + (joined == null ? 0L : joined.readableBytes()) > most) {
      out.add(broken(context, TOO_LONG, number));
      return;
    }
    if (in.readableBytes() < HEADER + length) {
      return;
    }
    in.skipBytes(HEADER);
    if (joined == null) {
      first = number;
    }
    next = (number + 1) & 0xFF;
    if (length == LONGEST) {
      if (joined == null) {
        joined = context.alloc().compositeBuffer(Integer.MAX_VALUE);
        joined.addComponent(true, prefix(context, PACKET));
        parts = joined;
      }
      joined.addComponent(true, in.readRetainedSlice(length));
      return;
    }
    if (joined == null) {
      out.add(prefix(context, PACKET, length).writeBytes(in, length));
    } else {
      joined.addComponent(true, in.readRetainedSlice(length));
      joined.setByte(2, next);
      parts = null;
      out.add(joined);
    }
  }

  private ByteBuf prefix(ChannelHandlerContext context, int what) {
    return prefix(context, what, 0);
  }

  private ByteBuf prefix(ChannelHandlerContext context, int what, int more) {
    return context.alloc().buffer(PREFIX + more).writeByte(what).writeByte(first).writeByte(next);
  }

  private ByteBuf broken(ChannelHandlerContext context, int what, int number) {
    broken = true;
    forget();
    next = (number + 1) & 0xFF;
    return prefix(context, what);
  }

  private void forget() {
    if (parts != null) {
      parts.release();
      parts = null;
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    forget();
  }
}
