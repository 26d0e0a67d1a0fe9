package io.canopydb.proxy.wire.mysql.codec;

import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.server.Reply;
import io.netty.buffer.ByteBuf;

/**
 * Writes packets one after the other into a reply, and numbers them. Used by one thread at a time.
 */
public final class PacketWriter {
  private static final int HEADER = 4;

  private final Reply reply;
  private int number;
  private int start;

  public PacketWriter(Reply reply) {
    this.reply = reply;
  }

  /** Which number the next packet gets. */
  public void number(int next) {
    number = next;
  }

  public int number() {
    return number & 0xFF;
  }

  /** Begins a packet; its bytes are written to what is returned. */
  public ByteBuf begin() {
    ByteBuf out = reply.bytes();
    start = out.writerIndex();
    return out.writeZero(HEADER);
  }

  /** Ends the packet that was begun. */
  public void end() throws ClientGoneException {
    ByteBuf out = reply.bytes();
    int length = out.writerIndex() - start - HEADER;
    if (length >= PacketDecoder.LONGEST) {
      split(out, length);
    } else {
      header(out, start, length);
    }
    reply.portion();
  }

  private void header(ByteBuf out, int at, int length) {
    out.setMediumLE(at, length);
    out.setByte(at + 3, number++);
  }

  /** Puts a header before each part; the last one is shorter than the others, or empty. */
  private void split(ByteBuf out, int length) {
    ByteBuf whole = out.copy(start + HEADER, length);
    try {
      out.writerIndex(start);
      while (true) {
        int part = Math.min(PacketDecoder.LONGEST, whole.readableBytes());
        int at = out.writerIndex();
        out.writeZero(HEADER);
        header(out, at, part);
        out.writeBytes(whole, part);
        if (part < PacketDecoder.LONGEST) {
          return;
        }
      }
    } finally {
      whole.release();
    }
  }

  /** Takes back the packet that was begun. */
  public void cancel() {
    reply.bytes().writerIndex(start);
  }

  /** Sends all packets that were ended. */
  public void flush() throws ClientGoneException {
    reply.flush();
  }

  /** Sends them, and closes the connection behind them. */
  public void close() {
    reply.close();
  }
}
