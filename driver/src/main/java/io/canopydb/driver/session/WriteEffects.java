package io.canopydb.driver.session;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a write to a table of PostgreSQL changes besides its rows. */
final class WriteEffects {
  /** Partitions are made alike, so that those of one leaf tell of all. */
  private static final String EFFECTS =
      "WITH t AS (SELECT oid FROM pg_class WHERE relkind = 'r' AND relname = ?)"
          + " SELECT 'the trigger ' || tgname FROM pg_trigger JOIN t ON tgrelid = t.oid"
          + " WHERE NOT tgisinternal"
          + " UNION ALL SELECT 'the rule ' || rulename FROM pg_rewrite JOIN t ON ev_class = t.oid"
          + " UNION ALL SELECT 'the foreign key ' || conname FROM pg_constraint"
          + " JOIN t ON confrelid = t.oid WHERE contype = 'f'"
          + " AND (confdeltype IN ('c', 'n', 'd') OR confupdtype IN ('c', 'n', 'd')) LIMIT 1";

  private WriteEffects() {}

  /** One of them, in words; null where there is none. */
  static @Nullable String of(SessionState session, String table) throws SQLException {
    return session.<@Nullable String>onShell(
        connection -> {
          try (PreparedStatement question = connection.prepareStatement(EFFECTS)) {
            question.setString(1, table);
            try (ResultSet found = question.executeQuery()) {
              return found.next() ? found.getString(1) : null;
            }
          }
        });
  }
}
