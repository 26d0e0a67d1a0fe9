package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.system.Eventually;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions that wait for each other on different leaves, which no leaf can see. */
class DeadlockTest {
  private static final Duration BROKEN = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource
  void isBrokenWithTheEnginesOwnError(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int first = cluster.accountsOn(1).get(0);
    int second = cluster.accountsOn(2).get(0);
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      long start = System.nanoTime();
      List<Future<Boolean>> ends = new ArrayList<>();
      ends.add(threads.submit(crossing(cluster, first, second, bothHoldOne)));
      ends.add(threads.submit(crossing(cluster, second, first, bothHoldOne)));
      int committed = 0;
      SQLException broken = null;
      for (Future<Boolean> end : ends) {
        try {
          committed += end.get() ? 1 : 0;
        } catch (ExecutionException e) {
          broken = (SQLException) e.getCause();
        }
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BROKEN);
      assertThat(committed).isEqualTo(1);
      SQLException victim = Objects.requireNonNull(broken);
      assertThat(victim.getSQLState()).isEqualTo(engine == Engine.MYSQL ? "40001" : "40P01");
      assertThat(victim.getErrorCode()).isEqualTo(engine == Engine.MYSQL ? 1213 : 0);
    } finally {
      threads.shutdownNow();
    }
    try (Connection connection = cluster.connect(FragileCluster.DATABASE)) {
      assertThat(CoordinatorDeathTest.balance(connection, first)).isEqualTo(1001);
      assertThat(CoordinatorDeathTest.balance(connection, second)).isEqualTo(1001);
    }
  }

  private static Callable<Boolean> crossing(
      FragileCluster cluster, int own, int other, CyclicBarrier bothHoldOne) {
    return () -> {
      try (Connection connection = cluster.connect(FragileCluster.DATABASE);
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.executeUpdate(CoordinatorDeathTest.add(own, 1));
        bothHoldOne.await();
        statement.executeUpdate(CoordinatorDeathTest.add(other, 1));
        connection.commit();
        return true;
      }
    };
  }

  /** MySQL undoes the whole transaction on the leaf that finds a deadlock: so do the others. */
  @ParameterizedTest
  @EnumSource
  void withinOneLeafUndoesWhatWasWrittenOnAnother(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int elsewhere = cluster.accountsOn(2).get(0);
    int first = cluster.accountsOn(1).get(0);
    int second = cluster.accountsOn(1).get(1);
    try (Connection one = cluster.connect(FragileCluster.DATABASE);
        Connection two = cluster.connect(FragileCluster.DATABASE);
        Statement statement = one.createStatement();
        Statement rival = two.createStatement()) {
      one.setAutoCommit(false);
      two.setAutoCommit(false);
      // The rival has more to undo, so that the other is the victim.
      for (int account : cluster.accountsOn(1).subList(1, 30)) {
        rival.executeUpdate(CoordinatorDeathTest.add(account, 1));
      }
      statement.executeUpdate(CoordinatorDeathTest.add(elsewhere, 1));
      statement.executeUpdate(CoordinatorDeathTest.add(first, 1));
      ExecutorService thread = Executors.newSingleThreadExecutor();
      Future<SQLException> waiting =
          thread.submit(
              () -> {
                try {
                  statement.executeUpdate(CoordinatorDeathTest.add(second, 1));
                  return null;
                } catch (SQLException e) {
                  return e;
                }
              });
      Eventually.within(BROKEN, () -> assertThat(waits(cluster)).isPositive());
      rival.executeUpdate(CoordinatorDeathTest.add(first, 1));
      assertThat((Object) waiting.get()).isNotNull();
      thread.shutdownNow();
      one.commit(); // PostgreSQL: of a failed transaction; MySQL: of the next, which is empty
      two.commit();
      assertThat(CoordinatorDeathTest.balance(two, elsewhere)).isEqualTo(1000);
      assertThat(CoordinatorDeathTest.balance(two, first)).isEqualTo(1001);
      two.commit();
    }
  }

  /** How many wait for a lock on the first leaf. */
  private static int waits(FragileCluster cluster) throws SQLException {
    String sql =
        cluster.engine() == Engine.MYSQL
            ? "SELECT COUNT(*) FROM performance_schema.data_lock_waits"
            : "SELECT COUNT(*) FROM pg_locks WHERE NOT granted";
    try (Connection connection = cluster.leaf(1, "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
