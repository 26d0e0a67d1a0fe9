package io.canopydb.driver.execute.scratch;

import io.canopydb.driver.bulk.CopyFormat;
import io.canopydb.driver.execute.LeafRow;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.merge.Row;
import io.canopydb.metadata.model.Engine;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows in the text format of COPY, which reads each value as its type writes it. */
final class PostgreSqlScratchRows implements ScratchRows {
  private final int columns;
  private final long most;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private int count;

  PostgreSqlScratchRows(int columns, long most) {
    this.columns = columns;
    this.most = most;
  }

  @Override
  public void add(Row row) throws SQLException {
    line.setLength(0);
    for (int c = 0; c < columns; c++) {
      // What an application asked a group for lies in no ResultSet any more.
      CopyFormat.TEXT.append(
          line,
          row instanceof LeafRow leaf
              ? leaf.resultSet().getString(c + 1)
              : SentValue.of(row, c, Engine.POSTGRESQL).text());
    }
    // Each value has the separator before it.
    text.append(line, Math.min(1, line.length()), line.length()).append('\n');
    count++;
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
