package io.canopydb.driver.execute;

import io.canopydb.driver.merge.Row;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.KeptKeys;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the different values of some columns of the rows that pass by, as long as they are few.
 * Safe for use by several threads.
 */
final class KeyKeeper {
  private final Gather.Ship ship;
  private final Engine engine;
  private final int most;
  private final Map<Integer, Set<SentValue>> values = new HashMap<>();

  /**
   * Keeps what a ship says.
   *
   * @param most the most values of a column
   */
  KeyKeeper(Gather.Ship ship, Engine engine, int most) {
    this.ship = ship;
    this.engine = engine;
    this.most = most;
    ship.kept().forEach(column -> values.put(column, new LinkedHashSet<>()));
  }

  /** Looks at a row. NULL equals nothing, and is left out. */
  void see(Row row) throws SQLException {
    if (ship.kept().isEmpty()) {
      return;
    }
    synchronized (values) {
      for (Integer column : List.copyOf(values.keySet())) {
        SentValue value = SentValue.of(row, column, engine);
        // Bytes are the same only where they are the same array.
        if (value.value() instanceof byte[]) {
          values.remove(column);
        } else if (value.value() != null) {
          Set<SentValue> known = values.get(column);
          known.add(value);
          if (known.size() > most) {
            values.remove(column);
          }
        }
      }
    }
  }

  /** The values of each column that had few. */
  Map<KeptKeys, List<SentValue>> kept() {
    synchronized (values) {
      Map<KeptKeys, List<SentValue>> kept = new HashMap<>();
      values.forEach(
          (column, known) -> kept.put(new KeptKeys(ship.id(), column), new ArrayList<>(known)));
      return kept;
    }
  }
}
