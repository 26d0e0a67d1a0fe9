package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.it.system.Eventually;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A leaf is killed between any two steps of a commit in which it takes part. When it is back, the
 * transaction is wholly there or wholly gone within ten seconds; it is there if it was
 * acknowledged, and gone if an error other than "not known" said so.
 */
class LeafDeathTest {
  private static final Duration SETTLED = Duration.ofSeconds(10);
  private static final Set<String> NOT_COMMITTED = Set.of("40001", "40003", "58030");

  static Stream<Arguments> deaths() {
    List<Arguments> all = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      for (String step :
          List.of(
              "before the commit",
              "commit begun",
              "prepared on a leaf",
              "all prepared",
              "decided",
              "committed on a leaf")) {
        all.add(Arguments.of(engine, step, 1)); // decides
        all.add(Arguments.of(engine, step, 2)); // is prepared
      }
    }
    return all.stream();
  }

  /** Kills a leaf when a step is reached, once. */
  private record Kills(FragileCluster cluster, String step, int leaf, AtomicBoolean done)
      implements FaultPoint {
    @Override
    public void reach(String name) {
      if (name.equals(step) && done.compareAndSet(false, true)) {
        try {
          cluster.kill(leaf);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void leavesATransactionWholeOrGone(Engine engine, String step, int leaf) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int from = cluster.accountsOn(1).get(0);
    int to = cluster.accountsOn(2).get(0);
    Kills kills = new Kills(cluster, step, leaf, new AtomicBoolean());
    SQLException failure = null;
    try (Connection connection = cluster.connect(kills)) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(CoordinatorDeathTest.add(from, -100));
        statement.executeUpdate(CoordinatorDeathTest.add(to, 100));
        kills.reach("before the commit");
        connection.commit();
      } catch (SQLException e) {
        failure = e;
      }
      assertThat(kills.done()).as("the leaf was killed").isTrue();
      cluster.restart(leaf);
      check(cluster, from, to, failure);
    }
  }

  private static void check(FragileCluster cluster, int from, int to, SQLException failure)
      throws Exception {
    try (Connection connection = cluster.connect(FragileCluster.DATABASE)) {
      Eventually.within(SETTLED, () -> assertThat(cluster.preparedAnywhere()).isZero());
      int first = CoordinatorDeathTest.balance(connection, from);
      int second = CoordinatorDeathTest.balance(connection, to);
      assertThat(first + second).as("%s, %s", first, second).isEqualTo(2 * FragileCluster.BALANCE);
      if (failure == null) {
        assertThat(second).as("it was acknowledged").isEqualTo(FragileCluster.BALANCE + 100);
      } else if (!"08007".equals(failure.getSQLState())) {
        assertThat(failure.getSQLState()).as("%s", failure).isIn(NOT_COMMITTED);
        assertThat(second).as("%s", failure).isEqualTo(FragileCluster.BALANCE);
      }
    }
  }
}
