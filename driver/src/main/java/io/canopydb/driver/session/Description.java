package io.canopydb.driver.session;

import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.value.LeafValue;
import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What the shell says of a query's columns.
 *
 * @param years the columns of which MySQL says first that they are years (a date, to Connector/J),
 *     and makes numbers when it runs the query in a table of its own: YEAR(..) behind GROUP BY or
 *     DISTINCT. Leaves, of which each runs a part of the query, give dates.
 */
record Description(ResultSetMetaData metaData, BitSet years) {

  /** The rows of leaves as the one server would give them. */
  RowCursor of(RowCursor rows) throws SQLException {
    return years.isEmpty() ? rows : new Numbers(rows, metaData.getColumnCount());
  }

  private final class Numbers implements RowCursor {
    private final RowCursor rows;
    private final int columns;
    private Row row = ValuesRow.of();

    Numbers(RowCursor rows, int columns) {
      this.rows = rows;
      this.columns = columns;
    }

    @Override
    public boolean next() throws SQLException {
      boolean more = rows.next();
      if (more) {
        @Nullable Object[] values = new Object[columns];
        for (int i = 0; i < columns; i++) {
          Object value = rows.row().visible(i);
          // What the one server's own table keeps is INT, and BIGINT where leaves join their parts.
          values[i] =
              value instanceof Long number
                      && metaData.getColumnType(i + 1) == Types.INTEGER
                      && metaData.isSigned(i + 1)
                  ? (Object) Math.toIntExact(number)
                  : years.get(i) ? number(value) : value;
        }
        row = new ValuesRow(values);
      }
      return more;
    }

    @Override
    public Row row() {
      return row;
    }

    @Override
    public void close() throws SQLException {
      rows.close();
    }
  }

  private static @Nullable Object number(@Nullable Object value) {
    return value instanceof LeafValue leaf
            && (leaf.object() == null || leaf.object() instanceof Date)
        ? (Object) Long.valueOf(leaf.text().substring(0, leaf.text().indexOf('-')))
        : value;
  }
}
