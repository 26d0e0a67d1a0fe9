package io.canopydb.driver.ddl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of what SHOW CREATE TABLE prints, under a plain sql_mode.
 *
 * @param columns the definitions by the quoted name
 * @param keys the definitions of keys and constraints, by what DROP says of them
 * @param options what stands behind the list: options and partitions
 */
record TableText(Map<String, String> columns, Map<String, String> keys, String options) {
  static final String FOREIGN_KEY = "FOREIGN KEY ";
  static final String CHECK = "CHECK ";

  private static final Pattern COLUMN = Pattern.compile("(`(?:[^`]|``)+`) .*");
  private static final Pattern KEY =
      Pattern.compile("(?:UNIQUE |FULLTEXT |SPATIAL )?KEY (`(?:[^`]|``)+`) .*");
  private static final Pattern CONSTRAINT =
      Pattern.compile("CONSTRAINT (`(?:[^`]|``)+`) (FOREIGN KEY|CHECK) .*");

  /** The parts of a text; empty where it is not understood. */
  static Optional<TableText> of(String text) {
    Map<String, String> columns = new LinkedHashMap<>();
    Map<String, String> keys = new LinkedHashMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(")")) {
        String options = String.join("\n", lines.subList(i, lines.size())).substring(1);
        return Optional.of(new TableText(columns, keys, options));
      }
      String part = line.strip();
      if (part.endsWith(",")) {
        part = part.substring(0, part.length() - 1);
      }
      if (!add(part, columns, keys)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean add(String part, Map<String, String> columns, Map<String, String> keys) {
    Matcher column = COLUMN.matcher(part);
    Matcher key = KEY.matcher(part);
    Matcher constraint = CONSTRAINT.matcher(part);
    if (column.matches()) {
      columns.put(column.group(1), part);
    } else if (part.startsWith("PRIMARY KEY ")) {
      keys.put("PRIMARY KEY", part);
    } else if (key.matches()) {
      keys.put("INDEX " + key.group(1), part);
    } else if (constraint.matches()) {
      keys.put(constraint.group(2) + " " + constraint.group(1), part);
    } else {
      return false;
    }
    return true;
  }

  /** The statement that makes a table of this kind, without its constraints, by another name. */
  String twin(String name) {
    List<String> parts = new ArrayList<>(columns.values());
    keys.forEach(
        (drop, definition) -> {
          if (!drop.startsWith(FOREIGN_KEY) && !drop.startsWith(CHECK)) {
            parts.add(definition);
          }
        });
    return "CREATE TABLE " + name + " (" + String.join(", ", parts) + ")" + options;
  }
}
