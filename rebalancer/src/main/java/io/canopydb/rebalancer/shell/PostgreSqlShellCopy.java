package io.canopydb.rebalancer.shell;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.rebalancer.leaf.ServerAccount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/**
 * Copies empty shells only: PostgreSQL has no statement that gives the DDL of a table, and a copy
 * that missed a detail would give other results on one leaf than on the others.
 */
public final class PostgreSqlShellCopy implements ShellCopy {
  static final PostgreSqlShellCopy INSTANCE = new PostgreSqlShellCopy();

  private static final Dialect DIALECT = Dialect.of(Engine.POSTGRESQL);

  /** Anything in the schema public, and any extension that a new database has not got. */
  private static final String CONTENT =
      "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
          + " UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace"
          + " UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
          + " UNION ALL SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LIMIT 1";

  /** Through JSON, because the column of the locale was renamed in version 17. */
  private static final String DATABASE =
      "SELECT pg_get_userbyid(datdba), (SELECT string_agg(key || '=' || value, ', ' ORDER BY key)"
          + " FROM jsonb_each_text(to_jsonb(d)) WHERE key IN ('encoding', 'datlocprovider',"
          + " 'datcollate', 'datctype', 'datlocale', 'daticulocale'))"
          + " FROM pg_database d WHERE datname = ?";

  private PostgreSqlShellCopy() {}

  /** Nothing is to hold: a database that has a reference table is not copied. */
  @Override
  public ReferenceHold hold(ServerAccount source, Collection<Database> databases) {
    return () -> {};
  }

  @Override
  public void copy(ServerAccount source, ServerAccount target, Database database)
      throws SQLException {
    expectEmpty(source, target, database);
    Kind wanted = kind(source, database.name());
    if (!wanted.locale().equals(kind(source, "template1").locale())) {
      throw CanopyError.LEAF_UNSUITABLE.with(
          target.server().toString(),
          "the database " + database.name() + " has a locale of its own",
          "add leaves before such a database is created");
    }
    drop(target, database.name());
    try (Connection to = target.open(null);
        Statement statement = to.createStatement()) {
      statement.execute(
          "CREATE DATABASE "
              + DIALECT.quoteName(database.name())
              + " OWNER "
              + DIALECT.quoteName(wanted.owner()));
    }
  }

  @Override
  public void drop(ServerAccount target, String database) throws SQLException {
    try (Connection to = target.open(null);
        Statement statement = to.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + DIALECT.quoteName(database));
    }
  }

  private static void expectEmpty(ServerAccount source, ServerAccount target, Database database)
      throws SQLException {
    try (Connection from = source.open(database.name());
        Statement statement = from.createStatement();
        ResultSet result = statement.executeQuery(CONTENT)) {
      if (result.next()) {
        throw CanopyError.LEAF_UNSUITABLE.with(
            target.server().toString(),
            "the database "
                + database.name()
                + " has "
                + result.getString(1)
                + " already, and a new PostgreSQL leaf can't be given that yet",
            "add leaves before tables are created");
      }
    }
  }

  /**
   * What a database is.
   *
   * @param locale encoding and locale, to be compared
   */
  private record Kind(String owner, String locale) {}

  private static Kind kind(ServerAccount source, String database) throws SQLException {
    try (Connection from = source.open(null);
        PreparedStatement statement = from.prepareStatement(DATABASE)) {
      statement.setString(1, database);
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          throw CanopyError.UNKNOWN_DATABASE.with(database);
        }
        return new Kind(result.getString(1), result.getString(2));
      }
    }
  }
}
