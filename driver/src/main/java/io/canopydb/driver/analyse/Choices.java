package io.canopydb.driver.analyse;

import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.PartitionChoice.Operand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of a table hold rows that matter, from what is known of its shard key.
 *
 * <p>A worked example: {@code WHERE a = 1 AND (b = 2 OR b = 3 AND c = 4)} with the shard key (a, b)
 * gives the keys (1, 2) and (1, 3). {@code WHERE a = 1 OR c = 4} gives all partitions, since the
 * second branch says nothing about the key.
 */
final class Choices {
  /** More keys than this are not counted out; the statement asks all partitions. */
  private static final int MOST_KEYS = 4096;

  private Choices() {}

  static PartitionChoice of(Anchor anchor, Facts facts) {
    if (anchor.key() == null) {
      return new PartitionChoice.All("the table has no shard key");
    }
    if (anchor.columns().isEmpty()) {
      return new PartitionChoice.All("the shard key is not passed on");
    }
    PartitionChoice choice = find(anchor, facts);
    return choice != null
        ? choice
        : new PartitionChoice.All("no condition sets the whole shard key");
  }

  private static @Nullable PartitionChoice find(Anchor anchor, Facts facts) {
    PartitionChoice direct = product(anchor, facts);
    if (direct != null) {
      return direct;
    }
    for (int i = 0; i < facts.eithers().size(); i++) {
      // Each branch stands beside all other facts, this either among them no more.
      List<Facts.Either> others = new ArrayList<>(facts.eithers());
      Facts.Either either = others.remove(i);
      Facts rest = new Facts(facts.pairs(), facts.alternatives(), others);
      List<PartitionChoice> branches = new ArrayList<>();
      for (Facts branch : either.branches()) {
        PartitionChoice choice = find(anchor, rest.and(branch));
        if (choice == null) {
          branches = null;
          break;
        }
        branches.add(choice);
      }
      if (branches != null) {
        return branches.size() == 1 ? branches.get(0) : new PartitionChoice.AnyOf(branches);
      }
    }
    return null;
  }

  private static @Nullable PartitionChoice product(Anchor anchor, Facts facts) {
    List<List<Operand>> keys = List.of(List.of());
    for (ColumnId column : anchor.columns()) {
      List<Operand> values = facts.valuesOf(column);
      if (values.isEmpty() || (long) keys.size() * values.size() > MOST_KEYS) {
        return null;
      }
      List<List<Operand>> longer = new ArrayList<>();
      for (List<Operand> key : keys) {
        for (Operand value : values) {
          List<Operand> next = new ArrayList<>(key);
          next.add(value);
          longer.add(next);
        }
      }
      keys = longer;
    }
    List<PartitionChoice> choices = new ArrayList<>(keys.size());
    for (List<Operand> key : keys) {
      choices.add(new PartitionChoice.KeyEquals(anchor.key(), key));
    }
    return choices.size() == 1 ? choices.get(0) : new PartitionChoice.AnyOf(choices);
  }
}
