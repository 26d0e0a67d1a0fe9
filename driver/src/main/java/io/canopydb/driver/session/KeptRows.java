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
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL rows that are kept between two statements of which the second reads what the first
 * gave: as the text of each value, which its type reads again as the same value.
 *
 * @param columns for each column what the second statement selects, with its name
 */
record KeptRows(List<String> columns, List<List<@Nullable String>> rows, Dialect dialect) {
  /** They lie in memory. */
  private static final int MOST_ROWS = 100_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads all rows, and closes their source. */
  static KeptRows of(Outcome.Rows from, Dialect dialect) throws SQLException {
    ResultSetMetaData described = from.columns().metaData();
    int width = from.columns().count();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      columns.add(
          "CAST(canopy_row ->> "
              + (i - 1)
              + " AS "
              + type(described.getColumnTypeName(i), dialect)
              + ") AS "
              + dialect.quoteName(described.getColumnLabel(i)));
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (RowCursor cursor = from.cursor()) {
      while (cursor.next()) {
        if (rows.size() == MOST_ROWS) {
          throw CanopyError.UNSUPPORTED.with(
              "a MERGE, or a WITH that writes, with more than " + MOST_ROWS + " rows in between",
              "do it part by part");
        }
        List<@Nullable String> row = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
          row.add(SentText.of(cursor.row(), i));
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
    StringJoiner list = new StringJoiner(", ");
    columns.forEach(list::add);
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
}
