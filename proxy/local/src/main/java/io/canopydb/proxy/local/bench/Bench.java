package io.canopydb.proxy.local.bench;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LocalCluster;
import io.canopydb.proxy.local.LocalClusterOptions;
import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One run of the benchmark, on a cluster of its own on this machine.
 *
 * @param threads how many threads, one after the other
 * @param seconds of one statement, number of threads and side; warm-up comes on top
 * @param accounts rows of the table that is read and updated; no multiple of 7919
 * @param only part of the names of the statements to run; empty for all
 * @param proxy whether Canopy is a proxy, and not the driver in the application
 */
record Bench(
    Engine engine,
    int leaves,
    int partitions,
    List<Integer> threads,
    double seconds,
    int accounts,
    String only,
    boolean proxy) {

  /** Rounds of one statement: short enough to fall on equal noise, enough for a median. */
  private static final int ROUNDS = 9;

  Bench {
    threads = List.copyOf(threads);
  }

  /**
   * What a run found.
   *
   * @param setting what it was measured on
   * @param notes what else was measured
   */
  record Result(String setting, List<Figure> figures, List<String> notes) {
    Result {
      figures = List.copyOf(figures);
      notes = List.copyOf(notes);
    }
  }

  Result run(Progress progress) throws IOException, SQLException, InterruptedException {
    try (LocalCluster cluster =
        LocalCluster.start(LocalClusterOptions.temporary(engine, leaves), progress)) {
      progress.say("filling the tables");
      int most = threads.stream().mapToInt(Integer::intValue).max().orElse(1);
      try (BenchDatabase database =
          BenchDatabase.create(cluster, partitions, accounts, most, proxy)) {
        List<String> notes = new ArrayList<>();
        List<Figure> figures = measure(database, progress, notes);
        return new Result(setting(cluster), figures, notes);
      }
    }
  }

  private List<Figure> measure(BenchDatabase database, Progress progress, List<String> notes)
      throws SQLException, InterruptedException {
    Application canopy = database.overCanopy();
    Application partitions = database.overPartitions();
    Transfers transfers = database.transfers();
    List<Workload> all =
        new ArrayList<>(Workloads.of(canopy, partitions, database.overOneServer(), transfers));
    if (proxy) {
      all.add(1, Workloads.asText(database.overCanopyAsText(), database.overPartitionsAsText()));
    }
    List<Workload> workloads =
        all.stream().filter(workload -> workload.name().contains(only)).toList();
    Duration round = Duration.ofNanos((long) (seconds * 1e9 / ROUNDS));
    Contest contest = new Contest(ROUNDS, round, Duration.ofNanos((long) (seconds * 1e9 / 2)));
    List<Figure> figures = new ArrayList<>();
    for (Workload workload : workloads) {
      for (int count : threads) {
        progress.say(workload.name() + ", " + count + (count == 1 ? " thread" : " threads"));
        figures.addAll(contest.run(workload, count));
        transfers.commits(count).ifPresent(notes::add);
      }
    }
    database.check(canopy, partitions);
    return figures;
  }

  private String setting(LocalCluster cluster) {
    return String.format(
        Locale.ROOT,
        "%s, %d leaves, %d partitions, %,d rows; %d processors for servers and clients alike; Java"
            + " %s.%nEach figure is the median of %d rounds of %.2f s, by turns. p99: one operation"
            + " in a hundred takes so many us or longer. us and KB are what the client%s spends on"
            + " one operation.",
        cluster.software(),
        leaves,
        partitions,
        accounts,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        ROUNDS,
        seconds / ROUNDS,
        proxy ? ", with the proxy in its process," : "");
  }
}
