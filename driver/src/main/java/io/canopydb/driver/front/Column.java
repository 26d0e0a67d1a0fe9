package io.canopydb.driver.front;

import io.canopydb.driver.session.Outcome;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a result, as protocols describe one.
 *
 * @param label its name in the result
 * @param name its name in its table; the label where it comes from none
 * @param catalog MySQL's database of its table; empty where none is told
 * @param schema PostgreSQL's schema of its table; empty where none is told
 * @param type a constant of java.sql.Types
 * @param typeName the engine's name of it
 * @param className what the engine's driver reads it as
 */
public record Column(
    String label,
    String name,
    String catalog,
    String schema,
    String table,
    int type,
    String typeName,
    String className,
    int precision,
    int scale,
    boolean signed,
    boolean nullable) {

  /** The columns that the user is to see, by logical names. */
  public static List<Column> of(Outcome.Columns columns, LogicalNames names) throws SQLException {
    return of(columns.metaData(), columns.count(), names);
  }

  /** Likewise of a statement that was only described. */
  public static List<Column> of(ResultSetMetaData engine, LogicalNames names) throws SQLException {
    return of(engine, engine.getColumnCount(), names);
  }

  private static List<Column> of(ResultSetMetaData engine, int count, LogicalNames names)
      throws SQLException {
    List<Column> all = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      String catalog = names.catalog(engine.getCatalogName(i));
      String schema = names.schema(engine.getSchemaName(i));
      all.add(
          new Column(
              engine.getColumnLabel(i),
              engine.getColumnName(i),
              catalog == null ? "" : catalog,
              schema == null ? "" : schema,
              engine.getTableName(i),
              engine.getColumnType(i),
              engine.getColumnTypeName(i),
              engine.getColumnClassName(i),
              engine.getPrecision(i),
              engine.getScale(i),
              engine.isSigned(i),
              engine.isNullable(i) != ResultSetMetaData.columnNoNulls));
    }
    return List.copyOf(all);
  }
}
