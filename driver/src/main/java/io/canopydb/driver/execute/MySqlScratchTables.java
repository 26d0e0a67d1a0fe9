package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** MySQL's TEMPORARY tables, filled by statements of many rows. */
final class MySqlScratchTables implements ScratchTables {
  private static final int ROWS = 500;
  private static final int INVALID_DEFAULT = 1067;

  /** TRADITIONAL stands in the list beside what it means, and would bring that back. */
  private static final Pattern STRICT =
      Pattern.compile("STRICT_TRANS_TABLES|STRICT_ALL_TABLES|TRADITIONAL|NO_ZERO_(?:IN_)?DATE");

  @Override
  public void create(
      Connection connection,
      String name,
      LeafText shape,
      List<String> primaryKey,
      List<String> indexed,
      Dialect dialect)
      throws SQLException {
    List<String> keys = new ArrayList<>();
    if (!primaryKey.isEmpty()) {
      keys.add("PRIMARY KEY (" + ScratchTables.quoted(primaryKey, dialect) + ")");
    }
    // Later would be too late: CREATE INDEX commits, even that of a temporary table.
    for (String column : indexed) {
      keys.add("INDEX (" + dialect.quoteName(column) + ")");
    }
    String key = keys.isEmpty() ? "" : " (" + String.join(", ", keys) + ")";
    String sql = "CREATE TEMPORARY TABLE " + name + key + " AS " + shape.sql() + " LIMIT 0";
    LeafText text = new LeafText(sql, shape.parameters());
    try {
      ScratchTables.run(connection, text);
    } catch (SQLException e) {
      if (e.getErrorCode() != INVALID_DEFAULT) {
        throw e;
      }
      // A DATE that is computed and never NULL has 0000-00-00 for its default.
      relaxed(connection, text);
    }
  }

  /** A strict mode makes errors of what is a warning to SELECT: division by zero and the like. */
  @Override
  public void derive(Connection connection, String name, LeafText query) throws SQLException {
    String sql = "CREATE TEMPORARY TABLE " + name + " AS " + query.sql();
    relaxed(connection, new LeafText(sql, query.parameters()));
  }

  private static void relaxed(Connection connection, LeafText text) throws SQLException {
    String mode = mode(connection);
    setMode(connection, STRICT.matcher(mode).replaceAll(""));
    try {
      ScratchTables.run(connection, text);
    } finally {
      setMode(connection, mode);
    }
  }

  private static String mode(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT @@SESSION.sql_mode")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void setMode(Connection connection, String mode) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SET SESSION sql_mode = ?")) {
      statement.setString(1, mode);
      statement.executeUpdate();
    }
  }

  /** Its statistics follow the rows by themselves. */
  @Override
  public void filled(
      Connection connection, String name, long rows, List<String> indexed, Dialect dialect) {}

  @Override
  public long fill(
      List<Connection> connections, String name, int columns, RowCursor rows, FanOut fanOut)
      throws SQLException {
    String row = "(" + "?,".repeat(columns - 1) + "?)";
    List<SentValue> pending = new ArrayList<>(ROWS * columns);
    List<PreparedStatement> many = new ArrayList<>();
    long count = 0;
    try {
      while (rows.next()) {
        count++;
        for (int c = 0; c < columns; c++) {
          pending.add(SentValue.of(rows.row(), c, Engine.MYSQL));
        }
        if (pending.size() == ROWS * columns) {
          if (many.isEmpty()) {
            prepare(connections, insert(name, row, ROWS), many);
          }
          send(many, pending, fanOut);
        }
      }
      close(many);
      if (!pending.isEmpty()) {
        prepare(connections, insert(name, row, pending.size() / columns), many);
        send(many, pending, fanOut);
      }
      return count;
    } finally {
      close(many);
    }
  }

  private static void prepare(
      List<Connection> connections, String sql, List<PreparedStatement> statements)
      throws SQLException {
    for (Connection connection : connections) {
      statements.add(connection.prepareStatement(sql));
    }
  }

  private static void close(List<PreparedStatement> statements) throws SQLException {
    for (PreparedStatement statement : statements) {
      statement.close();
    }
    statements.clear();
  }

  private static void send(
      List<PreparedStatement> statements, List<SentValue> values, FanOut fanOut)
      throws SQLException {
    List<Callable<Integer>> parts = new ArrayList<>();
    for (PreparedStatement statement : statements) {
      parts.add(
          () -> {
            for (int i = 0; i < values.size(); i++) {
              values.get(i).bind(statement, i + 1);
            }
            return statement.executeUpdate();
          });
    }
    FanOut.Results<Integer> results = fanOut.run(parts);
    if (!results.failures().isEmpty()) {
      throw results.failures().get(0);
    }
    values.clear();
  }

  /** A statement opens a temporary table only once. */
  @Override
  public List<String> copies(Connection connection, String name, int count, Dialect dialect)
      throws SQLException {
    List<String> names = new ArrayList<>();
    names.add(name);
    String plain = name.substring(1, name.length() - 1);
    try (Statement statement = connection.createStatement()) {
      for (int i = 1; i < count; i++) {
        String copy = dialect.quoteName(plain + "_" + i);
        statement.executeUpdate("CREATE TEMPORARY TABLE " + copy + " LIKE " + name);
        names.add(copy);
        statement.executeUpdate("INSERT INTO " + copy + " SELECT * FROM " + name);
      }
    }
    return names;
  }

  private static String insert(String name, String row, int rows) {
    return "INSERT INTO " + name + " VALUES " + (row + ",").repeat(rows - 1) + row;
  }

  @Override
  public String dropSql(String name) {
    return "DROP TEMPORARY TABLE IF EXISTS " + name;
  }
}
