package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ANALYZE reaches every partition, and tells of one that is broken. */
class TableMaintenanceTest {
  private static final String DATABASE = "maintenance";

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aBrokenPartitionIsToldOf(Engine engine) throws SQLException {
    TestCluster cluster = TestCluster.of(engine);
    try (Connection admin = DriverManager.getConnection(cluster.url(""));
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
      statement.execute("CREATE DATABASE " + DATABASE + " PARTITIONS 5");
    }
    String analyze =
        switch (engine) {
          case MYSQL -> "ANALYZE TABLE t";
          case POSTGRESQL -> "ANALYZE t";
        };
    try (Connection connection = DriverManager.getConnection(cluster.url(DATABASE));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INT PRIMARY KEY)");
      if (statement.execute(analyze)) {
        try (ResultSet rows = statement.getResultSet()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString("Table")).isEqualTo(DATABASE + ".t");
          assertThat(rows.getString("Msg_text")).isEqualTo("OK");
        }
      }
      int broken = 0;
      for (LeafServer leaf : SharedServers.of(engine).leaves()) {
        broken += dropPartition(engine, leaf);
      }
      assertThat(broken).isEqualTo(1);
      assertThatThrownBy(() -> statement.execute(analyze))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining(DATABASE + "_3.t");
    }
  }

  /** Drops a partition's table behind Canopy's back; 1 where the leaf has it. */
  private static int dropPartition(Engine engine, LeafServer leaf) throws SQLException {
    Credentials admin = leaf.accounts().admin();
    String database =
        switch (engine) {
          case MYSQL -> "";
          case POSTGRESQL -> DATABASE;
        };
    try (Connection connection =
            DriverManager.getConnection(leaf.jdbcUrl(database), admin.user(), admin.password());
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery(
              "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '"
                  + DATABASE
                  + "_3' AND table_name = 't'")) {
        found.next();
        if (found.getInt(1) == 0) {
          return 0;
        }
      }
      statement.execute("DROP TABLE " + DATABASE + "_3.t");
      return 1;
    }
  }
}
