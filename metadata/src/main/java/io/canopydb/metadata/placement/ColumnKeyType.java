package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Column;

/** The type that a column has in a shard key, or why it can't be in one. */
public sealed interface ColumnKeyType {

  /** The column can belong to a shard key. */
  record Accepted(KeyType type) implements ColumnKeyType {}

  /**
   * It cannot.
   *
   * @param reason a sentence for the user that names the column and says what to do
   */
  record Refused(String reason) implements ColumnKeyType {}

  /** A refusal with its reason, which says what to do. */
  static Refused refused(Column column, String why) {
    return new Refused("column " + column.name() + " cannot be in a shard key: " + why);
  }

  /** A refusal of a type of whose equality nothing is known. */
  static Refused unknown(Column column) {
    return refused(
        column,
        "Canopy cannot promise that equal values of type "
            + column.type()
            + " lie in one partition; name other columns as the shard key");
  }
}
