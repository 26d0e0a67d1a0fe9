package io.canopydb.driver.execute;

import io.canopydb.driver.merge.Row;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The text of a value that PostgreSQL reads as the same value of its type. */
public final class SentText {
  private SentText() {}

  /** Reads a column, 0-based; null for NULL. */
  public static @Nullable String of(Row row, int column) throws SQLException {
    Object value = SentValue.of(row, column, Engine.POSTGRESQL).value();
    return value instanceof byte[] bytes
        ? "\\x" + HexFormat.of().formatHex(bytes)
        : value == null ? null : value.toString();
  }
}
