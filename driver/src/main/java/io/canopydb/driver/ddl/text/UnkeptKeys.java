package io.canopydb.driver.ddl.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of unique keys that do not contain the shard key, and are not declared GLOBAL.
 *
 * @param global whether they become GLOBAL by themselves, rather than to be refused
 * @param found those of the statement that are known by now, by their columns as the engine names
 *     them
 */
public record UnkeptKeys(boolean global, List<List<String>> found) {
  /** Such keys are refused. */
  public static final UnkeptKeys REFUSED = new UnkeptKeys(false, List.of());

  /** Such keys become global; none is known yet. */
  public static final UnkeptKeys GLOBAL = new UnkeptKeys(true, List.of());

  public UnkeptKeys {
    found = found.stream().map(List::copyOf).toList();
  }

  /** These and another. */
  public UnkeptKeys and(List<String> columns) {
    List<List<String>> more = new ArrayList<>(found);
    more.add(columns);
    return new UnkeptKeys(global, more);
  }

  /** What the user is told of each. */
  List<String> notes(String table) {
    return found.stream()
        .map(
            columns ->
                "the unique key ("
                    + String.join(", ", columns)
                    + ") of "
                    + table
                    + " does not contain the shard key, so it has become GLOBAL")
        .toList();
  }
}
