package io.canopydb.driver.execute.copy;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafTransactions;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.transaction.ClusterTransaction;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one statement whose rows come little by little: leaves join as rows for them come,
 * and all of it holds or nothing. Outside of a transaction of the user's it is one of its own;
 * inside a failure leaves nothing but the rollback of all, as PostgreSQL has it, whose COPY this
 * is. Its methods are for one thread.
 */
final class LoadTransaction {
  private final Execution execution;
  private final @Nullable ClusterTransaction own;
  private final Map<Leaf, SharedConnection> connections = new LinkedHashMap<>();

  /** Connections that have begun in the own transaction. */
  private final Set<SharedConnection> begun = ConcurrentHashMap.newKeySet();

  LoadTransaction(Execution execution) {
    this.execution = execution;
    this.own = execution.access().inTransaction() ? null : execution.access().newTransaction();
  }

  /**
   * Works on leaves, all at the same time.
   *
   * @throws SQLException the first failure; {@link #rollback} must follow
   */
  void together(Map<Leaf, LeafTransactions.Part<Long>> works) throws SQLException {
    first(execution.fanOut().run(parts(works)));
  }

  /** Works on all leaves that there are, one after the other in their order. */
  void everywhere(Map<Leaf, LeafTransactions.Part<Long>> works) throws SQLException {
    Set<Integer> ids = new HashSet<>();
    works.keySet().forEach(leaf -> ids.add(leaf.id()));
    List<Callable<Long>> parts = parts(works);
    if (own == null) {
      execution.access().wroteEverywhere(ids);
    } else {
      own.wroteEverywhere(ids);
    }
    first(FanOut.inTurn(parts));
  }

  private List<Callable<Long>> parts(Map<Leaf, LeafTransactions.Part<Long>> works)
      throws SQLException {
    List<Callable<Long>> parts = new ArrayList<>();
    for (Map.Entry<Leaf, LeafTransactions.Part<Long>> entry : works.entrySet()) {
      SharedConnection connection = joined(entry.getKey(), entry.getValue().touched());
      parts.add(
          () -> {
            begin(connection);
            return entry.getValue().work().on(connection);
          });
    }
    return parts;
  }

  private SharedConnection joined(Leaf leaf, Set<Participant> touched) throws SQLException {
    SharedConnection found = connections.get(leaf);
    if (found == null) {
      found = execution.acquire(leaf);
      connections.put(leaf, found);
      if (own != null) {
        own.join(found.connection());
      }
    }
    if (own == null) {
      found.wrote(touched);
    } else {
      own.wrote(leaf, touched);
    }
    return found;
  }

  private void begin(SharedConnection connection) throws SQLException {
    if (own != null && begun.add(connection)) {
      own.begin(connection.connection());
    }
  }

  private void first(FanOut.Results<Long> results) throws SQLException {
    if (!results.failures().isEmpty()) {
      SQLException failure = results.failures().get(0);
      throw own == null ? failure : own.told(failure);
    }
  }

  /** Keeps what was done; in a transaction of the user's, until that ends. */
  void commit() throws SQLException {
    try (ClusterTransaction ending = own) {
      if (ending != null) {
        ending.commit();
      }
    } finally {
      release();
    }
  }

  /** Undoes all that was done; in a transaction of the user's, when that is rolled back. */
  void rollback() {
    try (ClusterTransaction ending = own) {
      if (ending == null) {
        execution.access().fail();
      } else {
        ending.rollback();
      }
    } finally {
      release();
    }
  }

  private void release() {
    connections.values().forEach(SharedConnection::release);
    connections.clear();
  }
}
