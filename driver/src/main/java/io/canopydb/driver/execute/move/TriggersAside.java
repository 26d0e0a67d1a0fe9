package io.canopydb.driver.execute.move;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps a table's triggers from firing for rows that only change their partition. */
interface TriggersAside {

  /**
   * Before the rows of one partition's table are taken; locks it.
   *
   * @param name of the table, quoted
   */
  void aside(Connection connection, String namespace, String name) throws SQLException;

  /** When all rows are there, in the same transaction. */
  long back(Connection connection, String name) throws SQLException;

  static TriggersAside of(Dialect dialect, String table) {
    return switch (dialect.engine()) {
      case MYSQL -> new OfMySql(table);
      case POSTGRESQL -> new OfPostgreSql(dialect);
    };
  }

  /** MySQL can't switch triggers off. */
  record OfMySql(String table) implements TriggersAside {
    @Override
    public void aside(Connection connection, String namespace, String name) throws SQLException {
      String found =
          "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS"
              + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? LIMIT 1";
      try (PreparedStatement triggers = connection.prepareStatement(found)) {
        triggers.setString(1, namespace);
        triggers.setString(2, table);
        try (ResultSet trigger = triggers.executeQuery()) {
          if (!trigger.next()) {
            return;
          }
          try (Statement rows = connection.createStatement();
              ResultSet row = rows.executeQuery("SELECT 1 FROM " + name + " LIMIT 1")) {
            if (row.next()) {
              throw CanopyError.UNPLACEABLE_ROWS.with(
                  table,
                  "the trigger " + trigger.getString(1) + " would fire for each that moves",
                  "drop the triggers, and make them again afterwards");
            }
          }
        }
      }
    }

    @Override
    public long back(Connection connection, String name) {
      return 0;
    }
  }

  /** PostgreSQL switches them off and on within the transaction. */
  final class OfPostgreSql implements TriggersAside {
    private static final Map<String, String> ENABLE =
        Map.of("O", "ENABLE", "R", "ENABLE REPLICA", "A", "ENABLE ALWAYS");

    private final Dialect dialect;
    private final Map<String, List<String>> again = new HashMap<>();

    OfPostgreSql(Dialect dialect) {
      this.dialect = dialect;
    }

    @Override
    public void aside(Connection connection, String namespace, String name) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        // Rows that a policy hides would be left behind: better an error.
        statement.execute("SET LOCAL row_security = off");
        statement.execute("LOCK TABLE " + name + " IN SHARE ROW EXCLUSIVE MODE");
        List<String> clauses = new ArrayList<>();
        try (ResultSet triggers =
            statement.executeQuery(
                "SELECT tgname, tgenabled FROM pg_catalog.pg_trigger WHERE NOT tgisinternal"
                    + " AND tgenabled <> 'D' AND tgrelid = "
                    + dialect.quoteText(name)
                    + "::pg_catalog.regclass")) {
          while (triggers.next()) {
            clauses.add(
                ENABLE.get(triggers.getString(2))
                    + " TRIGGER "
                    + dialect.quoteName(triggers.getString(1)));
          }
        }
        if (!clauses.isEmpty()) {
          statement.execute("ALTER TABLE " + name + " DISABLE TRIGGER USER");
          again.put(name, clauses);
        }
      }
    }

    @Override
    public long back(Connection connection, String name) throws SQLException {
      List<String> clauses = again.getOrDefault(name, List.of());
      if (!clauses.isEmpty()) {
        try (Statement statement = connection.createStatement()) {
          // Else a deferred check of a foreign key would stand in the way.
          statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
          statement.execute("ALTER TABLE " + name + " " + String.join(", ", clauses));
        }
      }
      return clauses.size();
    }
  }
}
