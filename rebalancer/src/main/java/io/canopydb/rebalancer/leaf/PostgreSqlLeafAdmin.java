package io.canopydb.rebalancer.leaf;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Administration of PostgreSQL servers. A leaf's identity lies in the maintenance database, since
 * logical databases come and go.
 */
public final class PostgreSqlLeafAdmin implements LeafAdmin {
  static final PostgreSqlLeafAdmin INSTANCE = new PostgreSqlLeafAdmin();

  private static final ServerVersion OLDEST = new ServerVersion(15, 0, 0);

  // Not among these: TimeZone, DateStyle and the like, which the JDBC driver sets at connect.
  private static final String ALIKE =
      "SELECT name, reset_val FROM pg_settings WHERE name IN ('server_encoding', 'intervalstyle',"
          + " 'bytea_output', 'standard_conforming_strings', 'array_nulls', 'lc_monetary',"
          + " 'lc_numeric', 'lc_time', 'default_text_search_config', 'search_path')";

  // Through JSON, because the column of the locale was renamed in version 17.
  private static final String TEMPLATE =
      "SELECT 'template1.' || key, value FROM pg_database d, jsonb_each_text(to_jsonb(d))"
          + " WHERE datname = 'template1' AND key IN ('encoding', 'datlocprovider', 'datcollate',"
          + " 'datctype', 'datlocale', 'daticulocale') AND value IS NOT NULL";

  private PostgreSqlLeafAdmin() {}

  @Override
  public String version(Connection server) throws SQLException {
    return server.getMetaData().getDatabaseProductVersion();
  }

  @Override
  public List<Finding> check(Connection server) throws SQLException {
    String version = version(server);
    if (ServerVersion.of(version).isBefore(OLDEST)) {
      return List.of(
          Finding.refuse(
              "it is PostgreSQL " + version, "use PostgreSQL " + OLDEST.major() + " or newer"));
    }
    if (isTrue(server, "SELECT pg_is_in_recovery()")) {
      return List.of(
          Finding.refuse("it is a standby of another server", "promote it, or use its primary"));
    }
    Map<String, String> settings = pairs(server, "SELECT name, reset_val FROM pg_settings");
    SettingChecks checks =
        new SettingChecks(settings).require("fsync", "on").require("full_page_writes", "on");
    if (settings.getOrDefault("synchronous_commit", "").equals("off")) {
      checks.require("synchronous_commit", "on");
    }
    if (settings.getOrDefault("max_prepared_transactions", "0").equals("0")) {
      checks.add(
          Finding.warn(
              "max_prepared_transactions is 0",
              "set max_prepared_transactions=200 and restart it, else a transaction that writes on this"
                  + " leaf and on another can't be committed"));
    }
    if (!isTrue(
        server, "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = CURRENT_USER")) {
      checks.add(
          Finding.refuse("the account may not create databases", "ALTER ROLE it with CREATEDB"));
    }
    return checks.advise("wal_level", "logical", "redundancy 2").findings();
  }

  @Override
  public Map<String, String> likeness(Connection server) throws SQLException {
    Map<String, String> alike = new TreeMap<>(pairs(server, ALIKE));
    alike.putAll(pairs(server, TEMPLATE));
    return alike;
  }

  @Override
  public Optional<LeafIdentity> identity(Connection server) throws SQLException {
    return isTrue(server, "SELECT to_regclass('canopy.leaf') IS NOT NULL")
        ? IdentityRow.read(server, "canopy.leaf")
        : Optional.empty();
  }

  @Override
  public void writeIdentity(Connection server, LeafIdentity identity) throws SQLException {
    try (Statement statement = server.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS canopy");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS canopy.leaf (cluster_id text NOT NULL, leaf_id int NOT NULL,"
              + " request_id text NOT NULL, stage text NOT NULL, only_row int PRIMARY KEY)");
    }
    IdentityRow.write(
        server,
        "INSERT INTO canopy.leaf VALUES (?, ?, ?, ?, 1) ON CONFLICT (only_row) DO UPDATE SET"
            + " cluster_id = EXCLUDED.cluster_id, leaf_id = EXCLUDED.leaf_id,"
            + " request_id = EXCLUDED.request_id, stage = EXCLUDED.stage",
        identity);
  }

  @Override
  public void dropIdentity(Connection server) throws SQLException {
    try (Statement statement = server.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS canopy.leaf");
    }
  }

  @Override
  public Set<String> databases(Connection server) throws SQLException {
    try (Statement statement = server.createStatement();
        ResultSet result = statement.executeQuery("SELECT datname FROM pg_database")) {
      Set<String> names = new TreeSet<>();
      while (result.next()) {
        names.add(result.getString(1));
      }
      return names;
    }
  }

  private static Map<String, String> pairs(Connection server, String sql) throws SQLException {
    try (Statement statement = server.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      Map<String, String> pairs = new HashMap<>();
      while (result.next()) {
        String value = result.getString(2);
        pairs.put(result.getString(1), value == null ? "" : value);
      }
      return pairs;
    }
  }

  private static boolean isTrue(Connection server, String sql) throws SQLException {
    try (Statement statement = server.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() && result.getBoolean(1);
    }
  }
}
