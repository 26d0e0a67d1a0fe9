package io.canopydb.driver.ddl;

import io.canopydb.driver.dialect.TableReader.TableShape;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.placement.ShardKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table that gets a shard key, so that its rows must be laid anew before any partition is
 * altered.
 *
 * @param table as the partitions still have it; with its new shard key unless there is an obstacle
 * @param obstacle why its rows, if there are any, can't be placed; empty where they can
 * @param refusesNull whether the key's columns become NOT NULL by the statement
 */
record RowMove(Table table, Optional<String> obstacle, boolean refusesNull) {

  /**
   * The rows of a table are placed by the values that they have before the statement.
   *
   * @param now as the statement makes the table
   * @param rewritten the columns whose values the statement computes anew
   */
  static RowMove of(
      Engine engine,
      Table table,
      TableShape now,
      Distribution.Sharded distribution,
      Set<String> rewritten) {
    boolean refusesNull = false;
    for (String name : distribution.columns()) {
      Optional<Column> old = table.columns().stream().filter(c -> c.name().equals(name)).findAny();
      Column after =
          now.columns().stream().filter(c -> c.name().equals(name)).findAny().orElseThrow();
      if (old.isEmpty()) {
        return unplaceable(table, "column " + name + " is not there before the statement");
      }
      boolean kept =
          !rewritten.contains(name)
              && ShardKey.refusal(engine, List.of(old.get())).isEmpty()
              && KeyWidening.keepsValues(engine, old.get(), after);
      if (!kept) {
        return unplaceable(table, "the statement changes column " + name);
      }
      refusesNull |= engine == Engine.MYSQL && old.get().nullable() && !after.nullable();
    }
    return new RowMove(table.withDistribution(distribution), Optional.empty(), refusesNull);
  }

  private static RowMove unplaceable(Table table, String why) {
    return new RowMove(table, Optional.of(why), false);
  }
}
