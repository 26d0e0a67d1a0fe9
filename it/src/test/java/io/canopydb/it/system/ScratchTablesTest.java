package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Scratch tables are gone when their query is, and the connections back in the pool. */
class ScratchTablesTest {
  private static final String DATABASE = "scratch_tables";
  private static final int TIMES = 30;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void nothingIsLeftHoweverFarARowIsRead(Engine engine) throws SQLException {
    TestCluster cluster = TestCluster.of(engine);
    try (Connection admin = DriverManager.getConnection(cluster.url(""));
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
      statement.execute("CREATE DATABASE " + DATABASE + " PARTITIONS 8");
    }
    try (Connection connection = DriverManager.getConnection(cluster.url(DATABASE))) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE a (id INT PRIMARY KEY, n INT)");
        statement.execute("CREATE TABLE b (id INT PRIMARY KEY, n INT)");
        StringBuilder rows = new StringBuilder("(0, 0)");
        for (int i = 1; i < 500; i++) {
          rows.append(", (").append(i).append(", ").append(i % 7).append(')');
        }
        statement.execute("INSERT INTO a VALUES " + rows);
        statement.execute("INSERT INTO b VALUES " + rows);
      }
      long before = scratchTables(engine);
      for (String hint : new String[] {"gather", "broadcast"}) {
        String sql =
            "SELECT /*canopy " + hint + " */ a.id, b.id FROM a JOIN b ON a.n = b.n WHERE b.id < 50";
        for (int i = 0; i < TIMES; i++) {
          connection.setAutoCommit(i % 3 != 0);
          read(connection, sql, i % 2 == 0 ? 10 : 0, i % 5 == 0 ? Integer.MAX_VALUE : i);
          if (!connection.getAutoCommit()) {
            connection.commit();
          }
        }
        connection.setAutoCommit(true);
        assertThat(scratchTables(engine)).as(hint).isEqualTo(before);
      }
    }
  }

  /** Reads some of the rows, by portions or all at once. */
  private static void read(Connection connection, String sql, int fetchSize, int most)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(fetchSize);
      try (ResultSet rows = statement.executeQuery(sql)) {
        int count = 0;
        while (count < most && rows.next()) {
          count++;
        }
        if (most == Integer.MAX_VALUE) {
          // Each n has 71 or 72 of the 500 rows; 50 of them are joined.
          assertThat(count).isBetween(50 * 71, 50 * 73);
        }
      }
    }
  }

  private static long scratchTables(Engine engine) throws SQLException {
    long sum = 0;
    for (LeafServer leaf : SharedServers.of(engine).leaves()) {
      Credentials admin = leaf.accounts().admin();
      String database =
          switch (engine) {
            case MYSQL -> "";
            case POSTGRESQL -> DATABASE;
          };
      String sql =
          switch (engine) {
            case MYSQL -> "SELECT COUNT(*) FROM information_schema.innodb_temp_table_info";
            case POSTGRESQL ->
                "SELECT COUNT(*) FROM pg_class WHERE relname LIKE 'canopy\\_scratch%' AND relkind ="
                    + " 'r'";
          };
      try (Connection connection =
              DriverManager.getConnection(leaf.jdbcUrl(database), admin.user(), admin.password());
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        rows.next();
        sum += rows.getLong(1);
      }
    }
    return sum;
  }
}
