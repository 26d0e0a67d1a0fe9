package io.canopydb.driver.transaction;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where every write ends, once a leaf says that it has committed: the replica's acknowledgement,
 * then a last look at lease and map, then the answer. A leaf may have lost a partition while it
 * committed, and the partition's new master may not have the commit; so what was written by a map
 * that holds no more is not told as done, but as COMMIT_IN_DOUBT. It sends nothing while partitions
 * lie on one leaf only. Safe for use by many threads.
 */
public final class CommitEnd {
  private final Supplier<ClusterSnapshot> newest;
  private final BooleanSupplier lease;
  private final Acknowledgement acknowledgement;
  private final FaultPoint faults;

  CommitEnd(MetadataStore store, Acknowledgement acknowledgement, FaultPoint faults) {
    this.newest = store::snapshot;
    this.lease = () -> store.lease().held();
    this.acknowledgement = acknowledgement;
    this.faults = faults;
  }

  /**
   * A leaf has committed.
   *
   * @param written what that touched on the leaf; nothing is to be looked at where it is empty
   * @throws SQLException COMMIT_IN_DOUBT, if it must not be told as done
   */
  public void committed(LeafConnection connection, Set<Participant> written) throws SQLException {
    if (written.isEmpty()) {
      return;
    }
    faults.reach("written");
    try {
      acknowledgement.await(connection, written);
    } catch (SQLException e) {
      connection.failed(e);
      throw CanopyError.COMMIT_IN_DOUBT.causedBy(e, String.valueOf(e.getMessage()));
    }
    look(connection.leaf(), written);
  }

  /**
   * A leaf has prepared. Nothing is committed yet, so what fails here is undone.
   *
   * @param written what that touched on the leaf
   */
  void prepared(LeafConnection connection, Set<Participant> written) throws SQLException {
    acknowledgement.await(connection, written);
    Participant.Partition moved = moved(connection.leaf(), written);
    if (moved != null) {
      throw CanopyError.PARTITIONS_MOVED.with(moved.database());
    }
  }

  private void look(Leaf leaf, Set<Participant> written) throws SQLException {
    if (!lease.getAsBoolean()) {
      throw CanopyError.COMMIT_IN_DOUBT.with(
          "this aggregator lost touch with ZooKeeper before leaf " + leaf.address() + " answered");
    }
    Participant.Partition moved = moved(leaf, written);
    if (moved != null) {
      throw CanopyError.COMMIT_IN_DOUBT.with(
          "partition "
              + moved.ordinal()
              + " of "
              + moved.database()
              + " got another master before leaf "
              + leaf.address()
              + " answered");
    }
  }

  private Participant.@Nullable Partition moved(Leaf leaf, Set<Participant> written) {
    ClusterSnapshot now = newest.get();
    for (Participant participant : written) {
      if (participant instanceof Participant.Partition partition && moved(partition, leaf, now)) {
        return partition;
      }
    }
    return null;
  }

  /** A database that is gone has no master that could lack the commit. */
  private static boolean moved(Participant.Partition partition, Leaf leaf, ClusterSnapshot now) {
    Database database = now.databases().get(partition.database());
    PartitionMap map = database == null ? null : database.partitionMap();
    return map != null
        && partition.ordinal() < map.count()
        && map.masterLeaf(partition.ordinal()) != leaf.id();
  }
}
