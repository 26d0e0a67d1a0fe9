package io.canopydb.driver.execute.read;

import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.KeptKeys;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the different values of some columns of the rows that pass by, as long as they are few.
 * Safe for use by several threads.
 */
final class KeyKeeper {
  private final Gather.Ship ship;
  private final Engine engine;
  private final int most;
  private final Map<Integer, Set<SentValue>> values = new ConcurrentHashMap<>();

  /**
   * Keeps what a ship says.
   *
   * @param most the most values of a column
   */
  KeyKeeper(Gather.Ship ship, Engine engine, int most) {
    this.ship = ship;
    this.engine = engine;
    this.most = most;
    ship.kept().forEach(column -> values.put(column, ConcurrentHashMap.newKeySet()));
  }

  /** Looks at a row. NULL equals nothing, and is left out. */
  void see(Row row) throws SQLException {
    for (Map.Entry<Integer, Set<SentValue>> column : values.entrySet()) {
      SentValue value = SentValue.of(row, column.getKey(), engine);
      // Bytes are the same only where they are the same array.
      if (value.value() instanceof byte[]) {
        values.remove(column.getKey());
      } else if (value.value() != null) {
        column.getValue().add(value);
        if (column.getValue().size() > most) {
          values.remove(column.getKey());
        }
      }
    }
  }

  /** The values of each column that had few, when all rows have been seen. */
  Map<KeptKeys, List<SentValue>> kept() {
    Map<KeptKeys, List<SentValue>> kept = new HashMap<>();
    values.forEach(
        (column, known) -> kept.put(new KeptKeys(ship.id(), column), List.copyOf(known)));
    return kept;
  }
}
