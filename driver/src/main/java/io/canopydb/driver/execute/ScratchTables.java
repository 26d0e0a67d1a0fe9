package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

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
   * @param keys which it gets now or when it is filled
   */
  void create(Connection connection, String name, LeafText shape, ScratchKeys keys, Dialect dialect)
      throws SQLException;

  /**
   * Makes further empty tables like one that was made.
   *
   * @param twins their quoted names
   */
  void twins(Connection connection, String name, List<String> twins) throws SQLException;

  /**
   * Makes ready for queries what has been filled.
   *
   * @param rows how many rows each table has, by its quoted name
   */
  void filled(Connection connection, Map<String, Long> rows, ScratchKeys keys, Dialect dialect)
      throws SQLException;

  /**
   * Makes a temporary table that holds the rows of a query, which sees what a SELECT sees.
   *
   * @param name quoted
   */
  void derive(Connection connection, String name, LeafText query) throws SQLException;

  /**
   * Rows on their way, none yet.
   *
   * @param columns how many of each row's columns are kept, from the first
   * @param bytes about how many bytes of memory they may take before they are to be written
   */
  ScratchRows newRows(int columns, long bytes);

  /** Whether a statement can name a temporary table only once. */
  boolean opensOnce();

  /**
   * Makes a table of the same rows.
   *
   * @param copy its quoted name
   */
  void copy(Connection connection, String name, String copy) throws SQLException;

  /**
   * Drops scratch tables.
   *
   * @param inTransaction whether the connection is in a transaction of the user's
   */
  default void drop(Connection connection, List<String> names, boolean inTransaction)
      throws SQLException {
    if (!inTransaction && !connection.getAutoCommit()) {
      // Rows were read by portions; what is dropped in that transaction would come back.
      connection.rollback();
      connection.setAutoCommit(true);
    }
    if (!names.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(dropSql(names));
      }
    }
  }

  String dropSql(List<String> names);

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
