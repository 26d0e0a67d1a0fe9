package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application's everyday statements, from a JDBC URL, over four leaves and eight partitions. */
class EverydaySqlTest {

  @ParameterizedTest
  @EnumSource(Engine.class)
  void rowsAreFoundSortedCountedJoinedAndWritten(Engine engine) throws SQLException {
    TestCluster cluster = TestCluster.of(engine);
    try (Connection admin = DriverManager.getConnection(cluster.url(""));
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS everyday");
      statement.execute("CREATE DATABASE everyday PARTITIONS 8");
    }
    try (Connection connection = DriverManager.getConnection(cluster.url("everyday"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL, region INT)");
      statement.execute(
          "CREATE TABLE orders (customer_id INT, id INT, amount DECIMAL(10,2), PRIMARY KEY"
              + " (customer_id, id)) /*canopy shard key (customer_id) */");
      statement.execute(
          "CREATE TABLE region (id INT PRIMARY KEY, name VARCHAR(20)) /*canopy reference */");
      statement.execute("INSERT INTO region VALUES (0, 'north'), (1, 'south')");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO customer VALUES (?, ?, ?)")) {
        for (int i = 1; i <= 100; i++) {
          insert.setInt(1, i);
          insert.setString(2, "c" + i);
          insert.setInt(3, i % 2);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(100).containsOnly(1);
      }
      for (int i = 1; i <= 100; i++) {
        statement.executeUpdate(
            "INSERT INTO orders VALUES (" + i + ", 1, " + i + ".50), (" + i + ", 2, 1.00)");
      }
      assertThat(rows(statement, "SELECT name FROM customer WHERE id = 42")).containsExactly("c42");
      assertThat(rows(statement, "SELECT COUNT(*) FROM customer")).containsExactly("100");
      assertThat(rows(statement, "SELECT SUM(amount), COUNT(*) FROM orders"))
          .containsExactly("5200.00|200");
      assertThat(rows(statement, "SELECT id FROM customer ORDER BY id DESC LIMIT 3 OFFSET 1"))
          .containsExactly("99", "98", "97");
      assertThat(
              rows(
                  statement,
                  "SELECT c.name, SUM(o.amount) FROM customer c JOIN orders o ON o.customer_id ="
                      + " c.id JOIN region r ON r.id = c.region WHERE r.name = 'south' AND c.id < 6"
                      + " GROUP BY c.id, c.name ORDER BY c.id"))
          .containsExactly("c1|2.50", "c3|4.50", "c5|6.50");
      assertThat(
              rows(
                  statement,
                  "SELECT region, COUNT(*) AS n, AVG(id) > 1 FROM customer GROUP BY region"
                      + " HAVING COUNT(*) > 10 ORDER BY region"))
          .hasSize(2);
      assertThat(statement.executeUpdate("UPDATE customer SET name = 'x' WHERE id > 90"))
          .isEqualTo(10);
      assertThat(statement.executeUpdate("DELETE FROM orders WHERE customer_id IN (1, 2, 3)"))
          .isEqualTo(6);
      connection.setAutoCommit(false);
      statement.executeUpdate("DELETE FROM customer");
      assertThat(rows(statement, "SELECT COUNT(*) FROM customer")).containsExactly("0");
      connection.rollback();
      connection.setAutoCommit(true);
      assertThat(rows(statement, "SELECT COUNT(*) FROM customer")).containsExactly("100");
    }
  }

  private static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          cells.add(result.getString(i));
        }
        rows.add(String.join("|", cells));
      }
    }
    return rows;
  }
}
