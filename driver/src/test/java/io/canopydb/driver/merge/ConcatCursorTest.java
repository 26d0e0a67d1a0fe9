package io.canopydb.driver.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ConcatCursorTest {

  @Provide
  Arbitrary<List<List<ValuesRow>>> sources() {
    return SampleRows.sources();
  }

  @Property
  void givesSourceAfterSource(@ForAll("sources") List<List<ValuesRow>> sources)
      throws SQLException {
    List<ScriptedSource> scripted = SampleRows.scripted(sources);
    assertThat(SampleRows.numbersOf(new ConcatCursor(scripted)))
        .isEqualTo(SampleRows.numbers(SampleRows.concatenated(sources)));
    assertThat(scripted).allMatch(ScriptedSource::closed);
  }

  @Test
  void startsASourceOnlyWhenTheOneBeforeIsReadOutAndClosed() throws SQLException {
    ScriptedSource first = ScriptedSource.of(List.of(ValuesRow.of(1L)));
    ScriptedSource second = ScriptedSource.of(List.of(ValuesRow.of(2L)));
    ConcatCursor both = new ConcatCursor(List.of(first, second));
    assertThat(both.next()).isTrue();
    assertThat(second.pulled()).isZero();
    assertThat(both.next()).isTrue();
    assertThat(first.closed()).isTrue();
    assertThat(both.row().visible(0)).isEqualTo(2L);
    assertThat(both.next()).isFalse();
    assertThat(both.next()).isFalse();
  }

  @Test
  void hasNothingWithoutSources() throws SQLException {
    assertThat(new ConcatCursor(List.of()).next()).isFalse();
  }
}
