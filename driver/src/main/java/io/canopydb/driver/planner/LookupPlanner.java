package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Lookup;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.PartitionChoice.KeyEquals;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.metadata.model.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A statement whose conditions set no shard key but all columns of a global key: the lookup table
 * names the partition. What writes or locks reads it under a lock, so that in an old snapshot it
 * does not miss a row that has moved since.
 */
final class LookupPlanner {
  private final Question question;

  LookupPlanner(Question question) {
    this.question = question;
  }

  /**
   * The statement by way of a lookup table, where one can tell.
   *
   * @param whole the whole statement on one partition
   * @param many the plan without
   */
  PlanNode plan(String database, PlanNode whole, PlanNode many, boolean writes) {
    List<TableUse> sharded = question.sharded();
    if (sharded.size() != 1
        || question.hasTemporary()
        || !(sharded.get(0).meaning() instanceof Catalogue.Base base)) {
      return many;
    }
    Map<String, KeyEquals> choices =
        question.analysis().lookups().getOrDefault(sharded.get(0).id(), Map.of());
    for (UniqueKey key : base.table().globalKeys()) {
      KeyEquals choice = choices.get(key.name());
      List<Integer> slots = choice == null ? List.of() : slots(choice);
      if (choice != null && slots.size() == key.columns().size()) {
        LookupTable lookup = new LookupTable(question.dialect(), database, base.table(), key);
        return new Lookup(
            database,
            key,
            choice,
            lookup.select(slots, writes || locks()),
            lookup.shardKeyRow(),
            whole,
            many);
      }
    }
    return many;
  }

  /** The slots that a key's columns equal; fewer where one is NULL, which is in no lookup. */
  private static List<Integer> slots(KeyEquals choice) {
    List<Integer> slots = new ArrayList<>();
    for (PartitionChoice.Operand operand : choice.operands()) {
      if (operand instanceof PartitionChoice.SlotOperand slot) {
        slots.add(slot.number());
      }
    }
    return slots;
  }

  private boolean locks() {
    Tokens tokens = question.text().tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if ((tokens.is(i, "FOR") && tokens.isAny(i + 1, "UPDATE", "SHARE", "NO", "KEY"))
          || tokens.is(i, "LOCK", "IN", "SHARE", "MODE")) {
        return true;
      }
    }
    return false;
  }
}
