package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.plan.KeyKind;
import io.canopydb.driver.plan.SortKey;
import io.canopydb.metadata.model.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ORDER BY by position. */
class UnionOrderTest {
  private static final List<SortKey> KEYS =
      List.of(new SortKey(2, KeyKind.LONG, false, true), new SortKey(0, KeyKind.LONG, true, false));

  @Test
  void countsColumnsFromOne() {
    assertThat(UnionOrder.by(KEYS, Engine.MYSQL)).isEqualTo(" ORDER BY 3 ASC, 1 DESC");
    assertThat(UnionOrder.by(KEYS, Engine.POSTGRESQL))
        .isEqualTo(" ORDER BY 3 ASC NULLS FIRST, 1 DESC NULLS LAST");
  }

  @Test
  void enginesPutNullAtTheirOwnEnds() {
    assertThat(UnionOrder.nullsFirst(false, Engine.MYSQL)).isTrue();
    assertThat(UnionOrder.nullsFirst(true, Engine.MYSQL)).isFalse();
    assertThat(UnionOrder.nullsFirst(false, Engine.POSTGRESQL)).isFalse();
    assertThat(UnionOrder.nullsFirst(true, Engine.POSTGRESQL)).isTrue();
  }
}
