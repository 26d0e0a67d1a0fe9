package io.canopydb.proxy.local.bench;

import io.canopydb.proxy.local.bench.Workload.Baseline;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a workload with Canopy and without, in short rounds by turns, so that whatever else the
 * machine does falls on both.
 *
 * @param rounds how many
 * @param length of one round of one side
 * @param warmUp of one side before the first round
 */
record Contest(int rounds, Duration length, Duration warmUp) {

  /** One figure for each baseline. */
  List<Figure> run(Workload workload, int threads) throws SQLException, InterruptedException {
    List<Operation> sides = new ArrayList<>();
    sides.add(workload.canopy());
    workload.baselines().forEach(baseline -> sides.add(baseline.operation()));
    Rate[][] rates = new Rate[sides.size()][rounds];
    try (Crew crew = new Crew(threads)) {
      for (Operation side : sides) {
        crew.run(side, warmUp);
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < sides.size(); i++) {
          // There and back, so that nobody always comes first.
          int side = round % 2 == 0 ? i : sides.size() - 1 - i;
          rates[side][round] = crew.run(sides.get(side), length);
        }
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < workload.baselines().size(); i++) {
      Baseline baseline = workload.baselines().get(i);
      figures.add(figure(workload.name(), threads, baseline.name(), rates[0], rates[i + 1]));
    }
    return figures;
  }

  private static Figure figure(
      String statement, int threads, String against, Rate[] canopy, Rate[] direct) {
    double[] ratios = new double[canopy.length];
    Arrays.setAll(ratios, i -> canopy[i].perSecond() / direct[i].perSecond());
    Arrays.sort(ratios);
    return new Figure(
        statement,
        threads,
        against,
        medians(canopy),
        medians(direct),
        median(ratios),
        ratios[0],
        ratios[ratios.length - 1]);
  }

  private static Rate medians(Rate[] rates) {
    return new Rate(
        median(Arrays.stream(rates).mapToDouble(Rate::perSecond).sorted().toArray()),
        median(Arrays.stream(rates).mapToDouble(Rate::slowMicros).sorted().toArray()),
        median(Arrays.stream(rates).mapToDouble(Rate::cpuMicros).sorted().toArray()),
        median(Arrays.stream(rates).mapToDouble(Rate::kilobytes).sorted().toArray()));
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
