package io.canopydb.driver.pool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is known of each physical connection of a pool, from the moment it is opened on. Safe for
 * use by many threads.
 */
final class ConnectionStates {
  private final Cache<Connection, ConnectionState> states =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

  /** How often a connection of the pool broke. */
  private final AtomicInteger breakdowns = new AtomicInteger();

  /** How often this pool's connections were told to go, besides all of the leaf. */
  private final AtomicInteger evictions = new AtomicInteger();

  private final LeafGate gate;

  ConnectionStates(LeafGate gate) {
    this.gate = gate;
  }

  /** Opens a connection. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  /** Asks a new connection which server it has. */
  @FunctionalInterface
  interface Question {
    String ask(Connection connection) throws SQLException;
  }

  /** Opens a connection, and keeps what is known of it. */
  Connection open(Opener opener, Question incarnation) throws SQLException {
    // Before it is opened: what happens in the meantime concerns it too.
    int trusted = breakdowns.get();
    int generation = generation();
    Connection connection = opener.open();
    try {
      String answer = incarnation.ask(connection);
      states.put(connection, new ConnectionState(trusted, generation, answer));
      return connection;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.close();
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  /** Of a connection that was opened here. */
  ConnectionState of(Connection connection) {
    return Objects.requireNonNull(states.getIfPresent(connection));
  }

  int breakdowns() {
    return breakdowns.get();
  }

  void broke() {
    breakdowns.incrementAndGet();
  }

  /** Whether a connection has been told to go. */
  boolean evicted(ConnectionState state) {
    return state.generation() != generation();
  }

  /** Both numbers only grow, so that their sum tells whether one did. */
  private int generation() {
    return evictions.get() + gate.evictions();
  }

  /** Tells all connections of the pool to go that are open now, or are being opened. */
  void evict() {
    evictions.incrementAndGet();
  }

  /** Ends those at once that have been told to go, whoever uses them. */
  void abortEvicted() {
    states
        .asMap()
        .forEach(
            (connection, state) -> {
              if (evicted(state)) {
                abort(connection);
              }
            });
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is not used any more either way.
    }
  }
}
