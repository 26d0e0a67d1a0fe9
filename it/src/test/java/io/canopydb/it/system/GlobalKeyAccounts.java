package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A table with two global keys, whose lookup tables are compared with its rows. */
abstract class GlobalKeyAccounts {
  static final int PARTITIONS = 4;

  static final String ACCOUNT =
      "CREATE TABLE account (id INT PRIMARY KEY, email VARCHAR(40), region INT NOT NULL DEFAULT 7,"
          + " code INT NOT NULL, note VARCHAR(40), CONSTRAINT by_email UNIQUE (email) GLOBAL,"
          + " CONSTRAINT by_code UNIQUE (region, code) /*canopy global */)";

  Engine engine = Engine.MYSQL;

  Connection open(Engine ofTest) throws Exception {
    engine = ofTest;
    try (Connection admin = DriverManager.getConnection(TestCluster.of(engine).url(""))) {
      run(admin, "DROP DATABASE IF EXISTS global_keys");
      run(admin, "CREATE DATABASE global_keys PARTITIONS " + PARTITIONS);
    }
    Connection connection = connect();
    run(connection, ACCOUNT);
    return connection;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(TestCluster.of(engine).url("global_keys"));
  }

  @AfterEach
  void drop() throws Exception {
    try (Connection admin = DriverManager.getConnection(TestCluster.of(engine).url(""))) {
      run(admin, "DROP DATABASE IF EXISTS global_keys");
    }
  }

  /** Each lookup table has exactly the values of its key, each with the row that has it. */
  void lookupsAgree(Connection connection) throws SQLException {
    LookupContents contents = new LookupContents(engine, "global_keys");
    assertThat(contents.of("canopy_unique_2", "region, code, id"))
        .isEqualTo(texts(connection, "SELECT region, code, id FROM account ORDER BY 1, 2"));
    if (contents.exists("canopy_unique_1")) {
      assertThat(contents.of("canopy_unique_1", "email, id"))
          .isEqualTo(
              texts(
                  connection,
                  "SELECT email, id FROM account WHERE email IS NOT NULL ORDER BY 1, 2"));
    }
  }

  static void insert(Connection connection, int id, String email, int code) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO account (id, email, code) VALUES (?, ?, ?)")) {
      insert.setInt(1, id);
      insert.setString(2, email);
      insert.setInt(3, code);
      insert.executeUpdate();
    }
  }

  SQLException duplicate(Connection connection, int id, String email, int code) {
    SQLException error =
        catchThrowableOfType(SQLException.class, () -> insert(connection, id, email, code));
    assertThat(error.getSQLState()).isEqualTo(engine == Engine.MYSQL ? "23000" : "23505");
    assertThat(error.getErrorCode()).isEqualTo(engine == Engine.MYSQL ? 1062 : 0);
    return error;
  }

  static void violated(Connection connection, String sql) {
    assertThatThrownBy(() -> run(connection, sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).as(e.toString()).startsWith("23"));
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static List<String> texts(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return LookupContents.texts(rows);
    }
  }
}
