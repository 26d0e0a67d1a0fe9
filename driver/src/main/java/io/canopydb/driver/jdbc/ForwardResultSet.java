package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.LeafCursor;
import io.canopydb.driver.execute.LeafRow;
import io.canopydb.driver.front.LogicalNames;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.session.Outcome;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
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

/**
 * A forward-only result: reads the rows where they lie. A row that still lies in a leaf's ResultSet
 * is read through that ResultSet, so that every conversion is the engine's own driver's. Long
 * because the interface is.
 */
@SuppressWarnings("deprecation") // the interface has deprecated getters
final class ForwardResultSet extends CanopyResultSet {
  private final SessionGate gate;
  private final LogicalNames names;
  private final RowCursor cursor;
  private final Outcome.Columns columns;
  private final int count;
  private final long maxRows;

  /** What the row it stands on is read through; null where it stands on none. */
  private @Nullable ResultSet row;

  /** Through this, a row that was computed is read. */
  private @Nullable CopiedResultSet computed;

  private @Nullable ResultSetMetaData metaData;
  private long number;
  private boolean ended;

  /** Whether the cursor stands on the first row already, although nobody called next. */
  private boolean peeked;

  /**
   * @param maxRows at most so many rows; 0 for all
   */
  ForwardResultSet(ResultOwner statement, Outcome.Rows rows, long maxRows) throws SQLException {
    super(statement);
    this.gate = statement.gate();
    this.names = statement.names();
    this.cursor = rows.cursor();
    this.columns = rows.columns();
    this.count = columns.count();
    this.maxRows = maxRows;
  }

  @Override
  public boolean next() throws SQLException {
    gate.enter();
    try {
      checkOpen();
      if (ended || !(peeked || advance())) {
        row = null;
        return false;
      }
      peeked = false;
      number++;
      row = reader(cursor.row());
      return true;
    } finally {
      gate.leave();
    }
  }

  /** Moves the cursor. At the end, and after an error, it gives back what it holds. */
  private boolean advance() throws SQLException {
    boolean moved = false;
    try {
      moved = (maxRows == 0 || number < maxRows) && cursor.next();
    } finally {
      if (!moved) {
        ended = true;
        row = null;
        cursor.close();
      }
    }
    return moved;
  }

  private ResultSet reader(Row current) throws SQLException {
    if (current instanceof LeafRow leafRow) {
      return leafRow.resultSet();
    }
    if (!(current instanceof ValuesRow values)) {
      throw CanopyError.INTERNAL.with("a row of " + current.getClass().getName());
    }
    CopiedResultSet reader = computed;
    if (reader == null) {
      reader =
          new CopiedResultSet(
              null, names.engine(), TYPE_FORWARD_ONLY, this::getMetaData, List.of());
      computed = reader;
    }
    reader.show(values.values());
    return reader;
  }

  /** What a column of the current row is read through. */
  private ResultSet at(int column) throws SQLException {
    ResultSet current = row;
    if (current == null) {
      throw noRow();
    }
    if (column > count) {
      throw CanopyError.NO_COLUMN.with(column, count);
    }
    return current;
  }

  private SQLException noRow() throws SQLException {
    checkOpen();
    return ended
        ? CanopyError.CURSOR_POSITION.with("behind the last one", "run the statement again")
        : CanopyError.CURSOR_POSITION.with("before the first one", "call next() first");
  }

  @Override
  void release() throws SQLException {
    gate.enterToClose();
    try {
      row = null;
      ended = true;
      cursor.close();
    } finally {
      gate.leave();
    }
  }

  @Override
  public boolean wasNull() throws SQLException {
    ResultSet current = row;
    if (current == null) {
      throw noRow();
    }
    return current.wasNull();
  }

  /** The leaf's own answer where there is one: its driver may also take other forms of a name. */
  @Override
  public int findColumn(String label) throws SQLException {
    ResultSet current = row;
    if (current == null || current == computed) {
      return super.findColumn(label);
    }
    int column = current.findColumn(label);
    if (column > count) {
      throw CanopyError.NO_COLUMN.with("'" + label + "'", count);
    }
    return column;
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    ResultSetMetaData known = metaData;
    if (known == null) {
      known = new CanopyResultSetMetaData(columns.metaData(), count, names);
      metaData = known;
    }
    return known;
  }

