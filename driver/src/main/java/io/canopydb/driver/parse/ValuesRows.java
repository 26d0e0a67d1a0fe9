package io.canopydb.driver.parse;

import java.util.Arrays;

/**
 * The rows of an INSERT as places in its text, without a tree. Immutable once it is built.
 *
 * <p>Offsets lie in int arrays, because an INSERT may have thousands of rows.
 */
@SuppressWarnings("EnumOrdinal") // it never leaves the object
public final class ValuesRows {

  /** What an expression of a row is. */
  public enum Cell {
    /** A JDBC parameter, which has a slot. */
    PARAMETER,
    /** A lifted literal, which has a slot. */
    LITERAL,
    DEFAULT,
    NULL,
    /** Anything else. Slots may lie within it. */
    EXPRESSION
  }

  private static final Cell[] CELLS = Cell.values();

  /** Ints per cell: start, end, kind and slot. */
  private static final int STRIDE = 3;

  private static final int KIND_BITS = 3;

  /** Ints per row: start, end, first cell. */
  private static final int ROW_STRIDE = 3;

  private int[] cells = new int[8 * STRIDE];
  private int cellCount;
  private int[] rows = new int[4 * ROW_STRIDE];
  private int rowCount;

  ValuesRows() {}

  void addRow(int start, int end) {
    if (rowCount * ROW_STRIDE == rows.length) {
      rows = Arrays.copyOf(rows, rows.length * 2);
    }
    int at = rowCount++ * ROW_STRIDE;
    rows[at] = start;
    rows[at + 1] = end;
    rows[at + 2] = cellCount;
  }

  void addCell(int start, int end, Cell kind, int slot) {
    if (cellCount * STRIDE == cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    int at = cellCount++ * STRIDE;
    cells[at] = start;
    cells[at + 1] = end;
    cells[at + 2] = slot << KIND_BITS | kind.ordinal();
  }

  /** How many rows there are; at least one. */
  public int count() {
    return rowCount;
  }

  /** A row with its brackets. */
  public Span span(int row) {
    int at = row * ROW_STRIDE;
    return new Span(rows[at], rows[at + 1]);
  }

  /** How many expressions a row has. */
  public int width(int row) {
    int end = row + 1 < rowCount ? rows[(row + 1) * ROW_STRIDE + 2] : cellCount;
    return end - rows[row * ROW_STRIDE + 2];
  }

  /** The place of an expression. */
  public Span span(int row, int column) {
    int at = cell(row, column);
    return new Span(cells[at], cells[at + 1]);
  }

  /** What an expression is. */
  public Cell kind(int row, int column) {
    return CELLS[cells[cell(row, column) + 2] & ((1 << KIND_BITS) - 1)];
  }

  /**
   * The index in {@link Shape#slots} of a parameter or literal; -1 for all else. Where the text is
   * that of a shape, the {@code n - 1} of its {@code ?n}.
   */
  public int slot(int row, int column) {
    return cells[cell(row, column) + 2] >> KIND_BITS;
  }

  /** Whether all rows have one width, of at least one, and each expression has a slot. */
  public boolean allSlots() {
    int width = width(0);
    if (width == 0 || cellCount != width * rowCount) {
      return false;
    }
    for (int row = 1; row < rowCount; row++) {
      if (rows[row * ROW_STRIDE + 2] != row * width) {
        return false;
      }
    }
    for (int at = 2; at < cellCount * STRIDE; at += STRIDE) {
      if (cells[at] < 0) {
        return false;
      }
    }
    return true;
  }

  private int cell(int row, int column) {
    if (column < 0 || column >= width(row)) {
      throw new IndexOutOfBoundsException("row " + row + " has no column " + column);
    }
    return (rows[row * ROW_STRIDE + 2] + column) * STRIDE;
  }
}
