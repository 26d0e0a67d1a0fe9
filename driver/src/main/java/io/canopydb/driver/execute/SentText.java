package io.canopydb.driver.execute;

import io.canopydb.driver.merge.Row;
import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The text of a value that its engine reads as the same value of its type; of MySQL's bytes what
 * stands in X''.
 */
public final class SentText {
  private SentText() {}

  /** Reads a column, 0-based; null for NULL. */
  public static @Nullable String of(Row row, int column, Engine engine) throws SQLException {
    Object value = SentValue.of(row, column, engine).value();
    if (value instanceof byte[] bytes) {
      String hex = HexFormat.of().formatHex(bytes);
      return switch (engine) {
        case MYSQL -> hex;
        case POSTGRESQL -> "\\x" + hex;
      };
    }
    return value instanceof BigDecimal number
        ? number.toPlainString()
        : value == null ? null : value.toString();
  }
}
