package io.canopydb.driver.transaction;

import io.canopydb.driver.transaction.TwoPhase.Decision;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads rows of a decision table: name, verdict, age in seconds, whether a manager is to hear of
 * it.
 */
final class DecisionRows {
  private DecisionRows() {}

  static List<Decision> read(Connection connection, String sql) throws SQLException {
    List<Decision> decisions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        boolean commit = rows.getString(2).equals("C");
        long age = rows.getLong(3);
        boolean manager = rows.getBoolean(4);
        TransactionId.parse(rows.getString(1))
            .ifPresent(id -> decisions.add(new Decision(id, commit, age, manager)));
      }
    }
    return decisions;
  }
}
