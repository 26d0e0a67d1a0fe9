package io.canopydb.it.wire.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.it.system.TestCluster;
import io.canopydb.it.wire.WireServer;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.wire.postgresql.PostgreSqlProtocol;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** PgJDBC in each of its modes, as an application uses it. */
class PgJdbcTest {
  private static WireServer server;

  @BeforeAll
  static void start() throws Exception {
    try (Connection canopy =
            DriverManager.getConnection(TestCluster.of(Engine.POSTGRESQL).url(""));
        Statement statement = canopy.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS wire");
      statement.execute("CREATE DATABASE wire PARTITIONS 4");
    }
    server =
        WireServer.start(
            Engine.POSTGRESQL,
            "&leaf.binaryTransfer=false",
            (sessions, accounts) -> new PostgreSqlProtocol(sessions, accounts, Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.port() + "/wire?" + properties,
        server.app().user(),
        server.app().password());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "preferQueryMode=simple",
        "preferQueryMode=extended",
        "prepareThreshold=1",
        "prepareThreshold=-1",
        "preferQueryMode=extendedForPrepared",
        "protocolVersion=3.2"
      })
  void readsAndWrites(String mode) throws SQLException {
    try (Connection connection = connect(mode);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS item");
      statement.execute(
          "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(20), price NUMERIC(10,2), at"
              + " TIMESTAMP)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO item VALUES (?, ?, ?, ?)")) {
        for (int i = 1; i <= 20; i++) {
          insert.setInt(1, i);
          insert.setString(2, "item " + i);
          insert.setBigDecimal(3, new java.math.BigDecimal(i + ".50"));
          insert.setTimestamp(4, java.sql.Timestamp.valueOf("2026-12-01 10:00:00"));
          if (i <= 5) {
            assertThat(insert.executeUpdate()).isEqualTo(1);
          } else {
            insert.addBatch();
          }
        }
        assertThat(insert.executeBatch()).hasSize(15).containsOnly(1);
      }
      try (PreparedStatement select =
          connection.prepareStatement("SELECT id, name, price, at FROM item WHERE id = ?")) {
        for (int i = 1; i <= 8; i++) {
          select.setInt(1, i);
          try (ResultSet row = select.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt("id")).isEqualTo(i);
            assertThat(row.getString("name")).isEqualTo("item " + i);
            assertThat(row.getBigDecimal("price")).isEqualByComparingTo(i + ".50");
            assertThat(row.getTimestamp("at"))
                .isEqualTo(java.sql.Timestamp.valueOf("2026-12-01 10:00:00"));
            assertThat(row.next()).isFalse();
          }
        }
      }
      try (ResultSet row =
          statement.executeQuery("SELECT count(*), sum(price) FROM item WHERE id > 10")) {
        row.next();
        assertThat(row.getLong(1)).isEqualTo(10);
        assertThat(row.getBigDecimal(2)).isEqualByComparingTo("160.00");
      }
    }
  }

  @Test
  void transactionsAndErrors() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS account");
      statement.execute("CREATE TABLE account (id INT PRIMARY KEY, balance INT NOT NULL)");
      statement.execute("INSERT INTO account VALUES (1, 100), (2, 100)");
      connection.setAutoCommit(false);
      statement.executeUpdate("UPDATE account SET balance = balance - 10 WHERE id = 1");
      statement.executeUpdate("UPDATE account SET balance = balance + 10 WHERE id = 2");
      connection.rollback();
      assertThatThrownBy(() -> statement.execute("INSERT INTO account VALUES (1, 1)"))
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("23505");
      assertThatThrownBy(() -> statement.execute("SELECT 1"))
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("25P02");
      connection.rollback();
      connection.setAutoCommit(true);
      assertThatThrownBy(() -> statement.execute("SELECT nothing FROM account"))
          .hasMessageContaining("nothing")
          .hasMessageContaining("Position: 8");
      try (ResultSet row = statement.executeQuery("SELECT sum(balance) FROM account")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(200);
      }
    }
  }

  @Test
  void fetchesInPortions() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.setFetchSize(7);
      int count = 0;
      try (ResultSet rows = statement.executeQuery("SELECT generate_series(1, 100)")) {
        while (rows.next()) {
          assertThat(rows.getInt(1)).isEqualTo(++count);
        }
      }
      assertThat(count).isEqualTo(100);
      connection.commit();
    }
  }

  @Test
  void copies() throws Exception {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS copied");
      statement.execute("CREATE TABLE copied (id INT PRIMARY KEY, v TEXT)");
      PGConnection pg = connection.unwrap(PGConnection.class);
      assertThat(
              pg.getCopyAPI()
                  .copyIn("COPY copied FROM STDIN", new StringReader("1\ta\n2\t\\N\n3\tc\n")))
          .isEqualTo(3);
      StringWriter out = new StringWriter();
      pg.getCopyAPI().copyOut("COPY (SELECT * FROM copied ORDER BY id) TO STDOUT", out);
      assertThat(out.toString()).isEqualTo("1\ta\n2\t\\N\n3\tc\n");
      assertThatThrownBy(
              () -> pg.getCopyAPI().copyIn("COPY copied FROM STDIN", new StringReader("x\ty\n")))
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("22P02");
      try (ResultSet row = statement.executeQuery("SELECT count(*) FROM copied")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(3);
      }
    }
  }

  @Test
  void wrongPasswordsAndUnknownUsersFailAlike() {
    for (String user : new String[] {server.app().user(), "nobody"}) {
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      "jdbc:postgresql://127.0.0.1:" + server.port() + "/wire", user, "wrong"))
          .hasMessageContaining("password authentication failed for user \"" + user + "\"")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("28P01");
    }
  }
}
