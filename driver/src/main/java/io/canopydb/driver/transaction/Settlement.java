package io.canopydb.driver.transaction;

import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The single acts of settling a transaction. Safe for use by many threads. */
final class Settlement {
  /** A decision that is under way is waited for no longer: it is asked for again. */
  private static final SessionSettings MYSQL =
      SessionSettings.NONE.with("innodb_lock_wait_timeout", "2").with("lock_wait_timeout", "2");

  private static final SessionSettings POSTGRESQL =
      SessionSettings.NONE.with("lock_timeout", "'2s'");

  private final MetadataStore store;
  private final Door door;
  private final LeafLogins logins;
  private final TwoPhase engine;

  Settlement(MetadataStore store, Door door, LeafLogins logins) {
    this.store = store;
    this.door = door;
    this.logins = logins;
    this.engine = TwoPhase.of(store.snapshot().engine());
  }

  /** Whether a database is there by now. */
  boolean has(String database) {
    return store.snapshot().databases().containsKey(database);
  }

  /** What a leaf holds prepared of this cluster. */
  List<PreparedBranch> prepared(Leaf leaf) throws SQLException {
    String cluster = TransactionId.shortened(store.clusterId());
    return on(leaf, null, connection -> engine.prepared(connection, leaf, cluster));
  }

  /**
   * The decision on a transaction, made now where there was none.
   *
   * @param branch any of its parts
   * @param commit what to decide where nothing is
   */
  Verdict verdict(PreparedBranch branch, boolean commit) throws SQLException {
    ClusterSnapshot cluster = store.snapshot();
    DecisionPlace place = branch.id().place();
    Optional<DecisionPlace.Found> found = place.find(cluster);
    if (found.isEmpty()) {
      if (!place.known(cluster)) {
        return Verdict.of(commit); // it went with its database, and whatever was decided there
      }
      throw CanopyError.PARTITION_OFFLINE.with("of the decision, number " + place.ordinal() + ",");
    }
    DecisionPlace.Found at = found.get();
    return on(
        at.leaf(),
        at.database(),
        connection ->
            asOwner(
                connection,
                branch,
                () -> engine.verdict(connection, at.table(), branch.id().transaction(), commit)));
  }

  /** Ends a prepared part. */
  void end(PreparedBranch branch, boolean commit) throws SQLException {
    on(
        branch.leaf(),
        branch.database(),
        connection ->
            asOwner(
                connection,
                branch,
                () -> {
                  end(connection, branch.id(), commit);
                  return true;
                }));
  }

  private void end(Connection connection, BranchId id, boolean commit) throws SQLException {
    if (commit) {
      engine.commitPrepared(connection, id);
    } else {
      engine.rollbackPrepared(connection, id);
    }
  }

  /** Ends a part of one's own that may be prepared on a leaf; quiet where the leaf is gone. */
  void end(BranchId id, String database, boolean commit) throws SQLException {
    Leaf leaf = store.snapshot().leaves().get(id.leaf());
    if (leaf != null) {
      on(
          leaf,
          database,
          connection -> {
            end(connection, id, commit);
            return true;
          });
    }
  }

  /** The decision on a transaction of one's own. */
  Verdict verdict(DecisionPlace.Found at, TransactionId id) throws SQLException {
    return on(
        at.leaf(),
        at.database(),
        connection -> engine.verdict(connection, at.table(), id, /* commit= */ false));
  }

  /** Decides what was left to a transaction manager; false where nothing is (any more). */
  boolean instruct(DecisionPlace.Found at, TransactionId id, boolean commit, boolean byHand)
      throws SQLException {
    return on(
        at.leaf(),
        at.database(),
        connection -> XaRows.instruct(connection, at.table(), id, commit, byHand));
  }

  /** Decides by hand in the place of a transaction manager. */
  void instruct(PreparedBranch branch, boolean commit) throws SQLException {
    Optional<DecisionPlace.Found> at = branch.id().place().find(store.snapshot());
    if (at.isPresent()) {
      instruct(at.get(), branch.id().transaction(), commit, /* byHand= */ true);
    }
  }

  /** What transaction managers are still to decide on, or to hear of, in partitions of one leaf. */
  List<XaRows.Row> managed(List<DecisionPlace.Found> partitions) throws SQLException {
    DecisionPlace.Found any = partitions.get(0);
    return on(any.leaf(), any.database(), connection -> XaRows.managed(connection, partitions));
  }

  /** A decision as it stands; asking does not decide. */
  Optional<XaRows.State> state(DecisionPlace.Found at, TransactionId id) throws SQLException {
    return on(at.leaf(), at.database(), connection -> XaRows.state(connection, at.table(), id));
  }

  /** A manager has heard of what was decided in its place; false where nothing was. */
  boolean heard(DecisionPlace.Found at, TransactionId id) throws SQLException {
    return on(at.leaf(), at.database(), connection -> XaRows.heard(connection, at.table(), id));
  }

  /** Which of these wait for a manager; asking does not decide. */
  Set<TransactionId> leftToManagers(List<InDoubt> transactions) {
    return InDoubt.leftToManagers(
        transactions,
        store.snapshot(),
        (leaf, database) ->
            door.open(Errand.SETTLEMENT, leaf, logins.on(leaf), database, settings(leaf.engine())));
  }

  void forget(DecisionPlace.Found at, List<TransactionId> ids) throws SQLException {
    on(
        at.leaf(),
        at.database(),
        connection -> {
          engine.forget(connection, at.table(), ids);
          return true;
        });
  }

  List<TwoPhase.Decision> decisions(DecisionPlace.Found at, int seconds) throws SQLException {
    return on(
        at.leaf(), at.database(), connection -> engine.decisions(connection, at.table(), seconds));
  }

  /** Those of one database's partitions on one leaf whose tables an older version made. */
  List<DecisionPlace.Found> outdated(List<DecisionPlace.Found> partitions) throws SQLException {
    DecisionPlace.Found any = partitions.get(0);
    return on(
        any.leaf(), any.database(), connection -> DecisionSchema.outdated(connection, partitions));
  }

  void upgrade(DecisionPlace.Found at) throws SQLException {
    on(
        at.leaf(),
        at.database(),
        connection -> {
          TwoPhase.run(connection, DecisionSchema.upgrade(at));
          return true;
        });
  }

  /** What is done on a leaf. */
  private interface Act<T> {
    T on(Connection connection) throws SQLException;
  }

  /** What is done for another role. */
  private interface OwnersAct<T> {
    T run() throws SQLException;
  }

  private <T> T asOwner(Connection connection, PreparedBranch branch, OwnersAct<T> act)
      throws SQLException {
    engine.actFor(connection, branch, true);
    T result = act.run();
    engine.actFor(connection, branch, false);
    return result;
  }

  private <T> T on(Leaf leaf, @Nullable String database, Act<T> act) throws SQLException {
    try (LeafConnection connection =
        door.open(Errand.SETTLEMENT, leaf, logins.on(leaf), database, settings(leaf.engine()))) {
      try {
        return act.on(connection.jdbc());
      } catch (SQLException e) {
        connection.failed(e);
        connection.taint(); // it may act for another
        throw e;
      }
    }
  }

  private static SessionSettings settings(Engine engine) {
    return switch (engine) {
      case MYSQL -> MYSQL;
      case POSTGRESQL -> POSTGRESQL;
    };
  }
}
