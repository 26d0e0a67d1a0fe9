package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application's schema with foreign keys, some of which no partition could check. */
class ForeignKeysTest {
  private static final String[] SHOP = {
    "CREATE TABLE country (id INT PRIMARY KEY) /*canopy reference */",
    "CREATE TABLE customer (id INT PRIMARY KEY, country INT,"
        + " CONSTRAINT lives FOREIGN KEY (country) REFERENCES country (id))",
    "CREATE TABLE purchase (id INT PRIMARY KEY, customer INT, note VARCHAR(20))",
    "CREATE TABLE line (purchase INT, n INT, item INT, PRIMARY KEY (purchase, n),"
        + " CONSTRAINT of_purchase FOREIGN KEY (purchase) REFERENCES purchase (id) ON DELETE CASCADE)"
        + " /*canopy shard key (purchase) */",
  };

  private Engine engine = Engine.MYSQL;

  private Connection open(Engine ofTest) throws Exception {
    engine = ofTest;
    try (Connection admin = DriverManager.getConnection(TestCluster.of(engine).url(""))) {
      run(admin, "DROP DATABASE IF EXISTS foreign_keys");
      run(admin, "CREATE DATABASE foreign_keys PARTITIONS 4");
    }
    Connection connection = DriverManager.getConnection(TestCluster.of(engine).url("foreign_keys"));
    run(connection, SHOP);
    return connection;
  }

  @AfterEach
  void refuseAgain() throws Exception {
    try (Connection admin = DriverManager.getConnection(TestCluster.of(engine).url(""))) {
      run(admin, "SET GLOBAL foreign_keys_unenforced = off");
      run(admin, "DROP DATABASE IF EXISTS foreign_keys");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void keysThatPartitionsCanCheckAreChecked(Engine ofTest) throws Exception {
    try (Connection connection = open(ofTest)) {
      run(connection, "INSERT INTO country VALUES (1), (2)");
      run(connection, "INSERT INTO customer VALUES (1, 1), (2, 2), (3, NULL)");
      run(connection, "INSERT INTO purchase VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 2, 'c')");
      run(connection, "INSERT INTO line VALUES (1, 1, 5), (2, 1, 5), (2, 2, 6), (3, 1, 7)");
      violated(connection, "INSERT INTO customer VALUES (4, 9)");
      violated(connection, "INSERT INTO line VALUES (9, 1, 5)");
      violated(connection, "UPDATE customer SET country = 9 WHERE id = 1");
      violated(connection, "DELETE FROM country WHERE id = 1");
      run(connection, "DELETE FROM purchase WHERE id = 2");
      assertThat(count(connection, "line")).isEqualTo(2);
      assertThatThrownBy(
              () ->
                  run(
                      connection,
                      "ALTER TABLE purchase ADD CONSTRAINT buys FOREIGN KEY (customer)"
                          + " REFERENCES customer (id)"))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getErrorCode()).isEqualTo(CanopyError.FOREIGN_KEY.number()));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void othersAreAcceptedWhereTheClusterSaysSo(Engine ofTest) throws Exception {
    try (Connection connection = open(ofTest)) {
      run(connection, "SET GLOBAL foreign_keys_unenforced = on");
      assertThat(
              run(
                  connection,
                  "ALTER TABLE purchase ADD CONSTRAINT buys FOREIGN KEY (customer)"
                      + " REFERENCES customer (id)"))
          .containsExactly(
              "the foreign key of purchase (customer) to customer is not enforced:"
                  + " no partition could check it");
      assertThat(
              run(
                  connection,
                  "CREATE TABLE payment (id INT PRIMARY KEY, purchase INT NOT NULL, country INT,"
                      + " CONSTRAINT pays FOREIGN KEY (purchase) REFERENCES purchase (id),"
                      + " CONSTRAINT paid_in FOREIGN KEY (country) REFERENCES country (id))"))
          .containsExactly(
              "the foreign key of payment (purchase) to purchase is not enforced:"
                  + " no partition could check it");
      assertThat(
              run(
                  connection,
                  "CREATE TABLE tree (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent)"
                      + " REFERENCES tree (id))"))
          .hasSize(1);
      assertThat(
              run(
                  connection,
                  "ALTER TABLE payment ADD COLUMN customer INT, ADD CONSTRAINT payer FOREIGN KEY"
                      + " (customer) REFERENCES customer (id)"))
          .hasSize(1);
      run(connection, "INSERT INTO country VALUES (1)");
      run(connection, "INSERT INTO purchase VALUES (1, 77, 'nobody is 77')");
      run(connection, "INSERT INTO payment VALUES (1, 88, 1, 77), (2, 1, NULL, NULL)");
      run(connection, "INSERT INTO tree VALUES (1, 99)");
      assertThat(count(connection, "payment")).isEqualTo(2);
      violated(connection, "INSERT INTO payment VALUES (3, 1, 9, 1)");
      violated(connection, "INSERT INTO line VALUES (9, 1, 5)");
    }
  }

  private static void violated(Connection connection, String sql) {
    assertThatThrownBy(() -> run(connection, sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("23"));
  }

  /** Runs statements, and gives their warnings. */
  private static List<String> run(Connection connection, String... statements) throws SQLException {
    List<String> warnings = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
        SQLWarning warning = statement.getWarnings();
        for (; warning != null; warning = warning.getNextWarning()) {
          warnings.add(warning.getMessage());
        }
      }
    }
    return warnings;
  }

  private static int count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
