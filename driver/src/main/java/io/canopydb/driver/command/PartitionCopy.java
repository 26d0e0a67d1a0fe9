package io.canopydb.driver.command;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.Role;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a partition as SHOW shows it; a partition without any copy has one of these too.
 *
 * @param role what the metadata expects it to be; null where there is no copy
 * @param leaf who holds it; null where there is no copy
 * @param contents what the leaf really has; null where it was not asked, or has none
 * @param error why there are no contents; null where there are, or where nobody asked
 */
record PartitionCopy(
    Partition partition,
    @Nullable Role role,
    @Nullable Leaf leaf,
    @Nullable PartitionContents contents,
    @Nullable String error) {

  /** The copies of a database, by ordinal, as the metadata has them. */
  static List<PartitionCopy> listed(ClusterSnapshot cluster, Database database) {
    List<PartitionCopy> copies = new ArrayList<>();
    for (Partition partition : database.partitionMap().partitions()) {
      if (partition.instances().isEmpty()) {
        copies.add(new PartitionCopy(partition, null, null, null, null));
      }
      for (PartitionInstance instance : partition.instances()) {
        Leaf leaf = cluster.leaves().get(instance.leaf());
        copies.add(new PartitionCopy(partition, instance.role(), leaf, null, null));
      }
    }
    return copies;
  }

  /** The same, with what the leaves themselves say. */
  static List<PartitionCopy> inspected(ClusterSnapshot cluster, Database database, LeafDoor door)
      throws SQLException {
    List<PartitionCopy> copies = listed(cluster, database);
    Map<Integer, Leaf> holders = new TreeMap<>();
    for (PartitionCopy copy : copies) {
      if (copy.leaf() != null) {
        holders.put(copy.leaf().id(), copy.leaf());
      }
    }
    Map<Integer, LeafPoll.Reply<Map<Integer, PartitionContents>>> replies =
        LeafPoll.ask(
            holders.values(),
            LeafPoll.PATIENCE,
            leaf -> PartitionContents.read(leaf, database, door));
    return copies.stream().map(copy -> copy.with(replies)).toList();
  }

  private PartitionCopy with(
      Map<Integer, LeafPoll.Reply<Map<Integer, PartitionContents>>> replies) {
    LeafPoll.Reply<Map<Integer, PartitionContents>> reply =
        leaf == null ? null : replies.get(leaf.id());
    if (reply == null) {
      return this;
    }
    if (reply.value() == null) {
      String why = reply.error() == null ? "no answer" : reply.error().getMessage();
      return new PartitionCopy(partition, role, leaf, null, why);
    }
    PartitionContents found = reply.value().get(partition.ordinal());
    return new PartitionCopy(
        partition, role, leaf, found, found == null ? "the leaf does not have it" : null);
  }
}
