package io.canopydb.proxy.console;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the rows of a result, each value whole. The first rows decide how wide columns are; so a
 * result of any size is printed as it comes.
 */
final class ResultTable {
  private static final int MEASURED = 1_000;

  private final PrintWriter out;
  private final List<String> labels = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();
  private final List<List<String>> waiting = new ArrayList<>();
  private boolean begun;

  private ResultTable(PrintWriter out) {
    this.out = out;
  }

  /** Prints them; gives their number. */
  static long print(ResultSet rows, PrintWriter out) throws SQLException {
    ResultTable table = new ResultTable(out);
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      table.labels.add(columns.getColumnLabel(i));
      table.widths.add(length(columns.getColumnLabel(i)));
    }
    long count = 0;
    for (; rows.next(); count++) {
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= table.labels.size(); i++) {
        String value = rows.getString(i);
        values.add(value == null ? "NULL" : value);
      }
      table.add(values);
    }
    table.flush();
    table.line();
    return count;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private void add(List<String> values) {
    if (begun) {
      row(values);
      return;
    }
    waiting.add(values);
    for (int i = 0; i < values.size(); i++) {
      widths.set(i, Math.max(widths.get(i), length(values.get(i))));
    }
    if (waiting.size() == MEASURED) {
      flush();
    }
  }

  private void flush() {
    if (!begun) {
      begun = true;
      line();
      row(labels);
      line();
      waiting.forEach(this::row);
      waiting.clear();
    }
  }

  private void row(List<String> values) {
    StringBuilder text = new StringBuilder("|");
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      text.append(' ')
          .append(value)
          .append(" ".repeat(Math.max(0, widths.get(i) - length(value))))
          .append(" |");
    }
    out.println(text);
  }

  private void line() {
    StringBuilder text = new StringBuilder("+");
    widths.forEach(width -> text.append("-".repeat(width + 2)).append('+'));
    out.println(text);
  }
}
