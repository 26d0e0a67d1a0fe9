package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;

/** Which columns can belong to a shard key, and as what type. */
public final class KeyTypes {
  private KeyTypes() {}

  /** The key type of a column, or why it cannot belong to a shard key. */
  public static ColumnKeyType of(Engine engine, Column column) {
    if (column.generated()) {
      return ColumnKeyType.refused(
          column, "it is computed from other columns; name those as the shard key");
    }
    ColumnType type = ColumnType.parse(column.type());
    return switch (engine) {
      case MYSQL -> MySqlKeyTypes.of(column, type);
      case POSTGRESQL -> PostgreSqlKeyTypes.of(column, type);
    };
  }
}
