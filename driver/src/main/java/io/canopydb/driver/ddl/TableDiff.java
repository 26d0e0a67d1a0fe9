package io.canopydb.driver.ddl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way back from one description of a MySQL table (SHOW CREATE TABLE) to another: what ALTER
 * TABLE added is dropped, what it changed gets its old definition. There is no way back from what
 * loses data or order: a column that is gone, renamed or elsewhere, another partitioning.
 */
final class TableDiff {
  private static final Pattern COLUMN = Pattern.compile("`((?:[^`]|``)+)` .*");
  private static final Pattern KEY =
      Pattern.compile("(?:UNIQUE |FULLTEXT |SPATIAL )?KEY (`(?:[^`]|``)+`) .*");
  private static final Pattern CONSTRAINT =
      Pattern.compile("CONSTRAINT (`(?:[^`]|``)+`) (FOREIGN KEY|CHECK) .*");

  /** Columns, keys and constraints of a description, by what drops them. */
  private record Parts(Map<String, String> columns, Map<String, String> keys, String options) {}

  private TableDiff() {}

  /** The clauses of the ALTER TABLE that leads back; empty where nothing is sure to. */
  static Optional<List<String>> clauses(String before, String after) {
    Parts old = parse(before);
    Parts now = parse(after);
    if (old == null || now == null || !old.options().equals(now.options())) {
      return Optional.empty();
    }
    List<String> kept = new ArrayList<>(now.columns().keySet());
    kept.retainAll(old.columns().keySet());
    if (!kept.equals(List.copyOf(old.columns().keySet()))) {
      return Optional.empty();
    }
    List<String> clauses = new ArrayList<>();
    for (Map.Entry<String, String> key : now.keys().entrySet()) {
      if (!key.getValue().equals(old.keys().get(key.getKey()))) {
        clauses.add("DROP " + key.getKey());
      }
    }
    for (Map.Entry<String, String> column : now.columns().entrySet()) {
      String definition = old.columns().get(column.getKey());
      if (definition == null) {
        clauses.add("DROP COLUMN " + column.getKey());
      } else if (!definition.equals(column.getValue())) {
        clauses.add("MODIFY COLUMN " + definition);
      }
    }
    for (Map.Entry<String, String> key : old.keys().entrySet()) {
      if (!key.getValue().equals(now.keys().get(key.getKey()))) {
        if (key.getKey().startsWith("FOREIGN KEY")) {
          return Optional.empty(); // the place of its parent is not in the description
        }
        clauses.add("ADD " + key.getValue());
      }
    }
    return Optional.of(clauses);
  }

  private static @Nullable Parts parse(String description) {
    Map<String, String> columns = new LinkedHashMap<>();
    Map<String, String> keys = new LinkedHashMap<>();
    List<String> lines = description.lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(")")) {
        return new Parts(columns, keys, String.join("\n", lines.subList(i, lines.size())));
      }
      String part = line.strip();
      if (part.endsWith(",")) {
        part = part.substring(0, part.length() - 1);
      }
      if (!add(part, columns, keys)) {
        return null;
      }
    }
    return null;
  }

  private static boolean add(String part, Map<String, String> columns, Map<String, String> keys) {
    Matcher column = COLUMN.matcher(part);
    Matcher key = KEY.matcher(part);
    Matcher constraint = CONSTRAINT.matcher(part);
    if (column.matches()) {
      columns.put("`" + column.group(1) + "`", part);
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
}
