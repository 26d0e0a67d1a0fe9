package io.canopydb.driver.execute.scratch;

import io.canopydb.driver.dialect.MySqlDialect;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.merge.Row;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows for an INSERT of many rows. */
final class MySqlScratchRows implements ScratchRows {
  private static final int ROWS = 500;

  private static final int NUMBER_BYTES = 8;

  /** What the objects around a value take. */
  private static final int OBJECT_BYTES = 64;

  private final int columns;
  private final long most;
  private final List<SentValue> values = new ArrayList<>();
  private long bytes;

  MySqlScratchRows(int columns, long most) {
    this.columns = columns;
    this.most = most;
  }

  @Override
  public void add(Row row) throws SQLException {
    for (int c = 0; c < columns; c++) {
      SentValue value = SentValue.of(row, c, Engine.MYSQL);
      values.add(value);
      bytes +=
          value.value() instanceof String text
              ? text.length()
              : value.value() instanceof byte[] binary ? binary.length : NUMBER_BYTES;
    }
  }

  @Override
  public int count() {
    return values.size() / columns;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public boolean full() {
    return count() >= ROWS || bytes + (long) values.size() * OBJECT_BYTES >= most;
  }

  @Override
  public void write(Connection connection, String name) throws SQLException {
    String row = "(" + "?,".repeat(columns - 1) + "?)";
    String rows = (row + ",").repeat(count() - 1) + row;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT" + MySqlDialect.AS_STORED + " INTO " + name + " VALUES " + rows)) {
      for (int i = 0; i < values.size(); i++) {
        values.get(i).bind(statement, i + 1);
      }
      statement.executeUpdate();
    }
  }

  @Override
  public void clear() {
    values.clear();
    bytes = 0;
  }
}
