package io.canopydb.driver.ddl.text;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses what would take the primary key from a reference table, or let each copy number its rows
 * by itself. On MySQL that has to be seen before it runs, because its copies have rows, and nothing
 * would bring back what ALTER TABLE took from them.
 */
final class ReferenceKeepsKey {
  private ReferenceKeepsKey() {}

  static void check(Tokens tokens, List<AlterAction> actions, Table table) throws SQLException {
    boolean dropped = false;
    boolean added = false;
    Set<String> droppedColumns = new TreeSet<>();
    for (AlterAction action : actions) {
      int at = action.first();
      if (tokens.is(at, "DROP", "PRIMARY")
          || (tokens.isAny(at, "DROP")
              && tokens.isAny(at + 1, "INDEX", "KEY", "CONSTRAINT")
              && isPrimary(tokens, at + 2))) {
        dropped = true;
      } else if (tokens.is(at, "DROP")) {
        int column = tokens.is(at + 1, "COLUMN") ? at + 2 : at + 1;
        if (tokens.isIdentifier(column)) {
          droppedColumns.add(tokens.identifier(column).toLowerCase(Locale.ROOT));
        }
      } else if (mentions(tokens, action, "PRIMARY")) {
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
    boolean allColumns =
        table.columns().stream()
            .map(Column::name)
            .filter(name -> isKeyColumn(table, name))
            .allMatch(name -> droppedColumns.contains(name.toLowerCase(Locale.ROOT)));
    if (!added && (dropped || allColumns)) {
      throw CanopyError.REFERENCE_WITHOUT_PRIMARY.with(table.name());
    }
  }

  /** DROP INDEX `PRIMARY`. */
  static boolean isPrimary(Tokens tokens, int name) {
    return tokens.isIdentifier(name) && tokens.identifier(name).equalsIgnoreCase("PRIMARY");
  }

  private static boolean isKeyColumn(Table table, String name) {
    return table.uniqueKeys().stream()
        .filter(UniqueKey::primary)
        .anyMatch(key -> key.columns().contains(name));
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
