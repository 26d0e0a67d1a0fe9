package io.canopydb.driver.execute.write;

import io.canopydb.driver.execute.ExecuteOptions.GeneratedKeys;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.GeneratedKeyRows;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.Written;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The numbers that MySQL gives to the rows of a table of one leaf, which is a temporary one. */
final class LeafNumbers {
  private LeafNumbers() {}

  /** What a write came to that has just run on a connection. */
  static Written written(
      Execution execution, SharedConnection connection, LeafText text, long count)
      throws SQLException {
    long sent = execution.aftermath().sentId();
    if (sent == 0 || count == 0) {
      return new Written(count, null, 0);
    }
    try (Statement statement = connection.jdbc().createStatement();
        ResultSet row =
            statement.executeQuery("SELECT LAST_INSERT_ID(), @@auto_increment_increment")) {
      row.next();
      // The answer also names a number that the row itself had, which LAST_INSERT_ID() does not.
      long first = row.getLong(1) == sent ? sent : 0;
      if (execution.options().generatedKeys() instanceof GeneratedKeys.None) {
        return new Written(count, null, first);
      }
      boolean upsert = text.sql().toUpperCase(Locale.ROOT).contains("ON DUPLICATE KEY");
      List<Object> keys = new ArrayList<>();
      for (long i = 0; i < (upsert ? 1 : count); i++) {
        keys.add(sent + i * row.getLong(2));
      }
      return new Written(count, GeneratedKeyRows.of(keys), first);
    }
  }
}
