package io.canopydb.driver.analyse;

import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.PartitionChoice.Operand;
import io.canopydb.metadata.placement.ShardKey;
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

  /** More combinations of alternatives than this are not looked at, likewise. */
  private static final int MOST_STEPS = 4096;

  private final Anchor anchor;
  private final ShardKey key;
  private int steps;

  private Choices(Anchor anchor, ShardKey key) {
    this.anchor = anchor;
    this.key = key;
  }

  static PartitionChoice of(Anchor anchor, Facts facts) {
    if (anchor.key() == null) {
      return new PartitionChoice.All("the table has no shard key");
    }
    if (anchor.columns().isEmpty()) {
      return new PartitionChoice.All("the shard key is not passed on");
    }
    PartitionChoice choice = new Choices(anchor, anchor.key()).find(facts, 0);
    return choice != null
        ? choice
        : new PartitionChoice.All("no condition sets the whole shard key");
  }

  /** The partitions that either of two choices wants. */
  static PartitionChoice either(PartitionChoice one, PartitionChoice other) {
    if (one.equals(other) || one instanceof PartitionChoice.All) {
      return one;
    }
    return other instanceof PartitionChoice.All
        ? other
        : new PartitionChoice.AnyOf(List.of(one, other));
  }

  /**
   * The choice; null where the facts don't set the whole key.
   *
   * @param from the first of the alternatives that may be told apart by cases: in which order that
   *     is done changes nothing, so each set of them is looked at once
   */
  private @Nullable PartitionChoice find(Facts facts, int from) {
    PartitionChoice direct = product(facts);
    if (direct != null) {
      return direct;
    }
    for (int i = from; i < facts.eithers().size() && steps < MOST_STEPS; i++) {
      // Each branch stands beside all other facts, this either among them no more.
      List<Facts.Either> others = new ArrayList<>(facts.eithers());
      Facts.Either either = others.remove(i);
      Facts rest = new Facts(facts.pairs(), facts.alternatives(), others);
      List<PartitionChoice> branches = new ArrayList<>();
      for (Facts branch : either.branches()) {
        steps++;
        PartitionChoice choice = find(rest.and(branch), i);
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

  private @Nullable PartitionChoice product(Facts facts) {
    List<List<Operand>> keys = List.of(List.of());
    for (ColumnId column : anchor.columns()) {
      List<Operand> values = facts.valuesOf(column);
      if (values.isEmpty() || (long) keys.size() * values.size() > MOST_KEYS) {
        return null;
      }
      List<List<Operand>> longer = new ArrayList<>();
      for (List<Operand> before : keys) {
        for (Operand value : values) {
          List<Operand> next = new ArrayList<>(before);
          next.add(value);
          longer.add(next);
        }
      }
      keys = longer;
    }
    List<PartitionChoice> choices = new ArrayList<>(keys.size());
    for (List<Operand> operands : keys) {
      choices.add(new PartitionChoice.KeyEquals(key, operands));
    }
    return choices.size() == 1 ? choices.get(0) : new PartitionChoice.AnyOf(choices);
  }
}
