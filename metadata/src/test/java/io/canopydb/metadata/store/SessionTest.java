package io.canopydb.metadata.store;

import static io.canopydb.metadata.store.ConnectTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.store.MetadataException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
          new Registration("slow-host", 3307, Aggregator.Kind.PROXY, 0, Holdings.UNKNOWN);
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
      slow.set(path, Registration.CODEC.encode(registration.with(version, Holdings.UNKNOWN)), -1);
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
    DrainScope used = new DrainScope.OfPartition("shop", 3);
    b.heldBy(
        applied ->
            busy.get() && applied.variables().containsKey("v")
                ? new Holdings(
                    applied.version() - 1, List.of(new Holdings.Part(used, applied.version() - 1)))
                : Holdings.nothingBefore(applied.version()));
    DrainScope all = new DrainScope.Everything();
    a.drained(a.snapshot().version(), List.of(all, used), Eventually.PATIENCE);
    long version = a.update(s -> s.withVariable("v", "1")).version();
    barrier(a, version);
    a.drained(version, List.of(new DrainScope.OfPartition("shop", 4)), Eventually.PATIENCE);
    for (DrainScope scope : List.of(all, used, new DrainScope.OfDatabase("shop"))) {
      assertFails(
          Reason.TIMEOUT,
          "ended the statements from before version " + version,
          () -> a.drained(version, List.of(scope), Duration.ofMillis(200)));
    }
    busy.set(false);
    a.drained(version, List.of(used, all), Eventually.PATIENCE);
  }

  /** The znode tells anew only what has changed, however often it is looked at. */
  @Test
  void whatIsHeldIsWrittenOnceForEachChange() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    AtomicLong oldest = new AtomicLong(-1);
    DrainScope used = new DrainScope.OfTable("shop", "t");
    AtomicInteger looks = new AtomicInteger();
    a.heldBy(
        applied -> {
          looks.incrementAndGet();
          return oldest.get() < 0
              ? Holdings.nothingBefore(applied.version())
              : new Holdings(oldest.get(), List.of(new Holdings.Part(used, oldest.get())));
        });
    oldest.set(a.snapshot().version());
    long version = a.update(s -> s.withVariable("v", "1")).version();
    barrier(a, version);
    String address = ZOOKEEPER.connectString();
    String path = new Znodes(address.substring(address.indexOf('/'))).aggregator(a.aggregatorId());
    int before = writes(a, path);
    int looked = looks.get();
    Eventually.holds("it has looked often", () -> looks.get() > looked + 20);
    assertThat(writes(a, path)).isEqualTo(before);
    oldest.set(-1);
    a.drained(version, List.of(used), Eventually.PATIENCE);
    assertThat(writes(a, path)).isEqualTo(before + 1);
  }

  private static int writes(ZooKeeperStore store, String path) throws Exception {
    return store.client().curator().checkExists().forPath(path).getVersion();
  }

  @Test
  void aRegistrationOfAnOlderCanopyHasDrainedNothing() throws Exception {
    String before =
        "{\"format\":1,\"host\":\"h\",\"port\":0,\"kind\":\"DRIVER\",\"mapVersion\":7,"
            + "\"drainedVersion\":7,\"oldestHeld\":7}";
    Registration read = Registration.CODEC.decode(before.getBytes(StandardCharsets.UTF_8));
    assertThat(read.mapVersion()).isEqualTo(7);
    assertThat(read.held()).isEqualTo(Holdings.UNKNOWN);
    assertThat(read.held().olderThan(0, List.of(new DrainScope.OfTable("shop", "t")))).isTrue();
    Holdings held =
        new Holdings(
            5,
            List.of(
                new Holdings.Part(new DrainScope.OfTable("shop", "t"), 5),
                new Holdings.Part(new DrainScope.OfPartition("shop", 3), 4),
                new Holdings.Part(new DrainScope.OfDatabase("shop"), 3),
                new Holdings.Part(new DrainScope.Everything(), 2)));
    assertThat(Registration.CODEC.decode(Registration.CODEC.encode(read.with(8, held))))
        .isEqualTo(read.with(8, held));
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
