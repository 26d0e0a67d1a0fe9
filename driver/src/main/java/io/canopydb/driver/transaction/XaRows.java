package io.canopydb.driver.transaction;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of decision tables that concern a transaction manager: those with its name in them.
 *
 * <p>{@code P} waits for it. {@code C} and {@code A} were decided in its place, by hand, which it
 * is told when it asks; then it says that it has heard of it. With that, as when it decides itself,
 * the name goes from the row, which is then as any other.
 */
final class XaRows {
  private XaRows() {}

  /** A row, and where it is. */
  record Row(XaId manager, TransactionId id, DecisionPlace.Found at) {}

  /**
   * How a decision stands.
   *
   * @param byHand whether it was made in the place of the manager
   */
  record State(Verdict verdict, boolean byHand) {}

  static boolean instruct(
      Connection connection, String table, TransactionId id, boolean commit, boolean byHand)
      throws SQLException {
    String sql =
        "UPDATE "
            + table
            + " SET verdict = "
            + (commit ? "'C'" : "'A'")
            + (byHand ? "" : ", xid = NULL")
            + " WHERE gid = '"
            + id.text()
            + "' AND verdict = 'P'";
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql) == 1;
    }
  }

  /** Takes the name from a decision that was made by hand; false where there is none. */
  static boolean heard(Connection connection, String table, TransactionId id) throws SQLException {
    String sql =
        "UPDATE "
            + table
            + " SET xid = NULL WHERE gid = '"
            + id.text()
            + "' AND verdict <> 'P' AND xid IS NOT NULL";
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql) == 1;
    }
  }

  static Optional<State> state(Connection connection, String table, TransactionId id)
      throws SQLException {
    String sql = "SELECT verdict, xid FROM " + table + " WHERE gid = '" + id.text() + "'";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        return Optional.empty();
      }
      Verdict verdict = Verdict.of(row.getString(1));
      return Optional.of(
          new State(verdict, verdict != Verdict.MANAGERS && row.getString(2) != null));
    }
  }

  /** Which of these wait for a manager. */
  static List<TransactionId> leftToManagers(
      Connection connection, String table, List<TransactionId> ids) throws SQLException {
    String sql =
        "SELECT gid FROM " + table + " WHERE verdict = 'P' AND gid IN (" + TwoPhase.list(ids) + ")";
    List<TransactionId> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        TransactionId.parse(rows.getString(1)).ifPresent(found::add);
      }
    }
    return found;
  }

  static List<Row> managed(Connection connection, List<DecisionPlace.Found> partitions)
      throws SQLException {
    String sql =
        IntStream.range(0, partitions.size())
            .mapToObj(
                i ->
                    "SELECT gid, xid, "
                        + i
                        + " FROM "
                        + partitions.get(i).table()
                        + " WHERE xid IS NOT NULL")
            .collect(Collectors.joining(" UNION ALL "));
    List<Row> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        Optional<TransactionId> id = TransactionId.parse(rows.getString(1));
        Optional<XaId> manager = XaId.parse(rows.getString(2));
        if (id.isPresent() && manager.isPresent()) {
          found.add(new Row(manager.get(), id.get(), partitions.get(rows.getInt(3))));
        }
      }
    }
    return found;
  }
}
