package io.canopydb.driver.transaction;

import java.util.HashSet;
import java.util.Set;

/**
 * What a write touches on one leaf: that which has a replica of its own, a fence, and a place for
 * records about transactions. A set of them never misses one, and may have one too many. A write to
 * temporary tables touches none.
 */
public sealed interface Participant {
  /** The copies of reference tables, which every leaf has. */
  Set<Participant> COPIES = Set.of(Whole.COPIES);

  /** Any of what the leaf has: a procedure or a function wrote. */
  Set<Participant> UNKNOWN = Set.of(Whole.UNKNOWN);

  /** One partition of a database, by its ordinal. */
  record Partition(String database, int ordinal) implements Participant {}

  /** What lies in no partition alone. */
  enum Whole implements Participant {
    COPIES,
    UNKNOWN
  }

  /** One partition. */
  static Set<Participant> of(String database, int ordinal) {
    return Set.of(new Partition(database, ordinal));
  }

  /** Some partitions of one database. */
  static Set<Participant> of(String database, Iterable<Integer> ordinals) {
    Set<Participant> all = new HashSet<>();
    for (int ordinal : ordinals) {
      all.add(new Partition(database, ordinal));
    }
    return all;
  }

  /** All of both, without a new set where one has all of them. */
  static Set<Participant> both(Set<Participant> one, Set<Participant> other) {
    if (one.containsAll(other)) {
      return one;
    }
    if (one.isEmpty()) {
      return other;
    }
    Set<Participant> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }
}
