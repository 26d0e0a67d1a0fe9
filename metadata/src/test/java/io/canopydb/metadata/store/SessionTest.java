package io.canopydb.metadata.store;

import static io.canopydb.metadata.store.ConnectTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionTest {

  @RegisterExtension static final TestZooKeeper ZOOKEEPER = new TestZooKeeper();

  @Test
  void anExpiredSessionIsReplacedAndWhatWasMissedIsRead() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    ZooKeeperStore b = ZOOKEEPER.connect();
    for (int i = 1; i <= 2; i++) {
      String value = "v" + i;
      long before = b.client().handle().getSessionId();
      TestZooKeeper.expire(b);
      long version = a.update(s -> s.withVariable("v", value)).version();
      Eventually.holds(
          "a new session with a lease",
          () -> b.client().handle().getSessionId() != before && b.lease().held());
      Eventually.holds("both are registered", () -> a.aggregators().size() == 2);
      a.barrier(version, Eventually.PATIENCE);
      assertThat(b.snapshot().variables()).containsEntry("v", value);
    }
    // Its watches work in the new session.
    a.barrier(a.update(s -> s.withVariable("v", "3")).version(), Eventually.PATIENCE);
    assertThat(b.snapshot().variables()).containsEntry("v", "3");
    b.update(s -> s.withVariable("v", "4"));
  }

  @Test
  void aRegistrationThatSomebodyRemovedIsMadeAgain() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    String address = ZOOKEEPER.connectString();
    Znodes znodes = new Znodes(address.substring(address.indexOf('/')));
    String id = a.aggregators().get(0).id();
    a.client().delete(znodes.aggregator(id), -1);
    Eventually.holds("it is there again", () -> a.aggregators().size() == 1);
    Eventually.holds("the lease is held", () -> a.lease().held());
  }

  @Test
  void withoutZooKeeperTheLeaseLapsesAndReadsGoOn() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    ZooKeeperStore b = ZOOKEEPER.connect();
    a.barrier(a.update(s -> s.withVariable("v", "1")).version(), Eventually.PATIENCE);
    ZOOKEEPER.server().stop();
    try {
      Eventually.holds("the leases lapse", () -> !a.lease().held() && !b.lease().held());
      assertThat(b.snapshot().variables()).containsEntry("v", "1");
      assertFails(Reason.UNREACHABLE, "ZooKeeper", () -> a.update(s -> s.withVariable("v", "2")));
    } finally {
      ZOOKEEPER.server().restart();
    }
    Eventually.holds("the leases are held", () -> a.lease().held() && b.lease().held());
    a.barrier(a.update(s -> s.withVariable("v", "3")).version(), Eventually.PATIENCE);
    assertThat(b.snapshot().variables()).containsEntry("v", "3");
  }

  @Test
  void aBarrierWaitsForTheSlowestUntilItsSessionIsGone() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    ZOOKEEPER.connect();
    ZooKeeperClient slow =
        ZooKeeperClient.open(
            ZOOKEEPER.server().getConnectString(),
            TestZooKeeper.SESSION_TIMEOUT,
            Duration.ofSeconds(10));
    ExecutorService waiting = Executors.newSingleThreadExecutor();
    try {
      String address = ZOOKEEPER.connectString();
      String path = new Znodes(address.substring(address.indexOf('/'))).aggregator("slow");
      Registration registration =
          new Registration("slow-host", 3307, Aggregator.Kind.PROXY, 0, 0, 0);
      slow.curator()
          .create()
          .withMode(CreateMode.EPHEMERAL)
          .forPath(path, Registration.CODEC.encode(registration));
      long version = a.update(s -> s.withVariable("v", "1")).version();
      assertFails(
          Reason.TIMEOUT,
          "proxy at slow-host:3307 has 0",
          () -> a.barrier(version, Duration.ofMillis(50)));

      Future<?> first = waiting.submit(() -> barrier(a, version));
      slow.set(path, Registration.CODEC.encode(registration.with(version, 0, 0)), -1);
      first.get(30, TimeUnit.SECONDS);

      long next = a.update(s -> s.withVariable("v", "2")).version();
      Future<?> second = waiting.submit(() -> barrier(a, next));
      slow.close();
      second.get(30, TimeUnit.SECONDS);
    } finally {
      waiting.shutdownNow();
      slow.close();
    }
  }

  @Test
  void aVersionIsDrainedWhenTheStatementsFromBeforeHaveEnded() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    ZooKeeperStore b = ZOOKEEPER.connect();
    AtomicBoolean busy = new AtomicBoolean(true);
    b.heldBy(
        new MapHolders() {
          @Override
          public long oldestHeld(long applied) {
            return busy.get() ? applied - 1 : applied;
          }

          @Override
          public boolean drained(ClusterSnapshot snapshot) {
            return !busy.get() || !snapshot.variables().containsKey("v");
          }
        });
    a.drained(a.snapshot().version(), Eventually.PATIENCE);
    long version = a.update(s -> s.withVariable("v", "1")).version();
    barrier(a, version);
    assertFails(
        Reason.TIMEOUT,
        "ended the statements from before version " + version,
        () -> a.drained(version, Duration.ofMillis(200)));
    busy.set(false);
    a.drained(version, Eventually.PATIENCE);
  }

  private static Object barrier(ZooKeeperStore store, long version) throws Exception {
    store.barrier(version, Eventually.PATIENCE);
    return version;
  }

  @Test
  void aContactIsGoodWhileBothClocksSaySo() {
    Contact.Moment now = Contact.Moment.now();
    Duration minute = Duration.ofMinutes(1);
    assertThat(Contact.proven(1, now, minute).isGood()).isTrue();
    assertThat(Contact.proven(1, earlier(now, 61, 61), minute).isGood()).isFalse();
    assertThat(Contact.proven(1, earlier(now, 61, 0), minute).isGood()).isFalse();
    assertThat(Contact.proven(1, earlier(now, 0, 61), minute).isGood()).isFalse();
    assertThat(Contact.none().isGood()).isFalse();
  }

  private static Contact.Moment earlier(Contact.Moment now, long monotonic, long wall) {
    return new Contact.Moment(
        now.nanos() - TimeUnit.SECONDS.toNanos(monotonic),
        now.millis() - TimeUnit.SECONDS.toMillis(wall));
  }
}
