package io.canopydb.proxy.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens on one port and speaks one protocol there. Safe for use by many threads. */
public final class ProxyServer implements AutoCloseable {
  private static final int BACKLOG = 1024;

  /** How many bytes wait for a client's socket before its rows are no longer read. */
  private static final WriteBufferWaterMark IN_FLIGHT =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);

  private final Protocol protocol;
  private final ServerOptions options;
  private final Workers workers;
  private final EventLoopGroup loops;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicBoolean left = new AtomicBoolean();
  private final Channel listening;

  private ProxyServer(Protocol protocol, ServerOptions options) throws IOException {
    this.protocol = protocol;
    this.options = options;
    this.workers = new Workers(options.mostConnections());
    this.loops =
        new MultiThreadIoEventLoopGroup(
            0, new DefaultThreadFactory("canopy-wire"), NioIoHandler.newFactory());
    boolean bound = false;
    try {
      this.listening = listen();
      bound = true;
    } finally {
      if (!bound) {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      }
    }
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if the port can't be had
   */
  public static ProxyServer start(Protocol protocol, ServerOptions options) throws IOException {
    return new ProxyServer(protocol, options);
  }

  private Channel listen() throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, IN_FLIGHT)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                });
    InetSocketAddress address =
        options.host().isEmpty()
            ? new InetSocketAddress(options.port())
            : new InetSocketAddress(options.host(), options.port());
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "port "
              + options.port()
              + " for "
              + protocol.name()
              + " can't be had: "
              + bound.cause().getMessage(),
          bound.cause());
    }
    return bound.channel();
  }

  private void accept(Channel channel) {
    channel.closeFuture().addListener(closed -> connections.decrementAndGet());
    if (connections.incrementAndGet() > options.mostConnections() || left.get()) {
      protocol.refuse(channel);
      return;
    }
    protocol.begin(channel, workers);
  }

  /** The port that it listens on. */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** How many clients are connected. */
  public int connections() {
    return connections.get();
  }

  /**
   * Takes no more connections, gives transactions that run some time to end, tells the clients, and
   * closes all. Idempotent.
   */
  public void leave(Duration patience) {
    if (!left.compareAndSet(false, true)) {
      return;
    }
    listening.close().syncUninterruptibly();
    try {
      workers.leave(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  /** Leaves at once. */
  @Override
  public void close() {
    leave(Duration.ZERO);
  }
}
