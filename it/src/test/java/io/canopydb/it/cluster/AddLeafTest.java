package io.canopydb.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.command.AddLeafAnswer;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.it.system.Eventually;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ZooKeeperStore;
import io.canopydb.rebalancer.leaf.LeafAdmin;
import io.canopydb.rebalancer.leaf.LeafIdentity;
import io.canopydb.rebalancer.master.StepListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** ADD LEAF on real servers: what it does, refuses, and how it goes on when something dies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class AddLeafTest {
  private static final Duration BACK = Duration.ofSeconds(30);

  private final Engine engine;
  private ClusterServers servers;
  private TestCluster cluster;

  AddLeafTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeAll
  void startServers() throws Exception {
    servers = ClusterServers.start(engine, 3);
  }

  @AfterAll
  void stopServers() throws Exception {
    servers.close();
  }

  @BeforeEach
  void makeCluster() throws Exception {
    cluster = new TestCluster(engine);
  }

  @AfterEach
  void removeCluster() throws Exception {
    cluster.close();
    servers.clean();
  }

  ClusterServers servers() {
    return servers;
  }

  TestCluster cluster() {
    return cluster;
  }

  AddLeafAnswer add(ZooKeeperStore store, int server) throws SQLException {
    return TestCluster.addLeaf(store, servers.address(server), servers.accounts().admin());
  }

  void assertFails(CanopyError error, ThrowingCallable call, String... texts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(CanopyError.of(e)).contains(error))
        .hasMessageContainingAll(texts)
        .hasMessageNotContaining(servers.accounts().admin().password());
  }

  Optional<LeafIdentity> identity(int server) throws SQLException {
    try (Connection connection = servers.admin(server).open(null)) {
      return LeafAdmin.of(engine).identity(connection);
    }
  }

  @Test
  void leavesGetIdsGroupsAndTheirIdentity() throws Exception {
    ZooKeeperStore master = cluster.startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster.connect(Aggregator.Kind.DRIVER);
    AddLeafAnswer first = add(driver, 0);
    AddLeafAnswer second = add(driver, 1);
    AddLeafAnswer third = add(driver, 2);
    assertThat(first.leaf()).isEqualTo(1);
    assertThat(second.leaf()).isEqualTo(2);
    assertThat(third.leaf()).isEqualTo(3);
    assertThat(new int[] {first.group(), second.group(), third.group()}).containsExactly(1, 2, 1);
    assertThat(first.warnings()).isEmpty();
    // ADD LEAF returns when every aggregator knows the leaf.
    for (ZooKeeperStore store : new ZooKeeperStore[] {master, driver}) {
      Leaf leaf = store.snapshot().leaves().get(3);
      assertThat(leaf.state()).isEqualTo(LeafState.ONLINE);
      assertThat(leaf.port()).isEqualTo(servers.address(2).port());
      assertThat(leaf.version()).isEqualTo(third.version()).isNotEmpty();
      assertThat(leaf.account().user()).isEqualTo(servers.accounts().admin().user());
      assertThat(leaf.account().sealedPassword())
          .doesNotContain(servers.accounts().admin().password());
    }
    LeafIdentity identity = identity(2).orElseThrow();
    assertThat(identity.clusterId()).isEqualTo(master.clusterId());
    assertThat(identity.leafId()).isEqualTo(3);
    assertThat(identity.stage()).isEqualTo(LeafIdentity.Stage.ADMITTED);
  }

  @Test
  void aLeafIsAddedOnceAndBelongsToOneCluster() throws Exception {
    cluster.startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster.connect(Aggregator.Kind.DRIVER);
    add(driver, 0);
    assertFails(
        CanopyError.LEAF_UNSUITABLE, () -> add(driver, 0), "leaf 1 of this cluster already");
    try (TestCluster other = new TestCluster(engine)) {
      other.startMaster(StepListener.NONE);
      ZooKeeperStore elsewhere = other.connect(Aggregator.Kind.DRIVER);
      assertFails(
          CanopyError.LEAF_UNSUITABLE,
          () -> add(elsewhere, 0),
          "leaf 1 of another cluster, " + driver.clusterId());
    }
    assertThat(identity(0)).isPresent();
    assertThat(driver.snapshot().leaves()).containsOnlyKeys(1);
  }

  @Test
  void anotherServerAtTheAddressOfALeafIsNotTakenForIt() throws Exception {
    cluster.startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster.connect(Aggregator.Kind.DRIVER);
    add(driver, 0);
    try (Connection connection = servers.admin(0).open(null)) {
      LeafAdmin.of(engine).dropIdentity(connection); // as a new, empty server would be
    }
    assertFails(
        CanopyError.LEAF_UNSUITABLE, () -> add(driver, 0), "leaf 1 of this cluster has that");
  }

  @Test
  void aWrongPasswordIsRefusedAndLeavesNothing() throws Exception {
    cluster.startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster.connect(Aggregator.Kind.DRIVER);
    Credentials wrong = new Credentials(servers.accounts().admin().user(), "wrong-password");
    assertFails(
        CanopyError.AUTHENTICATION,
        () -> TestCluster.addLeaf(driver, servers.address(0), wrong),
        servers.address(0).toString());
    assertThat(identity(0)).isEmpty();
    assertThat(driver.snapshot().leaves()).isEmpty();
    assertThat(add(driver, 0).leaf()).as("no id was used up").isEqualTo(1);
  }

  @Test
  void aServerThatIsDownIsRefusedAndAddedWhenItIsUp() throws Exception {
    cluster.startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster.connect(Aggregator.Kind.DRIVER);
    servers.kill(1);
    try {
      assertFails(
          CanopyError.LEAF_UNREACHABLE, () -> add(driver, 1), servers.address(1).toString());
    } finally {
      servers.restart(1);
    }
    assertThat(add(driver, 1).leaf()).isEqualTo(1);
  }

  @Test
  void aLeafThatDiesWhileItIsAddedIsAddedLater() throws Exception {
    AtomicInteger kills = new AtomicInteger();
    cluster.startMaster(
        step -> {
          if (step.startsWith("write the identity") && kills.getAndIncrement() == 0) {
            try {
              servers.kill(0);
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
        });
    ZooKeeperStore driver = cluster.connect(Aggregator.Kind.DRIVER);
    try {
      assertThatThrownBy(() -> add(driver, 0)).isInstanceOf(SQLException.class);
      assertThat(driver.snapshot().leaves()).isEmpty();
    } finally {
      servers.restart(0);
    }
    AddLeafAnswer answer = add(driver, 0);
    assertThat(driver.snapshot().leaves()).containsOnlyKeys(answer.leaf());
  }

  @Test
  void withoutAMasterAggregatorTheUserIsToldToStartOne() throws Exception {
    ZooKeeperStore driver = cluster.connect(Aggregator.Kind.DRIVER);
    assertFails(CanopyError.NO_MASTER, () -> add(driver, 0), "canopy manager");
    cluster.startMaster(StepListener.NONE);
    ZooKeeperStore second = cluster.connect(Aggregator.Kind.DRIVER);
    assertThat(add(second, 1).leaf()).as("the first request was withdrawn").isEqualTo(1);
    assertThat(identity(0)).isEmpty();
  }

  @Test
  void withoutZooKeeperTheUserIsToldSo() throws Exception {
    ZooKeeperStore master = cluster.startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster.connect(Aggregator.Kind.DRIVER);
    add(driver, 0);
    cluster.zooKeeper().stop();
    assertFails(CanopyError.STORE_LOST, () -> add(driver, 1), "ZooKeeper");
    assertThat(driver.snapshot().leaves()).containsOnlyKeys(1);
    cluster.zooKeeper().restart();
    for (ZooKeeperStore store : List.of(master, driver)) {
      Eventually.within(BACK, () -> assertThat(store.lease().held()).isTrue());
    }
    assertThat(add(driver, 1).leaf()).isEqualTo(2);
  }

  @Test
  void aMasterThatDiesAtAnyStepIsFollowedByOneThatFinishes() throws Exception {
    for (String step : new String[] {"write the identity", "publish", "mark"}) {
      try (TestCluster own = new TestCluster(engine)) {
        dieAt(step, own);
      }
      servers.clean();
    }
  }

  /** The first master aggregator stops dead right before a step, and loses its session there. */
  private void dieAt(String step, TestCluster own) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    ZooKeeperStore first =
        own.startMaster(
            next -> {
              if (next.startsWith(step)) {
                reached.countDown();
                awaitInterrupt();
              }
            });
    ZooKeeperStore driver = own.connect(Aggregator.Kind.DRIVER);
    CompletableFuture<AddLeafAnswer> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return add(driver, 0);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(reached.await(30, TimeUnit.SECONDS)).as(step).isTrue();
    first.close();
    own.startMaster(StepListener.NONE);
    int id = answer.get(60, TimeUnit.SECONDS).leaf();
    ClusterSnapshot snapshot = driver.snapshot();
    assertThat(snapshot.leaves()).as(step).containsOnlyKeys(id);
    LeafIdentity identity = identity(0).orElseThrow();
    assertThat(identity.leafId()).as(step).isEqualTo(id);
    assertThat(identity.stage()).as(step).isEqualTo(LeafIdentity.Stage.ADMITTED);
  }

  /** Blocks until the master aggregator's thread is interrupted, and then does not go on. */
  static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("dead", e);
    }
  }
}
