package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What sessions see of transactions over leaves, and what they may do in them. */
class SessionSemanticsTest {

  @ParameterizedTest
  @EnumSource
  void lockTheRowsOfAllLeavesForUpdate(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = AllOrNothingTest.oneOnEachLeaf(cluster);
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Connection other = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement();
        Statement rival = other.createStatement()) {
      connection.setAutoCommit(false);
      count(statement, "SELECT id FROM account WHERE balance = 1000 FOR UPDATE");
      for (int account : accounts) {
        assertThat(failure(rival, noWait(account))).isIn("HY000", "55P03");
      }
      connection.commit();
      for (int account : accounts) {
        assertThat(count(rival, noWait(account))).isEqualTo(account);
      }
    }
  }

  private static String noWait(int account) {
    return "SELECT id FROM account WHERE id = " + account + " FOR UPDATE NOWAIT";
  }

  @ParameterizedTest
  @EnumSource
  void writeNothingOnAnyLeafWhenTheyAreReadOnly(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = AllOrNothingTest.oneOnEachLeaf(cluster);
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      for (int account : accounts) {
        statement.execute("START TRANSACTION READ ONLY");
        assertThat(count(statement, "SELECT COUNT(*) FROM account"))
            .isEqualTo(FragileCluster.ACCOUNTS);
        assertThat(failure(statement, CoordinatorDeathTest.add(account, 1))).isEqualTo("25006");
        statement.execute("ROLLBACK");
      }
      statement.execute(CoordinatorDeathTest.add(accounts.get(0), 1));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "MYSQL")
  void readEachLeafAsItWasWhenAConsistentSnapshotWasTaken(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Connection other = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement();
        Statement rival = other.createStatement()) {
      statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
      rival.executeUpdate("UPDATE account SET balance = 0");
      assertThat(count(statement, "SELECT SUM(balance) FROM account"))
          .isEqualTo(FragileCluster.ACCOUNTS * FragileCluster.BALANCE);
      statement.execute("COMMIT");
      assertThat(count(statement, "SELECT SUM(balance) FROM account")).isZero();
    }
  }

  /** They lock the same rows on different leaves in any order, and wait for each other. */
  @ParameterizedTest
  @EnumSource
  void updateAllRowsAtTheSameTime(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    int done = 0;
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(
            threads.submit(
                () -> {
                  int updates = 0;
                  try (Connection connection = cluster.connect(FragileCluster.DATABASE);
                      Statement statement = connection.createStatement()) {
                    for (int n = 0; n < 10; n++) {
                      try {
                        statement.executeUpdate("UPDATE account SET balance = balance + 1");
                        updates++;
                      } catch (SQLException e) {
                        assertThat(e.getSQLState()).isIn("40001", "40P01");
                      }
                    }
                  }
                  return updates;
                }));
      }
      for (Future<Integer> one : all) {
        done += end(one);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(done).isPositive();
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      assertThat(count(statement, "SELECT MIN(balance) FROM account")).isEqualTo(1000 + done);
      assertThat(count(statement, "SELECT MAX(balance) FROM account")).isEqualTo(1000 + done);
    }
  }

  private static int end(Future<Integer> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static long count(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String failure(Statement statement, String sql) {
    return catchThrowableOfType(SQLException.class, () -> statement.execute(sql)).getSQLState();
  }
}
