package io.canopydb.driver.ddl.text;

import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of unique keys that do not contain the shard key, and are not declared GLOBAL.
 *
 * @param global whether they become GLOBAL by themselves, rather than to be refused
 * @param asked whether the statement itself says so, so that nobody need be told
 * @param found those of the statement that are known by now, by their columns as the engine names
 *     them
 */
public record UnkeptKeys(boolean global, boolean asked, List<List<String>> found) {
  /** Such keys are refused. */
  public static final UnkeptKeys REFUSED = new UnkeptKeys(false, false, List.of());

  /** Such keys become global; none is known yet. */
  public static final UnkeptKeys GLOBAL = new UnkeptKeys(true, false, List.of());

  public UnkeptKeys {
    found = found.stream().map(List::copyOf).toList();
  }

  /** Likewise, since the statement asks for it. */
  public static final UnkeptKeys ASKED = new UnkeptKeys(true, true, List.of());

  /** Whether a statement about a table that is there asks for global keys. */
  public static boolean areAskedFor(Tokens tokens) {
    return (tokens.is(0, "ALTER") || tokens.is(0, "CREATE", "UNIQUE"))
        && (GlobalKeyClauses.words(tokens).length > 0
            || tokens.comments().stream()
                .anyMatch(comment -> GlobalKeyClauses.isGlobal(tokens, comment)));
  }

  /** These and another. */
  public UnkeptKeys and(List<String> columns) {
    List<List<String>> more = new ArrayList<>(found);
    more.add(columns);
    return new UnkeptKeys(global, asked, more);
  }

  /** What the user is told of each. */
  List<String> notes(String table) {
    return (asked ? List.<List<String>>of() : found)
        .stream()
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
