package io.canopydb.proxy.wire.mysql;

import io.canopydb.proxy.account.Accounts;
import io.canopydb.proxy.server.Mailbox;
import io.canopydb.proxy.server.Protocol;
import io.canopydb.proxy.server.Reply;
import io.canopydb.proxy.server.Sessions;
import io.canopydb.proxy.server.Tls;
import io.canopydb.proxy.server.Workers;
import io.canopydb.proxy.wire.mysql.codec.Capability;
import io.canopydb.proxy.wire.mysql.codec.Messages;
import io.canopydb.proxy.wire.mysql.codec.PacketDecoder;
import io.canopydb.proxy.wire.mysql.codec.PacketWriter;
import io.canopydb.proxy.wire.mysql.codec.Trouble;
import io.canopydb.proxy.wire.mysql.login.Greeting;
import io.canopydb.proxy.wire.mysql.login.GreetingDecoder;
import io.canopydb.proxy.wire.mysql.login.KeyPairForPasswords;
import io.canopydb.proxy.wire.mysql.login.Login;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** MySQL's protocol. Safe for use by many threads. */
public final class MySqlProtocol implements Protocol {
  /** How long a packet may be of a client that nobody knows yet. */
  private static final int BEFORE_LOGIN = 64 * 1024;

  private final Sessions sessions;
  private final Accounts accounts;
  private final MySqlOptions options;
  private final @Nullable SslContext tls;
  private final KeyPairForPasswords keys = new KeyPairForPasswords();
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger connections = new AtomicInteger();

  /**
   * @throws IOException if the certificate can't be used
   */
  public MySqlProtocol(Sessions sessions, Accounts accounts, MySqlOptions options)
      throws IOException {
    this.sessions = sessions;
    this.accounts = accounts;
    this.options = options;
    Tls certificate = options.tls();
    this.tls = certificate == null ? null : certificate.context();
  }

  @Override
  public String name() {
    return "MySQL";
  }

  @Override
  public void begin(Channel channel, Workers workers) {
    Greeting greeting =
        new Greeting(
            sessions.cluster().serverVersion(),
            connections.incrementAndGet(),
            Capability.ALWAYS | (tls == null ? 0 : Capability.SSL),
            Greeting.nonce(random));
    PacketDecoder packets = new PacketDecoder(BEFORE_LOGIN);
    channel.pipeline().addLast("greeting", new GreetingDecoder(tls)).addLast("packets", packets);
    Reply reply = new Reply(channel);
    PacketWriter out = new PacketWriter(reply);
    Deadlines deadlines = new Deadlines(channel, packets, options);
    MySqlConversation conversation =
        new MySqlConversation(
            sessions,
            reply,
            out,
            () ->
                new Login(
                    greeting,
                    accounts,
                    keys,
                    out,
                    address(channel),
                    channel.pipeline().get("tls") != null),
            deadlines,
            options.mostPacketBytes());
    channel.pipeline().addLast("mailbox", new Mailbox(workers, conversation));
    ByteBuf first = channel.alloc().buffer(256).writeZero(4);
    greeting.write(first);
    send(channel, first);
    deadlines.begin();
  }

  private static void send(Channel channel, ByteBuf packet) {
    packet.setMediumLE(0, packet.readableBytes() - 4);
    channel.writeAndFlush(packet, channel.voidPromise());
  }

  private static String address(Channel channel) {
    SocketAddress remote = channel.remoteAddress();
    return remote instanceof InetSocketAddress inet
        ? inet.getAddress().getHostAddress()
        : String.valueOf(remote);
  }

  @Override
  public void refuse(Channel channel) {
    ByteBuf packet = channel.alloc().buffer(256).writeZero(4);
    Messages.error(packet, Trouble.TOO_MANY);
    packet.setMediumLE(0, packet.readableBytes() - 4);
    channel.writeAndFlush(packet).addListener(ChannelFutureListener.CLOSE);
  }
}
