package io.canopydb.driver.execute;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.transaction.ClusterTransaction;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * One statement's writes on several partitions: all of them, or none. Outside of a transaction of
 * the user's it is one of its own, over its leaves; inside it sets a savepoint where the engine
 * would undo only the part that failed.
 */
public final class LeafTransactions {
  private static final String SAVEPOINT = "canopy_statement";

  private final Execution execution;
  private final LeafStatements statements;
  private final Set<SharedConnection> saved = ConcurrentHashMap.newKeySet();

  /** Something that is done on one leaf. */
  public interface Work<T> {
    T on(SharedConnection connection) throws SQLException;
  }

  /** What is to be done on one leaf, and what that touches there. */
  public record Part<T>(Set<Participant> touched, Work<T> work) {}

  public LeafTransactions(Execution execution) {
    this.execution = execution;
    this.statements = new LeafStatements(execution);
  }

  /** In which order the leaves work. */
  public enum Order {
    /** All at the same time. */
    TOGETHER,
    /**
     * One after the other, for rows that others write at the same time on the same leaves: all
     * begin with the leaf of the lowest id, so that no two wait for each other.
     */
    ONE_BY_ONE,
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
  public <T> List<T> run(Map<Leaf, Part<T>> works, boolean single, Order order)
      throws SQLException {
    Map<Leaf, SharedConnection> connections = new LinkedHashMap<>();
    try {
      for (Leaf leaf : works.keySet()) {
        connections.put(leaf, execution.acquire(leaf));
      }
      if (single || execution.access().inTransaction()) {
        return within(works, connections, !single, order);
      }
      try (ClusterTransaction own = joined(works, connections.values(), order)) {
        return alone(works, connections, own, order);
      }
    } finally {
      connections.values().forEach(SharedConnection::release);
    }
  }

  private <T> List<T> alone(
      Map<Leaf, Part<T>> works,
      Map<Leaf, SharedConnection> connections,
      ClusterTransaction own,
      Order order)
      throws SQLException {
    FanOut.Results<T> results =
        onAll(works, connections, order, connection -> own.begin(connection.connection()));
    if (!results.failures().isEmpty()) {
      own.rollback();
      throw own.told(results.failures().get(0));
    }
    own.commit();
    return results.values();
  }

  private <T> List<T> within(
      Map<Leaf, Part<T>> works,
      Map<Leaf, SharedConnection> connections,
      boolean savepoint,
      Order order)
      throws SQLException {
    connections.forEach((leaf, connection) -> connection.wrote(touched(works, leaf)));
    if (order == Order.IN_TURN) {
      execution.access().wroteEverywhere(ids(works.keySet()));
    }
    FanOut.Results<T> results =
        onAll(works, connections, order, savepoint ? this::save : connection -> {});
    if (!results.failures().isEmpty()) {
      SQLException failure = results.failures().get(0);
      undo(failure);
      throw failure;
    }
    return results.values();
  }

  /** What is done on a leaf before the work. */
  private interface Start {
    void on(SharedConnection connection) throws SQLException;
  }

  private <T> FanOut.Results<T> onAll(
      Map<Leaf, Part<T>> works, Map<Leaf, SharedConnection> connections, Order order, Start start)
      throws SQLException {
    List<Callable<T>> parts = new ArrayList<>();
    works.forEach(
        (leaf, part) -> {
          SharedConnection connection = connections.get(leaf);
          parts.add(
              () -> {
                start.on(connection);
                return part.work().on(connection);
              });
        });
    return order == Order.TOGETHER ? execution.fanOut().run(parts) : FanOut.inTurn(parts);
  }

  private void save(SharedConnection connection) throws SQLException {
    statements.run(connection.jdbc(), "SAVEPOINT " + SAVEPOINT);
    saved.add(connection);
  }

  private static Set<Integer> ids(Collection<Leaf> leaves) {
    return leaves.stream().map(Leaf::id).collect(Collectors.toSet());
  }

  private static <T> Set<Participant> touched(Map<Leaf, Part<T>> works, Leaf leaf) {
    return Objects.requireNonNull(works.get(leaf)).touched();
  }

  /** A transaction of the statement's own that all its leaves have joined. */
  private <T> ClusterTransaction joined(
      Map<Leaf, Part<T>> works, Iterable<SharedConnection> connections, Order order) {
    ClusterTransaction own = execution.access().newTransaction();
    Set<Integer> leaves = new HashSet<>();
    for (SharedConnection connection : connections) {
      own.join(connection.connection());
      own.wrote(connection.leaf(), touched(works, connection.leaf()));
      leaves.add(connection.leaf().id());
    }
    if (order == Order.IN_TURN) {
      own.wroteEverywhere(leaves);
    }
    return own;
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
