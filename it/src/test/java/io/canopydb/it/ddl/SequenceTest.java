package io.canopydb.it.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL's sequences give each value once in the cluster, wherever they are asked. */
class SequenceTest {
  private final TestCluster cluster = TestCluster.of(Engine.POSTGRESQL);
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    try (Connection admin = DriverManager.getConnection(cluster.url(""));
        Statement create = admin.createStatement()) {
      create.execute("DROP DATABASE IF EXISTS sequences");
      create.execute("CREATE DATABASE sequences PARTITIONS 8");
    }
    connection = DriverManager.getConnection(cluster.url("sequences"));
    statement = connection.createStatement();
    statement.execute("CREATE SEQUENCE s START 100 INCREMENT 10");
  }

  @AfterEach
  void close() throws SQLException {
    statement.close();
    connection.close();
  }

  private long number(String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).as(sql).isTrue();
      long number = row.getLong(1);
      assertThat(row.next()).as(sql).isFalse();
      return number;
    }
  }

  @Test
  void aSessionIsAnsweredFromTheClustersValues() throws SQLException {
    assertThatThrownBy(() -> number("SELECT currval('s')"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55000"));
    assertThat(number("SELECT nextval('s')")).isEqualTo(100);
    assertThat(number("SELECT pg_catalog.nextval('public.s'::regclass) + 1")).isEqualTo(111);
    assertThat(number("SELECT currval('s')")).isEqualTo(110);
    assertThat(number("SELECT lastval()")).isEqualTo(110);
    try (ResultSet row = statement.executeQuery("SELECT nextval('s'), currval('S') AS c")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo("nextval");
      assertThat(row.getMetaData().getColumnTypeName(1)).isEqualTo("int8");
      assertThat(row.getLong(2)).isEqualTo(120);
    }
    try (PreparedStatement prepared =
        connection.prepareStatement("SELECT ?::int, nextval(?), ?::int")) {
      prepared.setInt(1, 1);
      prepared.setString(2, "s");
      prepared.setInt(3, 3);
      try (ResultSet row = prepared.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getLong(2)).isEqualTo(130);
        assertThat(row.getInt(3)).isEqualTo(3);
      }
    }
    try (Connection other = DriverManager.getConnection(cluster.url("sequences"));
        Statement its = other.createStatement()) {
      assertThatThrownBy(() -> its.executeQuery("SELECT currval('s')"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void rowsOfAllPartitionsGetValuesOfTheirOwn() throws SQLException {
    statement.execute("CREATE TABLE t (id BIGINT PRIMARY KEY DEFAULT nextval('s'), v INT)");
    statement.execute(
        "CREATE TABLE k (a INT PRIMARY KEY, b BIGSERIAL, c BIGINT DEFAULT nextval('s'))");
    statement.execute("CREATE TABLE d (id SERIAL PRIMARY KEY, e BIGSERIAL, v INT)");
    StringBuilder many = new StringBuilder("(1)");
    for (int i = 2; i <= 40; i++) {
      many.append(", (").append(i).append(")");
    }
    statement.executeUpdate("INSERT INTO t (v) VALUES " + many);
    statement.executeUpdate("INSERT INTO t VALUES (nextval('s'), 41), (DEFAULT, 42)");
    assertThat(number("SELECT COUNT(DISTINCT id) FROM t")).isEqualTo(42);
    assertThat(number("SELECT MIN(id) FROM t")).isEqualTo(100);
    assertThat(number("SELECT v FROM t WHERE id = currval('s')")).isBetween(41L, 42L);
    statement.executeUpdate("INSERT INTO k (a) VALUES " + many);
    assertThat(number("SELECT COUNT(DISTINCT b) FROM k")).isEqualTo(40);
    assertThat(number("SELECT COUNT(DISTINCT c) FROM k")).isEqualTo(40);
    statement.executeUpdate("INSERT INTO d (v) VALUES " + many);
    assertThat(number("SELECT COUNT(DISTINCT e) FROM d")).isEqualTo(40);
    assertThat(number("SELECT v FROM d WHERE id = currval('d_id_seq')")).isEqualTo(40);
    assertThat(number("SELECT v FROM d WHERE id = currval(pg_get_serial_sequence('d', 'id'))"))
        .isEqualTo(40);
  }

  @Test
  void setvalAndRestartMoveTheNextValue() throws SQLException {
    assertThat(number("SELECT setval('s', 1000)")).isEqualTo(1000);
    assertThat(number("SELECT nextval('s')")).isEqualTo(1010);
    assertThat(number("SELECT setval('s', 2000, false)")).isEqualTo(2000);
    assertThat(number("SELECT nextval('s')")).isEqualTo(2000);
    statement.execute("CREATE TABLE t (id SERIAL PRIMARY KEY, v INT)");
    statement.executeUpdate("INSERT INTO t VALUES (70, 1), (700, 1)");
    assertThat(number("SELECT setval('t_id_seq', MAX(id)) FROM t")).isEqualTo(700);
    assertThat(number("SELECT setval('t_id_seq', 5000)")).isEqualTo(5000);
    statement.executeUpdate("INSERT INTO t (v) VALUES (2)");
    assertThat(number("SELECT id FROM t WHERE v = 2")).isGreaterThan(5000);
    statement.execute("ALTER SEQUENCE s RESTART");
    assertThat(number("SELECT nextval('s')")).isEqualTo(100);
    assertThatThrownBy(() -> statement.execute("ALTER SEQUENCE s INCREMENT 1"))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    statement.execute("DROP SEQUENCE s");
    assertThatThrownBy(() -> number("SELECT nextval('s')"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
  }

  @Test
  void refusesWhatWouldTakeOneValueForManyRows() throws SQLException {
    statement.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, v BIGINT)");
    for (String sql :
        new String[] {
          "SELECT nextval('s') FROM generate_series(1, 3)",
          "SELECT nextval('s') FROM t",
          "UPDATE t SET v = nextval('s')",
          "INSERT INTO t VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET v = nextval('s')"
        }) {
      assertThatThrownBy(() -> statement.execute(sql))
          .as(sql)
          .isInstanceOf(SQLFeatureNotSupportedException.class);
    }
  }
}
