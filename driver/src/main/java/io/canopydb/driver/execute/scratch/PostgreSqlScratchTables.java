package io.canopydb.driver.execute.scratch;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.SharedConnection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** PostgreSQL's temporary tables, filled by COPY of the text form of each value. */
final class PostgreSqlScratchTables implements ScratchTables {
  private static final int MANY = 500;

  @Override
  public void create(
      SharedConnection connection, String name, LeafText shape, ScratchKeys keys, Dialect dialect)
      throws SQLException {
    String sql = "CREATE TEMPORARY TABLE " + name + " AS " + shape.sql() + " WITH NO DATA";
    ScratchTables.run(connection, new LeafText(sql, shape.parameters()));
  }

  /** In one round trip. */
  @Override
  public void twins(SharedConnection connection, String name, List<String> twins)
      throws SQLException {
    try (Statement statement = connection.jdbc().createStatement()) {
      for (String twin : twins) {
        statement.addBatch("CREATE TEMPORARY TABLE " + twin + " (LIKE " + name + " INCLUDING ALL)");
      }
      statement.executeBatch();
    }
  }

  @Override
  public void derive(SharedConnection connection, String name, LeafText query) throws SQLException {
    String sql = "CREATE TEMPORARY TABLE " + name + " AS " + query.sql();
    ScratchTables.run(connection, new LeafText(sql, query.parameters()));
  }

  /**
   * To build an index of many rows at once is cheaper than to keep it row by row. The primary key
   * is always made, since GROUP BY may rely on it; an index of a few rows is not worth while.
   * Nobody else analyzes a temporary table. All is one round trip.
   */
  @Override
  public void filled(
      SharedConnection connection, Map<String, Long> rows, ScratchKeys keys, Dialect dialect)
      throws SQLException {
    StringJoiner all = new StringJoiner("; ");
    rows.forEach(
        (name, count) -> {
          if (!keys.primary().isEmpty()) {
            String columns = ScratchTables.quoted(keys.primary(), dialect);
            all.add("ALTER TABLE " + name + " ADD PRIMARY KEY (" + columns + ")");
          }
          if (count >= MANY) {
            for (String column : keys.indexed()) {
              all.add("CREATE INDEX ON " + name + " (" + dialect.quoteName(column) + ")");
            }
            all.add("ANALYZE " + name);
          }
        });
    if (all.length() > 0) {
      try (LeafStatement statement = connection.statement()) {
        statement.run(all.toString());
      }
    }
  }

  @Override
  public ScratchRows newRows(int columns, long bytes) {
    return new PostgreSqlScratchRows(columns, bytes);
  }

  @Override
  public boolean opensOnce() {
    return false;
  }

  @Override
  public void copy(SharedConnection connection, String name, String copy) throws SQLException {
    try (LeafStatement statement = connection.statement()) {
      statement.update("CREATE TEMPORARY TABLE " + copy + " AS TABLE " + name);
    }
  }

  @Override
  public String dropSql(List<String> names) {
    return names.stream()
        .map(name -> "pg_temp." + name)
        .collect(Collectors.joining(", ", "DROP TABLE IF EXISTS ", ""));
  }
}
