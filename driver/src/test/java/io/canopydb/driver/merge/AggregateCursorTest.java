package io.canopydb.driver.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.plan.KeyColumn;
import io.canopydb.driver.plan.KeyKind;
import io.canopydb.driver.plan.MergeColumn;
import io.canopydb.driver.plan.MergeFunction;
import io.canopydb.driver.plan.SortKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AggregateCursorTest {

  private static final List<MergeColumn> COLUMNS =
      List.of(
          new MergeColumn.First(SampleRows.NUMBER),
          new MergeColumn.Any(1),
          new MergeColumn.Fold(MergeFunction.COUNT, 0),
          new MergeColumn.Fold(MergeFunction.SUM_LONG, 0),
          new MergeColumn.Least(SampleRows.NUMBER, new KeyColumn(2, KeyKind.BYTES)),
          new MergeColumn.Greatest(SampleRows.NUMBER, new KeyColumn(1, KeyKind.UTF8_TEXT)));

  @Provide
  Arbitrary<List<List<ValuesRow>>> sources() {
    return SampleRows.sources();
  }

  @Provide
  Arbitrary<List<SortKey>> orders() {
    return SampleRows.orders();
  }

  @Property
  void makesOneRowOfEachGroup(
      @ForAll("sources") List<List<ValuesRow>> sources, @ForAll("orders") List<SortKey> order)
      throws SQLException {
    Comparator<ValuesRow> model = SampleRows.model(order);
    List<ValuesRow> rows = SampleRows.concatenated(sources).stream().sorted(model).toList();
    List<List<ValuesRow>> groups = new ArrayList<>();
    for (ValuesRow row : rows) {
      List<ValuesRow> group =
          groups.stream()
              .filter(candidate -> model.compare(candidate.get(0), row) == 0)
              .findFirst()
              .orElseGet(
                  () -> {
                    groups.add(new ArrayList<>());
                    return groups.get(groups.size() - 1);
                  });
      group.add(row);
    }

    ScriptedSource source = ScriptedSource.of(rows);
    List<KeyColumn> keys = order.stream().map(SortKey::keyColumn).toList();
    assertThat(readOut(new AggregateCursor(source, keys, COLUMNS)))
        .isEqualTo(groups.stream().map(AggregateCursorTest::model).toList());
    assertThat(source.closed()).isTrue();
  }

  @Property
  void makesOneRowOfEverythingWithoutKeys(@ForAll("sources") List<List<ValuesRow>> sources)
      throws SQLException {
    List<ValuesRow> rows = SampleRows.concatenated(sources);
    assertThat(readOut(new AggregateCursor(ScriptedSource.of(rows), List.of(), COLUMNS)))
        .isEqualTo(List.of(model(rows)));
  }

  /** What {@link #COLUMNS} says, of the rows of one group. */
  private static List<@Nullable Object> model(List<ValuesRow> group) {
    List<@Nullable Object> row = new ArrayList<>();
    List<Long> longs = notNull(group, 0).map(Long.class::cast).toList();
    row.add(group.isEmpty() ? null : group.get(0).values()[SampleRows.NUMBER]);
    row.add(notNull(group, 1).findFirst().orElse(null));
    row.add(longs.stream().mapToLong(n -> n).sum());
    row.add(longs.isEmpty() ? null : longs.stream().mapToLong(n -> n).sum());
    row.add(number(extreme(group, 2, false)));
    row.add(number(extreme(group, 1, true)));
    return row;
  }

  private static Stream<Object> notNull(List<ValuesRow> group, int column) {
    return group.stream().map(row -> row.values()[column]).filter(Objects::nonNull);
  }

  private static @Nullable Object number(@Nullable ValuesRow row) {
    return row == null ? null : row.values()[SampleRows.NUMBER];
  }

  /** The first row that has the least or greatest value that is not null. */
  private static @Nullable ValuesRow extreme(List<ValuesRow> group, int column, boolean greatest) {
    SortKey key = new SortKey(column, SampleRows.KINDS.get(column), greatest, false);
    return group.stream()
        .filter(row -> row.values()[column] != null)
        .sorted(SampleRows.model(List.of(key)))
        .findFirst()
        .orElse(null);
  }

  private static List<List<@Nullable Object>> readOut(RowCursor cursor) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (cursor) {
      while (cursor.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
          row.add(cursor.row().visible(i));
        }
        rows.add(row);
      }
      assertThat(cursor.next()).isFalse();
    }
    return rows;
  }

  @Test
  void readsOneRowPastTheGroup() throws SQLException {
    ScriptedSource source =
        ScriptedSource.generating(
            LongStream.range(0, 1_000_000).mapToObj(n -> ValuesRow.of(n / 1000, 1L)).iterator());
    try (AggregateCursor groups =
        new AggregateCursor(
            source,
            List.of(new KeyColumn(0, KeyKind.LONG)),
            List.of(new MergeColumn.First(0), new MergeColumn.Fold(MergeFunction.SUM_LONG, 1)))) {
      for (long i = 0; i < 999; i++) {
        assertThat(groups.next()).isTrue();
        assertThat(groups.row().visible(0)).isEqualTo(i);
        assertThat(groups.row().visible(1)).isEqualTo(1000L);
        assertThat(source.pulled()).isEqualTo((int) ((i + 1) * 1000 + 1));
      }
    }
  }

  /** COUNT(DISTINCT v) and SUM(n) by g: the leaves group by g and v, and two levels merge. */
  @Test
  void mergesWhatItMergedBelow() throws SQLException {
    KeyColumn group = new KeyColumn(0, KeyKind.UTF8_TEXT);
    KeyColumn value = new KeyColumn(1, KeyKind.LONG);
    List<ValuesRow> partials =
        List.of(
            ValuesRow.of("a", null, 100L),
            ValuesRow.of("a", 7L, 1L),
            ValuesRow.of("a", 7L, 2L),
            ValuesRow.of("a", 8L, 3L),
            ValuesRow.of("b", null, 4L));
    RowCursor byValue =
        new AggregateCursor(
            ScriptedSource.of(partials),
            List.of(group, value),
            List.of(
                new MergeColumn.Key(group),
                new MergeColumn.Key(value),
                new MergeColumn.Fold(MergeFunction.SUM_LONG, 2)));
    RowCursor byGroup =
        new AggregateCursor(
            byValue,
            List.of(group),
            List.of(
                new MergeColumn.First(0),
                new MergeColumn.CountValues(1),
                new MergeColumn.Fold(MergeFunction.SUM_LONG, 2)));
    assertThat(byGroup.next()).isTrue();
    assertThat(((ValuesRow) byGroup.row()).values()).containsExactly("a", 2L, 106L);
    assertThat(byGroup.next()).isTrue();
    assertThat(((ValuesRow) byGroup.row()).values()).containsExactly("b", 0L, 4L);
    assertThat(byGroup.next()).isFalse();
  }

  /** Groups are told apart by the hidden key, and the application gets what the leaf gave. */
  @Test
  void keepsTheLeafsValueOfAGroup() throws SQLException {
    byte[] weight = {28, 71};
    Object visible = List.of("a value of any class");
    AggregateCursor groups =
        new AggregateCursor(
            ScriptedSource.of(
                List.of(ValuesRow.of(visible, weight), ValuesRow.of("A", weight.clone()))),
            List.of(new KeyColumn(1, KeyKind.BYTES)),
            List.of(new MergeColumn.First(0)));
    assertThat(groups.next()).isTrue();
    assertThat(groups.row().visible(0)).isSameAs(visible);
    assertThat(groups.next()).isFalse();
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() throws SQLException {
    AggregateCursor groups =
        new AggregateCursor(
            ScriptedSource.of(IntStream.range(0, 9).mapToObj(n -> ValuesRow.of((long) n)).toList()),
            List.of(),
            List.of(new MergeColumn.Fold(MergeFunction.SUM_LONG, 0)));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(groups::next)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }
}
