package io.canopydb.driver.ddl.text;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table's definition as a leaf tells it, with what the leaf does not know: comments that the
 * engine lets through, and that our CREATE TABLE reads back.
 */
public final class ShownTable {
  private static final String COLUMNS = "\\((?:[^()]|\\([^()]*\\))*\\)";

  private ShownTable() {}

  /**
   * Adds the comments.
   *
   * @param definition with each key on a line of its own
   */
  public static String commented(String definition, Table table, Dialect dialect) {
    String shown = definition;
    for (UniqueKey key : table.globalKeys()) {
      String name =
          "(?:"
              + Pattern.quote(dialect.quoteName(key.name()))
              + "|"
              + Pattern.quote(key.name())
              + ")";
      Matcher line =
          Pattern.compile(
                  "(?m)^ +(?:UNIQUE KEY "
                      + name
                      + "|CONSTRAINT "
                      + name
                      + " UNIQUE)[^(\n]*"
                      + COLUMNS)
              .matcher(shown);
      shown = line.replaceFirst("$0 /*canopy global */");
    }
    return shown + "\n/*canopy " + place(table.distribution(), dialect) + " */";
  }

  private static String place(Distribution distribution, Dialect dialect) {
    if (distribution instanceof Distribution.Sharded sharded) {
      return shardKey(sharded.columns(), dialect);
    }
    return distribution instanceof Distribution.Reference
        ? "reference"
        : shardKey(List.of(), dialect);
  }

  private static String shardKey(List<String> columns, Dialect dialect) {
    return columns.stream()
        .map(dialect::quoteName)
        .collect(Collectors.joining(", ", "shard key (", ")"));
  }
}
