package io.canopydb.it.differential;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The two cluster variables that let schemas load that were written for one server. */
final class ForeignSchemas {
  private ForeignSchemas() {}

  static void allow(Target cluster) throws SQLException {
    set(cluster, "foreign_keys_unenforced = on", "unique_keys_without_shard_key = global");
  }

  static void refuse(Target cluster) throws SQLException {
    set(cluster, "foreign_keys_unenforced = off", "unique_keys_without_shard_key = refuse");
  }

  private static void set(Target cluster, String... variables) throws SQLException {
    try (Connection connection = DriverManager.getConnection(cluster.url());
        Statement statement = connection.createStatement()) {
      for (String variable : List.of(variables)) {
        statement.execute("SET GLOBAL " + variable);
      }
    }
  }
}
