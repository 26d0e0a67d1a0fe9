package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.Template;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One leaf's part of a DDL statement, over one connection. One thread uses it at a time, except
 * {@link #cancel}.
 */
final class LeafWork implements AutoCloseable {
  private final LeafConnection connection;
  private final Dialect dialect;
  private final String shell;
  private final SessionSettings settings;
  private volatile @Nullable Statement running;

  private LeafWork(
      LeafConnection connection, Dialect dialect, String shell, SessionSettings settings) {
    this.connection = connection;
    this.dialect = dialect;
    this.shell = shell;
    this.settings = settings;
  }

  /**
   * Borrows a connection whose default namespace is the database's shell; no database's where none
   * is named.
   */
  static LeafWork open(
      Door door,
      Leaf leaf,
      DdlExecutor.Caller caller,
      @Nullable String database,
      SessionSettings settings,
      Dialect dialect)
      throws SQLException {
    return new LeafWork(
        door.open(Errand.SCHEMA, leaf, caller.credentials(), database, settings),
        dialect,
        database == null ? "" : dialect.shellNamespace(database),
        settings);
  }

  Leaf leaf() {
    return connection.leaf();
  }

  Connection jdbc() {
    return connection.jdbc();
  }

  /** Starts a transaction; until {@link #commit} nothing that runs is seen by others. */
  void begin() throws SQLException {
    try {
      jdbc().setAutoCommit(false);
    } catch (SQLException e) {
      throw told(e);
    }
  }

  void commit() throws SQLException {
    try {
      jdbc().commit();
      jdbc().setAutoCommit(true);
    } catch (SQLException e) {
      throw told(e);
    }
  }

  /** Undoes what ran since {@link #begin}; quiet, since a connection that can't is broken. */
  void rollback() {
    try {
      jdbc().rollback();
      jdbc().setAutoCommit(true);
    } catch (SQLException e) {
      connection.failed(e);
      connection.taint();
    }
  }

  /** Runs a statement with a place as the default namespace. */
  void run(Place place, Template text) throws SQLException {
    enter(place);
    try {
      execute(text.at(dialect, place.namespace(), shell));
    } catch (SQLException e) {
      throw DdlErrors.withoutPlace(e, text, dialect, place.namespace(), shell);
    }
  }

  /** Makes a place the default namespace. */
  void enter(Place place) throws SQLException {
    try {
      switch (dialect.engine()) {
        case MYSQL -> {
          if (!place.namespace().equals(jdbc().getCatalog())) {
            jdbc().setCatalog(place.namespace());
          }
        }
        case POSTGRESQL -> {
          String path = dialect.quoteName(place.namespace());
          if (!place.isShell()) {
            // Types, functions and sequences lie in the shell only.
            path += ", " + dialect.quoteName(shell);
          }
          if (jdbc().getAutoCommit()) {
            connection.apply(settings.with("search_path", path));
          } else {
            execute("SET LOCAL search_path TO " + path);
          }
        }
      }
    } catch (SQLException e) {
      throw told(e);
    }
  }

  /** Runs a statement as it is. */
  void execute(String sql) throws SQLException {
    try (Statement statement = jdbc().createStatement()) {
      running = statement;
      statement.execute(sql);
    } catch (SQLException e) {
      throw told(e);
    } finally {
      running = null;
    }
  }

  /** The one value of a query; null where it gives no row, or NULL. */
  @Nullable String value(String sql) throws SQLException {
    try (Statement statement = jdbc().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    } catch (SQLException e) {
      throw told(e);
    }
  }

  /** What runs under another sql_mode than the session's. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /** MySQL: runs something under a sql_mode of ours. */
  void underMode(String mode, Work inner) throws SQLException {
    String own = value("SELECT @@SESSION.sql_mode");
    execute("SET SESSION sql_mode = " + dialect.quoteText(mode));
    try {
      inner.run();
    } finally {
      execute("SET SESSION sql_mode = " + dialect.quoteText(String.valueOf(own)));
    }
  }

  /** Whether an error means that nobody can tell what became of the statement. */
  boolean broken(SQLException error) {
    return dialect.errors().connectionBroken(error);
  }

  /** Stops the statement that is running, if one is. For any thread. */
  void cancel() {
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        connection.taint(); // the statement goes on until its leaf ends it
      }
    }
  }

  private SQLException told(SQLException error) {
    connection.failed(error);
    return error;
  }

  @Override
  public void close() {
    connection.close();
  }
}
