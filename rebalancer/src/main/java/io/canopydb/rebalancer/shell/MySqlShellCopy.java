package io.canopydb.rebalancer.shell;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.rebalancer.leaf.ServerAccount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Copies shells by what SHOW CREATE gives. */
public final class MySqlShellCopy implements ShellCopy {
  static final MySqlShellCopy INSTANCE = new MySqlShellCopy();

  private static final Dialect DIALECT = Dialect.of(Engine.MYSQL);
  private static final int LOCK_SECONDS = 30;

  private MySqlShellCopy() {}

  @Override
  public ReferenceHold hold(ServerAccount source, Collection<Database> databases)
      throws SQLException {
    List<String> locks = new ArrayList<>();
    for (Database database : databases) {
      for (Table table : database.tables().values()) {
        if (table.distribution() instanceof Distribution.Reference) {
          locks.add(qualified(database.name(), table.name()) + " READ");
        }
      }
    }
    Connection connection = source.open(null);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION lock_wait_timeout = " + LOCK_SECONDS);
      if (!locks.isEmpty()) {
        statement.execute("LOCK TABLES " + String.join(", ", locks));
      }
      return connection::close; // the lock ends with its connection
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void copy(ServerAccount source, ServerAccount target, Database database)
      throws SQLException {
    String name = database.name();
    try (Connection from = open(source);
        Connection to = open(target);
        Statement make = to.createStatement()) {
      make.execute("DROP DATABASE IF EXISTS " + DIALECT.quoteName(name));
      make.execute(showCreate(from, "DATABASE", DIALECT.quoteName(name)).text());
      make.execute("USE " + DIALECT.quoteName(name));
      refuseEvents(from, name);
      copyRoutines(from, to, name);
      for (String table : tables(from, name, "BASE TABLE")) {
        make.execute(showCreate(from, "TABLE", qualified(name, table)).text());
        Table known = database.tables().get(table);
        if (known != null && known.distribution() instanceof Distribution.Reference) {
          MySqlRowCopy.copy(from, to, name, table);
        }
      }
      copyTriggers(from, to, name);
      copyViews(from, to, name);
    }
  }

  @Override
  public void drop(ServerAccount target, String database) throws SQLException {
    try (Connection to = open(target);
        Statement statement = to.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + DIALECT.quoteName(database));
    }
  }

  /**
   * A connection that reads and writes values as they are: no time zone and no SQL mode changes
   * them, foreign keys need no order of tables, and nothing is replicated.
   */
  private static Connection open(ServerAccount server) throws SQLException {
    Connection connection = server.open(null);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET SESSION sql_log_bin = 0, foreign_key_checks = 0, time_zone = '+00:00',"
              + " sql_mode = 'NO_AUTO_VALUE_ON_ZERO', sql_quote_show_create = 1,"
              + " lock_wait_timeout = "
              + LOCK_SECONDS);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * What SHOW CREATE gives.
   *
   * @param sqlMode the mode under which the text means what it says; empty where there is none
   */
  private record Definition(String text, String sqlMode) {}

  private static Definition showCreate(Connection from, String kind, String name)
      throws SQLException {
    try (Statement statement = from.createStatement();
        ResultSet result = statement.executeQuery("SHOW CREATE " + kind + " " + name)) {
      if (!result.next()) {
        throw CanopyError.INTERNAL.with("SHOW CREATE " + kind + " gave nothing");
      }
      // By position: the names of the columns are those of the kind.
      boolean routine = kind.equals("FUNCTION") || kind.equals("PROCEDURE");
      boolean program = routine || kind.equals("TRIGGER");
      String text = result.getString(program ? 3 : 2);
      if (text == null) {
        throw CanopyError.LEAF_UNSUITABLE.with(
            "", "the account may not read the text of " + kind + " " + name, "grant it");
      }
      return new Definition(text, program ? result.getString(2) : "");
    }
  }

  private static void copyRoutines(Connection from, Connection to, String database)
      throws SQLException {
    for (String kind : List.of("FUNCTION", "PROCEDURE")) {
      for (String routine :
          names(
              from,
              "SELECT routine_name FROM information_schema.routines"
                  + " WHERE routine_schema = ? AND routine_type = ? ORDER BY routine_name",
              database,
              kind)) {
        create(to, showCreate(from, kind, qualified(database, routine)));
      }
    }
  }

  private static void copyTriggers(Connection from, Connection to, String database)
      throws SQLException {
    for (String trigger :
        names(
            from,
            "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = ?"
                + " ORDER BY event_object_table, event_manipulation, action_timing, action_order",
            database)) {
      create(to, showCreate(from, "TRIGGER", qualified(database, trigger)));
    }
  }

  /** A routine or a trigger keeps the SQL mode under which it is created. */
  private static void create(Connection to, Definition definition) throws SQLException {
    try (Statement statement = to.createStatement()) {
      statement.execute(
          "SET @canopy_mode = @@sql_mode, SESSION sql_mode = "
              + DIALECT.quoteText(definition.sqlMode()));
      try {
        statement.execute(definition.text());
      } finally {
        statement.execute("SET SESSION sql_mode = @canopy_mode");
      }
    }
  }

  /** Views may stand on views: whatever can be made is made, until all are there. */
  private static void copyViews(Connection from, Connection to, String database)
      throws SQLException {
    List<String> waiting = tables(from, database, "VIEW");
    while (!waiting.isEmpty()) {
      List<String> later = new ArrayList<>();
      SQLException failure = null;
      for (String view : waiting) {
        String text = showCreate(from, "VIEW", qualified(database, view)).text();
        try (Statement statement = to.createStatement()) {
          statement.execute(text);
        } catch (SQLException e) {
          failure = e;
          later.add(view);
        }
      }
      if (failure != null && later.size() == waiting.size()) {
        throw failure;
      }
      waiting = later;
    }
  }

  private static void refuseEvents(Connection from, String database) throws SQLException {
    List<String> events =
        names(
            from,
            "SELECT event_name FROM information_schema.events WHERE event_schema = ?",
            database);
    if (!events.isEmpty()) {
      throw CanopyError.UNSUPPORTED.with(
          "a new leaf for a database with the event " + events.get(0), "drop the event first");
    }
  }

  private static List<String> tables(Connection from, String database, String type)
      throws SQLException {
    return names(
        from,
        "SELECT table_name FROM information_schema.tables"
            + " WHERE table_schema = ? AND table_type = ? ORDER BY table_name",
        database,
        type);
  }

  private static List<String> names(Connection from, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = from.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        List<String> names = new ArrayList<>();
        while (result.next()) {
          names.add(result.getString(1));
        }
        return names;
      }
    }
  }

  private static String qualified(String database, String name) {
    return DIALECT.quoteName(database) + "." + DIALECT.quoteName(name);
  }
}
