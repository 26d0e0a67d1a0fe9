package io.canopydb.driver.ddl;

import io.canopydb.driver.dialect.TableReader.TableShape;
import io.canopydb.driver.ids.NumberedSequence;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Database;
import java.util.List;

/**
 * Columns that have come to own a sequence that was created by itself, as in PostgreSQL's dumps.
 * The engine shows them as serial; but they still take their values from that sequence, which
 * setval() and nextval() name, and have no numbers of their own.
 */
final class CreatedSequences {
  private CreatedSequences() {}

  /** A table as the engine shows it, without numbers of their own for such columns. */
  static TableShape named(TableShape shape, Database database) {
    return shape.withColumns(
        shape.columns().stream()
            .map(column -> isNamed(column, database) ? withoutNumbers(column) : column)
            .toList());
  }

  /** The sequences that columns of a table own, as the engine shows it. */
  static List<String> owned(TableShape shape, Database database) {
    return shape.columns().stream()
        .filter(Column::autoIncrement)
        .flatMap(column -> NumberedSequence.created(database, column).stream())
        .toList();
  }

  private static boolean isNamed(Column column, Database database) {
    return column.autoIncrement() && NumberedSequence.created(database, column).isPresent();
  }

  private static Column withoutNumbers(Column column) {
    return new Column(
        column.name(),
        column.type(),
        column.collation(),
        column.nullable(),
        /* autoIncrement= */ false,
        column.generated(),
        column.defaultExpression());
  }
}
