package io.canopydb.driver.ddl.text;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses what would take the last key that names rows from a reference table, or let each copy
 * number its rows by itself. On MySQL that has to be seen before it runs, because its copies have
 * rows, and nothing would bring back what ALTER TABLE took from them.
 */
final class ReferenceKeepsKey {
  private ReferenceKeepsKey() {}

  static void check(Tokens tokens, List<AlterAction> actions, Table table) throws SQLException {
    boolean added = false;
    Set<String> droppedKeys = new TreeSet<>();
    Set<String> droppedColumns = new TreeSet<>();
    for (AlterAction action : actions) {
      int at = action.first();
      if (tokens.is(at, "DROP", "PRIMARY")) {
        droppedKeys.add("primary");
      } else if (tokens.is(at, "DROP")) {
        boolean key = tokens.isAny(at + 1, "INDEX", "KEY", "CONSTRAINT");
        int name = key || tokens.is(at + 1, "COLUMN") ? at + 2 : at + 1;
        if (tokens.isIdentifier(name)) {
          (key ? droppedKeys : droppedColumns)
              .add(tokens.identifier(name).toLowerCase(Locale.ROOT));
        }
      } else if (mentions(tokens, action, "PRIMARY") || mentions(tokens, action, "UNIQUE")) {
        added = true;
      }
      if (tokens.isAny(at, "ADD")
          && mentions(tokens, action, "AUTO_INCREMENT")
          && table.autoIncrementColumn().isEmpty()) {
        throw CanopyError.UNSUPPORTED.with(
            "adding a column whose values are issued to the table " + table.name(),
            "make a new table with it, and copy the rows with INSERT .. SELECT");
      }
    }
    if (!added && !keepsKey(table, droppedKeys, droppedColumns)) {
      throw CanopyError.REFERENCE_WITHOUT_PRIMARY.with(table.name());
    }
  }

  /** Refuses DROP INDEX of the last key. */
  static void check(Tokens tokens, int name, Table table) throws SQLException {
    if (tokens.isIdentifier(name)
        && !keepsKey(table, Set.of(tokens.identifier(name).toLowerCase(Locale.ROOT)), Set.of())) {
      throw CanopyError.REFERENCE_WITHOUT_PRIMARY.with(table.name());
    }
  }

  /** Whether a key is left that names rows, given what goes by its name in lower case. */
  private static boolean keepsKey(Table table, Set<String> keys, Set<String> columns) {
    return table.uniqueKeys().stream()
        .filter(key -> key.namesRows(table.columns()))
        .filter(key -> !keys.contains(key.name().toLowerCase(Locale.ROOT)))
        .anyMatch(
            key ->
                key.columns().stream()
                    .anyMatch(name -> !columns.contains(name.toLowerCase(Locale.ROOT))));
  }

  private static boolean mentions(Tokens tokens, AlterAction action, String word) {
    for (int i = action.first(); i <= action.last(); i++) {
      if (tokens.is(i, word)) {
        return true;
      }
    }
    return false;
  }
}
