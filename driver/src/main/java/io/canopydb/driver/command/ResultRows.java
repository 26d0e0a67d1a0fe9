package io.canopydb.driver.command;

import io.canopydb.driver.merge.ValuesRow;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the result of a command: first its columns, then its rows. Used by one thread. */
final class ResultRows {
  private final List<ResultColumn> columns = new ArrayList<>();
  private final List<ValuesRow> rows = new ArrayList<>();

  ResultRows text(String... names) {
    return columns(JDBCType.VARCHAR, names);
  }

  ResultRows number(String... names) {
    return columns(JDBCType.BIGINT, names);
  }

  ResultRows real(String... names) {
    return columns(JDBCType.DOUBLE, names);
  }

  private ResultRows columns(JDBCType type, String... names) {
    for (String name : names) {
      columns.add(new ResultColumn(name, type));
    }
    return this;
  }

  /** Adds a row; whole numbers of any width become Long. */
  void add(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + columns.size() + " columns");
    }
    @Nullable Object[] row = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      row[i] = values[i] instanceof Integer number ? Long.valueOf(number) : values[i];
    }
    rows.add(new ValuesRow(row));
  }

  CommandResult result() {
    return new CommandResult(columns, rows);
  }
}
