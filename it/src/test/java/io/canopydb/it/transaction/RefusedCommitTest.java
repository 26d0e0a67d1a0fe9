package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits over leaves that don't come about: what is said, and that nothing is half done. */
class RefusedCommitTest {

  /** Leaves that were made by hand have PostgreSQL's own setting. */
  @Test
  void ofLeavesThatPrepareNothing() throws Exception {
    FragileCluster cluster = FragileCluster.of(Engine.POSTGRESQL);
    cluster.fill();
    List<Integer> accounts = AllOrNothingTest.oneOnEachLeaf(cluster);
    configure(cluster, "ALTER SYSTEM SET max_prepared_transactions = 0");
    try (Connection connection = cluster.connect(FaultPoint.NONE);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      add(statement, accounts);
      SQLException refused = catchThrowableOfType(SQLException.class, connection::commit);
      assertThat(refused.getErrorCode()).isEqualTo(CanopyError.TWO_PHASE_OFF.number());
      assertThat(refused.getSQLState()).isEqualTo("55000");
      assertThat(refused.getMessage())
          .containsPattern("leaf 127.0.0.1:\\d+ can't prepare transactions")
          .contains("set max_prepared_transactions=200 on every leaf", "nothing was committed");
      assertUnchanged(connection, accounts);
      assertThat(cluster.preparedAnywhere()).isZero();
      // One leaf needs no such thing, and neither does the one that commits last.
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(1), 1));
      connection.commit();
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(1), 1));
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(0), 1));
      connection.commit();
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(0))).isEqualTo(1001);
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(1))).isEqualTo(1002);
    } finally {
      configure(cluster, "ALTER SYSTEM RESET max_prepared_transactions");
    }
  }

  /**
   * Two of three leaves, with a setting that they take when they start: whichever commits last, and
   * any may, one of them has to prepare.
   */
  private static void configure(FragileCluster cluster, String sql) throws Exception {
    for (int nth = 2; nth <= 3; nth++) {
      try (Connection leaf = cluster.leaf(nth, FragileCluster.DATABASE);
          Statement statement = leaf.createStatement()) {
        statement.execute(sql);
        statement.execute("CHECKPOINT"); // what was prepared before is not to be replayed
      }
      cluster.kill(nth);
      cluster.restart(nth);
    }
  }

  /** A coordinator stands still for so long that somebody takes it for lost. */
  @ParameterizedTest
  @EnumSource
  void thatWereTakenForLost(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = AllOrNothingTest.oneOnEachLeaf(cluster);
    FaultPoint somebody =
        step -> {
          if (step.equals("all prepared")) {
            settle(cluster);
          }
        };
    try (Connection connection = cluster.connect(somebody);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      add(statement, accounts);
      SQLException refused = catchThrowableOfType(SQLException.class, connection::commit);
      assertThat(refused.getErrorCode()).isEqualTo(CanopyError.SETTLED_MEANWHILE.number());
      assertThat(refused.getSQLState()).isEqualTo("40001");
      assertUnchanged(connection, accounts);
      assertThat(cluster.preparedAnywhere()).isZero();
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(0), 7));
      connection.commit();
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(0))).isEqualTo(1007);
    }
  }

  private static void settle(FragileCluster cluster) {
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      String id;
      try (ResultSet rows = statement.executeQuery("SHOW TRANSACTIONS")) {
        assertThat(rows.next()).isTrue();
        id = rows.getString("Id");
      }
      statement.execute("SETTLE TRANSACTION '" + id + "' ROLLBACK");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void add(Statement statement, List<Integer> accounts) throws SQLException {
    for (int account : accounts) {
      statement.executeUpdate(CoordinatorDeathTest.add(account, 5));
    }
  }

  private static void assertUnchanged(Connection connection, List<Integer> accounts)
      throws SQLException {
    for (int account : accounts) {
      assertThat(CoordinatorDeathTest.balance(connection, account)).isEqualTo(1000);
    }
    connection.commit();
  }
}
