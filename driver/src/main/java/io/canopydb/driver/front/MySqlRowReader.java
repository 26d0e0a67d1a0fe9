package io.canopydb.driver.front;

import com.mysql.cj.MysqlType;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.LeafRow;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.value.Cells;
import io.canopydb.driver.value.LeafValue;
import io.canopydb.driver.value.MySqlNumbers;
import io.canopydb.metadata.model.Engine;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads values as MySQL's server prints them: of a leaf's row the very bytes that it sent, of a row
 * that was computed those that it would have sent. Texts are UTF-8, but those of a leaf's row are
 * of their column's character set where the session wants no other ({@code character_set_results}).
 * Columns are counted from 1.
 */
public final class MySqlRowReader {
  private static final int DATE_YEAR = 4;

  private final List<MySqlColumn> columns;
  private final Cells cells;

  public MySqlRowReader(List<MySqlColumn> columns, Outcome.Columns described) {
    this.columns = columns;
    this.cells = new Cells(Engine.MYSQL, described::metaData);
  }

  /** A value; null for NULL. */
  public byte @Nullable [] bytes(Row row, int column) throws SQLException {
    if (row instanceof LeafRow leaf) {
      return leaf.resultSet().getBytes(column);
    }
    if (row instanceof ValuesRow values) {
      Object cell = values.values()[column - 1];
      return cell == null ? null : computed(cell, column);
    }
    throw CanopyError.INTERNAL.with("a row of " + row.getClass().getName());
  }

  private byte[] computed(Object cell, int column) throws SQLException {
    Object object = cell instanceof LeafValue leaf ? leaf.object() : cell;
    MySqlColumn of = columns.get(column - 1);
    if (object instanceof byte[] bytes) {
      return bytes;
    }
    if (of.type() == MysqlType.FIELD_TYPE_BIT) {
      return bits(object, cell, column, of);
    }
    return text(object, cell, column, of).getBytes(StandardCharsets.UTF_8);
  }

  private String text(@Nullable Object object, Object cell, int column, MySqlColumn of)
      throws SQLException {
    if (object instanceof Float number) {
      return MySqlNumbers.text(number, of.decimals());
    }
    if (object instanceof Double number) {
      return of.type() == MysqlType.FIELD_TYPE_FLOAT
          ? MySqlNumbers.text(number.floatValue(), of.decimals())
          : MySqlNumbers.text(number, of.decimals());
    }
    String text = cells.text(cell, column);
    if (of.type() == MysqlType.FIELD_TYPE_YEAR) {
      // Connector/J makes a date of it.
      return text.length() > DATE_YEAR ? text.substring(0, DATE_YEAR) : text;
    }
    return text;
  }

  /** BIT(1), which Connector/J makes a Boolean; or a number. */
  private byte[] bits(@Nullable Object object, Object cell, int column, MySqlColumn of)
      throws SQLException {
    long value =
        object instanceof Boolean truth
            ? (truth ? 1 : 0)
            : cells.whole(cell, column, Long.MIN_VALUE, Long.MAX_VALUE, "long");
    byte[] bytes = new byte[(int) ((of.length() + 7) / 8)];
    for (int i = bytes.length - 1; i >= 0; i--) {
      bytes[i] = (byte) value;
      value >>>= 8;
    }
    return bytes;
  }
}
