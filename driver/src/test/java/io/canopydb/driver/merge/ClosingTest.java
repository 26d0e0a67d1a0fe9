package io.canopydb.driver.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.canopydb.driver.plan.KeyColumn;
import io.canopydb.driver.plan.KeyKind;
import io.canopydb.driver.plan.MergeColumn;
import io.canopydb.driver.plan.MergeFunction;
import io.canopydb.driver.plan.SortKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the sources when they fail, and of a cursor that is closed early or twice. */
class ClosingTest {

  private static final List<SortKey> ORDER = List.of(new SortKey(0, KeyKind.LONG, false, false));
  private static final List<KeyColumn> KEYS = List.of(new KeyColumn(0, KeyKind.LONG));

  private enum CloseFailure {
    NONE,
    SQL,
    RUNTIME
  }

  private static List<ValuesRow> rows(long count) {
    return LongStream.range(0, count).mapToObj(n -> ValuesRow.of(n)).toList();
  }

  static Stream<Arguments> cursorsOverMany() {
    return Stream.of(
        Arguments.of("concat", of(ConcatCursor::new)),
        Arguments.of("merge sort", of(sources -> new MergeSortCursor(sources, ORDER))));
  }

  static Stream<Arguments> cursorsOverOne() {
    return Stream.of(
        Arguments.of("limit", of(one -> new LimitCursor(one.get(0), 100, 1))),
        Arguments.of("distinct", of(one -> new DistinctCursor(one.get(0), KEYS))),
        Arguments.of(
            "aggregate",
            of(
                one ->
                    new AggregateCursor(
                        one.get(0),
                        KEYS,
                        List.of(new MergeColumn.Fold(MergeFunction.SUM_LONG, 0))))));
  }

  private static Function<List<ScriptedSource>, RowCursor> of(
      Function<List<ScriptedSource>, RowCursor> maker) {
    return maker;
  }

  @Property
  void closesEverySourceAndTellsEveryFailure(
      @ForAll @Size(max = 8) List<CloseFailure> failures,
      @ForAll @IntRange(max = 5) int read,
      @ForAll boolean sorted)
      throws SQLException {
    List<Exception> thrown = new ArrayList<>();
    List<ScriptedSource> sources = new ArrayList<>();
    for (CloseFailure failure : failures) {
      Exception exception =
          switch (failure) {
            case NONE -> null;
            case SQL -> new SQLException("close");
            case RUNTIME -> new IllegalStateException("close");
          };
      if (exception != null) {
        thrown.add(exception);
      }
      // More rows than are read, so that no source ends by itself.
      sources.add(
          exception == null
              ? ScriptedSource.of(rows(10))
              : ScriptedSource.failingOnClose(rows(10), exception));
    }
    RowCursor cursor = sorted ? new MergeSortCursor(sources, ORDER) : new ConcatCursor(sources);
    for (int i = 0; i < read && !sources.isEmpty(); i++) {
      assertThat(cursor.next()).isTrue();
    }

    Throwable failure = catchThrowable(cursor::close);

    assertThat(sources).allMatch(ScriptedSource::closed);
    List<Throwable> told = new ArrayList<>();
    if (failure != null) {
      told.add(failure);
      told.addAll(Arrays.asList(failure.getSuppressed()));
    }
    assertThat(told).containsExactlyElementsOf(thrown);
    cursor.close(); // a second time nothing happens
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"cursorsOverMany", "cursorsOverOne"})
  void leavesTheSourcesOpenWhenOneFailsAndClosesThemThen(
      String name, Function<List<ScriptedSource>, RowCursor> maker) throws SQLException {
    List<ScriptedSource> sources =
        List.of(ScriptedSource.failingAt(rows(10), 3), ScriptedSource.of(rows(10)));
    boolean overMany = cursorsOverMany().anyMatch(arguments -> arguments.get()[0].equals(name));
    List<ScriptedSource> used = overMany ? sources : sources.subList(0, 1);
    RowCursor cursor = maker.apply(used);

    assertThatThrownBy(
            () -> {
              while (cursor.next()) {
                cursor.row();
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("row 3");

    assertThat(used).noneMatch(ScriptedSource::closed);
    cursor.close();
    assertThat(used).allMatch(ScriptedSource::closed);
  }
}
