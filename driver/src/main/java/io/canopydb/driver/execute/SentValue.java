package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.PostgreSqlDialect;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.value.LeafValue;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.placement.ValueSource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * A value as a leaf sent it, to be sent to another: the engine there reads the same value of the
 * same type. Numbers travel as numbers and bytes as bytes, all else as the text that the leaf gave.
 *
 * @param value a String, a number or bytes; null for NULL
 * @param type PostgreSQL's name of its type, so that it is assigned as a value of that type is;
 *     null where the value itself says it
 */
public record SentValue(@Nullable Object value, @Nullable String type) implements Parameter {
  public static final SentValue NULL = new SentValue(null, null);

  /** The column that receives it reads the text as its own. */
  private static final String UNTYPED = "unknown";

  /** Reads a column, 0-based. */
  public static SentValue of(Row row, int column, Engine engine) throws SQLException {
    if (!(row instanceof LeafRow leaf)) {
      Object value = ofGroup(row.visible(column));
      boolean asIs = value == null || value instanceof byte[] || value instanceof Number;
      return asIs
          ? new SentValue(value, null)
          : new SentValue(String.valueOf(value), engine == Engine.POSTGRESQL ? UNTYPED : null);
    }
    ResultSet values = leaf.resultSet();
    return switch (engine) {
      case MYSQL -> new SentValue(mySql(values, column + 1), null);
      case POSTGRESQL -> postgreSql(values, column + 1);
    };
  }

  /** A value that a group kept is a number, bytes, or its text. */
  private static @Nullable Object ofGroup(@Nullable Object kept) {
    if (!(kept instanceof LeafValue copied)) {
      return kept;
    }
    Object object = copied.object();
    return object instanceof byte[] || object instanceof Number ? object : copied.text();
  }

  /** Its text, as PostgreSQL reads it; null for NULL. */
  public @Nullable String text() {
    return value instanceof byte[] bytes
        ? "\\x" + HexFormat.of().formatHex(bytes)
        : value == null ? null : value.toString();
  }

  private static @Nullable Object mySql(ResultSet values, int column) throws SQLException {
    ResultSetMetaData described = values.getMetaData();
    return switch (described.getColumnType(column)) {
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
          values.getBytes(column);
      // TINYINT(1) is called BIT as well, and may hold more than its driver's Boolean says.
      case Types.BIT, Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.DECIMAL ->
          values.getBigDecimal(column);
      case Types.REAL -> known(values, values.getFloat(column));
      case Types.DOUBLE -> known(values, values.getDouble(column));
      case Types.DATE ->
          described.getColumnTypeName(column).equals("YEAR")
              ? known(values, values.getInt(column))
              : values.getString(column);
      default -> values.getString(column);
    };
  }

  /** A number that was read just now, unless it was NULL. */
  private static @Nullable Object known(ResultSet values, Number number) throws SQLException {
    return values.wasNull() ? null : number;
  }

  private static SentValue postgreSql(ResultSet values, int column) throws SQLException {
    String type = values.getMetaData().getColumnTypeName(column);
    String text = values.getString(column);
    return switch (type) {
      case "text" -> new SentValue(text, UNTYPED);
      case "bool" -> new SentValue(text == null ? null : text.equals("t") ? "true" : "false", type);
      default -> new SentValue(text, PostgreSqlDialect.type(type));
    };
  }

  @Override
  public void bind(PreparedStatement statement, int index) throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else if (UNTYPED.equals(type)) {
      // No type at all: a batch may not find out that it is another.
      statement.setObject(index, value, Types.OTHER);
    } else if (type != null) {
      PGobject typed = new PGobject();
      typed.setType(type);
      typed.setValue(String.valueOf(value));
      statement.setObject(index, typed);
    } else if (value instanceof String text) {
      statement.setString(index, text);
    } else {
      statement.setObject(index, value);
    }
  }

  @Override
  public ValueSource source() {
    return ValueSource.PARAMETER;
  }
}
