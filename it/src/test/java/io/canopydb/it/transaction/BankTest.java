package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.system.Eventually;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sixteen threads of two processes move money between accounts on different leaves, while leaves
 * and processes are killed. When all is settled no money was made or lost, and every transfer that
 * was acknowledged is there. {@code -Dcanopy.bank.minutes=60} makes it long.
 */
class BankTest {
  private static final int THREADS = 8;
  private static final Duration USUAL = Duration.ofSeconds(20);
  private static final Duration SETTLED = Duration.ofSeconds(12);

  /** How long no transfer may go through: a leaf starts anew, and what was prepared is settled. */
  private static final Duration STILL_AT_MOST = Duration.ofSeconds(60);

  private static final int BETWEEN_FAULTS = 300;

  private final Random random = new Random(7);
  private final List<Victim> ended = new ArrayList<>();
  private int started;

  @ParameterizedTest
  @EnumSource
  void neitherMakesNorLosesMoney(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    Duration length =
        Integer.getInteger("canopy.bank.minutes", 0) == 0
            ? USUAL
            : Duration.ofMinutes(Integer.getInteger("canopy.bank.minutes"));
    List<Victim> banks = new ArrayList<>(List.of(start(cluster), start(cluster)));
    try {
      for (Victim bank : banks) {
        bank.awaitReached();
      }
      long end = System.nanoTime() + length.toNanos();
      for (int fault = 0; System.nanoTime() < end; fault++) {
        awaitTransfers(banks, cluster, end);
        if (fault % 2 == 0) {
          int leaf = 1 + random.nextInt(3);
          cluster.kill(leaf);
          cluster.restart(leaf);
        } else {
          Victim victim = banks.remove(0);
          victim.kill();
          ended.add(victim);
          banks.add(start(cluster));
        }
      }
    } finally {
      for (Victim bank : banks) {
        bank.kill();
        ended.add(bank);
      }
    }
    check(cluster);
  }

  /** Waits until some more transfers went through: nothing may stand still for long. */
  private void awaitTransfers(List<Victim> banks, FragileCluster cluster, long end)
      throws Exception {
    long before = acknowledged(banks);
    Eventually.within(
        STILL_AT_MOST,
        () ->
            assertThat(acknowledged(banks) >= before + BETWEEN_FAULTS || System.nanoTime() > end)
                .as(() -> "transfers go through; " + lately(banks, cluster))
                .isTrue());
  }

  /** What helps to see why they don't. */
  private static String lately(List<Victim> banks, FragileCluster cluster) {
    StringBuilder all = new StringBuilder();
    for (Victim bank : banks) {
      List<String> lines = bank.lines();
      all.append(lines.size()).append(" lines, the last of which: ");
      all.append(lines.subList(Math.max(0, lines.size() - 6), lines.size())).append("; ");
    }
    try {
      return all.append(cluster.preparedAnywhere()).append(" prepared").toString();
    } catch (SQLException e) {
      return all.append(e.getMessage()).toString();
    }
  }

  private static long acknowledged(List<Victim> banks) {
    return banks.stream()
        .flatMap(bank -> bank.lines().stream())
        .filter(line -> line.startsWith("ACK "))
        .count();
  }

  private Victim start(FragileCluster cluster) throws Exception {
    return Victim.start(
        BankProcess.class,
        cluster.url(FragileCluster.DATABASE),
        Integer.toString(THREADS),
        "bank" + ++started,
        Integer.toString(FragileCluster.ACCOUNTS));
  }

  private void check(FragileCluster cluster) throws Exception {
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      Eventually.within(SETTLED, () -> assertThat(cluster.preparedAnywhere()).isZero());
      try (ResultSet row = statement.executeQuery("SELECT SUM(balance), COUNT(*) FROM account")) {
        row.next();
        assertThat(row.getLong(1)).isEqualTo(FragileCluster.ACCOUNTS * FragileCluster.BALANCE);
        assertThat(row.getLong(2)).isEqualTo(FragileCluster.ACCOUNTS);
      }
      Set<String> acknowledged = new HashSet<>();
      int errors = 0;
      for (Victim bank : ended) {
        for (String line : bank.lines()) {
          if (line.startsWith("ACK ")) {
            acknowledged.add(line.substring(4));
          } else if (line.startsWith("ERROR ")) {
            errors++;
          }
        }
      }
      Set<String> there = transfers(statement);
      System.err.println(
          cluster.engine()
              + ": "
              + acknowledged.size()
              + " transfers acknowledged, "
              + there.size()
              + " there, "
              + errors
              + " errors");
      assertThat(acknowledged).hasSizeGreaterThan(100);
      assertThat(there).containsAll(acknowledged);
    }
  }

  private static Set<String> transfers(Statement statement) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (ResultSet rows = statement.executeQuery("SELECT id FROM transfer")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }
}
