package io.canopydb.driver.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesCursorTest {

  @Test
  void givesItsRows() {
    ValuesRow first = ValuesRow.of(1L);
    ValuesRow second = ValuesRow.of(2L);
    ValuesCursor cursor = new ValuesCursor(List.of(first, second));
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.row()).isSameAs(first);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.row()).isSameAs(second);
    assertThat(cursor.next()).isFalse();
    assertThat(cursor.next()).isFalse();
    assertThatThrownBy(cursor::row).isInstanceOf(RuntimeException.class);
  }

  @Test
  void hasNothingOnceClosed() {
    ValuesCursor cursor = new ValuesCursor(List.of(ValuesRow.of(1L)));
    cursor.close();
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void isEmpty() {
    assertThat(EmptyCursor.INSTANCE.next()).isFalse();
    assertThatThrownBy(EmptyCursor.INSTANCE::row).isInstanceOf(IllegalStateException.class);
  }
}
