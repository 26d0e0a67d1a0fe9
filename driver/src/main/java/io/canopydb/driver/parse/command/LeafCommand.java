package io.canopydb.driver.parse.command;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Commands that change which leaves a cluster has. */
public sealed interface LeafCommand extends ClusterCommand {

  /**
   * ADD LEAF.
   *
   * @param password null where none is given. It is never printed
   * @param group the availability group; empty where Canopy chooses
   */
  record AddLeaf(String user, @Nullable String password, HostPort leaf, OptionalInt group)
      implements LeafCommand {
    @Override
    public String toString() {
      return "AddLeaf[user=" + user + ", leaf=" + leaf + ", group=" + group + "]";
    }
  }

  record RemoveLeaf(HostPort leaf, boolean force, boolean kill, boolean ensurePartitionSafety)
      implements LeafCommand {}

  record DetachLeaf(HostPort leaf, boolean kill, boolean ensurePartitionSafety)
      implements LeafCommand {}

  record DetachLeaves(List<HostPort> leaves, boolean ensurePartitionSafety) implements LeafCommand {
    public DetachLeaves {
      leaves = List.copyOf(leaves);
    }
  }

  record AttachLeaf(HostPort leaf, boolean force, boolean noRebalance) implements LeafCommand {}

  record AttachAllLeaves(boolean force, boolean noRebalance) implements LeafCommand {}

  /** ADD AGGREGATOR and REMOVE AGGREGATOR, which are answered by how aggregators join. */
  record AggregatorMembership(boolean add) implements LeafCommand {}
}
