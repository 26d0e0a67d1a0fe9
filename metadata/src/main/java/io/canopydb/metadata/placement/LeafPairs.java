package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.PartitionMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which leaf is whose pair in paired mode: one of each availability group. Leaves that share
 * partitions already stay together, since replication runs between them; the others are paired in
 * the order of their ids. Immutable.
 */
public final class LeafPairs {

  /** Two leaves that hold the same partitions, one of each availability group. */
  public record Pair(Leaf first, Leaf second) {}

  private final List<Pair> pairs;
  private final List<Leaf> alone;

  private LeafPairs(List<Pair> pairs, List<Leaf> alone) {
    this.pairs = List.copyOf(pairs);
    this.alone = List.copyOf(alone);
  }

  /**
   * Pairs leaves.
   *
   * @param leaves those to be paired
   * @param maps the partition maps of all databases
   */
  public static LeafPairs of(Collection<Leaf> leaves, Collection<PartitionMap> maps) {
    Map<Integer, Map<Integer, Integer>> shared = sharedPartitions(maps);
    List<Leaf> first = group(leaves, 1);
    List<Leaf> second = group(leaves, 2);
    List<Candidate> candidates = new ArrayList<>();
    for (Leaf one : first) {
      for (Leaf two : second) {
        int common = shared.getOrDefault(one.id(), Map.of()).getOrDefault(two.id(), 0);
        if (common > 0) {
          candidates.add(new Candidate(new Pair(one, two), common));
        }
      }
    }
    candidates.sort(
        Comparator.comparingInt(Candidate::common)
            .reversed()
            .thenComparingInt(candidate -> candidate.pair().first().id())
            .thenComparingInt(candidate -> candidate.pair().second().id()));
    List<Pair> pairs = new ArrayList<>();
    Set<Leaf> taken = new HashSet<>();
    for (Candidate candidate : candidates) {
      Pair pair = candidate.pair();
      if (!taken.contains(pair.first()) && !taken.contains(pair.second())) {
        pairs.add(pair);
        Collections.addAll(taken, pair.first(), pair.second());
      }
    }
    first.removeAll(taken);
    second.removeAll(taken);
    int more = Math.min(first.size(), second.size());
    for (int i = 0; i < more; i++) {
      pairs.add(new Pair(first.get(i), second.get(i)));
    }
    pairs.sort(Comparator.comparingInt(pair -> pair.first().id()));
    List<Leaf> alone = new ArrayList<>(first.subList(more, first.size()));
    alone.addAll(second.subList(more, second.size()));
    return new LeafPairs(pairs, alone);
  }

  /** A pair, and how many partitions its leaves have in common. */
  private record Candidate(Pair pair, int common) {}

  private static Map<Integer, Map<Integer, Integer>> sharedPartitions(
      Collection<PartitionMap> maps) {
    Map<Integer, Map<Integer, Integer>> shared = new HashMap<>();
    for (PartitionMap map : maps) {
      for (Partition partition : map.partitions()) {
        for (PartitionInstance one : partition.instances()) {
          for (PartitionInstance two : partition.instances()) {
            shared
                .computeIfAbsent(one.leaf(), leaf -> new HashMap<>())
                .merge(two.leaf(), 1, Integer::sum);
          }
        }
      }
    }
    return shared;
  }

  private static List<Leaf> group(Collection<Leaf> leaves, int group) {
    List<Leaf> all = new ArrayList<>();
    for (Leaf leaf : leaves) {
      if (leaf.availabilityGroup() == group) {
        all.add(leaf);
      }
    }
    all.sort(Comparator.comparingInt(Leaf::id));
    return all;
  }

  /** The pairs, in the order of the ids in the first availability group. */
  public List<Pair> pairs() {
    return pairs;
  }

  /** The leaves for which there is no other, in the order of their ids. */
  public List<Leaf> withoutPair() {
    return alone;
  }

  /** The pair of a leaf, if it has one. */
  public Optional<Leaf> pairOf(int leaf) {
    for (Pair pair : pairs) {
      if (pair.first().id() == leaf) {
        return Optional.of(pair.second());
      }
      if (pair.second().id() == leaf) {
        return Optional.of(pair.first());
      }
    }
    return Optional.empty();
  }
}
