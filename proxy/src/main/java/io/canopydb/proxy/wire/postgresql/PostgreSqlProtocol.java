package io.canopydb.proxy.wire.postgresql;

import io.canopydb.proxy.account.Accounts;
import io.canopydb.proxy.server.Protocol;
import io.canopydb.proxy.server.Sessions;
import io.canopydb.proxy.server.Tls;
import io.canopydb.proxy.server.Workers;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** PostgreSQL's protocol. Safe for use by many threads. */
public final class PostgreSqlProtocol implements Protocol {
  /** PostgreSQL's authentication_timeout. */
  private static final Duration LOG_IN_TIME = Duration.ofMinutes(1);

  private final Served served;

  /**
   * @param sessions of a PostgreSQL cluster, whose leaf connections send values as text
   *     (binaryTransfer=false)
   * @param tls empty for connections in the clear
   * @throws IOException if the certificate can't be used
   */
  public PostgreSqlProtocol(Sessions sessions, Accounts accounts, Optional<Tls> tls)
      throws IOException {
    this(sessions, accounts, tls, LOG_IN_TIME);
  }

  /**
   * Likewise.
   *
   * @param logInTime how long a client may take to log in
   */
  public PostgreSqlProtocol(
      Sessions sessions, Accounts accounts, Optional<Tls> tls, Duration logInTime)
      throws IOException {
    this.served =
        new Served(
            sessions,
            accounts,
            tls.isPresent() ? Optional.of(ServerTls.of(tls.get())) : Optional.empty(),
            new RunningClients(),
            logInTime);
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public void begin(Channel channel, Workers workers) {
    FrameDecoder decoder = new FrameDecoder();
    channel
        .pipeline()
        .addLast("hello", new DirectTls(served.tls()))
        .addLast("frames", decoder)
        .addLast("startup", new Startup(served, decoder, workers));
  }

  @Override
  public void refuse(Channel channel) {
    channel
        .writeAndFlush(
            LastWords.of(channel, ErrorFields.fatal("53300", "sorry, too many clients already")))
        .addListener(ChannelFutureListener.CLOSE);
  }
}
