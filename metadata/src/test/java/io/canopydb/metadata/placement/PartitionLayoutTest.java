package io.canopydb.metadata.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartitionLayoutTest {

  @Property(tries = 100)
  void singleCopiesAreEven(
      @ForAll @IntRange(min = 1, max = 100) int partitions,
      @ForAll @IntRange(min = 1, max = 20) int leaves,
      @ForAll Random random) {
    List<Leaf> all = leaves(leaves, 0, random);
    PartitionMap map = PartitionLayout.single(partitions, all);
    assertThat(map.partitions()).allMatch(partition -> partition.instances().size() == 1);
    assertEven(masters(map), all, partitions);
  }

  @Property(tries = 100)
  void pairsHoldTheSamePartitionsAndTheMastersAreEven(
      @ForAll @IntRange(min = 1, max = 100) int partitions,
      @ForAll @IntRange(min = 1, max = 10) int pairs,
      @ForAll Random random) {
    List<Leaf> all = leaves(pairs, pairs, random);
    PartitionMap map = PartitionLayout.redundant(partitions, all, FailoverFanout.PAIRED, List.of());
    assertInDifferentGroups(map, all);
    assertEven(masters(map), all, partitions);
    Map<Integer, Set<Integer>> partners = partners(map);
    assertThat(partners.values()).allMatch(others -> others.size() == 1);
    LeafPairs again = LeafPairs.of(all, List.of(map));
    partners.forEach(
        (leaf, others) ->
            assertThat(others).containsExactly(again.pairOf(leaf).orElseThrow().id()));
  }

  @Property(tries = 100)
  void balancedReplicasAreEvenInEachGroupAndSpread(
      @ForAll @IntRange(min = 1, max = 100) int partitions,
      @ForAll @IntRange(min = 1, max = 10) int first,
      @ForAll @IntRange(min = 1, max = 10) int second,
      @ForAll Random random) {
    List<Leaf> all = leaves(first, second, random);
    PartitionMap map =
        PartitionLayout.redundant(partitions, all, FailoverFanout.LOAD_BALANCED, List.of());
    assertInDifferentGroups(map, all);
    assertEven(masters(map), all, partitions);
    for (int group = 1; group <= 2; group++) {
      List<Leaf> members = group(all, group);
      List<Leaf> others = group(all, 3 - group);
      Set<Integer> ids = members.stream().map(Leaf::id).collect(Collectors.toSet());
      int foreign = (int) masters(map).stream().filter(leaf -> !ids.contains(leaf)).count();
      List<Integer> replicas = replicas(map).stream().filter(ids::contains).toList();
      assertEven(replicas, members, foreign);
      for (Leaf leaf : members) {
        List<Integer> takers = takers(map, leaf.id());
        assertEven(takers, others, takers.size());
      }
    }
  }

  @Test
  void theExampleOfTheDocumentationIsTrue() {
    List<Leaf> all = List.of(leaf(1, 1), leaf(2, 2), leaf(3, 1), leaf(4, 2));
    PartitionMap paired = PartitionLayout.redundant(6, all, FailoverFanout.PAIRED, List.of());
    assertThat(masters(paired)).containsExactly(1, 3, 2, 4, 1, 3);
    assertThat(replicas(paired)).containsExactly(2, 4, 1, 3, 2, 4);
    PartitionMap balanced =
        PartitionLayout.redundant(6, all, FailoverFanout.LOAD_BALANCED, List.of());
    assertThat(masters(balanced)).containsExactly(1, 3, 2, 4, 1, 3);
    assertThat(replicas(balanced)).containsExactly(2, 2, 1, 3, 4, 4);
  }

  @Test
  void aLeafWithoutAPairIsNamed() {
    List<Leaf> all = List.of(leaf(1, 1), leaf(2, 2), leaf(3, 1));
    assertThatThrownBy(() -> PartitionLayout.redundant(8, all, FailoverFanout.PAIRED, List.of()))
        .isInstanceOf(LayoutRejected.class)
        .hasMessageContaining("leaf host3:3306 of group 1")
        .hasMessageNotContaining("host1");
    assertThat(PartitionLayout.redundant(8, all, FailoverFanout.LOAD_BALANCED, List.of()).count())
        .isEqualTo(8);
  }

  @Test
  void oneGroupIsNotEnoughForTwoCopies() {
    List<Leaf> all = List.of(leaf(1, 2), leaf(3, 2));
    assertThatThrownBy(
            () -> PartitionLayout.redundant(8, all, FailoverFanout.LOAD_BALANCED, List.of()))
        .isInstanceOf(LayoutRejected.class)
        .hasMessageContaining("both availability groups");
    assertThatThrownBy(() -> PartitionLayout.single(8, List.of()))
        .isInstanceOf(LayoutRejected.class)
        .hasMessageContaining("ADD LEAF");
  }

  @Test
  void leavesThatSharePartitionsStayPairs() {
    List<Leaf> before =
        List.of(leaf(1, 1), leaf(2, 2), leaf(3, 1), leaf(4, 2), leaf(5, 1), leaf(6, 2));
    PartitionMap map = PartitionLayout.redundant(12, before, FailoverFanout.PAIRED, List.of());
    // Leaf 3 was removed and leaf 7 came; by their ids alone 5 would be paired with 4.
    List<Leaf> after =
        List.of(leaf(1, 1), leaf(2, 2), leaf(4, 2), leaf(5, 1), leaf(6, 2), leaf(7, 1));
    LeafPairs pairs = LeafPairs.of(after, List.of(map));
    assertThat(pairs.pairOf(5).orElseThrow().id()).isEqualTo(6);
    assertThat(pairs.pairOf(4).orElseThrow().id()).isEqualTo(7);
    assertThat(pairs.withoutPair()).isEmpty();
  }

  private static void assertEven(List<Integer> chosen, Collection<Leaf> leaves, int total) {
    assertThat(chosen).hasSize(total);
    for (Leaf leaf : leaves) {
      assertThat(Collections.frequency(chosen, leaf.id()))
          .isBetween(total / leaves.size(), (total + leaves.size() - 1) / leaves.size());
    }
  }

  private static void assertInDifferentGroups(PartitionMap map, List<Leaf> leaves) {
    Map<Integer, Integer> groups =
        leaves.stream().collect(Collectors.toMap(Leaf::id, Leaf::availabilityGroup));
    ToIntFunction<PartitionInstance> group = instance -> groups.get(instance.leaf());
    assertThat(map.partitions())
        .allMatch(
            partition -> partition.instances().stream().mapToInt(group).distinct().count() == 2);
  }

  private static List<Integer> masters(PartitionMap map) {
    return leavesInRole(map, Role.MASTER);
  }

  private static List<Integer> replicas(PartitionMap map) {
    return leavesInRole(map, Role.REPLICA);
  }

  private static List<Integer> leavesInRole(PartitionMap map, Role role) {
    List<Integer> all = new ArrayList<>();
    for (Partition partition : map.partitions()) {
      for (PartitionInstance instance : partition.instances()) {
        if (instance.role() == role) {
          all.add(instance.leaf());
        }
      }
    }
    return all;
  }

  /** The leaves of the replicas of one leaf's masters. */
  private static List<Integer> takers(PartitionMap map, int leaf) {
    List<Integer> replicas = replicas(map);
    List<Integer> all = new ArrayList<>();
    for (int ordinal = 0; ordinal < map.count(); ordinal++) {
      if (map.masterLeaf(ordinal) == leaf) {
        all.add(replicas.get(ordinal));
      }
    }
    return all;
  }

  private static Map<Integer, Set<Integer>> partners(PartitionMap map) {
    Map<Integer, Set<Integer>> partners = new HashMap<>();
    for (Partition partition : map.partitions()) {
      int one = partition.instances().get(0).leaf();
      int two = partition.instances().get(1).leaf();
      partners.computeIfAbsent(one, leaf -> new HashSet<>()).add(two);
      partners.computeIfAbsent(two, leaf -> new HashSet<>()).add(one);
    }
    return partners;
  }

  private static List<Leaf> group(List<Leaf> leaves, int group) {
    return leaves.stream().filter(leaf -> leaf.availabilityGroup() == group).toList();
  }

  /** Leaves with ids in any order. */
  private static List<Leaf> leaves(int first, int second, Random random) {
    List<Integer> ids = new ArrayList<>();
    for (int id = 1; id <= first + second; id++) {
      ids.add(id * 3);
    }
    Collections.shuffle(ids, random);
    List<Leaf> all = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      all.add(leaf(ids.get(i), i < first ? 1 : 2));
    }
    return all;
  }

  private static Leaf leaf(int id, int group) {
    return new Leaf(
        id,
        "host" + id,
        3306,
        Engine.MYSQL,
        "8.4.0",
        group,
        LeafState.ONLINE,
        new LeafAccount("canopy", "sealed"));
  }
}
