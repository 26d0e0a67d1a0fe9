package io.canopydb.driver.jdbc;

import io.canopydb.driver.execute.Parameter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What setObject sets. */
final class ObjectParameter {
  private ObjectParameter() {}

  /** setObject without a target type. */
  static Parameter of(@Nullable Object value) throws SQLException {
    if (value instanceof InputStream stream) {
      return BoundValue.converted(
          StreamedValue.bytes(stream, StreamedValue.ALL),
          (statement, index, bytes) -> statement.setObject(index, stream(bytes)));
    }
    if (value instanceof Reader reader) {
      return BoundValue.converted(
          StreamedValue.text(reader, StreamedValue.ALL),
          (statement, index, text) -> statement.setObject(index, new StringReader(text)));
    }
    return BoundValue.own(value, PreparedStatement::setObject);
  }

  /** setObject with a target type of java.sql.Types. */
  static Parameter of(@Nullable Object value, int type) throws SQLException {
    if (value instanceof InputStream stream) {
      return BoundValue.converted(
          StreamedValue.bytes(stream, StreamedValue.ALL),
          (statement, index, bytes) -> statement.setObject(index, stream(bytes), type));
    }
    if (value instanceof Reader reader) {
      return BoundValue.converted(
          StreamedValue.text(reader, StreamedValue.ALL),
          (statement, index, text) -> statement.setObject(index, new StringReader(text), type));
    }
    BoundValue.Setter<@Nullable Object> setter =
        (statement, index, object) -> statement.setObject(index, object, type);
    return belongs(value, type)
        ? BoundValue.own(value, setter)
        : BoundValue.converted(value, setter);
  }

  /** setObject with a target type and a scale, or the length of a stream. */
  static Parameter of(@Nullable Object value, int type, int scaleOrLength) throws SQLException {
    if (value instanceof InputStream stream) {
      return BoundValue.converted(
          StreamedValue.bytes(stream, scaleOrLength),
          (statement, index, bytes) ->
              statement.setObject(index, stream(bytes), type, bytes.length));
    }
    if (value instanceof Reader reader) {
      return BoundValue.converted(
          StreamedValue.text(reader, scaleOrLength),
          (statement, index, text) ->
              statement.setObject(index, new StringReader(text), type, text.length()));
    }
    return BoundValue.converted(
        value,
        (statement, index, object) -> statement.setObject(index, object, type, scaleOrLength));
  }

  /** setObject with a target type that may be the engine's own. */
  static Parameter of(@Nullable Object value, SQLType type) throws SQLException {
    if (type instanceof JDBCType standard) {
      return of(value, standard.getVendorTypeNumber());
    }
    return BoundValue.converted(
        value, (statement, index, object) -> statement.setObject(index, object, type));
  }

  /** setObject with a target type that may be the engine's own, and a scale or length. */
  static Parameter of(@Nullable Object value, SQLType type, int scaleOrLength) throws SQLException {
    if (type instanceof JDBCType standard) {
      return of(value, standard.getVendorTypeNumber(), scaleOrLength);
    }
    return BoundValue.converted(
        value,
        (statement, index, object) -> statement.setObject(index, object, type, scaleOrLength));
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  /** Whether a target type is that of the value's own setter, so that nothing is converted. */
  static boolean belongs(@Nullable Object value, int type) {
    return switch (type) {
      case Types.INTEGER -> value instanceof Integer;
      case Types.BIGINT -> value instanceof Long || value instanceof Integer;
      case Types.SMALLINT -> value instanceof Short;
      case Types.NUMERIC, Types.DECIMAL ->
          value instanceof BigDecimal || value instanceof BigInteger;
      case Types.VARCHAR, Types.LONGVARCHAR -> value instanceof String;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> value instanceof byte[];
      case Types.BOOLEAN -> value instanceof Boolean;
      case Types.DATE -> value instanceof java.sql.Date || value instanceof LocalDate;
      case Types.TIME -> value instanceof java.sql.Time || value instanceof LocalTime;
      case Types.TIMESTAMP -> value instanceof java.sql.Timestamp || value instanceof LocalDateTime;
      case Types.TIMESTAMP_WITH_TIMEZONE -> value instanceof OffsetDateTime;
      default -> false;
    };
  }
}
