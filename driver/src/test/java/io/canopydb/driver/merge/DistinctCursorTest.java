package io.canopydb.driver.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.plan.KeyColumn;
import io.canopydb.driver.plan.KeyKind;
import io.canopydb.driver.plan.SortKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DistinctCursorTest {

  @Provide
  Arbitrary<List<List<ValuesRow>>> sources() {
    return SampleRows.sources();
  }

  @Provide
  Arbitrary<List<SortKey>> orders() {
    return SampleRows.orders();
  }

  @Property
  void givesTheFirstRowOfEachKey(
      @ForAll("sources") List<List<ValuesRow>> sources, @ForAll("orders") List<SortKey> order)
      throws SQLException {
    Comparator<ValuesRow> model = SampleRows.model(order);
    List<ValuesRow> rows = SampleRows.concatenated(sources).stream().sorted(model).toList();
    List<ValuesRow> expected = new ArrayList<>();
    for (ValuesRow row : rows) {
      if (expected.stream().noneMatch(seen -> model.compare(seen, row) == 0)) {
        expected.add(row);
      }
    }

    ScriptedSource source = ScriptedSource.of(rows);
    List<KeyColumn> keys = order.stream().map(SortKey::keyColumn).toList();
    assertThat(SampleRows.numbersOf(new DistinctCursor(source, keys)))
        .isEqualTo(SampleRows.numbers(expected));
    assertThat(source.closed()).isTrue();
  }

  @Test
  void givesTheLeafsOwnRow() throws SQLException {
    ScriptedSource source = ScriptedSource.of(List.of(ValuesRow.of("Ab", new byte[] {1})));
    DistinctCursor distinct = new DistinctCursor(source, List.of(new KeyColumn(1, KeyKind.BYTES)));
    assertThat(distinct.next()).isTrue();
    assertThat(distinct.row()).isSameAs(source.row());
  }
}
