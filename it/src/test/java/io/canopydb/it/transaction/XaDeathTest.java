package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafPools;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.driver.transaction.Resolver;
import io.canopydb.it.system.Eventually;
import io.canopydb.it.transaction.Branches.Name;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ZooKeeperStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The process of a transaction manager is killed at a step of its commit over three leaves. */
class XaDeathTest {
  private static final Duration RELEASED = Duration.ofSeconds(12);

  private static List<Integer> accounts(FragileCluster cluster) throws Exception {
    cluster.fill();
    List<Integer> accounts = new ArrayList<>();
    for (int leaf = 1; leaf <= 3; leaf++) {
      accounts.add(cluster.accountsOn(leaf).get(0));
    }
    return accounts;
  }

  private static Victim start(
      FragileCluster cluster, String step, String name, List<Integer> accounts) throws Exception {
    return Victim.start(
        XaProcess.class,
        cluster.url(FragileCluster.DATABASE),
        step,
        name,
        CoordinatorDeathTest.add(accounts.get(0), -100),
        CoordinatorDeathTest.add(accounts.get(1), 60),
        CoordinatorDeathTest.add(accounts.get(2), 40));
  }

  private static List<Integer> balances(Connection connection, List<Integer> accounts)
      throws SQLException {
    List<Integer> balances = new ArrayList<>();
    for (int account : accounts) {
      balances.add(CoordinatorDeathTest.balance(connection, account));
    }
    return balances;
  }

  static Stream<Arguments> deaths() {
    List<Arguments> all = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      all.add(Arguments.of(engine, "prepared on a leaf", List.of(1000, 1000, 1000)));
      all.add(Arguments.of(engine, "all prepared", List.of(1000, 1000, 1000)));
      all.add(Arguments.of(engine, "manager decided", List.of(900, 1060, 1040)));
    }
    return all.stream();
  }

  /**
   * Before the preparation is written down, and after the manager's word is, nothing is in doubt.
   */
  @ParameterizedTest
  @MethodSource("deaths")
  void leavesTheResolverWhatIsDecided(Engine engine, String step, List<Integer> balances)
      throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    List<Integer> accounts = accounts(cluster);
    try (Victim victim = start(cluster, step, "victim", accounts);
        Connection connection = cluster.connect(FragileCluster.DATABASE)) {
      victim.awaitReached();
      victim.kill();
      Eventually.within(RELEASED, () -> assertThat(cluster.preparedAnywhere()).isZero());
      assertThat(balances(connection, accounts)).isEqualTo(balances);
      XAConnection next = Branches.source(cluster).getXAConnection();
      assertThat(Branches.waiting(next.getXAResource())).isEmpty();
      next.close();
    }
  }

  /**
   * In between only the manager may decide. A resolver settles at once what is left by an
   * aggregator that is gone, so that there is no time to wait for.
   */
  @ParameterizedTest
  @EnumSource
  void leavesTheManagerWhatIsPrepared(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    List<Integer> accounts = accounts(cluster);
    try (Victim victim = start(cluster, "decided", "prepared", accounts);
        Connection connection = cluster.connect(FragileCluster.DATABASE)) {
      victim.awaitReached();
      victim.kill();
      long asked = asked(cluster);
      resolve(cluster);
      assertThat(asked(cluster)).as("it looks without writing").isEqualTo(asked);
      assertThat(cluster.preparedAnywhere()).isEqualTo(3);
      assertThat(balances(connection, accounts)).isEqualTo(List.of(1000, 1000, 1000));
      XAConnection next = Branches.source(cluster).getXAConnection();
      XAResource resource = next.getXAResource();
      assertThat(Branches.waiting(resource)).containsExactly("prepared");
      resource.commit(new Name("prepared"), false);
      assertThat(cluster.preparedAnywhere()).isZero();
      assertThat(balances(connection, accounts)).isEqualTo(List.of(900, 1060, 1040));
      next.close();
    }
  }

  /** How often the leaves were asked for a verdict, which each time writes, or tries to. */
  private static long asked(FragileCluster cluster) throws SQLException {
    long asked = 0;
    for (int leaf = 1; leaf <= 3; leaf++) {
      try (Connection connection = cluster.leaf(leaf, FragileCluster.DATABASE);
          Statement statement = connection.createStatement()) {
        List<String> queries =
            switch (cluster.engine()) {
              case MYSQL -> List.of("SHOW GLOBAL STATUS LIKE 'Com_insert'");
              case POSTGRESQL ->
                  FragileCluster.partitionsOn(leaf).stream()
                      .map(
                          name ->
                              "SELECT SUM(asked) FROM "
                                  + name
                                  + ".canopy_decision WHERE verdict = 'P'")
                      .toList();
            };
        for (String query : queries) {
          try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            asked += row.getLong(row.getMetaData().getColumnCount());
          }
        }
      }
    }
    return asked;
  }

  /**
   * Older versions knew no transaction managers, and their decision tables have no room for them.
   */
  @ParameterizedTest
  @EnumSource
  void findsDecisionTablesOfOlderVersionsBroughtUpToDate(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    List<Integer> accounts = accounts(cluster);
    for (int leaf = 1; leaf <= 3; leaf++) {
      try (Connection connection = cluster.leaf(leaf, FragileCluster.DATABASE);
          Statement statement = connection.createStatement()) {
        for (String name : FragileCluster.partitionsOn(leaf)) {
          statement.execute("ALTER TABLE " + name + ".canopy_decision DROP COLUMN xid");
        }
      }
    }
    round(cluster, 0);
    XAConnection connection = Branches.source(cluster).getXAConnection();
    Branches.work(connection, new Name("upgraded"), CoordinatorDeathTest.add(accounts.get(0), 1));
    XAResource resource = connection.getXAResource();
    assertThat(resource.prepare(new Name("upgraded"))).isEqualTo(XAResource.XA_OK);
    assertThat(Branches.waiting(resource)).containsExactly("upgraded");
    resource.commit(new Name("upgraded"), false);
    connection.close();
  }

  /** Rounds of a resolver, until the dead process is gone from ZooKeeper and one more. */
  private static void resolve(FragileCluster cluster) throws Exception {
    round(cluster, 2); // its own store and the test's own driver
  }

  /** One round of a resolver, when no more aggregators than some are left; 0 for any. */
  private static void round(FragileCluster cluster, int living) throws Exception {
    Credentials account = cluster.credentials();
    try (ZooKeeperStore store =
            ZooKeeperStore.connect(cluster.address(), Aggregator.Kind.DRIVER, "localhost", 0);
        LeafPools pools = new LeafPools(PoolOptions.DEFAULT)) {
      Resolver resolver =
          new Resolver(
              store,
              new Door(store, pools, FaultPoint.NONE),
              leaf -> account,
              Runnable::run,
              FaultPoint.NONE);
      if (living > 0) {
        Eventually.within(
            Duration.ofSeconds(60),
            () -> assertThat(store.aggregators()).hasSizeLessThanOrEqualTo(living));
      }
      resolver.round();
    }
  }
}
