package io.canopydb.driver.plan;

import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.placement.ShardKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table that are written out, and how they are placed and sent. Each row goes to the
 * partition of its key, those of one partition together; rows of a keyless table go round; rows of
 * a reference table go to every leaf.
 *
 * @param key how rows are placed; null for a keyless or reference table
 * @param columns the columns of the column list, with those that Canopy adds behind the user's
 * @param head all before the first row, with the namespace and the column list
 * @param rows what each row of the shape's text is; where the shape shows one row of slots for
 *     many, one element that stands for all of them
 * @param tail all after the last row
 * @param keyPositions for each column of the key where its value stands in a row
 * @param issued the column whose values the cluster issues; null where the table has none
 * @param singly whether the counts and keys of rows can't be told apart when rows are sent together
 * @param givesRows whether it has RETURNING
 * @param sameInstant whether it has functions or defaults of the present time, which must be one
 *     instant on all leaves
 * @param ignore whether MySQL makes values fit that do not
 */
public record PlacedRows(
    String database,
    Table table,
    @Nullable ShardKey key,
    List<String> columns,
    LeafSql head,
    List<Row> rows,
    LeafSql tail,
    List<Integer> keyPositions,
    @Nullable IssuedColumn issued,
    boolean singly,
    boolean givesRows,
    boolean sameInstant,
    boolean ignore) {

  public PlacedRows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    keyPositions = List.copyOf(keyPositions);
  }

  /**
   * These rows with another text around them, which treats duplicates in another way.
   *
   * @param apart as {@code singly}
   */
  public PlacedRows with(LeafSql otherHead, LeafSql otherTail, boolean ignores, boolean apart) {
    return new PlacedRows(
        database,
        table,
        key,
        columns,
        otherHead,
        rows,
        otherTail,
        keyPositions,
        issued,
        apart,
        givesRows,
        sameInstant,
        ignores);
  }

  /** The cells of a row, one for each column of the column list. */
  public record Row(List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** What gives one value. */
  public sealed interface Cell {}

  /** A JDBC parameter or a literal that was lifted out: {@code ?n} of the shape. */
  public record SlotCell(int number) implements Cell {}

  /** NULL. */
  public record NullCell() implements Cell {}

  /** An expression that each leaf may evaluate for itself. */
  public record TextCell(LeafSql sql) implements Cell {}

  /**
   * An expression that one leaf evaluates first, and whose value is then sent: it decides where the
   * row lies, or must be the same on all leaves.
   */
  public record EvaluatedCell(LeafSql sql) implements Cell {}

  /** A value that a query over partitions gives first; see {@link InsertCells}. */
  public record QueriedCell(int column) implements Cell {}

  /** A value that the cluster issues. */
  public record IssuedCell() implements Cell {}

  /**
   * The next value of a sequence that the cluster issues.
   *
   * @param name a sequence, or {@code table.column} of a serial column
   */
  public record SequenceCell(String name) implements Cell {}

  /**
   * A column whose values the cluster issues.
   *
   * @param position where it stands in a row
   * @param nullAsks whether an explicit NULL asks for a value, as in MySQL
   * @param zeroAsks whether an explicit 0 does, as in MySQL without NO_AUTO_VALUE_ON_ZERO
   */
  public record IssuedColumn(String name, int position, boolean nullAsks, boolean zeroAsks) {}
}
