package io.canopydb.rebalancer.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.canopydb.driver.command.CommandResult;
import io.canopydb.driver.command.ResultColumn;
import io.canopydb.driver.merge.ValuesRow;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;

/** Prints the result of a command as a table, numbers to the right, NULL as nothing. */
final class TextTable {
  private TextTable() {}

  /** Some columns of a result, by name, in this order. */
  static String of(CommandResult result, String... names) {
    List<Integer> picked = new ArrayList<>();
    for (String name : names) {
      picked.add(index(result, name));
    }
    Column[] columns =
        picked.stream().map(i -> column(result.columns().get(i))).toArray(Column[]::new);
    Object[][] cells =
        result.rows().stream().map(row -> cells(row, picked)).toArray(Object[][]::new);
    return AsciiTable.builder()
        .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
        .data(columns, cells)
        .asString();
  }

  /** Where a column stands. */
  static int index(CommandResult result, String name) {
    for (int i = 0; i < result.columns().size(); i++) {
      if (result.columns().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + name);
  }

  private static Column column(ResultColumn column) {
    return new Column()
        .header(column.name().replace('_', ' '))
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(column.type() == JDBCType.VARCHAR ? HorizontalAlign.LEFT : HorizontalAlign.RIGHT)
        .maxWidth(80);
  }

  private static Object[] cells(ValuesRow row, List<Integer> picked) {
    return picked.stream()
        .map(i -> row.values()[i] == null ? "" : String.valueOf(row.values()[i]))
        .toArray();
  }
}
