package io.canopydb.driver.ids;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.SequenceName;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Sequence;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A sequence whose values follow from the numbers that the cluster issues for it: from 1 on,
 * without end.
 *
 * @param id what the numbers are for: a sequence, or {@code table.column}
 * @param start the value of the number 1
 * @param increment the distance of two values
 */
public record NumberedSequence(String database, String id, long start, long increment) {

  /** A sequence by its name: one that was created, or that a serial or identity column has. */
  public static Optional<NumberedSequence> named(Database database, String name) {
    Sequence created = database.sequences().get(name);
    if (created != null) {
      return Optional.of(
          new NumberedSequence(database.name(), name, created.start(), created.increment()));
    }
    for (Table table : database.tables().values()) {
      for (Column column : table.columns()) {
        if (column.autoIncrement() && sequenceOf(table, column).equals(name)) {
          return Optional.of(ofColumn(database, table, column));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The sequence of a serial or identity column; or the one that was created for it, where dumps do
   * so, and say OWNED BY.
   */
  public static Optional<NumberedSequence> owned(Database database, String table, String column) {
    Table found = database.tables().get(table);
    Column known = found == null ? null : found.column(column).orElse(null);
    if (found == null || known == null) {
      return Optional.empty();
    }
    Optional<String> created = created(database, known);
    if (created.isPresent()) {
      return named(database, created.get());
    }
    return known.autoIncrement() ? Optional.of(ofColumn(database, found, known)) : Optional.empty();
  }

  /** The sequence that a column takes its values from, where it was created by itself. */
  public static Optional<String> created(Database database, Column column) {
    String expression = column.defaultExpression();
    return expression == null || database.sequences().isEmpty()
        ? Optional.empty()
        : SequenceName.ofDefault(expression).filter(database.sequences()::containsKey);
  }

  private static NumberedSequence ofColumn(Database database, Table table, Column column) {
    return new NumberedSequence(database.name(), table.name() + "." + column.name(), 1, 1);
  }

  /** PostgreSQL makes up the name of an identity column's sequence like this. */
  private static String sequenceOf(Table table, Column column) {
    String expression = column.defaultExpression();
    return (expression == null ? Optional.<String>empty() : SequenceName.ofDefault(expression))
        .orElse(table.name() + "_" + column.name() + "_seq");
  }

  /**
   * The next values, in order.
   *
   * @throws SQLException SEQUENCE_END where they do not fit a bigint any more
   */
  public long[] next(IdIssuer ids, int count) throws SQLException {
    long[] values = ids.next(database, id, 1, Long.MAX_VALUE, count);
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = Math.addExact(start, Math.multiplyExact(values[i] - 1, increment));
      } catch (ArithmeticException e) {
        throw CanopyError.SEQUENCE_END.causedBy(e, id);
      }
    }
    return values;
  }

  /**
   * Later values lie beyond one.
   *
   * @param taken whether the value itself is not to come any more
   */
  public void raise(IdIssuer ids, long value, boolean taken) throws SQLException {
    long steps = Math.floorDiv(value - start, increment);
    boolean met = start + steps * increment == value;
    ids.observe(database, id, met && !taken ? steps : steps + 1);
  }
}
