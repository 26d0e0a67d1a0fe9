package io.canopydb.driver.execute;

import io.canopydb.driver.merge.Row;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows in the text format of COPY, which reads each value as its type writes it. */
final class PostgreSqlScratchRows implements ScratchRows {
  private final int columns;
  private final long most;
  private final StringBuilder text = new StringBuilder();
  private int count;

  PostgreSqlScratchRows(int columns, long most) {
    this.columns = columns;
    this.most = most;
  }

  @Override
  public void add(Row row) throws SQLException {
    ResultSet values = ((LeafRow) row).resultSet();
    for (int c = 1; c <= columns; c++) {
      if (c > 1) {
        text.append('\t');
      }
      append(values.getString(c));
    }
    text.append('\n');
    count++;
  }

  /** COPY's text format: a backslash before what separates and ends. */
  private void append(@Nullable String value) {
    if (value == null) {
      text.append("\\N");
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public long bytes() {
    return text.length();
  }

  @Override
  public boolean full() {
    return text.length() >= most;
  }

  @Override
  public void write(Connection connection, String name) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + name + " FROM STDIN");
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  @Override
  public void clear() {
    text.setLength(0);
    count = 0;
  }
}
