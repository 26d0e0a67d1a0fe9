package io.canopydb.driver.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.PostgreSqlDialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.SentText;
import io.canopydb.driver.merge.RowCursor;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are kept between two statements of which the second reads what the first gave: as the
 * text of each value, which its type reads again as the same value.
 */
record KeptRows(List<Kept> columns, List<List<@Nullable String>> rows, Dialect dialect) {
  /** They lie in memory. */
  private static final int MOST_ROWS = 100_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A column.
   *
   * @param jdbcType a constant of java.sql.Types
   * @param type PostgreSQL's name of the type, as CAST takes it
   */
  record Kept(String label, int jdbcType, String type) {}

  /** Reads all rows, and closes their source. */
  static KeptRows of(Outcome.Rows from, Dialect dialect) throws SQLException {
    ResultSetMetaData described = from.columns().metaData();
    int width = from.columns().count();
    List<Kept> columns = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      columns.add(
          new Kept(
              described.getColumnLabel(i),
              described.getColumnType(i),
              type(described.getColumnTypeName(i), dialect)));
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (RowCursor cursor = from.cursor()) {
      while (cursor.next()) {
        if (rows.size() == MOST_ROWS) {
          throw CanopyError.UNSUPPORTED.with(
              "a MERGE, a WITH that writes, or a query in brackets that locks rows, with more than "
                  + MOST_ROWS
                  + " rows in between",
              "do it part by part");
        }
        List<@Nullable String> row = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
          row.add(SentText.of(cursor.row(), i, dialect.engine()));
        }
        rows.add(row);
      }
    }
    return new KeptRows(columns, rows, dialect);
  }

  /** PgJDBC may have quoted it itself. */
  private static String type(String name, Dialect dialect) {
    String type = PostgreSqlDialect.type(name);
    return type.contains("\"") ? type : dialect.quoteName(type);
  }

  /** Those that a test lets through. */
  KeptRows only(Predicate<List<@Nullable String>> test) {
    return new KeptRows(columns, rows.stream().filter(test).toList(), dialect);
  }

  /** A query that gives them. */
  String query() {
    return switch (dialect.engine()) {
      case MYSQL -> union();
      case POSTGRESQL -> json();
    };
  }

  private String json() {
    StringJoiner list = new StringJoiner(", ");
    for (int i = 0; i < columns.size(); i++) {
      Kept column = columns.get(i);
      list.add(
          "CAST(canopy_row ->> "
              + i
              + " AS "
              + column.type()
              + ") AS "
              + dialect.quoteName(column.label()));
    }
    String from = " FROM jsonb_array_elements(CAST(";
    try {
      return "SELECT "
          + list
          + from
          + dialect.quoteText(JSON.writeValueAsString(rows))
          + " AS jsonb)) AS canopy_rows(canopy_row)";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows that are no JSON", e);
    }
  }

  private String union() {
    StringBuilder sql = new StringBuilder();
    for (List<@Nullable String> row : rows) {
      sql.append(sql.isEmpty() ? "SELECT " : " UNION ALL SELECT ");
      sql.append(selected(row));
    }
    List<@Nullable String> none = new ArrayList<>();
    columns.forEach(column -> none.add(null));
    return rows.isEmpty() ? "SELECT " + selected(none) + " FROM DUAL WHERE FALSE" : sql.toString();
  }

  private StringJoiner selected(List<@Nullable String> row) {
    StringJoiner list = new StringJoiner(", ");
    for (int i = 0; i < row.size(); i++) {
      Kept column = columns.get(i);
      list.add(literal(column, row.get(i)) + " AS " + dialect.quoteName(column.label()));
    }
    return list;
  }

  /** The values of the one column, with commas; null where that would not be the same. */
  @Nullable String literals() {
    if (columns.size() != 1 || rows.isEmpty()) {
      return null;
    }
    StringJoiner list = new StringJoiner(", ");
    rows.forEach(row -> list.add(literal(columns.get(0), row.get(0))));
    return list.toString();
  }

  private String literal(Kept column, @Nullable String value) {
    if (value == null) {
      return "NULL";
    }
    return switch (dialect.engine()) {
      case MYSQL -> mySql(column, value);
      case POSTGRESQL -> postgreSql(column, value);
    };
  }

  private String mySql(Kept column, String value) {
    return switch (column.jdbcType()) {
      case Types.BIT,
          Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.DECIMAL,
          Types.REAL,
          Types.DOUBLE ->
          value;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> "X'" + value + "'";
      case Types.TIMESTAMP -> "TIMESTAMP" + dialect.quoteText(value);
      case Types.DATE -> value.length() == 4 ? value : "DATE" + dialect.quoteText(value);
      default -> dialect.quoteText(value);
    };
  }

  /** Bare where a column that it is compared with reads it as its own. */
  private String postgreSql(Kept column, String value) {
    return switch (column.jdbcType()) {
      case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> value;
      default ->
          column.type().equals("\"text\"") || column.type().equals("\"varchar\"")
              ? dialect.quoteText(value)
              : "CAST(" + dialect.quoteText(value) + " AS " + column.type() + ")";
    };
  }
}
