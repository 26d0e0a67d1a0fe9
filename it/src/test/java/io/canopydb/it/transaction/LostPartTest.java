package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.jdbc.CanopyDriver;
import io.canopydb.it.system.Eventually;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session is told when a part of its transaction is lost, and what is left of the rest. */
class LostPartTest {

  @ParameterizedTest
  @EnumSource
  void canOnlyBeRolledBack(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = AllOrNothingTest.oneOnEachLeaf(cluster);
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(0), 1));
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(1), 1));
      cluster.kill(2);
      cluster.restart(2);
      SQLException lost =
          catchThrowableOfType(
              SQLException.class,
              () -> statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(1), 1)));
      assertThat(lost.getSQLState()).isEqualTo("40003");
      assertThat(lost.getMessage())
          .containsPattern("the connection to leaf 127.0.0.1:\\d+ was lost inside a transaction: ");
      // Also on leaves that are well: the transaction is not whole any more.
      assertThat(failure(statement, CoordinatorDeathTest.add(accounts.get(0), 1)))
          .isEqualTo("40003");
      assertThat(catchThrowableOfType(SQLException.class, connection::commit).getSQLState())
          .isEqualTo("40003");
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(2), 5));
      connection.commit();
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(0))).isEqualTo(1000);
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(1))).isEqualTo(1000);
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(2))).isEqualTo(1005);
      connection.commit();
    }
  }

  /** A lock that was taken by reading is lost with its leaf, and nothing may build on it. */
  @ParameterizedTest
  @EnumSource
  void keepsTheOthersFromCommittingEvenIfItOnlyRead(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = AllOrNothingTest.oneOnEachLeaf(cluster);
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try (ResultSet row =
          statement.executeQuery(
              "SELECT balance FROM account WHERE id = " + accounts.get(1) + " FOR UPDATE")) {
        assertThat(row.next()).isTrue();
      }
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(0), 1));
      cluster.kill(2);
      cluster.restart(2);
      assertThat(catchThrowableOfType(SQLException.class, connection::commit).getSQLState())
          .isEqualTo("40003");
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(0))).isEqualTo(1000);
      connection.commit();
    }
  }

  /** What a transaction has locked by reading nobody may take before what it writes is decided. */
  @ParameterizedTest
  @CsvSource({"MYSQL, 1", "MYSQL, 2", "POSTGRESQL, 1", "POSTGRESQL, 2"})
  void keepsItsLocksUntilTheOthersHaveCommitted(Engine engine, int writers) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = AllOrNothingTest.oneOnEachLeaf(cluster);
    String lock =
        "SELECT balance FROM account WHERE id = " + accounts.get(2) + " FOR UPDATE NOWAIT";
    List<String> taken = new ArrayList<>();
    FaultPoint look =
        step -> {
          if (step.equals(writers == 1 ? "readers stand" : "all prepared")) {
            try (Connection other = cluster.connect(FragileCluster.DATABASE);
                Statement statement = other.createStatement()) {
              taken.add(
                  catchThrowableOfType(SQLException.class, () -> statement.executeQuery(lock))
                      .getSQLState());
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    try (Connection connection = cluster.connect(FragileCluster.aggregator(look));
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeQuery(lock).close();
      for (int i = 0; i < writers; i++) {
        statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(i), 1));
      }
      connection.commit();
      assertThat(taken)
          .containsExactly(
              switch (engine) {
                case MYSQL -> "HY000";
                case POSTGRESQL -> "55P03";
              });
      try (Connection other = cluster.connect(FragileCluster.DATABASE);
          Statement after = other.createStatement()) {
        after.executeQuery(lock).close();
      }
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(0))).isEqualTo(1001);
      connection.commit();
    }
  }

  /** An aggregator that has lost touch with ZooKeeper may not decide. */
  @ParameterizedTest
  @EnumSource
  void isNotCommittedWithoutZooKeeper(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = AllOrNothingTest.oneOnEachLeaf(cluster);
    AtomicReference<Connection> other = new AtomicReference<>();
    FaultPoint stop =
        step -> {
          if (step.equals("commit begun")) {
            try {
              cluster.zooKeeper().stop();
              Eventually.within(Duration.ofSeconds(20), () -> assertMayNotWrite(other.get()));
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        };
    CanopyDriver aggregator = FragileCluster.aggregator(stop);
    try (Connection connection = cluster.connect(aggregator);
        Connection beside = cluster.connect(aggregator);
        Statement statement = connection.createStatement()) {
      other.set(beside);
      connection.setAutoCommit(false);
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(0), -1));
      statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(1), 1));
      SQLException refused = catchThrowableOfType(SQLException.class, connection::commit);
      cluster.zooKeeper().restart();
      assertThat(refused.getSQLState()).isEqualTo("58030");
      assertThat(cluster.preparedAnywhere()).isZero();
      assertThat(CoordinatorDeathTest.balance(connection, accounts.get(0))).isEqualTo(1000);
      connection.commit();
      Eventually.within(
          Duration.ofSeconds(20),
          () -> {
            statement.executeUpdate(CoordinatorDeathTest.add(accounts.get(0), -1));
            connection.rollback();
          });
    }
  }

  private static String failure(Statement statement, String sql) {
    return catchThrowableOfType(SQLException.class, () -> statement.executeUpdate(sql))
        .getSQLState();
  }

  /** The aggregator has noticed that it has lost ZooKeeper. */
  private static void assertMayNotWrite(Connection beside) {
    SQLException refused =
        catchThrowableOfType(
            SQLException.class,
            () -> {
              try (Statement statement = beside.createStatement()) {
                statement.executeUpdate("DELETE FROM transfer WHERE id = 'nobody'");
              }
            });
    assertThat(refused == null ? "none" : refused.getSQLState()).isEqualTo("58030");
  }
}
