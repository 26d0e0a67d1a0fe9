package io.canopydb.driver.execute.scratch;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.MySqlDialect;
import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.SharedConnection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** MySQL's TEMPORARY tables, filled by statements of many rows. */
final class MySqlScratchTables implements ScratchTables {
  private static final int INVALID_DEFAULT = 1067;

  /** TRADITIONAL stands in the list beside what it means, and would bring that back. */
  private static final Pattern STRICT =
      Pattern.compile("STRICT_TRANS_TABLES|STRICT_ALL_TABLES|TRADITIONAL|NO_ZERO_(?:IN_)?DATE");

  @Override
  public void create(
      SharedConnection connection, String name, LeafText shape, ScratchKeys keys, Dialect dialect)
      throws SQLException {
    List<String> definitions = new ArrayList<>();
    if (!keys.primary().isEmpty()) {
      definitions.add("PRIMARY KEY (" + ScratchTables.quoted(keys.primary(), dialect) + ")");
    }
    // Later would be too late: CREATE INDEX commits, even that of a temporary table.
    for (String column : keys.indexed()) {
      definitions.add("INDEX (" + dialect.quoteName(column) + ")");
    }
    String key = definitions.isEmpty() ? "" : " (" + String.join(", ", definitions) + ")";
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

  @Override
  public void twins(SharedConnection connection, String name, List<String> twins)
      throws SQLException {
    try (LeafStatement statement = connection.statement()) {
      for (String twin : twins) {
        statement.update("CREATE TEMPORARY TABLE " + twin + " LIKE " + name);
      }
    }
  }

  /** A strict mode makes errors of what is a warning to SELECT: division by zero and the like. */
  @Override
  public void derive(SharedConnection connection, String name, LeafText query) throws SQLException {
    String sql = "CREATE TEMPORARY TABLE " + name + " AS " + query.sql();
    relaxed(connection, new LeafText(sql, query.parameters()));
  }

  private static void relaxed(SharedConnection connection, LeafText text) throws SQLException {
    String mode = mode(connection);
    setMode(connection, STRICT.matcher(mode).replaceAll(""));
    try {
      ScratchTables.run(connection, text);
    } finally {
      setMode(connection, mode);
    }
  }

  private static String mode(SharedConnection connection) throws SQLException {
    try (LeafStatement statement = connection.statement();
        ResultSet rows = statement.query("SELECT @@SESSION.sql_mode")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void setMode(SharedConnection connection, String mode) throws SQLException {
    // It is set back also where the statement was cancelled.
    try (PreparedStatement statement =
        connection.jdbc().prepareStatement("SET SESSION sql_mode = ?")) {
      statement.setString(1, mode);
      statement.executeUpdate();
    }
  }

  /** Its statistics follow the rows by themselves. */
  @Override
  public void filled(
      SharedConnection connection, Map<String, Long> rows, ScratchKeys keys, Dialect dialect) {}

  @Override
  public ScratchRows newRows(int columns, long bytes) {
    return new MySqlScratchRows(columns, bytes);
  }

  @Override
  public boolean opensOnce() {
    return true;
  }

  @Override
  public void copy(SharedConnection connection, String name, String copy) throws SQLException {
    try (LeafStatement statement = connection.statement()) {
      statement.update("CREATE TEMPORARY TABLE " + copy + " LIKE " + name);
      statement.update(
          "INSERT" + MySqlDialect.AS_STORED + " INTO " + copy + " SELECT * FROM " + name);
    }
  }

  @Override
  public String dropSql(List<String> names) {
    return "DROP TEMPORARY TABLE IF EXISTS " + String.join(", ", names);
  }
}
