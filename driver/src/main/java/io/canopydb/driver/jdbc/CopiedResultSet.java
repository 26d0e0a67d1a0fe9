package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.value.CellTimes;
import io.canopydb.driver.value.Cells;
import io.canopydb.metadata.model.Engine;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * Rows in memory: of a scroll-insensitive result, of one that must outlive its leaf connection, or
 * computed ones. Converts values as the engine's own driver does. Long because the interface is.
 */
@SuppressWarnings("deprecation") // the interface has deprecated getters
final class CopiedResultSet extends CanopyResultSet {

  private final Engine engine;
  private final Cells cells;
  private final int type;
  private final Cells.Description description;
  private List<@Nullable Object[]> rows;

  /** The number of the row it stands on, from 1; 0 before the first, size + 1 behind the last. */
  private int position;

  private boolean wasNull;

  /**
   * @param type TYPE_FORWARD_ONLY or TYPE_SCROLL_INSENSITIVE
   * @param rows owned by the result
   */
  CopiedResultSet(
      @Nullable ResultOwner statement,
      Engine engine,
      int type,
      Cells.Description description,
      List<@Nullable Object[]> rows) {
    super(statement);
    this.engine = engine;
    this.cells = new Cells(engine, description);
    this.type = type;
    this.description = description;
    this.rows = rows;
  }

  /** Stands on this row, and has no other. */
  void show(@Nullable Object[] row) {
    rows = List.<@Nullable Object[]>of(row);
    position = 1;
  }

  @Override
  void release() {
    rows = List.of();
    position = 0;
  }

  private @Nullable Object cell(int column) throws SQLException {
    if (position < 1 || position > rows.size()) {
      checkOpen();
      throw position < 1
          ? CanopyError.CURSOR_POSITION.with("before the first one", "call next() first")
          : CanopyError.CURSOR_POSITION.with("behind the last one", "move back to a row");
    }
    @Nullable Object[] row = rows.get(position - 1);
    if (column < 1 || column > row.length) {
      throw CanopyError.NO_COLUMN.with(column, row.length);
    }
    Object cell = row[column - 1];
    wasNull = cell == null;
    return cell;
  }

  /** The number in a column that is not NULL. */
  private BigDecimal decimal(int column) throws SQLException {
    return cells.decimal(notNull(column), column);
  }

  /** The time in a column that is not NULL. */
  private CellTimes times(int column) throws SQLException {
    return cells.times(notNull(column), column);
  }

  private Object notNull(int column) throws SQLException {
    Object cell = cell(column);
    if (cell == null) {
      throw CanopyError.INTERNAL.with("NULL where it was tested for");
    }
    return cell;
  }

  @Override
  public boolean wasNull() throws SQLException {
    checkOpen();
    return wasNull;
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? null : cells.text(cell, column);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    Object cell = cell(column);
    return cell != null && cells.truth(cell, column);
  }

