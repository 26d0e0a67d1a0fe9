package io.canopydb.it.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HikariCP keeps a connection whose statement was refused. */
class HikariTest {

  @ParameterizedTest
  @EnumSource
  void keepsConnectionsAfterRefusals(Engine engine) throws SQLException {
    TestCluster cluster = TestCluster.of(engine);
    try (Connection admin = DriverManager.getConnection(cluster.url(""));
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS hikari");
      statement.execute("CREATE DATABASE hikari");
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(cluster.url("hikari"));
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (id INT PRIMARY KEY, n INT)");
        connection.setAutoCommit(false);
        statement.execute("INSERT INTO t VALUES (1, 1)");
        assertThatThrownBy(() -> statement.execute("GRANT SELECT ON t TO someone"))
            .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThat(connection.isClosed()).isFalse();
        switch (engine) {
          case MYSQL -> connection.commit();
          case POSTGRESQL -> connection.rollback();
        }
      }
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(engine == Engine.MYSQL ? 1 : 0);
      }
    }
  }
}
