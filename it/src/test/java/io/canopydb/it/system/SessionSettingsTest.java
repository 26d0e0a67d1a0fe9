package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one session sets, on every leaf that it meets and for no other session. */
class SessionSettingsTest {
  private static final int ROUNDS = 20;

  @ParameterizedTest
  @EnumSource
  void anIsolationIsForItsOwnSessionOnly(Engine engine) throws SQLException {
    String ask =
        switch (engine) {
          case MYSQL -> "SELECT @@transaction_isolation";
          case POSTGRESQL -> "SHOW transaction_isolation";
        };
    try (Connection strict = open(engine);
        Connection other = open(engine)) {
      String usual = ask(other, ask);
      strict.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      assertThat(strict.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
      for (int round = 0; round < ROUNDS; round++) {
        strict.setAutoCommit(false);
        assertThat(ask(strict, ask)).isEqualToIgnoringCase("SERIALIZABLE");
        strict.commit();
        strict.setAutoCommit(true);
        assertThat(ask(strict, ask)).isEqualToIgnoringCase("SERIALIZABLE");
        assertThat(ask(other, ask)).isEqualTo(usual);
        other.setAutoCommit(false);
        assertThat(ask(other, ask)).isEqualTo(usual);
        other.setAutoCommit(true);
      }
    }
  }

  @Test
  void anExpressionIsComputedOnceForAllConnections() throws SQLException {
    try (Connection one = open(Engine.MYSQL);
        Connection other = open(Engine.MYSQL)) {
      execute(other, "SET sql_mode = 'ANSI'");
      execute(one, "SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')");
      execute(one, "SET sql_mode = REPLACE(@@sql_mode, 'ONLY_FULL_GROUP_BY', '')");
      String mode = ask(one, "SELECT @@sql_mode");
      assertThat(mode).contains("NO_BACKSLASH_ESCAPES").doesNotContain("ONLY_FULL_GROUP_BY");
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(ask(other, "SELECT @@sql_mode")).contains("ANSI_QUOTES");
        assertThat(ask(one, "SELECT @@sql_mode")).isEqualTo(mode);
      }
    }
  }

  @Test
  void textsThatTheServerWouldReadOtherwiseAreRefused() throws SQLException {
    try (Connection connection = open(Engine.MYSQL)) {
      assertThatThrownBy(() -> execute(connection, "SET NAMES latin1"))
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .hasMessageContaining("utf8mb4");
      execute(connection, "SET NAMES utf8mb4");
      assertThat(ask(connection, "SELECT 'é'")).isEqualTo("é");
    }
  }

  private static Connection open(Engine engine) throws SQLException {
    return DriverManager.getConnection(TestCluster.of(engine).url(""));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static @Nullable String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
