package io.canopydb.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.session.AggregatorOptions;
import io.canopydb.driver.session.Clusters;
import io.canopydb.driver.session.OpenCluster;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.it.pool.PlainServer;
import io.canopydb.it.system.Eventually;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ZooKeeperStore;
import io.canopydb.proxy.local.LeafAccounts;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a process is connected to which cluster. */
class SharedClustersTest {
  private static final Credentials ACCOUNT = new Credentials("app", "app");
  private static TestingServer zooKeeper;
  private static ZooKeeperStore store;

  @BeforeAll
  static void start() throws Exception {
    zooKeeper = new TestingServer(true);
    String address = zooKeeper.getConnectString() + "/canopy";
    ZooKeeperStore.create(address, Engine.POSTGRESQL);
    store = ZooKeeperStore.connect(address, Aggregator.Kind.MANAGER, "test", 0);
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    zooKeeper.close();
  }

  static String url(String server, String properties) {
    return "jdbc:canopy://" + server + "/?" + properties;
  }

  static AggregatorOptions options(String url) throws SQLException {
    return AggregatorOptions.driver(CanopyUrl.parse(url, new Properties()), FaultPoint.NONE);
  }

  private static AggregatorOptions here(String properties) throws SQLException {
    return options(url(zooKeeper.getConnectString(), properties));
  }

  /** Those that are registered beside this test itself. */
  private static List<Aggregator> others() throws Exception {
    return store.aggregators().stream()
        .filter(one -> !one.id().equals(store.aggregatorId()))
        .toList();
  }

  @Test
  void aDeadZooKeeperHoldsUpNoOtherCluster() throws Exception {
    Clusters clusters = new Clusters();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    // It takes connections and says nothing.
    try (ServerSocket silent = new ServerSocket(0)) {
      AggregatorOptions dead =
          options(url("127.0.0.1:" + silent.getLocalPort(), "connectTimeout=600000"));
      List<Future<OpenCluster>> attempts = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        attempts.add(threads.submit(() -> clusters.open(dead, ACCOUNT)));
      }
      silent.accept().close();
      for (int i = 0; i < 3; i++) {
        clusters.open(here("clusterLinger=0"), ACCOUNT).close();
      }
      assertThat(others()).isEmpty();
      assertThat(attempts).noneMatch(Future::isDone);
    } finally {
      threads.shutdownNow();
    }
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void thoseWhoOpenOneAtOnceShareItAndItsFailure() throws Exception {
    Clusters clusters = new Clusters();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    try {
      List<OpenCluster> opened = atOnce(threads, clusters, here("clusterLinger=0"));
      assertThat(opened).hasSize(8);
      assertThat(others()).hasSize(1);
      for (OpenCluster one : opened) {
        one.close();
        one.close();
      }
      assertThat(others()).isEmpty();
      AggregatorOptions nobody = options(url("127.0.0.1:" + closed, "connectTimeout=300"));
      assertThat(atOnce(threads, clusters, nobody)).isEmpty();
      // Who comes later makes an attempt of his own.
      assertThatThrownBy(() -> clusters.open(nobody, ACCOUNT))
          .hasMessageContaining("ZooKeeper at 127.0.0.1:" + closed);
    } finally {
      threads.shutdownNow();
    }
  }

