package io.canopydb.driver.pool;

import java.time.Duration;
import java.util.Map;

/**
 * How leaf connections are pooled. Immutable.
 *
 * @param maximumSize how many connections one pool (a leaf and user; on PostgreSQL also database)
 *     opens at most
 * @param connectTimeout how long one attempt to reach a leaf may take
 * @param socketTimeout how long a leaf may be silent before its connection is given up; zero waits
 *     on
 * @param borrowTimeout how long a borrower waits when all connections are in use
 * @param unusedPoolTimeout after how long without a borrower a pool is closed
 * @param properties properties of the engine's JDBC driver that override Canopy's own (the URL's
 *     {@code leaf.*}, without that prefix)
 */
public record PoolOptions(
    int maximumSize,
    Duration connectTimeout,
    Duration socketTimeout,
    Duration borrowTimeout,
    Duration unusedPoolTimeout,
    Map<String, String> properties) {

  /** What holds when the URL says nothing. */
  public static final PoolOptions DEFAULT =
      new PoolOptions(
          32,
          Duration.ofSeconds(5),
          Duration.ZERO,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Map.of());

  public PoolOptions {
    if (maximumSize < 1) {
      throw new IllegalArgumentException("a pool needs room for one connection");
    }
    properties = Map.copyOf(properties);
  }

  /** These options with another maximum size. */
  public PoolOptions withMaximumSize(int size) {
    return new PoolOptions(
        size, connectTimeout, socketTimeout, borrowTimeout, unusedPoolTimeout, properties);
  }

  /** These options with other timeouts. */
  public PoolOptions withTimeouts(Duration connect, Duration socket) {
    return new PoolOptions(
        maximumSize, connect, socket, borrowTimeout, unusedPoolTimeout, properties);
  }

  /** These options with other driver properties. */
  public PoolOptions withProperties(Map<String, String> newProperties) {
    return new PoolOptions(
        maximumSize,
        connectTimeout,
        socketTimeout,
        borrowTimeout,
        unusedPoolTimeout,
        newProperties);
  }

  /** Says nothing of the properties, which may hold secrets (the password of a key store). */
  @Override
  public String toString() {
    return "PoolOptions[" + maximumSize + "]";
  }
}
