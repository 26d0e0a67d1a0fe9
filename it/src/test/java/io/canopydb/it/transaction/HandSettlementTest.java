package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SHOW TRANSACTIONS and SETTLE TRANSACTION, while a coordinator stands still in its commit. */
class HandSettlementTest {

  @ParameterizedTest
  @EnumSource
  void rollsBackWhatIsNotDecided(Engine engine) throws Exception {
    settle(engine, "all prepared", 1000);
  }

  @ParameterizedTest
  @EnumSource
  void commitsWhatIsDecided(Engine engine) throws Exception {
    settle(engine, "decided", 1100);
  }

  private static void settle(Engine engine, String step, int balance) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int from = cluster.accountsOn(1).get(2);
    int to = cluster.accountsOn(2).get(2);
    try (Victim coordinator =
            Victim.start(
                TransferProcess.class,
                cluster.url(FragileCluster.DATABASE),
                step,
                CoordinatorDeathTest.add(from, -100),
                CoordinatorDeathTest.add(to, 100));
        Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      coordinator.awaitReached();
      String id;
      try (ResultSet rows = statement.executeQuery("SHOW TRANSACTIONS")) {
        assertThat(rows.next()).isTrue();
        id = rows.getString("Id");
        assertThat(rows.getString("State")).isEqualTo("committing");
        assertThat(rows.getLong("Age_ms")).isBetween(0L, 60_000L);
        assertThat(rows.getString("Participants")).startsWith("127.0.0.1:");
        assertThat(rows.getString("Decision_Partition")).startsWith("tx_");
        assertThat(rows.next()).isFalse();
      }
      if (step.equals("decided")) {
        assertThatThrownBy(() -> statement.execute("SETTLE TRANSACTION '" + id + "' ROLLBACK"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("was decided already: it is committed");
      }
      statement.execute("SETTLE TRANSACTION '" + id + "'");
      assertThat(cluster.preparedAnywhere()).isZero();
      assertThat(CoordinatorDeathTest.balance(connection, to)).isEqualTo(balance);
      try (ResultSet rows = statement.executeQuery("SHOW TRANSACTIONS")) {
        assertThat(rows.next()).isFalse();
      }
      assertThatThrownBy(() -> statement.execute("SETTLE TRANSACTION '" + id + "'"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("no leaf that can be reached holds a part");
    }
  }
}
