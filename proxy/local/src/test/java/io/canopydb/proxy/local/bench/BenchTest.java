package io.canopydb.proxy.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.progress.Progress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs the benchmark for a moment. Its operations check every row that they get, so a run that ends
 * has seen no wrong one; how fast it was is nobody's business here.
 */
class BenchTest {

  @ParameterizedTest
  @EnumSource(Engine.class)
  void itsTableIsComplete(Engine engine) throws Exception {
    Bench bench = new Bench(engine, 2, 4, List.of(1, 3), 0.1, 300, "", false);
    Bench.Result result = bench.run(Progress.SILENT);

    assertThat(result.setting()).contains("2 leaves, 4 partitions, 300 rows");
    assertThat(result.figures())
        .extracting(Figure::statement, Figure::threads, Figure::against)
        .containsExactly(
            tuple("point select", 1, "its partition"),
            tuple("point select", 3, "its partition"),
            tuple("update by key", 1, "its partition"),
            tuple("update by key", 3, "its partition"),
            tuple("transaction", 1, "its partition"),
            tuple("transaction", 3, "its partition"),
            tuple("transfer, two leaves", 1, "Canopy on one leaf"),
            tuple("transfer, two leaves", 3, "Canopy on one leaf"),
            tuple("insert", 1, "its partition"),
            tuple("insert", 3, "its partition"),
            tuple("batch insert", 1, "partitions in turn"),
            tuple("batch insert", 3, "partitions in turn"),
            tuple("scatter count", 1, "partitions in turn"),
            tuple("scatter count", 1, "one server"),
            tuple("scatter count", 3, "partitions in turn"),
            tuple("scatter count", 3, "one server"),
            tuple("ordered limit", 1, "partitions in turn"),
            tuple("ordered limit", 1, "one server"),
            tuple("ordered limit", 3, "partitions in turn"),
            tuple("ordered limit", 3, "one server"),
            tuple("all rows", 1, "one server"),
            tuple("all rows", 3, "one server"));
    assertThat(result.figures())
        .allSatisfy(
            figure -> {
              assertThat(figure.canopy().perSecond()).isPositive();
              assertThat(figure.direct().perSecond()).isPositive();
              assertThat(figure.ratio()).isBetween(figure.lowest(), figure.highest());
            });
    assertThat(FigureTable.of(result.figures()).lines())
        .hasSize(2 + result.figures().size())
        .anySatisfy(line -> assertThat(line).contains("point select").contains("its partition"));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void eachQueryOfTpchHasItsFigure(Engine engine) throws Exception {
    TpchBench bench = new TpchBench(engine, 0.01, 1, 2, 4, "");
    TpchBench.Result result = bench.run(Progress.SILENT);

    assertThat(result.setting()).contains("scale 0.01").contains("2 leaves, 4 partitions");
    assertThat(result.figures())
        .hasSize(22)
        .allSatisfy(figure -> assertThat(figure.ratio()).isPositive());
    assertThat(TpchFigure.table(result.figures()).lines()).hasSize(2 + 22);
  }
}
