package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.PartitionState;
import io.canopydb.metadata.model.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Says where the partitions of a new database lie. Pure functions: the same leaves give the same
 * map.
 *
 * <p>Masters are dealt out in turn, so that two leaves differ by at most one. With redundancy 2,
 * six partitions on leaves 1 and 3 of group 1, and 2 and 4 of group 2:
 *
 * <pre>
 * partition         0  1  2  3  4  5
 * master            1  3  2  4  1  3
 * replica, paired   2  4  1  3  2  4      1 with 2, 3 with 4
 * replica, balanced 2  2  1  3  4  4      the masters of 1, then those of 3, are dealt to 2, 4
 * </pre>
 */
public final class PartitionLayout {

  private PartitionLayout() {}

  /**
   * Places partitions with one copy each.
   *
   * @param partitions how many; at least 1
   * @param leaves those that may hold them
   * @throws LayoutRejected if there is no leaf
   */
  public static PartitionMap single(int partitions, Collection<Leaf> leaves) {
    List<Leaf> all = ordered(leaves);
    requireSome(partitions, all);
    List<Partition> placed = new ArrayList<>();
    for (int ordinal = 0; ordinal < partitions; ordinal++) {
      int leaf = all.get(ordinal % all.size()).id();
      placed.add(
          new Partition(
              ordinal, PartitionState.ONLINE, List.of(new PartitionInstance(leaf, Role.MASTER))));
    }
    return new PartitionMap(placed);
  }

  /**
   * Places partitions with two copies each, in different availability groups.
   *
   * @param partitions how many; at least 1
   * @param leaves those that may hold them
   * @param fanout how replicas are spread
   * @param maps the partition maps of all databases: leaves that are pairs there stay pairs
   * @throws LayoutRejected if a group has no leaf, or in paired mode a leaf has no pair
   */
  public static PartitionMap redundant(
      int partitions,
      Collection<Leaf> leaves,
      FailoverFanout fanout,
      Collection<PartitionMap> maps) {
    List<Leaf> all = ordered(leaves);
    requireSome(partitions, all);
    return switch (fanout) {
      case PAIRED -> paired(partitions, LeafPairs.of(all, maps));
      case LOAD_BALANCED -> loadBalanced(partitions, all);
    };
  }

  private static PartitionMap paired(int partitions, LeafPairs leafPairs) {
    if (!leafPairs.withoutPair().isEmpty()) {
      StringJoiner names = new StringJoiner(", ");
      leafPairs.withoutPair().forEach(leaf -> names.add(text(leaf)));
      throw new LayoutRejected(
          "no pair in the other availability group for "
              + names
              + "; add as many leaves there, or set leaf_failover_fanout to 'load_balanced'");
    }
    List<LeafPairs.Pair> pairs = leafPairs.pairs();
    List<Partition> placed = new ArrayList<>();
    for (int ordinal = 0; ordinal < partitions; ordinal++) {
      LeafPairs.Pair pair = pairs.get(ordinal % pairs.size());
      boolean firstIsMaster = ordinal / pairs.size() % 2 == 0;
      placed.add(
          firstIsMaster
              ? partition(ordinal, pair.first().id(), pair.second().id())
              : partition(ordinal, pair.second().id(), pair.first().id()));
    }
    return new PartitionMap(placed);
  }

  private static PartitionMap loadBalanced(int partitions, List<Leaf> leaves) {
    Map<Integer, List<Leaf>> groups = new HashMap<>();
    for (Leaf leaf : leaves) {
      groups.computeIfAbsent(leaf.availabilityGroup(), group -> new ArrayList<>()).add(leaf);
    }
    if (groups.size() != 2) {
      throw new LayoutRejected(
          "redundancy 2 needs leaves in both availability groups, and all of "
              + leaves.size()
              + " are in group "
              + leaves.get(0).availabilityGroup());
    }
    // All leaves of one group, then all of the other: neighbours lie on different leaves.
    List<Leaf> turn = new ArrayList<>(leaves);
    turn.sort(Comparator.comparingInt(Leaf::availabilityGroup).thenComparingInt(Leaf::id));
    int[] replicas = new int[partitions];
    Map<Integer, Integer> dealt = new HashMap<>();
    for (int i = 0; i < turn.size(); i++) {
      // One leaf's masters go to as many leaves of the other group as there are.
      int own = turn.get(i).availabilityGroup();
      List<Leaf> others = groups.get(other(groups, own));
      for (int ordinal = i; ordinal < partitions; ordinal += turn.size()) {
        int next = dealt.merge(own, 1, Integer::sum) - 1;
        replicas[ordinal] = others.get(next % others.size()).id();
      }
    }
    List<Partition> placed = new ArrayList<>();
    for (int ordinal = 0; ordinal < partitions; ordinal++) {
      placed.add(partition(ordinal, turn.get(ordinal % turn.size()).id(), replicas[ordinal]));
    }
    return new PartitionMap(placed);
  }

  private static int other(Map<Integer, List<Leaf>> groups, int own) {
    for (int group : groups.keySet()) {
      if (group != own) {
        return group;
      }
    }
    throw new IllegalStateException("one availability group");
  }

  private static Partition partition(int ordinal, int master, int replica) {
    return new Partition(
        ordinal,
        PartitionState.ONLINE,
        List.of(
            new PartitionInstance(master, Role.MASTER),
            new PartitionInstance(replica, Role.REPLICA)));
  }

  private static List<Leaf> ordered(Collection<Leaf> leaves) {
    List<Leaf> all = new ArrayList<>(leaves);
    all.sort(Comparator.comparingInt(Leaf::id));
    return all;
  }

  private static void requireSome(int partitions, List<Leaf> leaves) {
    if (partitions < 1) {
      throw new LayoutRejected("a database has at least 1 partition, not " + partitions);
    }
    if (leaves.isEmpty()) {
      throw new LayoutRejected("there is no leaf to hold partitions; add one with ADD LEAF");
    }
  }

  private static String text(Leaf leaf) {
    return "leaf " + leaf.address() + " of group " + leaf.availabilityGroup();
  }
}
