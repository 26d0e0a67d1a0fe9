package io.canopydb.driver.execute.write;

import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.plan.KeyedLookup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The rows of a lookup table that go, and those that come, when rows of its table are written.
 *
 * @param gone rows of the query whose keys, as they were, are forgotten
 * @param come those whose keys, as they will be, are noted
 */
record LookupChange(List<List<SentValue>> gone, List<List<SentValue>> come) {

  static LookupChange of(KeyedLookup lookup, List<List<SentValue>> rows) {
    List<List<SentValue>> gone = new ArrayList<>();
    List<List<SentValue>> come = new ArrayList<>();
    boolean deletes = lookup.insert() == null;
    for (List<SentValue> row : rows) {
      if (!deletes && same(row, lookup.gone(), lookup.come())) {
        continue;
      }
      if (whole(row, lookup.gone())) {
        gone.add(row);
      }
      if (!deletes && whole(row, lookup.nullable())) {
        come.add(row);
      }
    }
    return new LookupChange(gone, come);
  }

  private static boolean whole(List<SentValue> row, List<Integer> cells) {
    return cells.stream().allMatch(cell -> row.get(cell).value() != null);
  }

  /** Whether a leaf sent one value twice; equal values in other forms are written anew. */
  private static boolean same(List<SentValue> row, List<Integer> one, List<Integer> other) {
    for (int i = 0; i < one.size(); i++) {
      Object left = row.get(one.get(i)).value();
      Object right = row.get(other.get(i)).value();
      boolean equal =
          (left instanceof byte[] bytes && right instanceof byte[] others)
              ? Arrays.equals(bytes, others)
              : Objects.equals(left, right);
      if (!equal) {
        return false;
      }
    }
    return true;
  }
}
