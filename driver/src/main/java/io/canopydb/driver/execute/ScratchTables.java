package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parallel.FanOut;
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

  /**
   * Copies all rows into the table of that name on each of the connections; every value arrives as
   * the engine stored it. Memory is bounded: a batch goes to all before the next is read.
   *
   * @return how many rows there were
   */
  long fill(List<Connection> connections, String name, int columns, RowCursor rows, FanOut fanOut)
      throws SQLException;

  /**
   * Makes as many tables of the same rows, where a statement can't name one of them so often.
   *
   * @return their names, the first of them included
   */
  List<String> copies(Connection connection, String name, int count, Dialect dialect)
      throws SQLException;

  /**
   * Drops scratch tables; where a statement failed before, its exception gets what fails here.
   *
   * @param inTransaction whether the connection is in a transaction of the user's
   */
  default void drop(
      Connection connection,
      Iterable<String> names,
      boolean inTransaction,
      @Nullable Exception because)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!inTransaction && !connection.getAutoCommit()) {
        // Rows were read by portions; what is dropped in that transaction would come back.
        connection.rollback();
        connection.setAutoCommit(true);
      }
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
