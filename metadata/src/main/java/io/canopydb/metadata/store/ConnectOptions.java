package io.canopydb.metadata.store;

import java.time.Duration;

/**
 * How to connect to a cluster.
 *
 * @param connectString the ZooKeeper servers, with the cluster's path if it is not {@code /canopy}:
 *     {@code zk1:2181,zk2:2181/canopy/prod}
 * @param kind what the connecting aggregator is
 * @param host where it runs
 * @param port where it listens; 0 for a driver
 * @param sessionTimeout how long ZooKeeper keeps a session that it does not hear of; the server may
 *     grant another time
 * @param connectTimeout how long to wait for the first answer
 */
public record ConnectOptions(
    String connectString,
    Aggregator.Kind kind,
    String host,
    int port,
    Duration sessionTimeout,
    Duration connectTimeout) {

  /** The session timeout unless told otherwise. */
  public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(4);

  /** How long to wait for ZooKeeper unless told otherwise. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  public ConnectOptions {
    requirePositive(sessionTimeout);
    requirePositive(connectTimeout);
  }

  private static void requirePositive(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(timeout + " is no timeout");
    }
  }

  /** With the usual timeouts. */
  public static ConnectOptions of(
      String connectString, Aggregator.Kind kind, String host, int port) {
    return new ConnectOptions(connectString, kind, host, port, SESSION_TIMEOUT, CONNECT_TIMEOUT);
  }

  /** With another session timeout. */
  public ConnectOptions withSessionTimeout(Duration timeout) {
    return new ConnectOptions(connectString, kind, host, port, timeout, connectTimeout);
  }

  /** With another time to wait for the first answer. */
  public ConnectOptions withConnectTimeout(Duration timeout) {
    return new ConnectOptions(connectString, kind, host, port, sessionTimeout, timeout);
  }
}
