package io.canopydb.driver.execute;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.transaction.ClusterTransaction;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One statement's writes on several partitions: all of them, or none. Outside of a transaction of
 * the user's it is one of its own, over its leaves; inside it sets a savepoint where the engine
 * would undo only the part that failed.
 */
final class LeafTransactions {
  private static final String SAVEPOINT = "canopy_statement";

  private final Execution execution;
  private final LeafStatements statements;
  private final Set<SharedConnection> saved = ConcurrentHashMap.newKeySet();

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
     * One after the other, for copies of the same rows on all leaves that there are: all who write
     * them begin with the same leaf, so the first to lock a row there is the first everywhere.
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
      ClusterTransaction own =
          single || execution.access().inTransaction() ? null : joined(connections.values(), order);
      boolean savepoint = !single && own == null;
      if (own == null) {
        connections.values().forEach(SharedConnection::wrote);
        if (order == Order.IN_TURN) {
          execution.access().wroteEverywhere(ids(works.keySet()));
        }
      }
      List<Callable<T>> parts = new ArrayList<>();
      works.forEach(
          (leaf, work) -> parts.add(() -> begun(connections.get(leaf), work, own, savepoint)));
      FanOut.Results<T> results =
          order == Order.TOGETHER ? execution.fanOut().run(parts) : FanOut.inTurn(parts);
      if (!results.failures().isEmpty()) {
        SQLException failure = results.failures().get(0);
        if (own != null) {
          own.rollback();
        } else if (savepoint) {
          undo(failure);
        }
        throw failure;
      }
      if (own != null) {
        own.commit();
      }
      return results.values();
    } finally {
      connections.values().forEach(SharedConnection::release);
    }
  }

  private static Set<Integer> ids(Collection<Leaf> leaves) {
    return leaves.stream().map(Leaf::id).collect(Collectors.toSet());
  }

  /** A transaction of the statement's own that all its leaves have joined. */
  private ClusterTransaction joined(Iterable<SharedConnection> connections, Order order) {
    ClusterTransaction own = execution.access().newTransaction();
    Set<Integer> leaves = new HashSet<>();
    for (SharedConnection connection : connections) {
      own.join(connection.connection());
      own.wrote(connection.leaf());
      leaves.add(connection.leaf().id());
    }
    if (order == Order.IN_TURN) {
      own.wroteEverywhere(leaves);
    }
    return own;
  }

  private <T> T begun(
      SharedConnection connection,
      Work<T> work,
      @Nullable ClusterTransaction own,
      boolean savepoint)
      throws SQLException {
    if (own != null) {
      own.begin(connection.connection());
    } else if (savepoint) {
      statements.run(connection.jdbc(), "SAVEPOINT " + SAVEPOINT);
      saved.add(connection);
    }
    return work.on(connection);
  }

  private void undo(SQLException failure) {
    for (SharedConnection connection : saved) {
      try {
        statements.run(connection.jdbc(), "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
      } catch (SQLException e) {
        // The statement stays half done, so that the transaction must not go on.
        connection.failed(e);
        failure.addSuppressed(e);
        execution
            .access()
            .lose(
                CanopyError.TRANSACTION_LOST.causedBy(
                    e, connection.leaf().address(), String.valueOf(e.getMessage())));
      }
    }
  }
}
