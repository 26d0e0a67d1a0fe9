package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.LeafCursor;
import io.canopydb.driver.merge.AggregateCursor;
import io.canopydb.driver.merge.ConcatCursor;
import io.canopydb.driver.merge.LimitCursor;
import io.canopydb.driver.merge.MergeSortCursor;
import io.canopydb.driver.merge.RowCursor;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** What a leaf says of the columns of merged rows: all leaves of a result say the same. */
final class LeafMetaData {
  private LeafMetaData() {}

  static ResultSetMetaData of(RowCursor rows) throws SQLException {
    RowCursor cursor = rows;
    while (true) {
      if (cursor instanceof LeafCursor leaf) {
        return leaf.resultSet().getMetaData();
      }
      if (cursor instanceof LimitCursor limit) {
        cursor = limit.source();
      } else if (cursor instanceof AggregateCursor aggregate) {
        cursor = aggregate.source();
      } else if (cursor instanceof ConcatCursor concat) {
        cursor = concat.first();
      } else if (cursor instanceof MergeSortCursor sort) {
        cursor = sort.first();
      } else {
        throw CanopyError.INTERNAL.with("rows without a description");
      }
    }
  }
}
