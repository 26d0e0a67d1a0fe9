package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection says of itself, and what can be changed of it. */
class ConnectionTest {

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "none";
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void itIsValidUntilItIsClosed(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_valid")) {
      assertThat(sides.canopy().isValid(10)).isTrue();
      assertThatThrownBy(() -> sides.canopy().isValid(-1)).isInstanceOf(SQLException.class);
      sides.canopy().close();
      assertThat(sides.canopy().isValid(10)).isFalse();
      assertThatThrownBy(sides.canopy()::createStatement)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aCatalogIsADatabase(Engine engine) throws SQLException {
    try (BothSides other = BothSides.create(engine, "jdbc_catalog_2");
        BothSides sides = BothSides.create(engine, "jdbc_catalog_1")) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      other.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
      Connection connection = sides.canopy();
      assertThat(connection.getCatalog()).isEqualTo(sides.plain().getCatalog());
      assertThat(connection.getSchema()).isEqualTo(sides.plain().getSchema());
      assertThat(value(connection, "SELECT COUNT(*) FROM t")).isEqualTo("1");
      connection.setCatalog("jdbc_catalog_2");
      assertThat(connection.getCatalog()).isEqualTo("jdbc_catalog_2");
      assertThat(value(connection, "SELECT COUNT(*) FROM t")).isEqualTo("2");
      assertThatThrownBy(() -> connection.setCatalog("jdbc_no_such"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).startsWith("42"));
      assertThat(value(connection, "SELECT COUNT(*) FROM t")).isEqualTo("2");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Engine.class, names = "POSTGRESQL")
  void theSchemaIsWhatNamesMean(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_schema")) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      for (Connection connection : sides.each()) {
        connection.setSchema("pg_catalog");
        assertThat(connection.getSchema()).isEqualTo("pg_catalog");
        connection.setSchema("public");
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(value(connection, "SELECT COUNT(*) FROM t")).isEqualTo("1");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aResultOfOneLeafUnwrapsToTheEnginesOwn(Engine engine) throws Exception {
    Class<?> own =
        Class.forName(
            switch (engine) {
              case MYSQL -> "com.mysql.cj.jdbc.result.ResultSetImpl";
              case POSTGRESQL -> "org.postgresql.jdbc.PgResultSet";
            });
    try (BothSides sides = BothSides.create(engine, "jdbc_unwrap");
        Statement statement = sides.canopy().createStatement()) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2), (3), (4)");
      try (ResultSet rows = statement.executeQuery("SELECT id FROM t WHERE id = 2")) {
        assertThat(rows.isWrapperFor(own)).isTrue();
        ResultSet unwrapped = (ResultSet) rows.unwrap(own);
        assertThat(unwrapped.next()).isTrue();
        assertThat(unwrapped.getInt(1)).isEqualTo(2);
      }
      try (ResultSet rows = statement.executeQuery("SELECT id FROM t")) {
        assertThat(rows.isWrapperFor(own)).isFalse();
        assertThatThrownBy(() -> rows.unwrap(own)).isInstanceOf(SQLException.class);
        assertThat(rows.unwrap(ResultSet.class)).isSameAs(rows);
      }
      assertThat(sides.canopy().unwrap(Connection.class)).isSameAs(sides.canopy());
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void readOnlyAndIsolationAreTheEngines(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_read_only")) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      for (Connection connection : sides.each()) {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        assertThat(connection.isReadOnly()).isTrue();
        assertThat(value(connection, "SELECT COUNT(*) FROM t")).isEqualTo("1");
        try (Statement statement = connection.createStatement()) {
          assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM t"))
              .isInstanceOf(SQLException.class);
        }
        connection.rollback();
        connection.setReadOnly(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(connection.getTransactionIsolation())
            .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(
                value(
                    connection,
                    sides.sql("SELECT @@transaction_isolation", "SHOW transaction_isolation")))
            .isEqualToIgnoringCase("serializable");
        connection.rollback();
        connection.setAutoCommit(true);
      }
      assertThat(value(sides.canopy(), "SELECT COUNT(*) FROM t")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void withoutADatabaseThereIsNoCatalog(Engine engine) throws SQLException {
    TestCluster cluster = TestCluster.of(engine);
    try (Connection connection = DriverManager.getConnection(cluster.url(""))) {
      assertThat(connection.getCatalog()).isIn(null, "");
      assertThat(connection.isValid(10)).isTrue();
      assertThat(value(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  /** Else rows that move between leaves would lose digits. */
  @ParameterizedTest
  @ValueSource(strings = {"extra_float_digits=0", "standard-conforming-strings=off"})
  void theUrlCanNotChangeHowValuesAreRead(String option) {
    TestCluster cluster = TestCluster.of(Engine.POSTGRESQL);
    String url = cluster.url("");
    String options =
        (url.contains("?") ? "&" : "?") + "leaf.options=-c%20" + option.replace("=", "%3D");
    assertThatThrownBy(
            () -> {
              try (Connection connection = DriverManager.getConnection(url + options)) {
                value(connection, "SELECT 1");
              }
            })
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining(option.split("=", -1)[0].replace('-', '_'));
  }
}
