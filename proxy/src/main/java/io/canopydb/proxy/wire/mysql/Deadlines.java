package io.canopydb.proxy.wire.mysql;

import io.canopydb.proxy.wire.mysql.codec.Messages;
import io.canopydb.proxy.wire.mysql.codec.PacketDecoder;
import io.canopydb.proxy.wire.mysql.codec.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a client may take: to prove who it is, and between two requests. Safe for many threads.
 */
final class Deadlines implements MySqlConversation.Connection {
  private final Channel channel;
  private final PacketDecoder packets;
  private final MySqlOptions options;
  private volatile boolean loggedIn;
  private volatile boolean busy;
  private volatile long lastNanos = System.nanoTime();
  private volatile @Nullable Future<?> next;

  Deadlines(Channel channel, PacketDecoder packets, MySqlOptions options) {
    this.channel = channel;
    this.packets = packets;
    this.options = options;
  }

  /** On the event loop, when the connection is there. */
  void begin() {
    look(options.loginTime().toNanos());
    channel
        .closeFuture()
        .addListener(
            closed -> {
              Future<?> waiting = next;
              if (waiting != null) {
                waiting.cancel(false);
              }
            });
  }

  private void look(long nanos) {
    next = channel.eventLoop().schedule(this::late, nanos, TimeUnit.NANOSECONDS);
  }

  private void late() {
    if (!loggedIn) {
      channel.close();
      return;
    }
    long left = options.idleTime().toNanos() - (System.nanoTime() - lastNanos);
    if (busy) {
      look(options.idleTime().toNanos());
    } else if (left > 0) {
      look(left);
    } else {
      ByteBuf last = channel.alloc().buffer(256).writeZero(4);
      Messages.error(last, Trouble.INACTIVE);
      last.setMediumLE(0, last.readableBytes() - 4);
      channel.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void loggedIn() {
    loggedIn = true;
    packets.most(options.mostPacketBytes());
  }

  @Override
  public void busy(boolean now) {
    busy = now;
    lastNanos = System.nanoTime();
  }
}
