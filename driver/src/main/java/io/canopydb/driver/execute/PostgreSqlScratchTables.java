package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL's temporary tables, filled by COPY of the text form of each value. */
final class PostgreSqlScratchTables implements ScratchTables {
  private static final int MANY = 500;

  @Override
  public void create(
      Connection connection,
      String name,
      LeafText shape,
      List<String> primaryKey,
      List<String> indexed,
      Dialect dialect)
      throws SQLException {
    String sql = "CREATE TEMPORARY TABLE " + name + " AS " + shape.sql() + " WITH NO DATA";
    ScratchTables.run(connection, new LeafText(sql, shape.parameters()));
    if (!primaryKey.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "ALTER TABLE "
                  + name
                  + " ADD PRIMARY KEY ("
                  + ScratchTables.quoted(primaryKey, dialect)
                  + ")")) {
        statement.executeUpdate();
      }
    }
  }

  /** In one round trip. */
  @Override
  public void twins(Connection connection, String name, List<String> twins) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String twin : twins) {
        statement.addBatch("CREATE TEMPORARY TABLE " + twin + " (LIKE " + name + " INCLUDING ALL)");
      }
      statement.executeBatch();
    }
  }

  @Override
  public void derive(Connection connection, String name, LeafText query) throws SQLException {
    String sql = "CREATE TEMPORARY TABLE " + name + " AS " + query.sql();
    ScratchTables.run(connection, new LeafText(sql, query.parameters()));
  }

  /** Of a few rows it is not worth while. Nobody else analyzes a temporary table. */
  @Override
  public void filled(
      Connection connection, String name, long rows, List<String> indexed, Dialect dialect)
      throws SQLException {
    if (rows < MANY) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      for (String column : indexed) {
        statement.execute("CREATE INDEX ON " + name + " (" + dialect.quoteName(column) + ")");
      }
      statement.execute("ANALYZE " + name);
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
  public void copy(Connection connection, String name, String copy) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TEMPORARY TABLE " + copy + " AS TABLE " + name);
    }
  }

  @Override
  public String dropSql(List<String> names) {
    return names.stream()
        .map(name -> "pg_temp." + name)
        .collect(Collectors.joining(", ", "DROP TABLE IF EXISTS ", ""));
  }
}
