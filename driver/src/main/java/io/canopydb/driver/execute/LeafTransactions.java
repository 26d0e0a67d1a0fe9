package io.canopydb.driver.execute;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * One statement's writes on several partitions: all of them, or none. Outside of a transaction of
 * the user's it begins one on each leaf and ends them together; inside it sets a savepoint where
 * the engine would undo only the part that failed.
 *
 * <p>The commits of several leaves follow one another: a leaf that dies between them leaves the
 * statement in doubt. Two-phase commit takes their place here.
 */
final class LeafTransactions {
  private static final String SAVEPOINT = "canopy_statement";

  private final Execution execution;
  private final LeafStatements statements;

  /** Work on one leaf. */
  interface Work<T> {
    T on(SharedConnection connection) throws SQLException;
  }

  LeafTransactions(Execution execution) {
    this.execution = execution;
    this.statements = new LeafStatements(execution);
  }

  /** In which order the leaves work. */
  enum Order {
    /** All at the same time. */
    TOGETHER,
    /**
     * One after the other, for copies of the same rows: all who write them begin with the same
     * leaf, so the first to lock a row there is the first everywhere.
     */
    IN_TURN
  }

  /**
   * Runs work on each leaf, and makes it durable on all.
   *
   * @param single whether it is one statement on one leaf, which the engine itself makes atomic
   */
  <T> List<T> run(Map<Leaf, Work<T>> works, boolean single, Order order) throws SQLException {
    Map<Leaf, SharedConnection> connections = new LinkedHashMap<>();
    try {
      for (Leaf leaf : works.keySet()) {
        connections.put(leaf, SharedConnection.acquire(execution.access(), leaf));
      }
      boolean own = !single && !execution.access().inTransaction();
      boolean savepoint = !single && execution.access().inTransaction();
      List<Callable<T>> parts = new ArrayList<>();
      works.forEach(
          (leaf, work) -> parts.add(() -> begun(connections.get(leaf), work, own, savepoint)));
      FanOut.Results<T> results =
          order == Order.TOGETHER ? execution.fanOut().run(parts) : FanOut.inTurn(parts);
      if (!results.failures().isEmpty()) {
        SQLException failure = results.failures().get(0);
        undo(connections, own, savepoint, failure);
        throw failure;
      }
      if (own) {
        commit(connections);
      }
      return results.values();
    } finally {
      connections.values().forEach(SharedConnection::release);
    }
  }

  private <T> T begun(SharedConnection connection, Work<T> work, boolean own, boolean savepoint)
      throws SQLException {
    if (own) {
      connection.jdbc().setAutoCommit(false);
    } else if (savepoint) {
      statements.run(connection.jdbc(), "SAVEPOINT " + SAVEPOINT);
    }
    return work.on(connection);
  }

  private void undo(
      Map<Leaf, SharedConnection> connections,
      boolean own,
      boolean savepoint,
      SQLException failure) {
    for (SharedConnection connection : connections.values()) {
      try {
        if (own) {
          connection.jdbc().rollback();
          connection.jdbc().setAutoCommit(true);
        } else if (savepoint) {
          statements.run(connection.jdbc(), "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        }
      } catch (SQLException e) {
        connection.failed(e);
        failure.addSuppressed(e);
      }
    }
  }

  private static void commit(Map<Leaf, SharedConnection> connections) throws SQLException {
    boolean committed = false;
    SQLException failure = null;
    for (SharedConnection connection : connections.values()) {
      try {
        if (failure == null) {
          connection.jdbc().commit();
          committed = true;
        } else if (!committed) {
          connection.jdbc().rollback();
        } else {
          connection.jdbc().commit();
        }
        connection.jdbc().setAutoCommit(true);
      } catch (SQLException e) {
        boolean broken = connection.failed(e);
        if (failure == null) {
          failure =
              committed || broken
                  ? CanopyError.COMMIT_IN_DOUBT.causedBy(e, String.valueOf(e.getMessage()))
                  : e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
