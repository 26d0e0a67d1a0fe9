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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** A new key lays all rows elsewhere. Whoever writes meanwhile waits, and loses nothing. */
  @ParameterizedTest
  @EnumSource
  void goOnWritingWhileATableGetsItsKey(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    String again = engine == Engine.MYSQL ? "DROP PRIMARY KEY" : "DROP CONSTRAINT moving_pkey";
    ExecutorService threads = Executors.newFixedThreadPool(3);
    AtomicBoolean stop = new AtomicBoolean();
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE moving (a INT NOT NULL, b INT NOT NULL, c INT)");
      CountDownLatch begun = new CountDownLatch(3);
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int writer = i;
        all.add(threads.submit(() -> write(cluster, writer, begun, stop)));
      }
      begun.await();
      statement.execute("ALTER TABLE moving ADD PRIMARY KEY (a)");
      statement.execute("ALTER TABLE moving " + again + ", ADD PRIMARY KEY (b)");
      stop.set(true);
      int written = 0;
      for (Future<Integer> one : all) {
        written += one.get();
      }
      assertThat(count(statement, "SELECT COUNT(*) FROM moving")).isEqualTo(written);
      assertThat(count(statement, "SELECT COUNT(*) FROM moving WHERE c = 2")).isEqualTo(written);
      for (int n = 0; n < written / 3; n += 7) {
        assertThat(count(statement, "SELECT a FROM moving WHERE b = " + -n)).isEqualTo(n);
      }
      statement.execute("DROP TABLE moving");
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
  }

  /** Inserts rows and changes each, in one transaction; gives how many. */
  private static int write(
      FragileCluster cluster, int writer, CountDownLatch begun, AtomicBoolean stop)
      throws SQLException {
    int n = 0;
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (!stop.get()) {
        int a = n * 3 + writer;
        try {
          statement.executeUpdate("INSERT INTO moving VALUES (" + a + ", " + -a + ", 1)");
          statement.executeUpdate("UPDATE moving SET c = c + 1 WHERE a = " + a);
          connection.commit();
          n++;
        } catch (SQLException e) {
          // Those who look through a table without a key lock each other's rows.
          assertThat(e.getSQLState()).isEqualTo("40001");
          connection.rollback();
        }
        if (n == 20) {
          begun.countDown();
        }
      }
    } finally {
      begun.countDown();
    }
    return n;
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
