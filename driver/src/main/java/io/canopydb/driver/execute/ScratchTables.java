package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** How an engine makes and fills scratch tables. Stateless. */
sealed interface ScratchTables permits MySqlScratchTables, PostgreSqlScratchTables {

  static ScratchTables of(Engine engine) {
    return switch (engine) {
      case MYSQL -> new MySqlScratchTables();
      case POSTGRESQL -> new PostgreSqlScratchTables();
    };
  }

  /**
   * Makes a temporary table.
   *
   * @param name quoted
   * @param shape a query whose columns the table gets, with no rows
   * @param indexed columns that get an index each, now or when it is filled
   */
  void create(
      Connection connection,
      String name,
      LeafText shape,
      List<String> primaryKey,
      List<String> indexed,
      Dialect dialect)
      throws SQLException;

  /** Makes ready for queries what has been filled with so many rows. */
  void filled(Connection connection, String name, long rows, List<String> indexed, Dialect dialect)
      throws SQLException;

  /**
   * Makes a temporary table that holds the rows of a query, which sees what a SELECT sees.
   *
   * @param name quoted
   */
  void derive(Connection connection, String name, LeafText query) throws SQLException;

  /** Copies all rows into it, every value as the engine stored it; gives how many. */
  long fill(Connection connection, String name, int columns, RowCursor rows) throws SQLException;

  /** Drops scratch tables; where a statement failed before, its exception gets what fails here. */
  default void drop(Connection connection, Iterable<String> names, @Nullable Exception because)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String name : names) {
        statement.execute(dropSql(name));
      }
    } catch (SQLException e) {
      if (because == null) {
        throw e;
      }
      because.addSuppressed(e);
    }
  }

  String dropSql(String name);

  /** Runs a statement that gives nothing. */
  static void run(Connection connection, LeafText text) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
      text.bind(statement);
      statement.executeUpdate();
    }
  }

  static String quoted(List<String> columns, Dialect dialect) {
    StringJoiner list = new StringJoiner(", ");
    columns.forEach(column -> list.add(dialect.quoteName(column)));
    return list.toString();
  }
}
