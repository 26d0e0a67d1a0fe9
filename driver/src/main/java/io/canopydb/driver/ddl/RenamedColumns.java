package io.canopydb.driver.ddl;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.util.List;
import java.util.Map;

/**
 * The columns that a statement gives other names.
 *
 * @param names the new names by the old ones, as the text has them
 */
record RenamedColumns(Engine engine, Map<String, String> names) {

  /** A table as it was, but for the names. */
  Table in(Table table) {
    if (names.isEmpty()) {
      return table;
    }
    List<Column> columns = table.columns().stream().map(this::in).toList();
    List<UniqueKey> keys = table.uniqueKeys().stream().map(this::in).toList();
    Distribution distribution = table.distribution();
    if (distribution instanceof Distribution.Sharded sharded) {
      distribution = new Distribution.Sharded(all(sharded.columns()));
    }
    return new Table(
        table.name(),
        distribution,
        columns,
        keys,
        table.numbering(),
        table.moving(),
        table.chosen());
  }

  private Column in(Column column) {
    return new Column(
        now(column.name()),
        column.type(),
        column.collation(),
        column.nullable(),
        column.autoIncrement(),
        column.generated(),
        column.defaultExpression());
  }

  private UniqueKey in(UniqueKey key) {
    return new UniqueKey(key.name(), key.primary(), all(key.columns()), key.exact(), key.lookup());
  }

  private List<String> all(List<String> columns) {
    return columns.stream().map(this::now).toList();
  }

  private String now(String column) {
    return names.entrySet().stream()
        .filter(
            name ->
                switch (engine) {
                  case MYSQL -> name.getKey().equalsIgnoreCase(column);
                  case POSTGRESQL -> name.getKey().equals(column);
                })
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(column);
  }
}
