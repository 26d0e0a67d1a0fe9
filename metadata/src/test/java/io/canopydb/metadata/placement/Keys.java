package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shard keys for tests, from type texts. */
final class Keys {
  private Keys() {}

  static KeyType mySql(String type) {
    return type(Engine.MYSQL, type, null);
  }

  static KeyType mySql(String type, String collation) {
    return type(Engine.MYSQL, type, collation);
  }

  static KeyType postgreSql(String type) {
    return type(Engine.POSTGRESQL, type, null);
  }

  static KeyType type(Engine engine, String type, @Nullable String collation) {
    ColumnKeyType answer = KeyTypes.of(engine, column("c", type, collation));
    if (answer instanceof ColumnKeyType.Accepted accepted) {
      return accepted.type();
    }
    throw new AssertionError(answer.toString());
  }

  static Column column(String name, String type, @Nullable String collation) {
    return new Column(name, type, collation, true, false, false, null);
  }

  /** A key of columns of these types; character columns are utf8mb4_0900_ai_ci. */
  static ShardKey key(Engine engine, String... types) {
    List<Column> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String type : types) {
      String name = "c" + columns.size();
      String collation =
          engine == Engine.MYSQL && type.contains("char") ? "utf8mb4_0900_ai_ci" : null;
      columns.add(column(name, type, collation));
      names.add(name);
    }
    return ShardKey.of(engine, new Table("t", new Distribution.Sharded(names), columns, List.of()));
  }

  static Object stored(KeyType type, Object value) {
    return known(type.toStore(value, ValueSource.LITERAL));
  }

  static Object compared(KeyType type, Object value) {
    return known(type.toCompare(value, ValueSource.LITERAL));
  }

  static Object known(KeyValue value) {
    if (value instanceof KeyValue.Known known) {
      return known.canonical();
    }
    throw new AssertionError("not known: " + value);
  }
}
