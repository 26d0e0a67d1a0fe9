package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.merge.RowCursor;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
  public long fill(Connection connection, String name, int columns, RowCursor rows)
      throws SQLException {
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + name + " FROM STDIN");
    try {
      long count = 0;
      StringBuilder chunk = new StringBuilder();
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
          write(copy, chunk);
        }
      }
      write(copy, chunk);
      copy.endCopy();
      return count;
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void write(CopyIn copy, StringBuilder chunk) throws SQLException {
    byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    chunk.setLength(0);
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