  @Override
  @Nullable ResultSet leafResult() {
    return cursor instanceof LeafCursor leafCursor && !isClosed() ? leafCursor.resultSet() : null;
  }

  @Override
  public int getType() {
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return row == null ? 0 : (int) number;
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    gate.enter();
    try {
      checkOpen();
      if (number == 0 && !ended && !peeked) {
        peeked = advance();
      }
      return peeked;
    } finally {
      gate.leave();
    }
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return row != null && number == 1;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return ended && number > 0;
  }

  @Override
  public boolean isLast() throws SQLException {
    throw FetchOptions.forwardOnly("isLast");
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw FetchOptions.forwardOnly("beforeFirst");
  }

  @Override
  public void afterLast() throws SQLException {
    throw FetchOptions.forwardOnly("afterLast");
  }

  @Override
  public boolean first() throws SQLException {
    throw FetchOptions.forwardOnly("first");
  }

  @Override
  public boolean last() throws SQLException {
    throw FetchOptions.forwardOnly("last");
  }

  @Override
  public boolean absolute(int number) throws SQLException {
    throw FetchOptions.forwardOnly("absolute");
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    throw FetchOptions.forwardOnly("relative");
  }

  @Override
  public boolean previous() throws SQLException {
    throw FetchOptions.forwardOnly("previous");
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    return at(column).getString(column);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    return at(column).getBoolean(column);
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return at(column).getByte(column);
  }

  @Override
  public short getShort(int column) throws SQLException {
    return at(column).getShort(column);
  }

  @Override
  public int getInt(int column) throws SQLException {
    return at(column).getInt(column);
  }

  @Override
  public long getLong(int column) throws SQLException {
    return at(column).getLong(column);
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return at(column).getFloat(column);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    return at(column).getDouble(column);
  }

  @Deprecated
  @Override
  public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    return at(column).getBigDecimal(column, scale);
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    return at(column).getBytes(column);
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    return at(column).getDate(column);
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    return at(column).getTime(column);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return at(column).getTimestamp(column);
  }

  @Override
  public @Nullable InputStream getAsciiStream(int column) throws SQLException {
    return at(column).getAsciiStream(column);
  }

  @Deprecated
  @Override
  public @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    return at(column).getUnicodeStream(column);
  }

  @Override
  public @Nullable InputStream getBinaryStream(int column) throws SQLException {
    return at(column).getBinaryStream(column);
  }

  @Override
  public @Nullable Object getObject(int column) throws SQLException {
    return at(column).getObject(column);
  }

  @Override
  public @Nullable Reader getCharacterStream(int column) throws SQLException {
    return at(column).getCharacterStream(column);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    return at(column).getBigDecimal(column);
  }

  @Override
  public @Nullable Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
    return at(column).getObject(column, map);
  }

  @Override
  public @Nullable Ref getRef(int column) throws SQLException {
    return at(column).getRef(column);
  }

  @Override
  public @Nullable Blob getBlob(int column) throws SQLException {
    return at(column).getBlob(column);
  }

  @Override
  public @Nullable Clob getClob(int column) throws SQLException {
    return at(column).getClob(column);
  }

  @Override
  public @Nullable Array getArray(int column) throws SQLException {
    return at(column).getArray(column);
  }

  @Override
  public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    return at(column).getDate(column, calendar);
  }

  @Override
  public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    return at(column).getTime(column, calendar);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    return at(column).getTimestamp(column, calendar);
  }

  @Override
  public @Nullable URL getURL(int column) throws SQLException {
    return at(column).getURL(column);
  }

  @Override
  public @Nullable RowId getRowId(int column) throws SQLException {
    return at(column).getRowId(column);
  }

  @Override
  public @Nullable NClob getNClob(int column) throws SQLException {
    return at(column).getNClob(column);
  }

  @Override
  public @Nullable SQLXML getSQLXML(int column) throws SQLException {
    return at(column).getSQLXML(column);
  }

  @Override
  public @Nullable String getNString(int column) throws SQLException {
    return at(column).getNString(column);
  }

  @Override
  public @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return at(column).getNCharacterStream(column);
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    return at(column).getObject(column, type);
  }
}
