package io.canopydb.driver.planner;

import io.canopydb.driver.plan.SortKey;
import io.canopydb.metadata.model.Engine;
import java.util.List;

/** ORDER BY by position, as leaves are sent it for what the aggregator merges. */
final class UnionOrder {
  private UnionOrder() {}

  static String by(List<SortKey> keys, Engine engine) {
    StringBuilder order = new StringBuilder(" ORDER BY ");
    for (int i = 0; i < keys.size(); i++) {
      SortKey key = keys.get(i);
      order.append(i == 0 ? "" : ", ").append(key.column() + 1);
      order.append(key.descending() ? " DESC" : " ASC");
      switch (engine) {
        case MYSQL -> {}
        case POSTGRESQL -> order.append(key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
      }
    }
    return order.toString();
  }

  /** Where an engine puts NULL if the statement does not say. */
  static boolean nullsFirst(boolean descending, Engine engine) {
    return switch (engine) {
      case MYSQL -> !descending;
      case POSTGRESQL -> descending;
    };
  }
}
