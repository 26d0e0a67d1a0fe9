package io.canopydb.driver.merge;

import io.canopydb.driver.plan.KeyKind;
import io.canopydb.driver.plan.SortKey;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * Random rows with many ties and NULLs, spread over sources, and the plain Java model of their
 * order.
 *
 * <p>Columns: 0 an integer, 1 a text, 2 bytes, 3 a double (these are nullable), 4 a number that is
 * different in each row of a sample.
 */
final class SampleRows {
  static final int NUMBER = 4;

  /** The kinds of columns 0 to 3. */
  static final List<KeyKind> KINDS =
      List.of(KeyKind.LONG, KeyKind.UTF8_TEXT, KeyKind.BYTES, KeyKind.DOUBLE);

  private static final Arbitrary<Long> INTEGERS = Arbitraries.longs().between(-2, 2);
  private static final Arbitrary<String> TEXTS =
      Arbitraries.of("", "a", "B", "ab", "é", "\uFFFD", "\uD83D\uDE00", "a\uD83D\uDE00", "a\uFFFD");
  private static final Arbitrary<byte[]> BYTES =
      Arbitraries.bytes().array(byte[].class).ofMaxSize(2);
  private static final Arbitrary<Double> DOUBLES =
      Arbitraries.of(0.0, -0.0, 1.5, -1.5, Double.NaN, Double.POSITIVE_INFINITY);

  private SampleRows() {}

  /** 0 to 8 sources with up to 60 rows in all, in no order. */
  static Arbitrary<List<List<ValuesRow>>> sources() {
    Arbitrary<@Nullable Object[]> values =
        Combinators.combine(
                INTEGERS.injectNull(0.2),
                TEXTS.injectNull(0.2),
                BYTES.injectNull(0.2),
                DOUBLES.injectNull(0.2))
            .as((a, b, c, d) -> new @Nullable Object[] {a, b, c, d, null});
    return Arbitraries.integers()
        .between(0, 8)
        .flatMap(
            count ->
                count == 0
                    ? Arbitraries.just(List.of())
                    : Combinators.combine(
                            values.list().ofMaxSize(60),
                            Arbitraries.integers().between(0, count - 1).list().ofSize(60))
                        .as((rows, places) -> spread(rows, places, count)));
  }

  private static List<List<ValuesRow>> spread(
      List<@Nullable Object[]> rows, List<Integer> places, int count) {
    List<List<ValuesRow>> sources =
        IntStream.range(0, count).<List<ValuesRow>>mapToObj(i -> new ArrayList<>()).toList();
    for (int i = 0; i < rows.size(); i++) {
      @Nullable Object[] values = rows.get(i).clone();
      values[NUMBER] = (long) i;
      sources.get(places.get(i)).add(new ValuesRow(values));
    }
    return sources;
  }

  /** 1 to 3 keys over columns 0 to 3. */
  static Arbitrary<List<SortKey>> orders() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(
            (column, descending, nullsFirst) ->
                new SortKey(column, KINDS.get(column), descending, nullsFirst))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** The order that the model says. */
  static Comparator<ValuesRow> model(List<SortKey> order) {
    return order.stream()
        .map(SampleRows::model)
        .reduce(Comparator::thenComparing)
        .orElseThrow(() -> new AssertionError("an order has a key"));
  }

  private static Comparator<ValuesRow> model(SortKey key) {
    Comparator<@Nullable Object> values = (a, b) -> modelCompare(a, b, key.kind());
    Comparator<@Nullable Object> directed = key.descending() ? values.reversed() : values;
    Comparator<@Nullable Object> withNulls =
        key.nullsFirst() ? Comparator.nullsFirst(directed) : Comparator.nullsLast(directed);
    return (a, b) -> withNulls.compare(a.values()[key.column()], b.values()[key.column()]);
  }

  private static int modelCompare(@Nullable Object a, @Nullable Object b, KeyKind kind) {
    return switch (kind) {
      case LONG -> ((Long) a).compareTo((Long) b);
      case UTF8_TEXT -> Arrays.compareUnsigned(utf8(a), utf8(b));
      case BYTES -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
      // Adding 0.0 makes -0.0 to 0.0 and changes nothing else.
      case DOUBLE -> Double.compare((Double) a + 0.0, (Double) b + 0.0);
      default -> throw new AssertionError(kind);
    };
  }

  private static byte[] utf8(Object text) {
    return ((String) text).getBytes(StandardCharsets.UTF_8);
  }

  /** Each source sorted, as the leaves give them. */
  static List<List<ValuesRow>> sorted(List<List<ValuesRow>> sources, List<SortKey> order) {
    return sources.stream().map(rows -> rows.stream().sorted(model(order)).toList()).toList();
  }

  /** All rows in one list, source after source. */
  static List<ValuesRow> concatenated(List<List<ValuesRow>> sources) {
    return sources.stream().flatMap(List::stream).toList();
  }

  static List<ScriptedSource> scripted(List<List<ValuesRow>> sources) {
    return sources.stream().map(ScriptedSource::of).toList();
  }

  static List<@Nullable Object> numbers(List<ValuesRow> rows) {
    return rows.stream().<@Nullable Object>map(row -> row.values()[NUMBER]).toList();
  }

  /** Reads a cursor out and closes it; the rows' numbers. */
  static List<@Nullable Object> numbersOf(RowCursor cursor) throws SQLException {
    List<@Nullable Object> numbers = new ArrayList<>();
    try (cursor) {
      while (cursor.next()) {
        numbers.add(cursor.row().visible(NUMBER));
      }
    }
    return numbers;
  }
}
