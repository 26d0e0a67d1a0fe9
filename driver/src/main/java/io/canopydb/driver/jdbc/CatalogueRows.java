package io.canopydb.driver.jdbc;

import io.canopydb.driver.front.DetachedRows;
import io.canopydb.driver.front.LogicalNames;
import io.canopydb.metadata.model.Engine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf's DatabaseMetaData lists, taken out of the leaf's connection, without the namespaces
 * that an application does not see.
 */
final class CatalogueRows {
  private CatalogueRows() {}

  /** Copies a leaf's result, and closes it. */
  static ResultSet of(ResultSet leaf, Engine engine, LogicalNames names) throws SQLException {
    return of(leaf, engine, names, row -> true);
  }

  private static ResultSet of(
      ResultSet leaf, Engine engine, LogicalNames names, Predicate<@Nullable Object[]> wanted)
      throws SQLException {
    try (leaf) {
      FixedColumns columns = FixedColumns.of(leaf.getMetaData());
      List<@Nullable Object[]> shown = new ArrayList<>();
      for (@Nullable Object[] row : DetachedRows.of(leaf)) {
        if (!hidden(columns, row, names) && wanted.test(row)) {
          shown.add(row);
        }
      }
      return new CopiedResultSet(
          null, engine, ResultSet.TYPE_SCROLL_INSENSITIVE, () -> columns, shown);
    }
  }

  /**
   * As {@link #of}, and of rows that say the same only the first: a list without namespaces has a
   * row for each partition that a thing is in. Things of Canopy's own are known by their names,
   * which stand in the first column.
   */
  static ResultSet distinct(ResultSet leaf, Engine engine, LogicalNames names) throws SQLException {
    Set<List<@Nullable Object>> seen = new HashSet<>();
    return of(leaf, engine, names, row -> !ownName(row[0]) && seen.add(Arrays.asList(row)));
  }

  /** Such as {@code _canopy_decision}, the type of arrays of rows of a table in each partition. */
  private static boolean ownName(@Nullable Object name) {
    return name instanceof String text && text.startsWith("_canopy_");
  }

  private static boolean hidden(FixedColumns columns, @Nullable Object[] row, LogicalNames names) {
    for (int i = 0; i < row.length; i++) {
      String label = columns.columns().get(i).label().toUpperCase(Locale.ROOT);
      if (row[i] instanceof String name && hidden(label, name, names)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hidden(String label, String name, LogicalNames names) {
    if (label.endsWith("_CAT") || label.endsWith("_CATALOG")) {
      return names.hidesCatalog(name);
    }
    return label.endsWith("_SCHEM") && names.hidesSchema(name);
  }
}
