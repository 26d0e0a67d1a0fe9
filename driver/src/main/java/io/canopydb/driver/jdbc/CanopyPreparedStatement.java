package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions.GeneratedKeys;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.ReadText;
import io.canopydb.driver.session.Session;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement. Every setter keeps its value as a {@link Parameter} that calls the same
 * setter of a leaf's statement. Streams are read into memory when they are set, since a value may
 * have to be sent more than once. Long because the interface is.
 */
@SuppressWarnings("deprecation") // the interface has deprecated setters
final class CanopyPreparedStatement extends CanopyStatement implements PreparedStatement {
  private final ReadText read;
  private final GeneratedKeys keys;
  private final @Nullable Parameter[] parameters;
  private List<@Nullable Parameter[]> rows = new ArrayList<>();

  CanopyPreparedStatement(
      StatementOwner connection, StatementOptions options, String sql, GeneratedKeys keys)
      throws SQLException {
    super(connection, options);
    Session session = gate().enter();
    try {
      this.read = read(session, sql, true);
    } finally {
      gate().leave();
    }
    this.keys = keys;
    int count = 0;
    for (Session.Prepared statement : read.statements()) {
      count += statement.parameterCount();
    }
    this.parameters = new @Nullable Parameter[count];
  }

  @Override
  void checkTakesText() throws SQLException {
    throw CanopyError.INVALID_ARGUMENT.with(
        "a prepared statement has its text already", "use a plain Statement for another one");
  }

  // Running

