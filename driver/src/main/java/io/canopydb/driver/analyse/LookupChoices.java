package io.canopydb.driver.analyse;

import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.PartitionChoice.KeyEquals;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.placement.ShardKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The global keys of which a statement wants the rows with one value. By the same facts and rules
 * of comparison as the choice of partitions, as if each key were its table's shard key.
 */
final class LookupChoices {
  private final Names names;
  private final Map<Integer, Map<String, KeyEquals>> found = new HashMap<>();
  private final Set<Integer> seen = new HashSet<>();

  LookupChoices(Engine engine) {
    this.names = new Names(engine);
  }

  /** Looks at the facts of a use; what two blocks know of one use must be the same. */
  void add(TableUse use, Anchor anchor, Facts facts) {
    Map<String, KeyEquals> here = new HashMap<>();
    if (use.meaning() instanceof Catalogue.Base base && !anchor.columns().isEmpty()) {
      for (UniqueKey key : base.table().globalKeys()) {
        ShardKey shardKey = ShardKey.of(names.engine(), base.table().shardedBy(key.columns()));
        List<ColumnId> columns =
            key.columns().stream()
                .map(column -> new ColumnId(anchor.source(), names.stored(column)))
                .toList();
        PartitionChoice choice =
            Choices.of(new Anchor(anchor.database(), shardKey, columns), facts);
        if (choice instanceof KeyEquals equals) {
          here.put(key.name(), equals);
        }
      }
    }
    if (!seen.add(use.id()) && !here.equals(found.get(use.id()))) {
      here.clear();
    }
    found.put(use.id(), here);
  }

  Map<Integer, Map<String, KeyEquals>> found() {
    return found;
  }
}
