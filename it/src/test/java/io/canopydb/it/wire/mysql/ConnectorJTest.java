package io.canopydb.it.wire.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Connector/J in its default mode. */
class ConnectorJTest {
  private static final MySqlProxy PROXY = MySqlProxy.shared();

  @BeforeAll
  static void makeDatabase() throws SQLException {
    PROXY.createDatabase("wire_cj");
    try (Connection connection = DriverManager.getConnection(PROXY.url("wire_cj"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20), d DOUBLE)");
      statement.execute("INSERT INTO t VALUES (1, 'a', 1), (2, NULL, 1e20), (3, 'ü', 0.1)");
    }
  }

  private static Connection open(String more) throws SQLException {
    return DriverManager.getConnection(PROXY.url("wire_cj") + more);
  }

  private static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : " | ").append(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  @Test
  void readsAndWrites() throws SQLException {
    try (Connection connection = open("");
        Statement statement = connection.createStatement()) {
      assertThat(rows(statement, "SELECT * FROM t ORDER BY id"))
          .containsExactly("1 | a | 1.0", "2 | null | 1.0E20", "3 | ü | 0.1");
      assertThat(statement.executeUpdate("UPDATE t SET v = 'b' WHERE id = 1")).isEqualTo(1);
      assertThat(rows(statement, "SELECT v FROM t WHERE id = 1")).containsExactly("b");
      connection.setAutoCommit(false);
      statement.executeUpdate("DELETE FROM t WHERE id < 3");
      assertThat(rows(statement, "SELECT COUNT(*) FROM t")).containsExactly("1");
      connection.rollback();
      assertThat(rows(statement, "SELECT COUNT(*) FROM t")).containsExactly("3");
      statement.executeUpdate("UPDATE t SET v = 'a' WHERE id = 1");
      connection.commit();
    }
  }

  /** Its number is one of the proxy's, and would be somebody else's on a leaf. */
  @Test
  void killIsRefused() throws SQLException {
    try (Connection connection = open("");
        Statement statement = connection.createStatement()) {
      for (String kill : new String[] {"KILL 1", " /* a */ kill query 1"}) {
        assertThatThrownBy(() -> statement.execute(kill))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("KILL through a proxy");
      }
    }
  }

  @Test
  void tellsTheServersErrors() throws SQLException {
    try (Connection connection = open("");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT nix FROM t"))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> {
                assertThat(e.getErrorCode()).isEqualTo(1054);
                assertThat(e.getSQLState()).isEqualTo("42S22");
                assertThat(e.getMessage()).isEqualTo("Unknown column 'nix' in 'field list'");
              });
    }
  }

  @Test
  void needsNoDatabase() throws SQLException {
    try (Connection connection = DriverManager.getConnection(PROXY.url(""));
        Statement statement = connection.createStatement()) {
      assertThat(rows(statement, "SELECT DATABASE()")).containsExactly("null");
      statement.execute("USE wire_cj");
      assertThat(rows(statement, "SELECT DATABASE(), COUNT(*) FROM t"))
          .containsExactly("wire_cj | 3");
      connection.setCatalog("wire_cj");
    }
  }

  @Test
  void takesSeveralStatements() throws SQLException {
    try (Connection connection = open("&allowMultiQueries=true");
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("SELECT 1; UPDATE t SET v = v; SELECT 2")).isTrue();
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(3);
      assertThat(statement.getMoreResults()).isTrue();
    }
    try (Connection connection = open("");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT 1; SELECT 2"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1064));
    }
  }

  @Test
  void refusesWrongPasswordsAndUnknownUsersAlike() {
    assertThatThrownBy(
            () -> DriverManager.getConnection(PROXY.url("wire_cj"), PROXY.user(), "wrong"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1045));
    assertThatThrownBy(() -> DriverManager.getConnection(PROXY.url("wire_cj"), "nobody", "x"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1045));
  }
}
