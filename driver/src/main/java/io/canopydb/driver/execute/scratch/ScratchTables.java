package io.canopydb.driver.execute.scratch;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** How an engine makes and fills scratch tables. Stateless. */
public sealed interface ScratchTables permits MySqlScratchTables, PostgreSqlScratchTables {

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
  void create(
      SharedConnection connection, String name, LeafText shape, ScratchKeys keys, Dialect dialect)
      throws SQLException;

  /**
   * Makes further empty tables like one that was made.
   *
   * @param twins their quoted names
   */
  void twins(SharedConnection connection, String name, List<String> twins) throws SQLException;

  /**
   * Makes ready for queries what has been filled.
   *
   * @param rows how many rows each table has, by its quoted name
   */
  void filled(
      SharedConnection connection, Map<String, Long> rows, ScratchKeys keys, Dialect dialect)
      throws SQLException;

  /**
   * Makes a temporary table that holds the rows of a query, which sees what a SELECT sees.
   *
   * @param name quoted
   */
  void derive(SharedConnection connection, String name, LeafText query) throws SQLException;

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
  void copy(SharedConnection connection, String name, String copy) throws SQLException;

  /**
   * Drops scratch tables.
   *
   * @param inTransaction whether the connection is in a transaction of the user's
   */
  default void drop(SharedConnection connection, List<String> names, boolean inTransaction)
      throws SQLException {
    Connection jdbc = connection.jdbc();
    if (!inTransaction && !jdbc.getAutoCommit()) {
      // Rows were read by portions; what is dropped in that transaction would come back.
      jdbc.rollback();
      jdbc.setAutoCommit(true);
    }
    if (!names.isEmpty()) {
      // Also where the statement was cancelled.
      try (Statement statement = jdbc.createStatement()) {
        statement.execute(dropSql(names));
      }
    }
  }

  String dropSql(List<String> names);

  /** Runs a statement that gives nothing. */
  static void run(SharedConnection connection, LeafText text) throws SQLException {
    try (LeafStatement sent = connection.prepare(text.sql())) {
      PreparedStatement statement = sent.prepared();
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
