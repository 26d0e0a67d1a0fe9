package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.LogicalErrors;
import io.canopydb.driver.dispatch.Dispatch;
import io.canopydb.driver.merge.KeyValue;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.plan.KeyKind;
import io.canopydb.driver.value.LeafValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The rows of one leaf statement, as they lie in the leaf driver's ResultSet. */
public final class LeafResult implements LeafCursor, LeafRow {
  private final Statement statement;
  private final ResultSet rows;
  private final SharedConnection connection;
  private final Dispatch dispatch;
  private final LogicalErrors errors;

  /** What is to be told of the statement when its rows have come; null where it was told before. */
  private @Nullable Aftermath aftermath;

  private boolean closed;
  private long given;
  private @Nullable SQLException failure;

  /** Whether it stands on a row that {@link #next} has not given yet. */
  private boolean ahead;

  LeafResult(
      Statement statement,
      ResultSet rows,
      SharedConnection connection,
      Execution execution,
      boolean streams) {
    this.aftermath = streams ? execution.aftermath() : null;
    this.statement = statement;
    this.rows = rows;
    this.connection = connection;
    this.dispatch = execution.dispatch();
    this.errors = execution.errors();
  }

  /** Whether there is a row, before the first is asked for; it is not lost by that. */
  public boolean hasRows() throws SQLException {
    ahead = next();
    return ahead;
  }

  @Override
  public boolean next() throws SQLException {
    if (closed) {
      return false;
    }
    if (ahead) {
      ahead = false;
      return true;
    }
    try {
      boolean more = rows.next();
      given += more ? 1 : 0;
      if (!more) {
        ended();
      }
      return more;
    } catch (SQLException e) {
      failure = e;
      connection.streamFailed();
      throw connection.told(errors.of(e));
    }
  }

  private void ended() throws SQLException {
    Aftermath asked = aftermath;
    aftermath = null;
    if (asked != null) {
      asked.after(connection, statement, false, null);
    }
  }

  @Override
  public Row row() {
    return this;
  }

  @Override
  public ResultSet resultSet() {
    return rows;
  }

  @Override
  public @Nullable Object visible(int column) throws SQLException {
    int index = column + 1;
    return LeafValue.of(rows, index, rows.getMetaData().getColumnType(index));
  }

  @Override
  public @Nullable Object key(int column, KeyKind kind) throws SQLException {
    int index = column + 1;
    return switch (kind) {
      case LONG -> {
        long value = rows.getLong(index);
        yield rows.wasNull() ? null : (Object) value;
      }
      case DOUBLE -> {
        double value = rows.getDouble(index);
        yield rows.wasNull() ? null : (Object) value;
      }
      case BOOLEAN -> {
        boolean value = rows.getBoolean(index);
        yield rows.wasNull() ? null : (Object) value;
      }
      case BYTES -> rows.getBytes(index);
      case UTF8_TEXT -> rows.getString(index);
      case DECIMAL, UUID -> KeyValue.of(rows.getObject(index), kind);
      case LOCAL_DATE -> rows.getObject(index, LocalDate.class);
      case LOCAL_DATE_TIME -> rows.getObject(index, LocalDateTime.class);
      case OFFSET_DATE_TIME -> rows.getObject(index, OffsetDateTime.class);
      case LOCAL_TIME -> rows.getObject(index, LocalTime.class);
    };
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    dispatch.end(statement, given, failure);
    try {
      rows.close();
      statement.close();
      connection.endStream();
    } catch (SQLException e) {
      throw connection.told(errors.of(e));
    } finally {
      connection.release();
    }
  }
}
