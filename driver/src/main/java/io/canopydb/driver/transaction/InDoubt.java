package io.canopydb.driver.transaction;

import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction of which leaves hold parts prepared: its commit is under way, or its aggregator or
 * a leaf died during it. Immutable.
 */
public final class InDoubt {
  private static final Logger LOG = LoggerFactory.getLogger(InDoubt.class);

  private final TransactionId id;
  private final List<PreparedBranch> parts;

  InDoubt(TransactionId id, List<PreparedBranch> parts) {
    this.id = id;
    this.parts = List.copyOf(parts);
  }

  public TransactionId id() {
    return id;
  }

  /** Whether it is an aggregator's. */
  public boolean isOf(String aggregatorId) {
    return id.coordinator().equals(TransactionId.plain(aggregatorId));
  }

  /** Where the decision lies, or will. */
  public DecisionPlace place() {
    return parts.get(0).id().place();
  }

  /** The leaves that hold a part. */
  public List<Leaf> participants() {
    return parts.stream().map(PreparedBranch::leaf).toList();
  }

  List<PreparedBranch> parts() {
    return parts;
  }

  /** What one leaf holds; {@link #joined} makes whole transactions of it. */
  public static List<InDoubt> on(LeafConnection connection, String clusterId) throws SQLException {
    Leaf leaf = connection.leaf();
    try {
      return TwoPhase.of(leaf.engine())
          .prepared(connection.jdbc(), leaf, TransactionId.shortened(clusterId))
          .stream()
          .map(part -> new InDoubt(part.id().transaction(), List.of(part)))
          .toList();
    } catch (SQLException e) {
      connection.failed(e);
      throw e;
    }
  }

  /** Joins what several leaves hold, in the order of the first of each. */
  public static List<InDoubt> joined(List<InDoubt> found) {
    Map<TransactionId, List<PreparedBranch>> parts = new LinkedHashMap<>();
    for (InDoubt some : found) {
      parts.computeIfAbsent(some.id(), id -> new ArrayList<>()).addAll(some.parts());
    }
    List<InDoubt> joined = new ArrayList<>();
    parts.forEach((id, all) -> joined.add(new InDoubt(id, all)));
    return joined;
  }

  /** How {@link #leftToManagers} gets to a leaf. */
  @FunctionalInterface
  public interface Door {
    LeafConnection open(Leaf leaf, @Nullable String database) throws SQLException;
  }

  /**
   * Those that are prepared for a transaction manager. Where the decision can't be read now, it is
   * not told.
   */
  public static Set<TransactionId> leftToManagers(
      List<InDoubt> transactions, ClusterSnapshot cluster, Door door) {
    Map<DecisionPlace, List<TransactionId>> byPlace = new LinkedHashMap<>();
    for (InDoubt one : transactions) {
      byPlace.computeIfAbsent(one.place(), place -> new ArrayList<>()).add(one.id());
    }
    Set<TransactionId> managed = new HashSet<>();
    byPlace.forEach(
        (place, ids) ->
            place
                .find(cluster)
                .ifPresent(
                    at -> {
                      try (LeafConnection connection = door.open(at.leaf(), at.database())) {
                        managed.addAll(leftToManagers(connection, at, ids));
                      } catch (SQLException e) {
                        LOG.debug("Decisions in {} can't be read", at.table(), e);
                      }
                    }));
    return managed;
  }

  private static List<TransactionId> leftToManagers(
      LeafConnection connection, DecisionPlace.Found at, List<TransactionId> ids)
      throws SQLException {
    try {
      return XaRows.leftToManagers(connection.jdbc(), at.table(), ids);
    } catch (SQLException e) {
      connection.failed(e);
      throw e;
    }
  }
}
