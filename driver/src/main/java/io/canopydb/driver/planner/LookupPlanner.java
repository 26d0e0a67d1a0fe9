package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.LockingClause;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.LookupRow;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.PartitionChoice.KeyEquals;
import io.canopydb.metadata.model.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A statement whose conditions set no shard key but all columns of a global key: the lookup table
 * names the partition. It is read without a lock, and may be out of date: by an old snapshot, or as
 * a row has moved since. So where the partition has no such row, all are asked.
 */
final class LookupPlanner {
  private final Question question;

  LookupPlanner(Question question) {
    this.question = question;
  }

  /** What a lookup table is asked, where one can tell. */
  Optional<LookupRow> row(String database) {
    List<TableUse> sharded = question.sharded();
    if (sharded.size() != 1
        || question.hasTemporary()
        || locksUnseen(sharded.get(0))
        || !(sharded.get(0).meaning() instanceof Catalogue.Base base)) {
      return Optional.empty();
    }
    Map<String, KeyEquals> choices =
        question.analysis().lookups().getOrDefault(sharded.get(0).id(), Map.of());
    for (UniqueKey key : base.table().globalKeys()) {
      KeyEquals choice = choices.get(key.name());
      List<Integer> slots = choice == null ? List.of() : slots(choice);
      if (choice != null && slots.size() == key.columns().size()) {
        LookupTable lookup = new LookupTable(question.dialect(), database, base.table(), key);
        return Optional.of(
            new LookupRow(database, key, choice, lookup.select(slots), lookup.shardKeyRow()));
      }
    }
    return Optional.empty();
  }

  /**
   * The slots that a key's columns equal; fewer where one is NULL, which is in no lookup, or has a
   * cast, which the lookup's query does not repeat.
   */
  private static List<Integer> slots(KeyEquals choice) {
    List<Integer> slots = new ArrayList<>();
    for (PartitionChoice.Operand operand : choice.operands()) {
      if (operand instanceof PartitionChoice.SlotOperand slot
          && slot.cast() == PartitionChoice.Cast.NONE) {
        slots.add(slot.number());
      }
    }
    return slots;
  }

  /**
   * Whether a query locks rows, and so is to see the newest, but gives a row whether it found one
   * or not.
   */
  private boolean locksUnseen(TableUse use) {
    Tokens tokens = question.text().tokens();
    Analysis.Top top = question.analysis().top();
    boolean seen =
        top != null
            && !top.aggregated()
            && tokens.depth(question.text().tokenAt(use.span().start())) == 0;
    return !seen && LockingClause.isIn(tokens);
  }
}
