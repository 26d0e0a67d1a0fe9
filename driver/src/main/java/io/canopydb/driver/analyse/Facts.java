package io.canopydb.driver.analyse;

import io.canopydb.driver.plan.PartitionChoice.Operand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What certainly holds for every row that matters: columns that are equal, columns that are equal
 * to one of some values, and sets of facts of which one holds. Immutable.
 */
record Facts(List<Pair> pairs, List<Alternatives> alternatives, List<Either> eithers) {
  static final Facts NONE = new Facts(List.of(), List.of(), List.of());

  /** Two columns are equal, under rules by which equal values lie in equal partitions. */
  record Pair(ColumnId left, ColumnId right) {}

  /** A column equals one of these. */
  record Alternatives(ColumnId column, List<Operand> operands) {}

  /** At least one of these holds. */
  record Either(List<Facts> branches) {}

  static Facts pair(ColumnId left, ColumnId right) {
    return new Facts(List.of(new Pair(left, right)), List.of(), List.of());
  }

  static Facts alternatives(ColumnId column, List<Operand> operands) {
    return new Facts(
        List.of(), List.of(new Alternatives(column, List.copyOf(operands))), List.of());
  }

  static Facts either(List<Facts> branches) {
    return new Facts(List.of(), List.of(), List.of(new Either(List.copyOf(branches))));
  }

  /** These facts and others. */
  Facts and(Facts other) {
    if (other == NONE) {
      return this;
    }
    if (this == NONE) {
      return other;
    }
    return new Facts(
        joined(pairs, other.pairs),
        joined(alternatives, other.alternatives),
        joined(eithers, other.eithers));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first.size() + second.size());
    all.addAll(first);
    all.addAll(second);
    return all;
  }

  /** A column with all that are equal to it. */
  Set<ColumnId> equalTo(ColumnId column) {
    Set<ColumnId> found = new HashSet<>();
    Deque<ColumnId> open = new ArrayDeque<>();
    found.add(column);
    open.add(column);
    while (!open.isEmpty()) {
      ColumnId next = open.remove();
      for (Pair pair : pairs) {
        if (pair.left().equals(next) && found.add(pair.right())) {
          open.add(pair.right());
        } else if (pair.right().equals(next) && found.add(pair.left())) {
          open.add(pair.left());
        }
      }
    }
    return found;
  }

  boolean same(ColumnId left, ColumnId right) {
    return left.equals(right) || equalTo(left).contains(right);
  }

  /** The shortest list of values that a column must equal one of; empty where nothing is known. */
  List<Operand> valuesOf(ColumnId column) {
    Set<ColumnId> equal = equalTo(column);
    List<Operand> best = List.of();
    for (Alternatives known : alternatives) {
      if (equal.contains(known.column())
          && (best.isEmpty() || known.operands().size() < best.size())) {
        best = new ArrayList<>(new LinkedHashSet<>(known.operands()));
      }
    }
    return best;
  }
}
