package io.canopydb.driver.transaction;

import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A transaction over several leaves, as {@link DeadlockWatch} sees it. Safe for use by many
 * threads.
 */
final class WatchedTransaction {
  private final long begunNanos;
  private final Identity credentials;
  private final @Nullable String database;
  private final Supplier<List<LeafConnection>> connections;
  private volatile boolean victim;

  /**
   * A transaction that lasts.
   *
   * @param begunNanos when it began, by System.nanoTime
   * @param database the one that its connections are in
   * @param connections those that it has just now
   */
  WatchedTransaction(
      long begunNanos,
      Identity credentials,
      @Nullable String database,
      Supplier<List<LeafConnection>> connections) {
    this.begunNanos = begunNanos;
    this.credentials = credentials;
    this.database = database;
    this.connections = connections;
  }

  long begunNanos() {
    return begunNanos;
  }

  Identity credentials() {
    return credentials;
  }

  @Nullable String database() {
    return database;
  }

  /** The leaves' numbers of its sessions. */
  Map<Leaf, Long> sessions(LockWaits engine) {
    Map<Leaf, Long> sessions = new LinkedHashMap<>();
    for (LeafConnection connection : connections.get()) {
      try {
        sessions.put(connection.leaf(), engine.session(connection.jdbc()));
      } catch (SQLException e) {
        // It is broken, so it waits for nobody.
      }
    }
    return sessions;
  }

  /** Its statement is cancelled, to break a deadlock over leaves. */
  void chooseAsVictim() {
    victim = true;
  }

  boolean isVictim() {
    return victim;
  }
}
