package io.canopydb.driver.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RangeIdIssuerTest {
  private static final String NAME = "t.id";

  private final MemoryIdRanges store = new MemoryIdRanges();
  private volatile ClusterSnapshot cluster = cluster(1, 10);

  /** Work that waits until the test runs it. */
  private final Queue<Runnable> background = new ArrayDeque<>();

  @Test
  void theFirstNumberIsOneAndOthersFollow() throws SQLException {
    RangeIdIssuer issuer = issuer();
    assertThat(take(issuer, 1)).containsExactly(1);
    assertThat(take(issuer, 3)).containsExactly(2, 3, 4);
  }

  @Test
  void aBlockIsFetchedBeforeTheLastIsUsedUp() throws SQLException {
    RangeIdIssuer issuer = issuer();
    take(issuer, 4);
    assertThat(background).isEmpty();
    take(issuer, 2);
    assertThat(background).hasSize(1);
    background.remove().run();
    assertThat(store.reservations()).isEqualTo(2);
    assertThat(take(issuer, 5)).containsExactly(7, 8, 9, 10, 11);
    assertThat(store.reservations()).isEqualTo(2);
  }

  @Test
  void moreNumbersThanABlockHasAreReservedAtOnce() throws SQLException {
    RangeIdIssuer issuer = issuer(directly());
    assertThat(take(issuer, 1000)).containsExactly(LongStream.rangeClosed(1, 1000).toArray());
    assertThat(store.reservations()).isLessThanOrEqualTo(2);
  }

  @Test
  void aBackgroundThatRefusesWorkOnlyCostsTime() throws SQLException {
    RangeIdIssuer issuer =
        issuer(
            work -> {
              throw new RejectedExecutionException("full");
            });
    assertThat(take(issuer, 25)).containsExactly(LongStream.rangeClosed(1, 25).toArray());
    assertThat(take(issuer, 1)).containsExactly(26);
  }

  @Test
  void aColumnOfFewNumbersIsNotUsedUpByBlocks() throws SQLException {
    cluster = cluster(1, 1000);
    assertThat(issuer().next("shop", NAME, 1, 127, 1)).containsExactly(1);
    assertThat(issuer().next("shop", NAME, 1, 127, 1)).containsExactly(2);
    assertThat(issuer().next("shop", "t.small", 1, 32767, 1)).containsExactly(1);
    assertThat(issuer().next("shop", "t.small", 1, 32767, 1)).containsExactly(4);
  }

  @Test
  void theGreatestRangeOfNumbersDoesNotOverflow() throws SQLException {
    long first = Long.MIN_VALUE + 1;
    assertThat(issuer().next("shop", NAME, first, Long.MAX_VALUE, 1)).containsExactly(first);
  }

  @Test
  void anExplicitNumberInsideTheRangeIsSkippedWithoutTheStore() throws SQLException {
    RangeIdIssuer issuer = issuer();
    take(issuer, 2);
    issuer.observe("shop", NAME, 5);
    assertThat(take(issuer, 2)).containsExactly(6, 7);
    issuer.observe("shop", NAME, 3);
    assertThat(take(issuer, 1)).containsExactly(8);
    assertThat(store.raises()).isZero();
  }

  @Test
  void anExplicitNumberAboveTheRangeRaisesTheMark() throws SQLException {
    RangeIdIssuer issuer = issuer();
    take(issuer, 2);
    issuer.observe("shop", NAME, 500);
    assertThat(take(issuer, 1)).containsExactly(501);
    assertThat(take(issuer(), 1)[0]).isGreaterThan(501);
  }

  @Test
  void anExplicitNumberInsideTheBlockFetchedAheadIsSkipped() throws SQLException {
    RangeIdIssuer issuer = issuer();
    take(issuer, 8);
    background.remove().run();
    issuer.observe("shop", NAME, 15);
    assertThat(take(issuer, 1)).containsExactly(16);
    assertThat(store.raises()).isZero();
  }

  @Test
  void anExplicitNumberBelowOneChangesNothing() throws SQLException {
    RangeIdIssuer issuer = issuer();
    issuer.observe("shop", NAME, -7);
    issuer.observe("shop", NAME, 0);
    assertThat(take(issuer, 1)).containsExactly(1);
    assertThat(store.raises()).isZero();
  }

  @Test
  void ascendingExplicitNumbersDoNotEachAskTheStore() throws SQLException {
    RangeIdIssuer issuer = issuer(directly());
    for (int id = 1; id <= 10_000; id++) {
      issuer.observe("shop", NAME, id);
    }
    assertThat(store.raises() + store.reservations()).isLessThan(60);
    assertThat(take(issuer, 1)).containsExactly(10_001);
  }

  @Test
  void numbersStartAnewWithTheTablesNumbering() throws Exception {
    RangeIdIssuer here = issuer();
    RangeIdIssuer there = issuer();
    take(here, 1);
    assertThat(take(there, 1)).containsExactly(11);
    // What TRUNCATE does: the store forgets, and all aggregators apply the new snapshot.
    store.forget("shop", NAME);
    cluster = cluster(2, 10);
    assertThat(take(here, 1)).containsExactly(1);
    assertThat(take(there, 1)).containsExactly(11);
  }

  @Test
  void aForgottenNameReservesAnew() throws SQLException {
    RangeIdIssuer issuer = issuer();
    take(issuer, 1);
    issuer.forget("shop", NAME);
    assertThat(take(issuer, 1)).containsExactly(11);
  }

  @Test
  void anUnreachableStoreIsToldAndLeavesNothingBroken() throws SQLException {
    RangeIdIssuer issuer = issuer(directly());
    store.fail(new MetadataException(Reason.UNREACHABLE, "connection loss"));
    assertThatThrownBy(() -> take(issuer, 1))
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getErrorCode())
        .isEqualTo(CanopyError.STORE_UNREACHABLE.number());
    store.fail(new MetadataException(Reason.UNREADABLE, "written by a newer version"));
    assertThatThrownBy(() -> issuer.observe("shop", NAME, 5))
        .extracting(e -> ((SQLException) e).getErrorCode())
        .isEqualTo(CanopyError.STORE_FAILED.number());
    store.fail(null);
    assertThat(take(issuer, 1)).containsExactly(1);
  }

  @Test
  void aFailureInTheBackgroundIsNotSeenOnceTheStoreIsBack() throws SQLException {
    RangeIdIssuer issuer = issuer();
    take(issuer, 8);
    store.fail(new MetadataException(Reason.UNREACHABLE, "connection loss"));
    background.remove().run();
    store.fail(null);
    assertThat(take(issuer, 4)).containsExactly(9, 10, 11, 12);
  }

  @Test
  void manyThreadsOfManyAggregatorsNeverGetANumberTwice() throws Exception {
    int aggregators = 3;
    int threads = 12;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    ExecutorService prefetch = Executors.newFixedThreadPool(2);
    try {
      Set<Long> seen = ConcurrentHashMap.newKeySet();
      List<RangeIdIssuer> issuers = new ArrayList<>();
      for (int i = 0; i < aggregators; i++) {
        issuers.add(issuer(prefetch));
      }
      List<Callable<Boolean>> takers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        RangeIdIssuer issuer = issuers.get(i % aggregators);
        takers.add(() -> ascendingAndNew(issuer, seen));
      }
      for (Future<Boolean> taker : pool.invokeAll(takers)) {
        assertThat(taker.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
      prefetch.shutdownNow();
    }
  }

  private static boolean ascendingAndNew(RangeIdIssuer issuer, Set<Long> seen) throws SQLException {
    long before = 0;
    for (int round = 0; round < 2000; round++) {
      int count = 1 + round % 7;
      long[] numbers = issuer.next("shop", NAME, 1, Long.MAX_VALUE, count);
      if (numbers.length != count) {
        return false;
      }
      for (long number : numbers) {
        if (number <= before || !seen.add(number)) {
          return false;
        }
        before = number;
      }
      if (round % 100 == 0) {
        issuer.observe("shop", NAME, before + 3);
      }
    }
    return true;
  }

  private RangeIdIssuer issuer() {
    return issuer(background::add);
  }

  private RangeIdIssuer issuer(Executor executor) {
    return new RangeIdIssuer(() -> cluster, store, executor);
  }

  private static Executor directly() {
    return Runnable::run;
  }

  private static long[] take(RangeIdIssuer issuer, int count) throws SQLException {
    return issuer.next("shop", NAME, 1, Long.MAX_VALUE, count);
  }

  private static ClusterSnapshot cluster(long numbering, int block) {
    Table table =
        new Table("t", new Distribution.Keyless(), List.of(), List.of()).withNumbering(numbering);
    Database shop =
        new Database("shop", new PartitionMap(List.of()), Map.of("t", table), Map.of(), Map.of());
    return new ClusterSnapshot(
        numbering,
        Engine.MYSQL,
        Map.of(),
        Map.of("shop", shop),
        Map.of("auto_increment_block_size", Integer.toString(block)));
  }
}
