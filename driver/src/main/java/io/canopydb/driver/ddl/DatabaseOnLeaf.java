package io.canopydb.driver.ddl;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.driver.transaction.DecisionSchema;
import io.canopydb.driver.transaction.DecisionTable;
import io.canopydb.metadata.model.Leaf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A logical database's shell and partitions on one leaf: makes them and drops them. */
final class DatabaseOnLeaf {
  /** PostgreSQL's SQLSTATE for missing privileges. */
  private static final String DENIED = "42501";

  /** PostgreSQL's SQLSTATE for a database that others are connected to. */
  private static final String IN_USE = "55006";

  /** How often a database is dropped in which autovacuum works and others connect. */
  private static final int ATTEMPTS = 5;

  private final Door door;
  private final Dialect dialect;
  private final Catalogue catalogue;
  private final DdlExecutor.Caller caller;
  private final Leaf leaf;
  private final String database;
  private final List<String> partitions;

  DatabaseOnLeaf(
      DdlTools tools,
      DdlExecutor.Caller caller,
      Leaf leaf,
      String database,
      List<String> partitions) {
    this.door = tools.door();
    this.dialect = tools.dialect();
    this.catalogue = Catalogue.of(dialect.engine());
    this.caller = caller;
    this.leaf = leaf;
    this.database = database;
    this.partitions = List.copyOf(partitions);
  }

  /** Refuses where something has one of the names already. */
  void checkAbsent() throws SQLException {
    try (LeafWork work = outside()) {
      for (String name : databases()) {
        if (catalogue.databaseExists(work.jdbc(), name)) {
          throw CanopyError.COMMAND.with(
              "leaf " + leaf.address() + " has a database '" + name + "' that is not Canopy's",
              "drop or rename it there, or choose another name");
        }
      }
    }
  }

  /** Makes them; {@code options} are the engine's own words. */
  void create(String options) throws SQLException {
    String after = options.isEmpty() ? "" : " " + options;
    try (LeafWork work = outside()) {
      for (String name : databases()) {
        work.execute("CREATE DATABASE " + dialect.quoteName(name) + after);
      }
    }
    switch (dialect.engine()) {
      case MYSQL -> {
        try (LeafWork work = outside()) {
          for (String name : partitions) {
            decisions(work, name);
          }
        }
      }
      case POSTGRESQL -> {
        try (LeafWork work = inside()) {
          work.begin();
          for (String schema : partitions) {
            work.execute("CREATE SCHEMA " + dialect.quoteName(schema));
            decisions(work, schema);
          }
          work.commit();
        }
      }
    }
  }

  private void decisions(LeafWork work, String namespace) throws SQLException {
    for (String sql : DecisionSchema.creation(dialect, namespace)) {
      work.execute(sql);
    }
  }

  /** Takes back what {@link #create} made; it holds no table, or it is not ours. */
  void undo() throws SQLException {
    for (String name : databases()) {
      boolean there;
      boolean empty;
      try (LeafWork work = outside()) {
        there = catalogue.databaseExists(work.jdbc(), name);
        empty =
            switch (dialect.engine()) {
              case MYSQL -> catalogue.namespaceEmpty(work.jdbc(), name);
              case POSTGRESQL -> true;
            };
      }
      if (there && empty && allEmpty()) {
        drop(name);
      } else if (there) {
        throw CanopyError.DDL_INTERRUPTED.with(
            "CREATE DATABASE " + database,
            "the database " + name + " on leaf " + leaf.address() + " is not empty");
      }
    }
  }

  private boolean allEmpty() throws SQLException {
    return switch (dialect.engine()) {
      case MYSQL -> true;
      case POSTGRESQL -> {
        try (LeafWork work = inside()) {
          boolean empty = catalogue.namespaceEmpty(work.jdbc(), dialect.shellNamespace(database));
          for (String schema : partitions) {
            empty &= catalogue.namespaceEmpty(work.jdbc(), schema);
          }
          yield empty;
        }
      }
    };
  }

  /**
   * Refuses while a transaction waits for its manager by a decision that lies here: without that
   * its parts, which may lie in other databases, would be rolled back.
   */
  void checkNobodyWaits() throws SQLException {
    try (LeafWork work = outside()) {
      if (!catalogue.databaseExists(work.jdbc(), database)) {
        return;
      }
    }
    try (LeafWork work = inside();
        Statement statement = work.jdbc().createStatement()) {
      for (String name : partitions) {
        if (!catalogue.relations(work.jdbc(), name).contains(DecisionTable.NAME)) {
          continue;
        }
        try (ResultSet row = statement.executeQuery(DecisionTable.leftToManagers(dialect, name))) {
          row.next();
          if (row.getLong(1) > 0) {
            throw CanopyError.COMMAND.with(
                "transactions of a transaction manager wait in database '" + database + "'",
                "let the manager end them, or decide in its place: SHOW TRANSACTIONS, and SETTLE"
                    + " TRANSACTION .. COMMIT or ROLLBACK");
          }
        }
      }
    }
  }

  /** Drops them with all that they hold. */
  void drop() throws SQLException {
    List<String> names = databases();
    for (int i = names.size() - 1; i >= 0; i--) {
      drop(names.get(i)); // the shell last: partitions refer to its reference tables
    }
  }

  private void drop(String name) throws SQLException {
    door.forgetDatabase(database);
    String drop = "DROP DATABASE IF EXISTS " + dialect.quoteName(name);
    try (LeafWork work = outside()) {
      switch (dialect.engine()) {
        case MYSQL -> work.execute(drop);
        case POSTGRESQL -> force(work, drop);
      }
    }
  }

  /**
   * FORCE ends the connections that other aggregators have there, but is denied to who may not end
   * an autovacuum worker too. Without it the server stops that worker by itself, and waits for the
   * others, of which there may be new ones by now.
   */
  private static void force(LeafWork work, String drop) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        work.execute(drop + " WITH (FORCE)");
        return;
      } catch (SQLException denied) {
        if (!DENIED.equals(denied.getSQLState())) {
          throw denied;
        }
        try {
          work.execute(drop);
          return;
        } catch (SQLException e) {
          e.addSuppressed(denied);
          if (!IN_USE.equals(e.getSQLState()) || attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    }
  }

  /** What the engine calls a database. */
  private List<String> databases() {
    List<String> names = new ArrayList<>();
    names.add(database);
    switch (dialect.engine()) {
      case MYSQL -> names.addAll(partitions);
      case POSTGRESQL -> {}
    }
    return names;
  }

  private LeafWork outside() throws SQLException {
    return LeafWork.open(door, leaf, caller, null, SessionSettings.NONE, dialect);
  }

  private LeafWork inside() throws SQLException {
    return LeafWork.open(door, leaf, caller, database, SessionSettings.NONE, dialect);
  }
}
