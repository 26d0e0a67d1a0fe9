package io.canopydb.proxy.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Collects what is said to a client, and sends it in portions. Where the client does not read, it
 * waits: so a result is never held here, however large it is. Used by one thread at a time, never
 * by the event loop.
 */
public final class Reply {
  private static final int PORTION = 32 * 1024;

  private final Channel channel;
  private final Object writable = new Object();
  private ByteBuf collected;

  /** Says whether the channel takes more, from its event loop. */
  private final class Watch extends ChannelInboundHandlerAdapter {
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      wake();
      context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      wake();
      context.fireChannelInactive();
    }

    private void wake() {
      synchronized (writable) {
        writable.notifyAll();
      }
    }
  }

  /** A reply on a connection; made before its {@link Mailbox} is put into the pipeline. */
  public Reply(Channel channel) {
    this.channel = channel;
    this.collected = channel.alloc().buffer(256);
    channel.pipeline().addLast("writability", new Watch());
  }

  /** Where the next bytes are put. Valid until the next call of another method. */
  public ByteBuf bytes() {
    return collected;
  }

  /** To be called between messages: sends what was collected where that is a portion. */
  public void portion() throws ClientGoneException {
    if (collected.readableBytes() >= PORTION) {
      flush();
      awaitReader();
    }
  }

  /** Sends all that was collected. */
  public void flush() throws ClientGoneException {
    if (!channel.isActive()) {
      collected.clear();
      throw new ClientGoneException();
    }
    if (collected.isReadable()) {
      ByteBuf full = collected;
      collected = channel.alloc().buffer(256);
      channel.writeAndFlush(full, channel.voidPromise());
    }
  }

  private void awaitReader() throws ClientGoneException {
    try {
      synchronized (writable) {
        while (!channel.isWritable() && channel.isActive()) {
          writable.wait();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientGoneException();
    }
    if (!channel.isActive()) {
      throw new ClientGoneException();
    }
  }

  /** Sends what was collected, and closes the connection behind it. */
  public void close() {
    ByteBuf last = collected;
    collected = channel.alloc().buffer(0);
    channel.writeAndFlush(last).addListener(sent -> channel.close());
  }

  /** Gives its memory back; the last call. */
  public void release() {
    collected.release();
  }
}
