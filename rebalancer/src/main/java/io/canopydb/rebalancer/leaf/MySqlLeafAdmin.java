package io.canopydb.rebalancer.leaf;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Administration of MySQL servers. */
public final class MySqlLeafAdmin implements LeafAdmin {
  static final MySqlLeafAdmin INSTANCE = new MySqlLeafAdmin();

  private static final ServerVersion OLDEST = new ServerVersion(8, 0, 30);
  private static final List<String> ALIKE =
      List.of(
          "lower_case_table_names",
          "character_set_server",
          "collation_server",
          "default_collation_for_utf8mb4",
          "sql_mode",
          "time_zone",
          "system_time_zone",
          "explicit_defaults_for_timestamp",
          "div_precision_increment",
          "group_concat_max_len");

  private MySqlLeafAdmin() {}

  @Override
  public String version(Connection server) throws SQLException {
    return server.getMetaData().getDatabaseProductVersion();
  }

  @Override
  public List<Finding> check(Connection server) throws SQLException {
    String text = version(server);
    if (text.toLowerCase(Locale.ROOT).contains("mariadb")) {
      return List.of(Finding.refuse("it is MariaDB " + text, "use a MySQL server"));
    }
    ServerVersion version = ServerVersion.of(text);
    if (version.isBefore(OLDEST)) {
      return List.of(Finding.refuse("it is MySQL " + version, "use MySQL " + OLDEST + " or newer"));
    }
    Map<String, String> settings = settings(server);
    SettingChecks checks =
        new SettingChecks(settings)
            .require("innodb_flush_log_at_trx_commit", "1")
            .require("default_storage_engine", "InnoDB")
            .require("read_only", "OFF")
            .require("super_read_only", "OFF");
    if (settings.containsKey("xa_detach_on_prepare")) {
      // Else another connection is told that there is no such transaction.
      checks.require("xa_detach_on_prepare", "ON");
    }
    if (settings.getOrDefault("log_bin", "").equalsIgnoreCase("ON")) {
      checks.require("sync_binlog", "1").advise("binlog_format", "ROW", "redundancy 2");
    }
    return checks
        .advise("log_bin", "ON", "redundancy 2")
        .advise("gtid_mode", "ON", "redundancy 2")
        .advise("enforce_gtid_consistency", "ON", "redundancy 2")
        .advise("log_replica_updates", "OFF", "redundancy 2")
        .advise("skip_replica_start", "ON", "redundancy 2")
        .findings();
  }

  @Override
  public Map<String, String> likeness(Connection server) throws SQLException {
    Map<String, String> settings = settings(server);
    if (!settings.getOrDefault("time_zone", "").equals("SYSTEM")) {
      settings.remove("system_time_zone"); // it matters only where it is the default
    }
    Map<String, String> alike = new TreeMap<>();
    for (String name : ALIKE) {
      if (settings.containsKey(name)) {
        alike.put(name, settings.get(name));
      }
    }
    return alike;
  }

  private static Map<String, String> settings(Connection server) throws SQLException {
    try (Statement statement = server.createStatement();
        ResultSet result = statement.executeQuery("SHOW GLOBAL VARIABLES")) {
      Map<String, String> settings = new HashMap<>();
      while (result.next()) {
        settings.put(result.getString(1).toLowerCase(Locale.ROOT), result.getString(2));
      }
      return settings;
    }
  }

  @Override
  public Optional<LeafIdentity> identity(Connection server) throws SQLException {
    try (Statement statement = server.createStatement();
        ResultSet table =
            statement.executeQuery(
                "SELECT 1 FROM information_schema.tables"
                    + " WHERE table_schema = 'canopy' AND table_name = 'leaf'")) {
      return table.next() ? IdentityRow.read(server, "canopy.leaf") : Optional.empty();
    }
  }

  @Override
  public void writeIdentity(Connection server, LeafIdentity identity) throws SQLException {
    unlogged(
        server,
        () -> {
          try (Statement statement = server.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS canopy");
            statement.execute(
                "CREATE TABLE IF NOT EXISTS canopy.leaf (cluster_id VARCHAR(64) NOT NULL,"
                    + " leaf_id INT NOT NULL, request_id VARCHAR(255) NOT NULL,"
                    + " stage VARCHAR(16) NOT NULL, only_row INT PRIMARY KEY)"
                    + " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
          }
          IdentityRow.write(server, "REPLACE INTO canopy.leaf VALUES (?, ?, ?, ?, 1)", identity);
        });
  }

  @Override
  public void dropIdentity(Connection server) throws SQLException {
    unlogged(
        server,
        () -> {
          try (Statement statement = server.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS canopy.leaf");
          }
        });
  }

  @Override
  public Set<String> databases(Connection server) throws SQLException {
    try (Statement statement = server.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT schema_name FROM information_schema.schemata")) {
      Set<String> names = new TreeSet<>();
      while (result.next()) {
        names.add(result.getString(1));
      }
      return names;
    }
  }

  /** What only this server may have must not reach its replicas. */
  private static void unlogged(Connection server, SqlWork work) throws SQLException {
    try (Statement statement = server.createStatement()) {
      statement.execute("SET SESSION sql_log_bin = 0");
      try {
        work.run();
      } finally {
        statement.execute("SET SESSION sql_log_bin = 1");
      }
    }
  }

  /** Some statements. */
  @FunctionalInterface
  private interface SqlWork {
    void run() throws SQLException;
  }
}
