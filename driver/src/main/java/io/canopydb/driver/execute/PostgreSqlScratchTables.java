package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parallel.FanOut;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL's temporary tables, filled by COPY of the text form of each value. */
final class PostgreSqlScratchTables implements ScratchTables {
  private static final int CHUNK = 1 << 16;
  private static final int MANY = 500;

  @Override
  public void create(
      Connection connection,
      String name,
      LeafText shape,
      List<String> primaryKey,
      List<String> indexed,
      Dialect dialect)
      throws SQLException {
    String sql = "CREATE TEMPORARY TABLE " + name + " AS " + shape.sql() + " WITH NO DATA";
    ScratchTables.run(connection, new LeafText(sql, shape.parameters()));
    if (!primaryKey.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "ALTER TABLE "
                  + name
                  + " ADD PRIMARY KEY ("
                  + ScratchTables.quoted(primaryKey, dialect)
                  + ")")) {
        statement.executeUpdate();
      }
    }
  }

  @Override
  public void derive(Connection connection, String name, LeafText query) throws SQLException {
    String sql = "CREATE TEMPORARY TABLE " + name + " AS " + query.sql();
    ScratchTables.run(connection, new LeafText(sql, query.parameters()));
  }

  /** Of a few rows it is not worth while. Nobody else analyzes a temporary table. */
  @Override
  public void filled(
      Connection connection, String name, long rows, List<String> indexed, Dialect dialect)
      throws SQLException {
    if (rows < MANY) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      for (String column : indexed) {
        statement.execute("CREATE INDEX ON " + name + " (" + dialect.quoteName(column) + ")");
      }
      statement.execute("ANALYZE " + name);
    }
  }

  @Override
  public long fill(
      List<Connection> connections, String name, int columns, RowCursor rows, FanOut fanOut)
      throws SQLException {
    List<CopyIn> copies = new ArrayList<>();
    try {
      for (Connection connection : connections) {
        PGConnection target = connection.unwrap(PGConnection.class);
        copies.add(target.getCopyAPI().copyIn("COPY " + name + " FROM STDIN"));
      }
      StringBuilder chunk = new StringBuilder();
      long count = 0;
      while (rows.next()) {
        count++;
        ResultSet values = ((LeafRow) rows.row()).resultSet();
        for (int c = 1; c <= columns; c++) {
          if (c > 1) {
            chunk.append('\t');
          }
          append(chunk, values.getString(c));
        }
        chunk.append('\n');
        if (chunk.length() >= CHUNK) {
          write(copies, chunk);
        }
      }
      write(copies, chunk);
      for (CopyIn copy : copies) {
        copy.endCopy();
      }
      return count;
    } finally {
      for (CopyIn copy : copies) {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    }
  }

  /** Each server reads at its own pace behind its socket, so one after the other is no delay. */
  private static void write(List<CopyIn> copies, StringBuilder chunk) throws SQLException {
    byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
    for (CopyIn copy : copies) {
      copy.writeToCopy(bytes, 0, bytes.length);
    }
    chunk.setLength(0);
  }

  @Override
  public List<String> copies(Connection connection, String name, int count, Dialect dialect) {
    return List.of(name);
  }

  /** COPY's text format: a backslash before what separates and ends. */
  private static void append(StringBuilder out, @org.jspecify.annotations.Nullable String value) {
    if (value == null) {
      out.append("\\N");
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
  }

  @Override
  public String dropSql(String name) {
    return "DROP TABLE IF EXISTS pg_temp." + name;
  }
}
