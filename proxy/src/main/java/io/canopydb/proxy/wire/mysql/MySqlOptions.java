package io.canopydb.proxy.wire.mysql;

import io.canopydb.proxy.server.Tls;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How MySQL's clients are served.
 *
 * @param tls null for none
 * @param requireTls whether who does not ask for it is refused
 * @param loginTime how long a client has to prove who it is
 * @param idleTime after which time without a request a client is sent away
 * @param mostPacketBytes how long a packet may be, as max_allowed_packet
 */
public record MySqlOptions(
    @Nullable Tls tls,
    boolean requireTls,
    Duration loginTime,
    Duration idleTime,
    int mostPacketBytes) {

  /** No TLS, and the limits that a MySQL server has unless it is told otherwise. */
  public static final MySqlOptions DEFAULT =
      new MySqlOptions(null, false, Duration.ofSeconds(10), Duration.ofHours(8), 64 << 20);

  /** With a server's certificate. */
  public MySqlOptions withTls(Tls newTls) {
    return new MySqlOptions(newTls, requireTls, loginTime, idleTime, mostPacketBytes);
  }
}