  @Override
  public boolean execute() throws SQLException {
    return run(read, values(), Expected.ANYTHING, keys);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    run(read, values(), Expected.ROWS, keys);
    return currentRows();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return Counts.asInt(executeLargeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    run(read, values(), Expected.COUNT, keys);
    return results().count();
  }

  /**
   * The values as they are now: a result that is still being read is not to see what the
   * application sets for the next execution.
   */
  private @Nullable Parameter[] values() throws SQLException {
    checkOpen();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] == null) {
        throw CanopyError.PARAMETER_NOT_SET.with(i + 1);
      }
    }
    return parameters.clone();
  }

  @Override
  public void addBatch() throws SQLException {
    if (read.statements().size() > 1) {
      throw CanopyError.UNSUPPORTED.with(
          "a batch of a text with several statements", "prepare and run them one by one");
    }
    rows.add(values());
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    rows = new ArrayList<>();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    List<@Nullable Parameter[]> batch = rows;
    rows = new ArrayList<>();
    return runBatch(read.statements().get(0), batch, keys);
  }

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    Session session = gate().enter();
    try {
      checkOpen();
      return described(session.describe(read.statements().get(0)));
    } finally {
      gate().leave();
    }
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    Session session = gate().enter();
    try {
      checkOpen();
      return session.describeParameters(read.statements().get(0));
    } finally {
      gate().leave();
    }
  }

  @Override
  public void clearParameters() throws SQLException {
    checkOpen();
    Arrays.fill(parameters, null);
  }

  // Values

  private void set(int index, Parameter parameter) throws SQLException {
    checkOpen();
    if (index < 1 || index > parameters.length) {
      throw CanopyError.INVALID_ARGUMENT.with(
          "there is no parameter " + index,
          "the statement has " + parameters.length + ", counted from 1");
    }
    parameters[index - 1] = parameter;
  }

  /**
   * PostgreSQL's large objects lie outside of every table, on one server: no replica, no moved
   * partition would have them.
   */
  private void checkLobs() throws SQLException {
    switch (engine()) {
      case MYSQL -> {
        // A LOB is a column like others.
      }
      case POSTGRESQL ->
          throw CanopyError.UNSUPPORTED.with(
              "a large object (oid)",
              "use a column of bytea or text, with setBytes, setString or setBinaryStream");
    }
  }

  private static int standard(SQLType type) {
    return type instanceof JDBCType standard ? standard.getVendorTypeNumber() : Types.OTHER;
  }

  private void checkLobs(@Nullable Object value, int type) throws SQLException {
    if (value instanceof Blob
        || value instanceof Clob
        || type == Types.BLOB
        || type == Types.CLOB
        || type == Types.NCLOB) {
      checkLobs();
    }
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setBoolean));
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setByte));
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setShort));
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setInt));
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setLong));
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setFloat));
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setDouble));
  }

  @Override
  public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setBigDecimal));
  }

  @Override
  public void setString(int index, @Nullable String value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setString));
  }

  @Override
  public void setBytes(int index, byte @Nullable [] value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setBytes));
  }

  @Override
  public void setDate(int index, @Nullable Date value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setDate));
  }

  @Override
  public void setTime(int index, @Nullable Time value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setTime));
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
    set(index, BoundValue.own(value, PreparedStatement::setTimestamp));
  }

  @Override
  public void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    Calendar own = calendar == null ? null : (Calendar) calendar.clone();
    set(index, BoundValue.converted(value, (statement, i, x) -> statement.setDate(i, x, own)));
  }

  @Override
  public void setTime(int index, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    Calendar own = calendar == null ? null : (Calendar) calendar.clone();
    set(index, BoundValue.converted(value, (statement, i, x) -> statement.setTime(i, x, own)));
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    Calendar own = calendar == null ? null : (Calendar) calendar.clone();
    set(index, BoundValue.converted(value, (statement, i, x) -> statement.setTimestamp(i, x, own)));
  }

  @Override
  public void setNull(int index, int type) throws SQLException {
    set(index, BoundValue.own(null, (statement, i, x) -> statement.setNull(i, type)));
  }

  @Override
  public void setNull(int index, int type, @Nullable String typeName) throws SQLException {
    set(index, BoundValue.own(null, (statement, i, x) -> statement.setNull(i, type, typeName)));
  }

  @Override
  public void setNString(int index, @Nullable String value) throws SQLException {
    set(index, BoundValue.converted(value, PreparedStatement::setNString));
  }

  @Override
  public void setRef(int index, @Nullable Ref value) throws SQLException {
    set(index, BoundValue.converted(value, PreparedStatement::setRef));
  }

  @Override
  public void setArray(int index, @Nullable Array value) throws SQLException {
    set(index, BoundValue.converted(value, PreparedStatement::setArray));
  }

  @Override
  public void setURL(int index, @Nullable URL value) throws SQLException {
    set(index, BoundValue.converted(value, PreparedStatement::setURL));
  }

  @Override
  public void setRowId(int index, @Nullable RowId value) throws SQLException {
    set(index, BoundValue.converted(value, PreparedStatement::setRowId));
  }

  @Override
  public void setSQLXML(int index, @Nullable SQLXML value) throws SQLException {
    set(index, BoundValue.converted(value, PreparedStatement::setSQLXML));
  }

  @Override
  public void setBlob(int index, @Nullable Blob value) throws SQLException {
    checkLobs();
    set(index, BoundValue.converted(value, PreparedStatement::setBlob));
  }

  @Override
  public void setClob(int index, @Nullable Clob value) throws SQLException {
    checkLobs();
    set(index, BoundValue.converted(value, PreparedStatement::setClob));
  }

  @Override
  public void setNClob(int index, @Nullable NClob value) throws SQLException {
    checkLobs();
    set(index, BoundValue.converted(value, PreparedStatement::setNClob));
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setAsciiStream(i, (InputStream) null, 0))
            : BoundValue.converted(
                StreamedValue.bytes(value, length),
                (statement, i, x) ->
                    statement.setAsciiStream(i, new ByteArrayInputStream(x), x.length)));
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setBinaryStream(i, (InputStream) null, 0))
            : BoundValue.converted(
                StreamedValue.bytes(value, length),
                (statement, i, x) ->
                    statement.setBinaryStream(i, new ByteArrayInputStream(x), x.length)));
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, int length)
      throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setCharacterStream(i, (Reader) null, 0))
            : BoundValue.converted(
                StreamedValue.text(value, length),
                (statement, i, x) ->
                    statement.setCharacterStream(i, new StringReader(x), x.length())));
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setAsciiStream(i, (InputStream) null, 0L))
            : BoundValue.converted(
                StreamedValue.bytes(value, length),
                (statement, i, x) ->
                    statement.setAsciiStream(i, new ByteArrayInputStream(x), (long) x.length)));
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setBinaryStream(i, (InputStream) null, 0L))
            : BoundValue.converted(
                StreamedValue.bytes(value, length),
                (statement, i, x) ->
                    statement.setBinaryStream(i, new ByteArrayInputStream(x), (long) x.length)));
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setCharacterStream(i, (Reader) null, 0L))
            : BoundValue.converted(
                StreamedValue.text(value, length),
                (statement, i, x) ->
                    statement.setCharacterStream(i, new StringReader(x), (long) x.length())));
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setAsciiStream(i, (InputStream) null))
            : BoundValue.converted(
                StreamedValue.bytes(value, StreamedValue.ALL),
                (statement, i, x) -> statement.setAsciiStream(i, new ByteArrayInputStream(x))));
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setBinaryStream(i, (InputStream) null))
            : BoundValue.converted(
                StreamedValue.bytes(value, StreamedValue.ALL),
                (statement, i, x) -> statement.setBinaryStream(i, new ByteArrayInputStream(x))));
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setCharacterStream(i, (Reader) null))
            : BoundValue.converted(
                StreamedValue.text(value, StreamedValue.ALL),
                (statement, i, x) -> statement.setCharacterStream(i, new StringReader(x))));
  }

  @Deprecated
  @Override
  public void setUnicodeStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setUnicodeStream(i, (InputStream) null, 0))
            : BoundValue.converted(
                StreamedValue.bytes(value, length),
                (statement, i, x) ->
                    statement.setUnicodeStream(i, new ByteArrayInputStream(x), x.length)));
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setNCharacterStream(i, (Reader) null, 0L))
            : BoundValue.converted(
                StreamedValue.text(value, length),
                (statement, i, x) ->
                    statement.setNCharacterStream(i, new StringReader(x), (long) x.length())));
  }

  @Override
  public void setClob(int index, @Nullable Reader value, long length) throws SQLException {
    checkLobs();
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setClob(i, (Reader) null, 0L))
            : BoundValue.converted(
                StreamedValue.text(value, length),
                (statement, i, x) -> statement.setClob(i, new StringReader(x), (long) x.length())));
  }

  @Override
  public void setNClob(int index, @Nullable Reader value, long length) throws SQLException {
    checkLobs();
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setNClob(i, (Reader) null, 0L))
            : BoundValue.converted(
                StreamedValue.text(value, length),
                (statement, i, x) ->
                    statement.setNClob(i, new StringReader(x), (long) x.length())));
  }

  @Override
  public void setBlob(int index, @Nullable InputStream value, long length) throws SQLException {
    checkLobs();
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setBlob(i, (InputStream) null, 0L))
            : BoundValue.converted(
                StreamedValue.bytes(value, length),
                (statement, i, x) ->
                    statement.setBlob(i, new ByteArrayInputStream(x), (long) x.length)));
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setNCharacterStream(i, (Reader) null))
            : BoundValue.converted(
                StreamedValue.text(value, StreamedValue.ALL),
                (statement, i, x) -> statement.setNCharacterStream(i, new StringReader(x))));
  }

  @Override
  public void setClob(int index, @Nullable Reader value) throws SQLException {
    checkLobs();
    set(
        index,
        value == null
            ? BoundValue.converted(null, (statement, i, x) -> statement.setClob(i, (Reader) null))
            : BoundValue.converted(
                StreamedValue.text(value, StreamedValue.ALL),
                (statement, i, x) -> statement.setClob(i, new StringReader(x))));
  }

  @Override
  public void setNClob(int index, @Nullable Reader value) throws SQLException {
    checkLobs();
    set(
        index,
        value == null
            ? BoundValue.converted(null, (statement, i, x) -> statement.setNClob(i, (Reader) null))
            : BoundValue.converted(
                StreamedValue.text(value, StreamedValue.ALL),
                (statement, i, x) -> statement.setNClob(i, new StringReader(x))));
  }

  @Override
  public void setBlob(int index, @Nullable InputStream value) throws SQLException {
    checkLobs();
    set(
        index,
        value == null
            ? BoundValue.converted(
                null, (statement, i, x) -> statement.setBlob(i, (InputStream) null))
            : BoundValue.converted(
                StreamedValue.bytes(value, StreamedValue.ALL),
                (statement, i, x) -> statement.setBlob(i, new ByteArrayInputStream(x))));
  }

  @Override
  public void setObject(int index, @Nullable Object value) throws SQLException {
    checkLobs(value, Types.OTHER);
    set(index, ObjectParameter.of(value));
  }

  @Override
  public void setObject(int index, @Nullable Object value, int type) throws SQLException {
    checkLobs(value, type);
    set(index, ObjectParameter.of(value, type));
  }

  @Override
  public void setObject(int index, @Nullable Object value, int type, int scaleOrLength)
      throws SQLException {
    checkLobs(value, type);
    set(index, ObjectParameter.of(value, type, scaleOrLength));
  }

  @Override
  public void setObject(int index, @Nullable Object value, SQLType type) throws SQLException {
    checkLobs(value, standard(type));
    set(index, ObjectParameter.of(value, type));
  }

  @Override
  public void setObject(int index, @Nullable Object value, SQLType type, int scaleOrLength)
      throws SQLException {
    checkLobs(value, standard(type));
    set(index, ObjectParameter.of(value, type, scaleOrLength));
  }
}
