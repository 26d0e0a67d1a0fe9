package io.canopydb.it.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds where two lists of rows differ. */
final class RowDifference {
  private static final int SHOWN = 3;

  private RowDifference() {}

  static @Nullable String between(List<String> plain, List<String> canopy, boolean ordered) {
    Map<String, Integer> surplus = new HashMap<>();
    canopy.forEach(row -> surplus.merge(row, 1, Integer::sum));
    List<String> missing = new ArrayList<>();
    for (String row : plain) {
      Integer left = surplus.get(row);
      if (left == null) {
        missing.add(row);
      } else if (left == 1) {
        surplus.remove(row);
      } else {
        surplus.put(row, left - 1);
      }
    }
    if (!missing.isEmpty() || !surplus.isEmpty()) {
      return "plain has %d rows, canopy %d\nonly plain:  %s\nonly canopy: %s"
          .formatted(
              plain.size(), canopy.size(), some(missing), some(List.copyOf(surplus.keySet())));
    }
    if (ordered) {
      for (int i = 0; i < plain.size(); i++) {
        if (!plain.get(i).equals(canopy.get(i))) {
          return "same rows, other order from row %d on\nplain:  %s\ncanopy: %s"
              .formatted(
                  i + 1,
                  some(plain.subList(i, plain.size())),
                  some(canopy.subList(i, canopy.size())));
        }
      }
    }
    return null;
  }

  private static String some(List<String> rows) {
    return String.join("  ##  ", rows.subList(0, Math.min(SHOWN, rows.size())))
        + (rows.size() > SHOWN ? "  ## .. " + (rows.size() - SHOWN) + " more" : "");
  }
}