  @Override
  public byte getByte(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null
        ? 0
        : (byte) cells.whole(cell, column, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
  }

  @Override
  public short getShort(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null
        ? 0
        : (short) cells.whole(cell, column, Short.MIN_VALUE, Short.MAX_VALUE, "short");
  }

  @Override
  public int getInt(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null
        ? 0
        : (int) cells.whole(cell, column, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
  }

  @Override
  public long getLong(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? 0 : cells.whole(cell, column, Long.MIN_VALUE, Long.MAX_VALUE, "long");
  }

  @Override
  public float getFloat(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? 0 : (float) cells.floating(cell, column, "float");
  }

  @Override
  public double getDouble(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? 0 : cells.floating(cell, column, "double");
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    return cell(column) == null ? null : decimal(column);
  }

  @Deprecated
  @Override
  public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    return cell(column) == null ? null : decimal(column).setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? null : cells.bytes(cell, column);
  }

  /** PostgreSQL's infinite dates and times, which no calendar changes. */
  private boolean isInfinite(java.util.Date moment) {
    return switch (engine) {
      case MYSQL -> false;
      case POSTGRESQL ->
          moment.getTime() == PGStatement.DATE_POSITIVE_INFINITY
              || moment.getTime() == PGStatement.DATE_NEGATIVE_INFINITY;
    };
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    Object cell = cell(column);
    if (cell == null) {
      return null;
    }
    Object value = Cells.value(cell);
    if (calendar == null && value instanceof Date date) {
      return (Date) date.clone();
    }
    if (value instanceof java.util.Date moment && isInfinite(moment)) {
      return new Date(moment.getTime());
    }
    return times(column).date(calendar);
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    Object cell = cell(column);
    if (cell == null) {
      return null;
    }
    if (calendar == null && Cells.value(cell) instanceof Time time) {
      return (Time) time.clone();
    }
    return times(column).time(calendar);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    Object cell = cell(column);
    if (cell == null) {
      return null;
    }
    Object value = Cells.value(cell);
    if (value instanceof Timestamp timestamp && (calendar == null || isInfinite(timestamp))) {
      return (Timestamp) timestamp.clone();
    }
    return times(column).timestamp(calendar);
  }

  @Override
  public @Nullable InputStream getAsciiStream(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? null : new ByteArrayInputStream(cells.ascii(cell, column));
  }

  @Deprecated
  @Override
  public @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable InputStream getBinaryStream(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public @Nullable Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public @Nullable Reader getNCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public @Nullable Object getObject(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? null : Cells.value(cell);
  }

  @Override
  public @Nullable Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
    if (!map.isEmpty()) {
      throw CanopyError.UNSUPPORTED.with("a type map", "use getObject(column, class)");
    }
    return getObject(column);
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    Object cell = cell(column);
    if (cell == null) {
      return null;
    }
    CellObjects.Getter getter = CellObjects.of(type);
    if (getter != null) {
      return type.cast(getter.get(this, cells, cell, column));
    }
    Object value = Cells.value(cell);
    if (!type.isInstance(value)) {
      throw CanopyError.VALUE_FORM.with(column, type.getName());
    }
    return type.cast(value);
  }

  @Override
  public @Nullable Blob getBlob(int column) throws SQLException {
    Object cell = cell(column);
    if (cell == null) {
      return null;
    }
    return Cells.value(cell) instanceof Blob blob ? blob : new CopiedBlob(getBytes(column));
  }

  @Override
  public @Nullable Clob getClob(int column) throws SQLException {
    Object cell = cell(column);
    if (cell == null) {
      return null;
    }
    return Cells.value(cell) instanceof Clob clob ? clob : new CopiedClob(cells.text(cell, column));
  }

  @Override
  public @Nullable NClob getNClob(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new CopiedClob(text);
  }

  @Override
  public @Nullable Array getArray(int column) throws SQLException {
    return own(column, Array.class);
  }

  @Override
  public @Nullable SQLXML getSQLXML(int column) throws SQLException {
    return own(column, SQLXML.class);
  }

  @Override
  public @Nullable Ref getRef(int column) throws SQLException {
    return own(column, Ref.class);
  }

  @Override
  public @Nullable RowId getRowId(int column) throws SQLException {
    return own(column, RowId.class);
  }

  private <T> @Nullable T own(int column, Class<T> type) throws SQLException {
    Object cell = cell(column);
    if (cell == null) {
      return null;
    }
    Object value = Cells.value(cell);
    if (!type.isInstance(value)) {
      throw CanopyError.VALUE_FORM.with(column, type.getName());
    }
    return type.cast(value);
  }

  @Override
  public @Nullable URL getURL(int column) throws SQLException {
    String text = getString(column);
    try {
      return text == null ? null : new URL(text);
    } catch (MalformedURLException e) {
      throw CanopyError.VALUE_FORM.causedBy(e, column, "a URL");
    }
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return description.metaData();
  }

  @Override
  public int getType() {
    return type;
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    return moveTo(position + 1L);
  }

  /** Moves to a row by its number; beyond either end, to that end. */
  private boolean moveTo(long number) {
    position = (int) Math.max(0, Math.min(number, rows.size() + 1L));
    return position >= 1 && position <= rows.size();
  }

  private void checkScroll(String what) throws SQLException {
    checkOpen();
    if (type == TYPE_FORWARD_ONLY) {
      throw FetchOptions.forwardOnly(what);
    }
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return position == 0 && !rows.isEmpty();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return position > rows.size() && !rows.isEmpty();
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return position == 1 && !rows.isEmpty();
  }

  @Override
  public boolean isLast() throws SQLException {
    checkOpen();
    return position == rows.size() && !rows.isEmpty();
  }

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return position > rows.size() ? 0 : position;
  }

  @Override
  public void beforeFirst() throws SQLException {
    checkScroll("beforeFirst");
    moveTo(0);
  }

  @Override
  public void afterLast() throws SQLException {
    checkScroll("afterLast");
    moveTo(rows.size() + 1L);
  }

  @Override
  public boolean first() throws SQLException {
    checkScroll("first");
    return moveTo(1);
  }

  @Override
  public boolean last() throws SQLException {
    checkScroll("last");
    return moveTo(rows.size());
  }

  @Override
  public boolean absolute(int number) throws SQLException {
    checkScroll("absolute");
    return moveTo(number >= 0 ? number : rows.size() + 1L + number);
  }

  @Override
  public boolean relative(int rowsOn) throws SQLException {
    checkScroll("relative");
    return moveTo((long) position + rowsOn);
  }

  @Override
  public boolean previous() throws SQLException {
    checkScroll("previous");
    return moveTo(position - 1L);
  }
}
