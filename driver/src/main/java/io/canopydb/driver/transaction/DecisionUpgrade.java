package io.canopydb.driver.transaction;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the decision tables that an older version made the column that they lack. Each partition is
 * looked at once for each leaf that it comes to. Used by one thread.
 */
final class DecisionUpgrade {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionUpgrade.class);

  /** What fails is tried again no sooner: an ALTER that waits for a lock keeps others waiting. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final Settlement settlement;
  private final Set<Place> done = new HashSet<>();
  private final Set<String> complained = new HashSet<>();
  private long seen = -1;
  private long next = System.nanoTime();

  DecisionUpgrade(Settlement settlement) {
    this.settlement = settlement;
  }

  private record Place(String database, int ordinal, int leaf) {
    static Place of(DecisionPlace.Found at) {
      return new Place(at.database(), at.ordinal(), at.leaf().id());
    }
  }

  /**
   * Looks at the partitions that are new here.
   *
   * @param stopping asked in between; failures are no news then
   */
  void look(ClusterSnapshot cluster, BooleanSupplier stopping) {
    if (cluster.version() == seen || System.nanoTime() - next < 0) {
      return;
    }
    Set<Place> there = new HashSet<>();
    Set<Integer> failed = new HashSet<>();
    for (Database database : cluster.databases().values()) {
      for (List<DecisionPlace.Found> partitions : byLeaf(cluster, database)) {
        partitions.forEach(at -> there.add(Place.of(at)));
        int leaf = partitions.get(0).leaf().id();
        // One that can't be reached is not waited for once a database.
        if (!partitions.stream().map(Place::of).allMatch(done::contains)
            && !stopping.getAsBoolean()
            && !failed.contains(leaf)
            && !upgrade(partitions, stopping)) {
          failed.add(leaf);
        }
      }
    }
    done.retainAll(there); // a database of that name that comes later is another
    if (!failed.isEmpty()) {
      next = System.nanoTime() + AGAIN.toNanos();
    } else {
      seen = cluster.version();
    }
  }

  private static Iterable<List<DecisionPlace.Found>> byLeaf(
      ClusterSnapshot cluster, Database database) {
    Map<Integer, List<DecisionPlace.Found>> byLeaf = new LinkedHashMap<>();
    for (int ordinal = 0; ordinal < database.partitionMap().count(); ordinal++) {
      Leaf leaf = cluster.leaves().get(database.partitionMap().masterLeaf(ordinal));
      if (leaf != null && leaf.state() == LeafState.ONLINE) {
        byLeaf
            .computeIfAbsent(leaf.id(), id -> new ArrayList<>())
            .add(new DecisionPlace.Found(leaf, database.name(), ordinal));
      }
    }
    return byLeaf.values();
  }

  private boolean upgrade(List<DecisionPlace.Found> partitions, BooleanSupplier stopping) {
    String what = "the decision tables of " + partitions.get(0).database();
    try {
      for (DecisionPlace.Found at : settlement.outdated(partitions)) {
        what = DecisionSchema.upgrade(at) + " on leaf " + at.leaf().address();
        settlement.upgrade(at);
        LOG.info("Done, since an older version made the table: {}", what);
      }
      partitions.forEach(at -> done.add(Place.of(at)));
      return true;
    } catch (SQLException e) {
      if (!settlement.has(partitions.get(0).database())) {
        return true; // it was dropped meanwhile
      }
      if (!stopping.getAsBoolean() && complained.add(what + e.getMessage())) {
        LOG.warn(
            "Transaction managers can't be served, and decisions are not cleared away, before this"
                + " is done: {}: {}",
            what,
            e.getMessage());
      }
      return false;
    }
  }
}
