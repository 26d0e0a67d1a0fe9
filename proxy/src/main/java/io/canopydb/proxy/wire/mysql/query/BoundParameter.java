package io.canopydb.proxy.wire.mysql.query;

import io.canopydb.driver.execute.Parameter;
import io.canopydb.metadata.placement.ValueSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** A value that a client has bound, as the object that it was read as. */
@SuppressWarnings("ArrayRecordComponent") // never compared with another
record BoundParameter(@Nullable Object value) implements Parameter {

  @Override
  public void bind(PreparedStatement statement, int index) throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else {
      statement.setObject(index, value);
    }
  }

  @Override
  public ValueSource source() {
    return ValueSource.PARAMETER;
  }

  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return value == null ? "NULL" : value.getClass().getSimpleName();
  }
}
