package io.canopydb.driver.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.plan.KeyKind;
import io.canopydb.driver.plan.SortKey;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MergeSortCursorTest {

  @Provide
  Arbitrary<List<List<ValuesRow>>> sources() {
    return SampleRows.sources();
  }

  @Provide
  Arbitrary<List<SortKey>> orders() {
    return SampleRows.orders();
  }

  /** A stable sort of the concatenated sources is the model, ties by source included. */
  @Property
  void mergesAsAStableSortWould(
      @ForAll("sources") List<List<ValuesRow>> sources, @ForAll("orders") List<SortKey> order)
      throws SQLException {
    List<List<ValuesRow>> sorted = SampleRows.sorted(sources, order);
    List<ValuesRow> expected =
        SampleRows.concatenated(sorted).stream().sorted(SampleRows.model(order)).toList();

    List<ScriptedSource> scripted = SampleRows.scripted(sorted);
    assertThat(SampleRows.numbersOf(new MergeSortCursor(scripted, order)))
        .isEqualTo(SampleRows.numbers(expected));
    assertThat(scripted).allMatch(ScriptedSource::closed);
  }

  @Property
  void takesNoMoreThanOneRowOfEachSourceAhead(
      @ForAll("sources") List<List<ValuesRow>> sources, @ForAll("orders") List<SortKey> order)
      throws SQLException {
    List<ScriptedSource> scripted = SampleRows.scripted(SampleRows.sorted(sources, order));
    try (MergeSortCursor merged = new MergeSortCursor(scripted, order)) {
      assertThat(pulled(scripted)).isZero();
      for (int given = 1; merged.next(); given++) {
        assertThat(pulled(scripted)).isBetween(given, given - 1 + scripted.size());
      }
    }
  }

  private static int pulled(List<ScriptedSource> sources) {
    return sources.stream().mapToInt(ScriptedSource::pulled).sum();
  }

  /** The rows exist only while their source stands on them, so nothing can have been kept. */
  @Test
  void mergesMillionsOfRowsWithoutKeepingAny() throws SQLException {
    int sourceCount = 8;
    long perSource = 1_000_000;
    List<SortKey> order = List.of(new SortKey(0, KeyKind.LONG, false, false));
    List<ScriptedSource> sources =
        IntStream.range(0, sourceCount)
            .mapToObj(
                i ->
                    ScriptedSource.generating(
                        LongStream.range(0, perSource)
                            .mapToObj(n -> ValuesRow.of(n * sourceCount + i))
                            .iterator()))
            .toList();
    long expected = 0;
    int mostAhead = 0;
    try (MergeSortCursor merged = new MergeSortCursor(sources, order)) {
      while (merged.next()) {
        if (!Long.valueOf(expected).equals(merged.row().visible(0))) {
          assertThat(merged.row().visible(0)).isEqualTo(expected);
        }
        expected++;
        mostAhead = Math.max(mostAhead, (int) (pulled(sources) - expected));
      }
    }
    assertThat(expected).isEqualTo(sourceCount * perSource);
    assertThat(mostAhead).isEqualTo(sourceCount - 1);
  }

  @Test
  void readsALaterKeyOnlyWhereTheFirstTies() throws SQLException {
    // Column 1 of these rows is no LONG, so reading it as one would fail.
    List<SortKey> order =
        List.of(
            new SortKey(0, KeyKind.LONG, false, false), new SortKey(1, KeyKind.LONG, false, false));
    MergeSortCursor merged =
        new MergeSortCursor(
            List.of(
                ScriptedSource.of(List.of(ValuesRow.of(1L, "x"), ValuesRow.of(3L, "x"))),
                ScriptedSource.of(List.of(ValuesRow.of(2L, "x")))),
            order);
    int rows = 0;
    while (merged.next()) {
      rows++;
    }
    assertThat(rows).isEqualTo(3);
  }

  @Test
  void closesASourceAsSoonAsItIsReadOut() throws SQLException {
    ScriptedSource shorter = ScriptedSource.of(List.of(ValuesRow.of(1L)));
    ScriptedSource longer = ScriptedSource.of(List.of(ValuesRow.of(2L), ValuesRow.of(3L)));
    MergeSortCursor merged =
        new MergeSortCursor(
            List.of(shorter, longer), List.of(new SortKey(0, KeyKind.LONG, false, false)));
    assertThat(merged.next()).isTrue();
    assertThat(shorter.closed()).isFalse();
    assertThat(merged.next()).isTrue();
    assertThat(shorter.closed()).isTrue();
    assertThat(longer.closed()).isFalse();
  }
}
