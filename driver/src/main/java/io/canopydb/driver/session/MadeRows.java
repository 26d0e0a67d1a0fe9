package io.canopydb.driver.session;

import io.canopydb.driver.command.CommandResult;
import io.canopydb.driver.command.ResultColumn;
import io.canopydb.driver.merge.ValuesCursor;
import io.canopydb.driver.merge.ValuesRow;
import java.sql.JDBCType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import javax.sql.rowset.RowSetMetaDataImpl;

/** Rows that the aggregator makes itself. */
final class MadeRows {
  private MadeRows() {}

  static Outcome of(CommandResult result) throws SQLException {
    return result.givesRows() ? of(result.columns(), result.rows()) : OwnWork.done();
  }

  /** A plan, one line a row. */
  static Outcome plan(List<String> lines) throws SQLException {
    return of(
        List.of(new ResultColumn("QUERY PLAN", JDBCType.VARCHAR)),
        lines.stream().map(line -> new ValuesRow(new Object[] {line})).toList());
  }

  static Outcome of(List<ResultColumn> columns, List<ValuesRow> rows) throws SQLException {
    RowSetMetaDataImpl metaData = new RowSetMetaDataImpl();
    metaData.setColumnCount(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      int type = columns.get(i).type().getVendorTypeNumber();
      metaData.setColumnName(i + 1, columns.get(i).name());
      metaData.setColumnLabel(i + 1, columns.get(i).name());
      metaData.setColumnType(i + 1, type);
      metaData.setColumnTypeName(i + 1, columns.get(i).type().getName());
      metaData.setNullable(i + 1, ResultSetMetaData.columnNullable);
      metaData.setColumnDisplaySize(i + 1, type == Types.VARCHAR ? 64 : 20);
    }
    return new Outcome.Rows(new ValuesCursor(rows), new ResultColumns(metaData, -1));
  }
}