  /** What those of eight threads get that open it without a failure. */
  private static List<OpenCluster> atOnce(
      ExecutorService threads, Clusters clusters, AggregatorOptions options) throws Exception {
    CountDownLatch together = new CountDownLatch(8);
    List<Future<List<OpenCluster>>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          threads.submit(
              () -> {
                together.countDown();
                together.await();
                try {
                  return List.of(clusters.open(options, ACCOUNT));
                } catch (SQLException e) {
                  assertThat(e.getMessage()).contains("ZooKeeper at");
                  return List.of();
                }
              }));
    }
    List<OpenCluster> opened = new ArrayList<>();
    for (Future<List<OpenCluster>> one : all) {
      opened.addAll(one.get(30, TimeUnit.SECONDS));
    }
    return opened;
  }

  @Test
  void itStaysForAWhileAfterItsLastUse() throws Exception {
    Clusters clusters = new Clusters();
    clusters.open(here("clusterLinger=60000"), ACCOUNT).close();
    List<Aggregator> first = others();
    assertThat(first).hasSize(1);
    try (OpenCluster again = clusters.open(here("clusterLinger=60000&user=other"), ACCOUNT)) {
      assertThat(others()).extracting(Aggregator::id).containsExactly(first.get(0).id());
      // What it is to the cluster makes another one of it.
      try (OpenCluster other = clusters.open(here("clusterLinger=0&poolSize=3"), ACCOUNT)) {
        assertThat(others()).hasSize(2);
      }
      assertThat(others()).hasSize(1);
    }
    clusters.open(here("clusterLinger=300"), ACCOUNT).close();
    Eventually.within(
        Duration.ofSeconds(30),
        () -> assertThat(others()).extracting(Aggregator::id).containsExactly(first.get(0).id()));
    clusters.end();
    assertThat(others()).isEmpty();
  }

  @Test
  void whoeverOpensItByOptionsIsThatAndHoldsIt() throws Exception {
    Clusters clusters = new Clusters();
    AggregatorOptions proxy =
        here("clusterLinger=0").as(Aggregator.Kind.PROXY, "db.example.org", 3306).withThreads(3);
    try (OpenCluster held = clusters.open(proxy, ACCOUNT)) {
      clusters.open(proxy, ACCOUNT).close();
      assertThat(others())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.kind()).isEqualTo(Aggregator.Kind.PROXY);
                assertThat(one.host()).isEqualTo("db.example.org");
                assertThat(one.port()).isEqualTo(3306);
              });
      CanopyUrl url = CanopyUrl.parse(url(zooKeeper.getConnectString(), ""), new Properties());
      assertThatThrownBy(() -> held.open(url, ACCOUNT)).hasMessageContaining("no online leaf");
      assertThat(others()).hasSize(1);
    }
    assertThat(others()).isEmpty();
  }

  /**
   * Someone whom a server has asked for his proof itself, and who works by the server's account.
   */
  private record Behind(String user, LeafAccounts accounts) implements Identity {
    @Override
    public void prove(Leaf leaf, Properties properties) {
      properties.setProperty("user", accounts.app().user());
      properties.setProperty("password", accounts.app().password());
    }

    @Override
    public String toString() {
      return user;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSessionMayHaveAnotherProofThanAPasswordOfItsUrl(Engine engine) throws Exception {
    LeafServer server = SharedServers.of(engine).leaves().get(0);
    String place = io.canopydb.it.system.TestCluster.of(engine).url("", "nobody", "nothing");
    CanopyUrl url = CanopyUrl.parse(place + "&clusterLinger=0", new Properties());
    Clusters clusters = new Clusters();
    assertThatThrownBy(() -> clusters.open(url).close())
        .hasMessageContaining("nobody")
        .message()
        .doesNotContain("nothing");
    Identity alice = new Behind("alice", server.accounts());
    try (OpenCluster cluster =
            clusters.open(AggregatorOptions.driver(url, FaultPoint.NONE), alice);
        Session session = cluster.open(url, alice)) {
      String user =
          session.onShell(leaf -> PlainServer.ask(leaf, "SELECT CURRENT_USER")).split("@")[0];
      assertThat(user).isEqualTo(server.accounts().app().user());
    }
  }

  @Test
  void itsThreadsKeepNoProcessAlive() throws Exception {
    Clusters clusters = new Clusters();
    List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
    try (OpenCluster open = clusters.open(here("clusterLinger=0"), ACCOUNT)) {
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> !before.contains(thread))
          .filteredOn(thread -> thread.getName().contains("canopy"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);
    }
  }

  /** ZooKeeper would keep the dead process' session for a minute. */
  @Test
  void aProcessThatEndsTakesLeave() throws Exception {
    ProcessBuilder program =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ShortProgram.class.getName(),
            url(
                zooKeeper.getConnectString(),
                "clusterLinger=600000&zooKeeperSessionTimeout=60000"));
    Process process =
        program
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(others()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }
}
