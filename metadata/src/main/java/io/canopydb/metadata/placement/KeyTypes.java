package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;

/** Which columns can belong to a shard key, and as what type. */
public final class KeyTypes {
  private KeyTypes() {}

  /** The key type of a column, or why it has none. */
  public sealed interface Answer {}

  /** The column can belong to a shard key. */
  public record Accepted(KeyType type) implements Answer {}

  /**
   * It cannot.
   *
   * @param reason a sentence for the user that names the column and says what to do
   */
  public record Refused(String reason) implements Answer {}

  /** The key type of a column, or why it cannot belong to a shard key. */
  public static Answer of(Engine engine, Column column) {
    if (column.generated()) {
      return refused(column, "it is computed from other columns; name those as the shard key");
    }
    ColumnType type = ColumnType.parse(column.type());
    return switch (engine) {
      case MYSQL -> MySqlKeyTypes.of(column, type);
      case POSTGRESQL -> PostgreSqlKeyTypes.of(column, type);
    };
  }

  static Refused refused(Column column, String why) {
    return new Refused("column " + column.name() + " cannot be in a shard key: " + why);
  }

  static Refused unknown(Column column) {
    return refused(
        column,
        "Canopy cannot promise that equal values of type "
            + column.type()
            + " lie in one partition; name other columns as the shard key");
  }
}
