package io.canopydb.driver.front;

import com.mysql.cj.result.Field;
import io.canopydb.driver.session.Outcome;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result as MySQL's protocol describes it: what the leaf sent, with logical names.
 *
 * @param database of its table; empty where it comes from none
 * @param table as the statement calls it
 * @param originalTable as the table is called
 * @param label its name in the result
 * @param name its name in its table
 * @param collation the number of its collation; 63 for bytes and numbers
 * @param length how many bytes a value has at most
 * @param type the protocol's number of it, one of com.mysql.cj.MysqlType.FIELD_TYPE
 * @param flags the protocol's bits, com.mysql.cj.MysqlType.FIELD_FLAG and others
 * @param decimals how many digits stand behind the point; 31 for any number
 */
public record MySqlColumn(
    String database,
    String table,
    String originalTable,
    String label,
    String name,
    int collation,
    long length,
    int type,
    int flags,
    int decimals) {
  private static final int UTF8 = 255;
  private static final int BINARY = 63;
  private static final int ANY_DECIMALS = 31;
  private static final int UTF8_BYTES = 4;

  /** The columns that the user is to see. */
  public static List<MySqlColumn> of(Outcome.Columns columns, LogicalNames names)
      throws SQLException {
    return of(columns.metaData(), columns.count(), names);
  }

  /** Likewise of a statement that was only described. */
  public static List<MySqlColumn> of(ResultSetMetaData described, LogicalNames names)
      throws SQLException {
    return of(described, described.getColumnCount(), names);
  }

  private static List<MySqlColumn> of(ResultSetMetaData described, int count, LogicalNames names)
      throws SQLException {
    Field[] fields =
        described instanceof com.mysql.cj.jdbc.result.ResultSetMetaData leafs
            ? leafs.getFields()
            : null;
    List<MySqlColumn> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(fields == null ? made(described, i + 1) : sent(fields[i], names));
    }
    return List.copyOf(all);
  }

  private static MySqlColumn sent(Field field, LogicalNames names) {
    String label = text(field.getName());
    return new MySqlColumn(
        text(names.catalog(field.getDatabaseName())),
        text(field.getTableName()),
        text(field.getOriginalTableName()),
        label,
        text(field.getOriginalName()),
        field.getCollationIndex(),
        field.getLength(),
        field.getMysqlTypeId(),
        field.getFlags() & 0xFFFF,
        field.getDecimals());
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  /** A column that Canopy made, as MySQL would describe one of its kind. */
  private static MySqlColumn made(ResultSetMetaData described, int column) throws SQLException {
    String label = described.getColumnLabel(column);
    int size = described.getColumnDisplaySize(column);
    return switch (described.getColumnType(column)) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
          made(label, BINARY, size, com.mysql.cj.MysqlType.FIELD_TYPE_LONGLONG, 0);
      case Types.BIT, Types.BOOLEAN ->
          made(label, BINARY, 1, com.mysql.cj.MysqlType.FIELD_TYPE_TINY, 0);
      case Types.FLOAT, Types.REAL, Types.DOUBLE ->
          made(label, BINARY, size, com.mysql.cj.MysqlType.FIELD_TYPE_DOUBLE, ANY_DECIMALS);
      case Types.TIMESTAMP ->
          made(label, BINARY, size, com.mysql.cj.MysqlType.FIELD_TYPE_DATETIME, 0);
      default ->
          made(
              label,
              UTF8,
              (long) size * UTF8_BYTES,
              com.mysql.cj.MysqlType.FIELD_TYPE_VAR_STRING,
              ANY_DECIMALS);
    };
  }

  private static MySqlColumn made(
      String label, int collation, long length, int type, int decimals) {
    int binary = collation == BINARY ? com.mysql.cj.MysqlType.FIELD_FLAG_BINARY : 0;
    return new MySqlColumn("", "", "", label, "", collation, length, type, binary, decimals);
  }

  /** Whether it is of a kind whose values are bytes, or never texts of a character set. */
  public boolean binary() {
    return collation == BINARY;
  }

  public boolean zeroFilled() {
    return (flags & com.mysql.cj.MysqlType.FIELD_FLAG_ZEROFILL) != 0;
  }

  public boolean unsigned() {
    return (flags & com.mysql.cj.MysqlType.FIELD_FLAG_UNSIGNED) != 0;
  }
}
