package io.canopydb.driver.ddl;

import io.canopydb.driver.dialect.TableReader.TableShape;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.placement.ShardKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The shard key of a table for which nobody names one: the columns of its primary key; of a table
 * without one, those of its first unique key of NOT NULL columns; else those of its first unique
 * key. Parts of the key that can't be in a shard key are passed over, since the key contains the
 * others all the same. GLOBAL keys place no rows.
 *
 * @param key the engine's name of the key
 * @param columns never empty
 * @param nullable the first of them in which NULL may be stored; empty where there is none
 */
record DefaultShardKey(String key, List<String> columns, Optional<String> nullable) {

  DefaultShardKey {
    columns = List.copyOf(columns);
  }

  /** Empty where no key of the table has a part that can place rows. */
  static Optional<DefaultShardKey> of(Engine engine, TableShape shape) {
    List<DefaultShardKey> whole = new ArrayList<>();
    List<DefaultShardKey> others = new ArrayList<>();
    for (UniqueKey key : shape.uniqueKeys()) {
      List<Column> parts = parts(engine, shape, key);
      if (key.global() || (parts.isEmpty() && !key.primary())) {
        continue;
      }
      if (parts.isEmpty()) {
        return Optional.empty(); // no other key could keep the primary key unique
      }
      Optional<String> nullable =
          parts.stream().filter(Column::nullable).map(Column::name).findFirst();
      DefaultShardKey found =
          new DefaultShardKey(key.name(), parts.stream().map(Column::name).toList(), nullable);
      if (key.primary()) {
        return Optional.of(found);
      }
      (key.exact() && nullable.isEmpty() ? whole : others).add(found);
    }
    whole.addAll(others);
    return whole.stream().findFirst();
  }

  private static List<Column> parts(Engine engine, TableShape shape, UniqueKey key) {
    List<Column> parts = new ArrayList<>();
    for (String name : key.columns()) {
      for (Column column : shape.columns()) {
        if (column.name().equals(name)
            && ShardKey.refusal(engine, List.of(column)).isEmpty()
            && !shape.selfUpdating().contains(name)) {
          parts.add(column);
        }
      }
    }
    return parts;
  }

  /** What the user is to know of it; empty where all is as one would expect. */
  Optional<String> note(String table) {
    return nullable.map(
        column ->
            "the rows of '"
                + table
                + "' are placed by its unique key '"
                + key
                + "': those with NULL in "
                + column
                + (columns.size() == 1 ? " lie in one partition" : " may lie unevenly")
                + "; declare the column NOT NULL, or name a SHARD KEY");
  }
}
