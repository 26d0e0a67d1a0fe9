package io.canopydb.metadata.store;

import static io.canopydb.metadata.store.ConnectTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.store.MetadataException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdRangesTest {

  @RegisterExtension static final TestZooKeeper ZOOKEEPER = new TestZooKeeper();

  private IdRanges ids;

  @BeforeEach
  void connect() throws Exception {
    ids = ZOOKEEPER.connect().idRanges();
  }

  @Test
  void numbersBeginWhereTheyAreToldAndGrow() throws Exception {
    assertThat(ids.highest("shop", "t.id")).isEqualTo(Long.MIN_VALUE);
    assertThat(ids.reserve("shop", "t.id", 100, 10)).isEqualTo(100);
    assertThat(ids.reserve("shop", "t.id", 100, 1)).isEqualTo(110);
    assertThat(ids.highest("shop", "t.id")).isEqualTo(110);
    assertThat(ids.reserve("shop", "a/b.\u6728", 1, 1)).isEqualTo(1);
    assertThat(ids.reserve("other", "t.id", 1, 1)).isEqualTo(1);
  }

  @Test
  void aRaisedNumberIsNeverHandedOut() throws Exception {
    ids.raise("shop", "t.id", 500);
    assertThat(ids.reserve("shop", "t.id", 1, 10)).isEqualTo(501);
    ids.raise("shop", "t.id", 7);
    assertThat(ids.highest("shop", "t.id")).isEqualTo(510);
    ids.raise("shop", "negative", -5);
    assertThat(ids.highest("shop", "negative")).isEqualTo(-5);
    assertThat(ids.reserve("shop", "negative", 1, 1)).isEqualTo(1);
  }

  @Test
  void forgottenNumbersBeginAnew() throws Exception {
    ids.forget("shop", "t.id");
    ids.reserve("shop", "t.id", 1, 1_000);
    ids.forget("shop", "t.id");
    assertThat(ids.highest("shop", "t.id")).isEqualTo(Long.MIN_VALUE);
    assertThat(ids.reserve("shop", "t.id", 1, 1)).isEqualTo(1);
  }

  @Test
  void theEndOfNumbersIsAnErrorNotAnOverflow() throws Exception {
    ids.raise("shop", "t.id", Long.MAX_VALUE - 5);
    assertFails(Reason.TOO_LARGE, "no numbers are left", () -> ids.reserve("shop", "t.id", 1, 6));
    assertThat(ids.reserve("shop", "t.id", 1, 5)).isEqualTo(Long.MAX_VALUE - 4);
    assertFails(Reason.TOO_LARGE, "no numbers are left", () -> ids.reserve("shop", "t.id", 1, 1));
    assertThatThrownBy(() -> ids.reserve("shop", "t.id", 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rangesNeverOverlapWhoeverAsks() throws Exception {
    List<IdRanges> stores = List.of(ids, ZOOKEEPER.connect().idRanges());
    int rounds = 15;
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Long> firsts = new ArrayList<>();
    try {
      List<Callable<List<Long>>> work = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        IdRanges store = stores.get(t % 2);
        work.add(
            () -> {
              List<Long> mine = new ArrayList<>();
              for (int i = 0; i < rounds; i++) {
                mine.add(store.reserve("shop", "t.id", 1, 100));
              }
              return mine;
            });
      }
      for (Future<List<Long>> done : threads.invokeAll(work)) {
        firsts.addAll(done.get());
      }
    } finally {
      threads.shutdownNow();
    }
    firsts.sort(null);
    assertThat(firsts).hasSize(8 * rounds);
    for (int i = 0; i < firsts.size(); i++) {
      assertThat(firsts.get(i)).isEqualTo(1 + 100L * i);
    }
  }
}
