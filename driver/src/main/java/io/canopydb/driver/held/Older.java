package io.canopydb.driver.held;

import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.store.DrainScope;
import io.canopydb.metadata.store.Holdings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is held of maps before the one that was applied, and where that differs. */
final class Older {
  /** How many things are told apart; where it is more, they are told as one. */
  static final int MOST_PARTS = 500;

  private final ClusterSnapshot applied;
  private final Map<DrainScope, Long> parts = new LinkedHashMap<>();
  private long oldest;

  Older(ClusterSnapshot applied) {
    this.applied = applied;
    this.oldest = applied.version();
  }

  /** Something goes by a map of this version. */
  void goesBy(long version) {
    oldest = Math.min(oldest, version);
  }

  /** The rows of tables are to lie where they did since a version. */
  void keepsRows(Set<Plan.Name> tables, long since) {
    for (Plan.Name table : tables) {
      if (isMoving(table, applied)) {
        part(new DrainScope.OfTable(table.database(), table.object()), since);
      }
    }
  }

  /** The partitions of the tables' databases are used where a map says. */
  void keepsPlaces(Set<Plan.Name> tables, ClusterSnapshot held) {
    if (held.version() >= applied.version()) {
      return;
    }
    for (Plan.Name table : tables) {
      Database before = held.databases().get(table.database());
      Database after = applied.databases().get(table.database());
      if (before == null) {
        continue;
      }
      if (after == null || after.partitionMap().count() != before.partitionMap().count()) {
        part(new DrainScope.OfDatabase(before.name()), held.version());
      } else if (after.partitionMap() != before.partitionMap()) {
        differing(before.name(), before.partitionMap(), after.partitionMap(), held.version());
      }
    }
  }

  private void differing(String database, PartitionMap before, PartitionMap after, long version) {
    for (int i = 0; i < before.count(); i++) {
      if (before.masterLeaf(i) != after.masterLeaf(i)) {
        part(new DrainScope.OfPartition(database, i), version);
      }
    }
  }

  private void part(DrainScope scope, long version) {
    parts.merge(scope, version, Math::min);
  }

  Holdings holdings() {
    if (parts.size() > MOST_PARTS) {
      Holdings.Part all =
          new Holdings.Part(new DrainScope.Everything(), Collections.min(parts.values()));
      return new Holdings(oldest, List.of(all));
    }
    List<Holdings.Part> told = new ArrayList<>(parts.size());
    parts.forEach((scope, version) -> told.add(new Holdings.Part(scope, version)));
    return new Holdings(oldest, told);
  }

  static boolean isMoving(Plan.Name name, ClusterSnapshot snapshot) {
    Database database = snapshot.databases().get(name.database());
    Table table = database == null ? null : database.tables().get(name.object());
    return table != null && table.moving();
  }
}
