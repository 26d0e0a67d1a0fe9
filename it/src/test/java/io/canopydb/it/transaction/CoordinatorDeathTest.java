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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An aggregator is killed between any two steps of a commit on several leaves. Within ten seconds
 * the transaction is wholly there or wholly gone, and its locks are released, with no master
 * aggregator about.
 */
class CoordinatorDeathTest {
  private static final Duration RELEASED = Duration.ofSeconds(10);

  /** A step of a commit that has written on one leaf, and only locked rows of others. */
  private static final String READERS_STAND = "readers stand";

  /** The steps, and whether the transaction is committed by then. */
  private static final Map<String, Boolean> STEPS = new LinkedHashMap<>();

  static {
    STEPS.put(READERS_STAND, false);
    STEPS.put("commit begun", false);
    STEPS.put("prepared on a leaf", false);
    STEPS.put("all prepared", false);
    STEPS.put("decided", true);
    STEPS.put("committed on a leaf", true);
    STEPS.put("finished", true);
    STEPS.put("decisions forgotten", true);
  }

  /** One coordinator, and the accounts that it moves money between: one on each leaf. */
  private record Killed(String step, List<Integer> accounts, Victim victim) {}

  @ParameterizedTest
  @EnumSource
  void leavesATransactionWholeOrGone(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<List<Integer>> places = new ArrayList<>();
    for (int leaf = 1; leaf <= 3; leaf++) {
      places.add(cluster.accountsOn(leaf));
    }
    List<Killed> killed = new ArrayList<>();
    try (Connection connection = cluster.connect(FragileCluster.DATABASE)) {
      for (String step : STEPS.keySet()) {
        int nth = killed.size();
        List<Integer> accounts = places.stream().map(ids -> ids.get(nth)).toList();
        Victim victim =
            Victim.start(
                TransferProcess.class,
                cluster.url(FragileCluster.DATABASE),
                step,
                add(accounts.get(0), -100),
                step.equals(READERS_STAND) ? locked(accounts.get(1)) : add(accounts.get(1), 60),
                step.equals(READERS_STAND) ? locked(accounts.get(2)) : add(accounts.get(2), 40));
        killed.add(new Killed(step, accounts, victim));
      }
      for (Killed one : killed) {
        one.victim().awaitReached();
      }
      for (Killed one : killed) {
        one.victim().kill();
      }
      long start = System.nanoTime();
      for (Killed one : killed) {
        for (int account : one.accounts()) {
          lock(connection, account); // waits for whoever holds it
        }
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(RELEASED);
      for (Killed one : killed) {
        List<Integer> expected =
            Boolean.TRUE.equals(STEPS.get(one.step()))
                ? List.of(900, 1060, 1040)
                : List.of(1000, 1000, 1000);
        List<Integer> found = new ArrayList<>();
        for (int account : one.accounts()) {
          found.add(balance(connection, account));
        }
        assertThat(found).as(one.step()).isEqualTo(expected);
      }
      assertThat(cluster.preparedAnywhere()).isZero();
      Eventually.within(Duration.ofSeconds(45), () -> assertThat(cluster.decisions()).isZero());
    } finally {
      for (Killed one : killed) {
        one.victim().close();
      }
    }
  }

  static String add(int account, int amount) {
    return "UPDATE account SET balance = balance + " + amount + " WHERE id = " + account;
  }

  private static String locked(int account) {
    return "SELECT balance FROM account WHERE id = " + account + " FOR UPDATE";
  }

  private static void lock(Connection connection, int account) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(add(account, 0))).isBetween(0, 1);
    }
  }

  static int balance(Connection connection, int account) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT balance FROM account WHERE id = " + account)) {
      row.next();
      return row.getInt(1);
    }
  }
}
