package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions and single statements on several leaves, with nothing dying. */
class AllOrNothingTest {

  @ParameterizedTest
  @EnumSource
  void aStatementThatFailsOnOneLeafLeavesNothingOnAnother(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      StringBuilder rows = new StringBuilder("(1, 0)"); // which is there already
      for (int id = 1_000; id < 1_050; id++) {
        rows.append(", (").append(id).append(", 0)");
      }
      assertThatThrownBy(
              () -> statement.execute("INSERT INTO account (id, balance) VALUES " + rows))
          .isInstanceOf(SQLException.class);
      assertThat(count(statement, "SELECT COUNT(*) FROM account"))
          .isEqualTo(FragileCluster.ACCOUNTS);
      assertThat(statement.executeUpdate("UPDATE account SET balance = balance + 1"))
          .isEqualTo(FragileCluster.ACCOUNTS);
      assertThat(count(statement, "SELECT SUM(balance) FROM account"))
          .isEqualTo(FragileCluster.ACCOUNTS * (FragileCluster.BALANCE + 1));
    }
    assertThat(cluster.preparedAnywhere()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void areRolledBackOnAllLeaves(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = oneOnEachLeaf(cluster);
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int account : accounts) {
        statement.executeUpdate(CoordinatorDeathTest.add(account, 5));
      }
      connection.rollback();
      assertThat(count(statement, "SELECT SUM(balance) FROM account"))
          .isEqualTo(FragileCluster.ACCOUNTS * FragileCluster.BALANCE);
    }
    assertThat(cluster.preparedAnywhere()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void goBackToASavepointOnLeavesThatJoinedBeforeItAndBehindIt(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = oneOnEachLeaf(cluster);
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(0), 1));
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(1), 1));
      var savepoint = connection.setSavepoint("half");
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(1), 10));
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(2), 10));
      connection.rollback(savepoint);
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(2), 100));
      connection.commit();
      connection.setAutoCommit(true);
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(0))).isEqualTo(1001);
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(1))).isEqualTo(1001);
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(2))).isEqualTo(1100);
    }
  }

  @ParameterizedTest
  @EnumSource
  void writeAReferenceTableOnAllLeavesTogetherWithARow(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int account = cluster.accountsOn(3).get(0);
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(CoordinatorDeathTest.add(account, 7));
      statement.executeUpdate("UPDATE rate SET value = 11 WHERE id = 1");
      connection.commit();
      statement.executeUpdate("INSERT INTO rate (id, value) VALUES (2, 20)");
      connection.rollback();
    }
    String shell = engine == Engine.MYSQL ? FragileCluster.DATABASE : "public";
    for (int leaf = 1; leaf <= 3; leaf++) {
      try (Connection connection = cluster.leaf(leaf, FragileCluster.DATABASE);
          Statement statement = connection.createStatement()) {
        assertThat(count(statement, "SELECT SUM(value) FROM " + shell + ".rate")).isEqualTo(11);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void mayUseTemporaryTablesOnTheLeafThatDecides(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = oneOnEachLeaf(cluster);
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE note (id INT)");
      connection.setAutoCommit(false);
      for (int account : accounts) {
        statement.executeUpdate(CoordinatorDeathTest.add(account, 3));
        statement.executeUpdate("INSERT INTO note VALUES (" + account + ")");
      }
      connection.commit();
      assertThat(count(statement, "SELECT COUNT(*) FROM note")).isEqualTo(3);
      assertThat(count(statement, "SELECT SUM(balance) FROM account"))
          .isEqualTo(FragileCluster.ACCOUNTS * FragileCluster.BALANCE + 9);
      connection.commit();
    }
    assertThat(cluster.preparedAnywhere()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void readWhatOneLeafFinishesInTheMiddleOfATransaction(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = oneOnEachLeaf(cluster);
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int account : accounts) {
        statement.executeUpdate(CoordinatorDeathTest.add(account, account));
      }
      // Rows of all leaves are joined with each other: they are shipped to one.
      assertThat(
              count(
                  statement,
                  "SELECT COUNT(*) FROM account a JOIN account b ON a.balance = b.balance + 0"
                      + " WHERE a.balance = 1000"))
          .isEqualTo(117 * 117);
      connection.commit();
    }
    assertThat(cluster.preparedAnywhere()).isZero();
  }

  static List<Integer> oneOnEachLeaf(FragileCluster cluster) throws SQLException {
    return List.of(
        cluster.accountsOn(1).get(0), cluster.accountsOn(2).get(0), cluster.accountsOn(3).get(0));
  }

  private static long count(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
