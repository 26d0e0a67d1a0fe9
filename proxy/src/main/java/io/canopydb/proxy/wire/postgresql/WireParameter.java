package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.execute.Parameter;
import io.canopydb.metadata.placement.ValueSource;
import io.canopydb.proxy.wire.postgresql.codec.TypeIds;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * A value that a client bound. It goes to leaves as its text, with the type that the client
 * declared or the engine inferred. Immutable.
 */
final class WireParameter implements Parameter {
  private final int type;
  private final @Nullable String typeName;
  private final @Nullable String text;
  private final @Nullable Object value;

  /**
   * @param typeName null where the engine is to infer the type
   * @param text null for NULL
   */
  WireParameter(int type, @Nullable String typeName, @Nullable String text) {
    this.type = type;
    this.typeName = typeName;
    this.text = text;
    this.value = text == null ? null : value(type, text);
  }

  @Override
  public void bind(PreparedStatement statement, int index) throws SQLException {
    if (typeName != null) {
      PGobject typed = new PGobject();
      typed.setType(typeName);
      typed.setValue(text);
      statement.setObject(index, typed);
    } else if (text == null) {
      statement.setNull(index, Types.NULL);
    } else {
      statement.setObject(index, text, Types.OTHER);
    }
  }

  @Override
  public @Nullable Object value() {
    return value == null ? text : value;
  }

  @Override
  public ValueSource source() {
    return text == null || value != null ? ValueSource.PARAMETER : ValueSource.CONVERTED_PARAMETER;
  }

  /** What a Java program would have set to the same effect; null where there is nothing sure. */
  private static @Nullable Object value(int type, String text) {
    try {
      return switch (type) {
        case TypeIds.TEXT, TypeIds.VARCHAR, TypeIds.REGCLASS -> text;
        case TypeIds.INT2 -> Short.valueOf(text);
        case TypeIds.INT4 -> Integer.valueOf(text);
        case TypeIds.INT8 -> Long.valueOf(text);
        case TypeIds.NUMERIC -> new BigDecimal(text);
        case TypeIds.UUID -> uuid(text);
        case TypeIds.DATE -> date(text);
        default -> null;
      };
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  private static @Nullable UUID uuid(String text) {
    return text.length() == 36 ? UUID.fromString(text) : null;
  }

  /** Only in the form that every DateStyle reads alike. */
  private static @Nullable LocalDate date(String text) {
    return text.length() == 10 && text.charAt(4) == '-' ? LocalDate.parse(text) : null;
  }

  int type() {
    return type;
  }
}
