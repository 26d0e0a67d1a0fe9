package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.transaction.ManagedTransfer.Ending;
import io.canopydb.metadata.model.Engine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Narayana moves 100 from an account on a cluster to a plain server, and is killed meanwhile; then
 * another process recovers. The branch writes a reference table too, so it is on every leaf.
 */
class TransactionManagerTest {
  @TempDir Path directory;

  static Stream<Arguments> endings() {
    List<Arguments> all = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      all.add(Arguments.of(engine, Ending.COMMIT, true));
      all.add(Arguments.of(engine, Ending.ROLLBACK, false));
      all.add(Arguments.of(engine, Ending.STOP_BEFORE_THE_LOG, false));
      all.add(Arguments.of(engine, Ending.STOP_AFTER_THE_LOG, true));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("endings")
  void endsBothResourcesInTheSameWay(Engine engine, Ending ending, boolean moved) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int account = cluster.accountsOn(2).get(0);
    try (Connection plain = cluster.leaf(3, "");
        Statement statement = plain.createStatement()) {
      statement.execute(
          "DROP SCHEMA IF EXISTS outside" + (engine == Engine.MYSQL ? "" : " CASCADE"));
      statement.execute("CREATE SCHEMA outside");
      statement.execute("CREATE TABLE outside.account (balance INT NOT NULL)");
      statement.execute("INSERT INTO outside.account VALUES (0)");
    }
    try (Victim application = start(cluster, ending, account)) {
      application.awaitReached();
      application.kill();
    }
    boolean stopped = ending == Ending.STOP_BEFORE_THE_LOG || ending == Ending.STOP_AFTER_THE_LOG;
    if (stopped) {
      // On every leaf, and on the plain server where it came to that.
      assertThat(cluster.preparedAnywhere()).isEqualTo(moved ? 4 : 3);
      try (Victim recovery = start(cluster, Ending.RECOVER, account)) {
        recovery.awaitReached();
      }
    }
    assertThat(cluster.preparedAnywhere()).isZero();
    try (Connection connection = cluster.connect(FragileCluster.DATABASE)) {
      assertThat(CoordinatorDeathTest.balance(connection, account)).isEqualTo(moved ? 900 : 1000);
    }
    assertThat(outside(cluster)).isEqualTo(moved ? 100 : 0);
  }

  private Victim start(FragileCluster cluster, Ending ending, int account) throws Exception {
    List<String> plain = cluster.plain(3);
    return Victim.start(
        ManagedTransfer.class,
        ending.name(),
        directory.toString(),
        cluster.url(FragileCluster.DATABASE),
        Integer.toString(account),
        plain.get(0),
        plain.get(1),
        plain.get(2));
  }

  private static int outside(FragileCluster cluster) throws SQLException {
    try (Connection plain = cluster.leaf(3, "");
        Statement statement = plain.createStatement();
        ResultSet row = statement.executeQuery("SELECT balance FROM outside.account")) {
      row.next();
      return row.getInt(1);
    }
  }
}
