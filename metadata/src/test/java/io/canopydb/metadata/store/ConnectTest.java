package io.canopydb.metadata.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectTest {

  @RegisterExtension static final TestZooKeeper ZOOKEEPER = new TestZooKeeper();

  static void assertFails(Reason reason, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MetadataException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(reason);
              assertThat(failure.getMessage()).contains(message);
            });
  }

  @Test
  void aNewClusterIsEmptyAndTheLeaseIsHeldAtOnce() throws Exception {
    ZooKeeperStore store = ZOOKEEPER.connect();
    assertThat(store.snapshot().version()).isZero();
    assertThat(store.snapshot().engine()).isEqualTo(Engine.MYSQL);
    assertThat(store.snapshot().databases()).isEmpty();
    assertThat(store.clusterId()).hasSize(36).isEqualTo(ZOOKEEPER.connect().clusterId());
    assertThat(store.lease().held()).isTrue();
    assertThat(store.aggregators())
        .hasSize(2)
        .allMatch(aggregator -> aggregator.host().equals("test-host") && !aggregator.master());
  }

  @Test
  void aClusterIsMadeOnceAndKeepsItsEngine() throws Exception {
    String address = ZOOKEEPER.connectString() + "/deeper/still/";
    assertThat(ZooKeeperStore.create(address, Engine.POSTGRESQL)).isTrue();
    assertThat(ZooKeeperStore.create(address, Engine.POSTGRESQL)).isFalse();
    assertFails(
        Reason.CONFLICT,
        "is one of POSTGRESQL leaves",
        () -> ZooKeeperStore.create(address, Engine.MYSQL));
  }

  @Test
  void manyWhoMakeTheSameClusterMakeOne() throws Exception {
    String address = ZOOKEEPER.connectString() + "/raced";
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> made =
          threads.invokeAll(
              Collections.nCopies(4, () -> ZooKeeperStore.create(address, Engine.MYSQL)));
      int founders = 0;
      for (Future<Boolean> each : made) {
        founders += each.get() ? 1 : 0;
      }
      assertThat(founders).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whereThereIsNoClusterConnectingSaysSoAndLeavesNothing() throws Exception {
    String address = ZOOKEEPER.connectString() + "/none";
    ConnectOptions options = ConnectOptions.of(address, Aggregator.Kind.DRIVER, "h", 0);
    assertFails(Reason.NOT_FOUND, "no Canopy cluster", () -> ZooKeeperStore.connect(options));
    String path = address.substring(address.indexOf('/'));
    assertThat(ZOOKEEPER.connect().client().exists(path)).isFalse();
  }

  @Test
  void whereSomethingElseLiesNoClusterIsMade() throws Exception {
    ZooKeeperClient client = ZOOKEEPER.connect().client();
    client.create("/taken/leaves", new byte[0]);
    assertFails(
        Reason.CONFLICT,
        "no Canopy cluster",
        () ->
            ZooKeeperStore.create(ZOOKEEPER.server().getConnectString() + "/taken", Engine.MYSQL));
    assertThat(client.children("/taken")).containsExactly("leaves");
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUpInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      ConnectOptions options =
          ConnectOptions.of("127.0.0.1:" + silent.getLocalPort(), Aggregator.Kind.DRIVER, "h", 0)
              .withConnectTimeout(Duration.ofMillis(300));
      long start = System.nanoTime();
      assertFails(Reason.UNREACHABLE, "within 300 ms", () -> ZooKeeperStore.connect(options));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":2181",
        "zk:",
        "zk:0",
        "zk:99999",
        "zk:x",
        "a,,b",
        "/canopy",
        "zk//a",
        "zk/a/../b",
        "zk/a b"
      })
  void whatIsNoAddressIsRefused(String address) {
    assertFails(Reason.UNREACHABLE, "'", () -> ClusterAddress.parse(address));
  }

  @ParameterizedTest
  @CsvSource({
    "zk, zk, /canopy",
    "'zk1:2181,zk2:2182', 'zk1:2181,zk2:2182', /canopy",
    "'zk1:2181, zk2', 'zk1:2181, zk2', /canopy",
    "zk:2181/, zk:2181, /canopy",
    "zk:2181/canopy/prod/, zk:2181, /canopy/prod",
    "[::1]:2181/x, [::1]:2181, /x"
  })
  void anAddressMayEndInThePathOfTheCluster(String text, String servers, String root)
      throws Exception {
    assertThat(ClusterAddress.parse(text)).isEqualTo(new ClusterAddress(servers, root));
  }

  @Test
  void closingEndsTheSessionAndAllThreads() throws Exception {
    ZooKeeperStore watching = ZOOKEEPER.connect();
    Set<String> before = threads();
    ZooKeeperStore store = ZOOKEEPER.connect();
    store.requests().serve(request -> new Requests.Answer(true, ""));
    assertThat(watching.aggregators()).hasSize(2);
    assertThat(threads()).hasSizeGreaterThan(before.size());
    store.close();
    store.close();
    assertThat(watching.aggregators()).hasSize(1);
    assertThat(store.lease().held()).isFalse();
    assertThat(store.snapshot()).isNotNull();
    assertFails(Reason.UNREACHABLE, "closed", () -> store.update(s -> s.withVariable("a", "b")));
    Eventually.holds("its threads end", () -> before.containsAll(threads()));
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .filter(thread -> thread.getName().startsWith("canopy-"))
        .map(thread -> thread.getName() + " " + thread.getId())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
