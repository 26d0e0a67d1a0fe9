package io.canopydb.proxy.local.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/**
 * Moves of one from an account to another, over Canopy: both on one leaf, or on two. The commits
 * are timed by themselves, too. Safe for use by many threads.
 */
final class Transfers {
  /** As the table says it. */
  static final String NAME = "transfer, two leaves";

  private final Place canopy;
  private final List<int[]> byLeaf;
  private final Commits one = new Commits();
  private final Commits two = new Commits();

  private Transfers(Place canopy, List<int[]> byLeaf) {
    this.canopy = canopy;
    this.byLeaf = byLeaf;
  }

  /** How long commits took together, and how many they were. */
  private record Commits(LongAdder nanos, LongAdder count) {
    Commits() {
      this(new LongAdder(), new LongAdder());
    }

    /** The mean so far, in microseconds; counts from nothing again. */
    double takeMicros() {
      return nanos.sumThenReset() / 1e3 / Math.max(1, count.sumThenReset());
    }
  }

  /**
   * Transfers over Canopy.
   *
   * @param partitions which leaf has which account
   */
  static Transfers of(Place canopy, Placement partitions, int accounts) {
    Map<DataSource, List<Integer>> leaves = new LinkedHashMap<>();
    for (int id = 1; id <= accounts; id++) {
      leaves.computeIfAbsent(partitions.account(id).source(), leaf -> new ArrayList<>()).add(id);
    }
    return new Transfers(
        canopy,
        leaves.values().stream()
            .map(ids -> ids.stream().mapToInt(Integer::intValue).toArray())
            .toList());
  }

  void onOneLeaf() throws SQLException {
    int[] accounts = byLeaf.get(ThreadLocalRandom.current().nextInt(byLeaf.size()));
    move(any(accounts), any(accounts), one);
  }

  void onTwoLeaves() throws SQLException {
    int first = ThreadLocalRandom.current().nextInt(byLeaf.size());
    int second = (first + 1) % byLeaf.size();
    move(any(byLeaf.get(first)), any(byLeaf.get(second)), two);
  }

  private static int any(int[] accounts) {
    return accounts[ThreadLocalRandom.current().nextInt(accounts.length)];
  }

  private void move(int from, int to, Commits commits) throws SQLException {
    try (Connection connection = canopy.source().getConnection()) {
      connection.setAutoCommit(false);
      // The lower account first, so that no two wait for each other.
      add(connection, Math.min(from, to), 1);
      add(connection, Math.max(from, to), -1);
      long start = System.nanoTime();
      connection.commit();
      commits.nanos().add(System.nanoTime() - start);
      commits.count().increment();
      connection.setAutoCommit(true);
    }
  }

  private void add(Connection connection, int account, int amount) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(canopy.texts().update())) {
      statement.setLong(1, amount);
      statement.setLong(2, account);
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException("wrong result: account " + account + " is not there");
      }
    }
  }

  /** What the commits alone cost since the last call; empty where there were none. */
  Optional<String> commits(int threads) {
    if (two.count().sum() == 0) {
      return Optional.empty();
    }
    double onTwo = two.takeMicros();
    double onOne = one.takeMicros();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "commit alone, %d %s: %,.0f us on two leaves, %,.0f us on one: %.2f times",
            threads,
            threads == 1 ? "thread" : "threads",
            onTwo,
            onOne,
            onTwo / onOne));
  }
}
