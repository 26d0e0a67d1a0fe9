package io.canopydb.metadata.store;

import static io.canopydb.metadata.store.ConnectTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.store.Journal.Entry;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JournalTest {

  @RegisterExtension static final TestZooKeeper ZOOKEEPER = new TestZooKeeper();

  @Test
  void entriesAreReadByAnotherStoreInTheirOrder() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    Journal journal = a.journal();
    Journal other = ZOOKEEPER.connect().journal();
    assertThat(other.scopes()).isEmpty();
    List<Entry> written = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      written.add(journal.write("shop", "ddl", "{\"step\":" + i + ",\"\u00e4\":1}"));
    }
    Entry elsewhere = journal.write("a/b", "ddl", "x");
    assertThat(other.entries("shop")).isEqualTo(written);
    assertThat(other.scopes()).containsExactly("a/b", "shop");
    assertThat(written).extracting(Entry::id).isSorted();
    assertThat(elsewhere.id()).isGreaterThan(written.get(11).id());

    Entry replaced = other.replace(written.get(3), "done");
    assertThat(journal.entries("shop").get(3)).isEqualTo(replaced);
    assertThat(replaced.body()).isEqualTo("done");
    written.forEach(entry -> remove(other, entry));
    other.remove(replaced);
    assertThat(journal.entries("shop")).isEmpty();
    assertThat(journal.scopes()).containsExactly("a/b");
    assertFails(Reason.NOT_FOUND, "gone", () -> journal.replace(replaced, "again"));
    assertThat(journal.write("shop", "ddl", "y").id()).isGreaterThan(elsewhere.id());
  }

  private static void remove(Journal journal, Entry entry) {
    try {
      journal.remove(entry);
    } catch (MetadataException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLockIsHeldByOneUntilItIsClosedByAnyThread() throws Exception {
    Journal a = ZOOKEEPER.connect().journal();
    Journal b = ZOOKEEPER.connect().journal();
    Journal.Lock lock = a.lock("shop", Eventually.PATIENCE);
    assertThat(lock.held()).isTrue();
    assertFails(Reason.TIMEOUT, "lock of shop", () -> b.lock("shop", Duration.ofMillis(100)));
    assertFails(Reason.TIMEOUT, "lock of shop", () -> a.lock("shop", Duration.ofMillis(100)));
    b.lock("other", Eventually.PATIENCE).close();
    Thread closing = new Thread(lock::close);
    closing.start();
    closing.join();
    assertThat(lock.held()).isFalse();
    try (Journal.Lock next = b.lock("shop", Eventually.PATIENCE)) {
      assertThat(next.held()).isTrue();
      lock.close();
      assertThat(next.held()).isTrue();
    }
  }

  @Test
  void aLockIsLostWithItsSession() throws Exception {
    ZooKeeperStore holder = ZOOKEEPER.connect();
    Journal next = ZOOKEEPER.connect().journal();
    try (Journal.Lock lost = holder.journal().lock("shop", Eventually.PATIENCE)) {
      assertThat(lost.held()).isTrue();
      TestZooKeeper.expire(holder);
      try (Journal.Lock taken = next.lock("shop", Eventually.PATIENCE)) {
        assertThat(taken.held()).isTrue();
        Eventually.holds("the holder has a new lease", () -> newLease(holder, lost));
        assertThat(lost.held()).isFalse();
        assertThat(taken.held()).isTrue();
      }
    }
  }

  private static boolean newLease(ZooKeeperStore store, Journal.Lock lost) {
    return !lost.held() && store.lease().held();
  }

  @Test
  void aLockExcludes() throws Exception {
    List<Journal> journals = List.of(ZOOKEEPER.connect().journal(), ZOOKEEPER.connect().journal());
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger passed = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        Journal journal = journals.get(t % 2);
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 5; i++) {
                    try (Journal.Lock lock = journal.lock("shop", Eventually.PATIENCE)) {
                      assertThat(inside.incrementAndGet()).isEqualTo(1);
                      assertThat(lock.held()).isTrue();
                      passed.incrementAndGet();
                      inside.decrementAndGet();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(passed).hasValue(20);
  }
}
