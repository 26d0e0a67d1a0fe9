package io.canopydb.driver.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LimitCursorTest {

  private static Iterator<ValuesRow> numbers(long count) {
    return LongStream.range(0, count)
        .mapToObj(n -> ValuesRow.of(null, null, null, null, n))
        .iterator();
  }

  @Property
  void givesTheRowsAfterTheOffsetAndTakesNoneItDoesNotNeed(
      @ForAll @IntRange(max = 30) int count,
      @ForAll @LongRange(max = 35) long limit,
      @ForAll @LongRange(max = 35) long offset)
      throws SQLException {
    ScriptedSource source = ScriptedSource.generating(numbers(count));
    List<Object> expected =
        LongStream.range(0, count).skip(offset).limit(limit).<Object>mapToObj(n -> n).toList();

    assertThat(SampleRows.numbersOf(new LimitCursor(source, limit, offset))).isEqualTo(expected);
    assertThat((long) source.pulled()).isEqualTo(limit == 0 ? 0 : Math.min(count, offset + limit));
  }

  @Test
  void closesItsSourceWhenItNeedsNoMore() throws SQLException {
    ScriptedSource source = ScriptedSource.generating(numbers(5));
    LimitCursor limited = new LimitCursor(source, 2, 1);
    assertThat(limited.next()).isTrue();
    assertThat(limited.next()).isTrue();
    assertThat(limited.row().visible(SampleRows.NUMBER)).isEqualTo(2L);
    assertThat(source.closed()).isFalse();
    assertThat(limited.next()).isFalse();
    assertThat(source.closed()).isTrue();
    assertThat(limited.next()).isFalse();
  }

  @Test
  void asksForNothingWhenTheLimitIsZero() throws SQLException {
    ScriptedSource source = ScriptedSource.generating(numbers(5));
    assertThat(new LimitCursor(source, 0, 3).next()).isFalse();
    assertThat(source.pulled()).isZero();
    assertThat(source.closed()).isTrue();
  }

  @Test
  void givesAllWhenUnlimited() throws SQLException {
    ScriptedSource source = ScriptedSource.generating(numbers(5));
    assertThat(SampleRows.numbersOf(new LimitCursor(source, LimitCursor.UNLIMITED, 3)))
        .containsExactly(3L, 4L);
  }

  @Test
  void refusesNegatives() {
    assertThatThrownBy(() -> new LimitCursor(EmptyCursor.INSTANCE, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LimitCursor(EmptyCursor.INSTANCE, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
