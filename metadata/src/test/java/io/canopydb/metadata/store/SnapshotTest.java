package io.canopydb.metadata.store;

import static io.canopydb.metadata.store.ConnectTest.assertFails;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SnapshotTest {

  @RegisterExtension static final TestZooKeeper ZOOKEEPER = new TestZooKeeper();

  private static final Duration PATIENCE = Eventually.PATIENCE;

  /** Waits until all stores have applied what this one has. */
  private static void settle(ZooKeeperStore store) throws Exception {
    store.barrier(store.snapshot().version(), PATIENCE);
  }

  private static Database shop(ClusterSnapshot snapshot) {
    return snapshot.databases().get("shop");
  }

  @Test
  void everyKindOfChangeReachesAnotherStoreAndOneThatConnectsLater() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    ZooKeeperStore b = ZOOKEEPER.connect();
    List<UnaryOperator<ClusterSnapshot>> edits =
        List.of(
            s -> s.withLeaf(Samples.leaf(1)).withLeaf(Samples.leaf(2)),
            s -> s.withDatabase(Samples.database("shop")),
            s -> s.withLeaf(s.leaves().get(2).withState(LeafState.OFFLINE)),
            s -> s.withDatabase(Samples.with(shop(s), Samples.table("items"))),
            s ->
                s.withDatabase(
                    Samples.with(shop(s), shop(s).tables().get("items").withNumbering(9))),
            s -> s.withDatabase(Samples.without(shop(s), "orders")),
            s -> s.withDatabase(shop(s).withViews(Map.of())),
            s -> s.withDatabase(shop(s).withSequences(Map.of())),
            s -> s.withDatabase(shop(s).withPartitionMap(Samples.map(16, 2))),
            s -> s.withVariable("redundancy_level", "2"),
            s -> s.withDatabase(Samples.database("a/b.c \u6728")),
            s -> s.withoutDatabase("a/b.c \u6728").withoutLeaf(1));
    for (var edit : edits) {
      ClusterSnapshot wanted = edit.apply(a.snapshot());
      ClusterSnapshot stored = a.update(edit);
      assertThat(stored.version()).isEqualTo(wanted.version() + 1);
      assertThat(a.snapshot()).isSameAs(stored);
      settle(a);
      assertThat(b.snapshot()).isEqualTo(stored);
      assertThat(stored.leaves()).isEqualTo(wanted.leaves());
      assertThat(stored.databases()).isEqualTo(wanted.databases());
      assertThat(stored.variables()).isEqualTo(wanted.variables());
      assertThat(ZOOKEEPER.connect().snapshot()).isEqualTo(stored);
    }
  }

  @Test
  void whatDidNotChangeStaysTheSameObject() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    ZooKeeperStore b = ZOOKEEPER.connect();
    a.update(
        s ->
            s.withLeaf(Samples.leaf(1))
                .withDatabase(Samples.database("shop"))
                .withDatabase(Samples.database("other")));
    settle(a);
    ClusterSnapshot before = b.snapshot();
    a.update(s -> s.withDatabase(Samples.with(shop(s), Samples.table("items"))));
    settle(a);
    ClusterSnapshot after = b.snapshot();
    assertThat(after.databases().get("other")).isSameAs(before.databases().get("other"));
    assertThat(shop(after)).isNotSameAs(shop(before));
    assertThat(shop(after).partitionMap()).isSameAs(shop(before).partitionMap());
    shop(before)
        .tables()
        .forEach((name, table) -> assertThat(shop(after).tables().get(name)).isSameAs(table));
    assertThat(after.leaves().get(1)).isSameAs(before.leaves().get(1));
    // Reading all again keeps them too.
    ClusterSnapshot again =
        new SnapshotReader(new Znodes(root()), b.client()).readAll(after, after.version());
    assertThat(shop(again)).isSameAs(shop(after));
    assertThat(again.leaves().get(1)).isSameAs(after.leaves().get(1));
  }

  /** Shown by a table that nobody could read again. */
  @Test
  void onlyWhatChangedIsReadAgain() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    ZooKeeperStore b = ZOOKEEPER.connect();
    a.update(s -> s.withDatabase(Samples.database("shop")));
    settle(a);
    String orders = new Znodes(root()).part(new Part.OfTable("shop", "orders"));
    a.client().set(orders, "{damaged".getBytes(UTF_8), -1);
    a.update(s -> s.withDatabase(Samples.with(shop(s), Samples.table("items"))));
    settle(a);
    assertThat(shop(b.snapshot()).tables()).containsKeys("orders", "items");
    assertFails(Reason.UNREADABLE, orders, ZOOKEEPER::connect);
  }

  @Test
  void aStoreThatMissedMoreThanTheLogHoldsReadsAll() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    a.update(s -> s.withDatabase(Samples.database("shop")).withDatabase(Samples.database("gone")));
    ClusterSnapshot old = a.snapshot();
    a.update(s -> s.withoutDatabase("gone"));
    for (int i = 0; i < 70; i++) {
      String value = "v" + i;
      a.update(s -> s.withVariable("v", value));
    }
    VersionRecord record =
        VersionRecord.CODEC.decode(a.client().get(new Znodes(root()).version()).data());
    assertThat(record.changedSince(old.version())).isEmpty();
    SnapshotReader reader = new SnapshotReader(new Znodes(root()), a.client());
    ClusterSnapshot caughtUp = reader.readAll(old, record.version());
    assertThat(caughtUp).isEqualTo(a.snapshot());
    assertThat(shop(caughtUp)).isSameAs(shop(old));
  }

  @Test
  void concurrentChangesLoseNothing() throws Exception {
    int each = 10;
    List<ZooKeeperStore> stores =
        List.of(ZOOKEEPER.connect(), ZOOKEEPER.connect(), ZOOKEEPER.connect());
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < 6; t++) {
        ZooKeeperStore store = stores.get(t % stores.size());
        String own = "own" + t;
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    store.update(s -> increment(increment(s, "all"), own));
                    assertThat(store.snapshot().variables()).containsKey(own);
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    // The stores apply each other's changes on their own threads.
    stores.get(0).barrier(6L * each, PATIENCE);
    for (ZooKeeperStore store : stores) {
      assertThat(store.snapshot().version()).isEqualTo(6L * each);
      assertThat(store.snapshot().variables()).containsEntry("all", String.valueOf(6 * each));
      assertThat(store.snapshot().variables()).containsEntry("own3", String.valueOf(each));
    }
  }

  private static ClusterSnapshot increment(ClusterSnapshot snapshot, String variable) {
    int value = Integer.parseInt(snapshot.variables().getOrDefault(variable, "0"));
    return snapshot.withVariable(variable, String.valueOf(value + 1));
  }

  @Test
  void anEditSeesTheNewestAndMayGiveUp() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    ZooKeeperStore b = ZOOKEEPER.connect();
    for (int i = 1; i <= 20; i++) {
      String value = String.valueOf(i);
      a.update(s -> s.withVariable("v", value));
      assertThatThrownBy(
              () ->
                  b.update(
                      s -> {
                        throw new MetadataEditRejected("saw " + s.variables().get("v"));
                      }))
          .isInstanceOf(MetadataEditRejected.class)
          .hasMessage("saw " + value);
    }
    assertThat(b.update(s -> s).version()).isEqualTo(20);
    assertThat(b.snapshot().version()).isEqualTo(20);
  }

  @Test
  void aDefectiveEditChangesNothing() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    a.update(s -> s.withDatabase(Samples.database("shop")));
    assertThatThrownBy(
            () ->
                a.update(s -> s.withDatabase(shop(s).withTables(Map.of("x", Samples.table("y"))))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("y is filed under x");
    assertThat(a.snapshot().version()).isEqualTo(1);
  }

  @Test
  void aBigClusterIsWrittenAndReadWithinTheLimits() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    ZooKeeperStore b = ZOOKEEPER.connect();
    Map<String, Table> tables = new TreeMap<>();
    for (int i = 0; i < 1_000; i++) {
      tables.put("table_" + i, Samples.table("table_" + i));
    }
    a.update(
        s ->
            s.withDatabase(
                new Database("big", Samples.map(1_024, 64), tables, Map.of(), Map.of())));
    settle(a);
    assertThat(b.snapshot()).isEqualTo(a.snapshot());
    a.update(
        s -> s.withDatabase(Samples.with(s.databases().get("big"), Samples.table("one more"))));
    settle(a);
    assertThat(ZOOKEEPER.connect().snapshot()).isEqualTo(a.snapshot());
    a.update(s -> s.withoutDatabase("big"));
    settle(a);
    assertThat(b.snapshot().databases()).isEmpty();
    assertThat(b.client().children(new Znodes(root()).databases())).isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeItIsSent() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    String huge = String.join("", Collections.nCopies(100_000, "0123456789"));
    assertFails(
        Reason.TOO_LARGE, "bytes in ZooKeeper", () -> a.update(s -> s.withVariable("v", huge)));
    assertThat(a.update(s -> s.withVariable("v", "small")).version()).isEqualTo(1);
  }

  @Test
  void listenersAreToldOfTheNewestAndOneThatFailsHarmsNobody() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    ZooKeeperStore b = ZOOKEEPER.connect();
    List<Long> told = Collections.synchronizedList(new ArrayList<>());
    b.addListener(
        snapshot -> {
          throw new IllegalStateException("this listener always fails");
        });
    b.addListener(snapshot -> told.add(snapshot.version()));
    for (int i = 0; i < 5; i++) {
      String value = "v" + i;
      a.update(s -> s.withVariable("v", value));
    }
    Eventually.holds("version 5 is told", () -> told.contains(5L));
    assertThat(told).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aClusterThatWasMadeAnewIsNotTakenForTheOldOne() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    VersionRecord other = new VersionRecord("another", 5, List.of());
    a.client().set(new Znodes(root()).version(), VersionRecord.CODEC.encode(other), -1);
    assertFails(Reason.UNREADABLE, "made anew", () -> a.update(s -> s.withVariable("v", "1")));
    assertThat(a.snapshot().version()).isZero();
  }

  private static String root() {
    String address = ZOOKEEPER.connectString();
    return address.substring(address.indexOf('/'));
  }
}
