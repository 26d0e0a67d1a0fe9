package io.canopydb.driver.front;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import io.canopydb.driver.session.Outcome;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
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
        sentLength(field),
        field.getMysqlTypeId(),
        sentFlags(field),
        sentDecimals(field));
  }

  // Connector/J makes JDBC's numbers of some that the server sent; these are the server's again.

  /** Of whole numbers it keeps how many digits they may have; a table's column has a sign too. */
  private static long sentLength(Field field) {
    boolean signed = !field.isUnsigned();
    return switch (field.getMysqlTypeId()) {
      case MysqlType.FIELD_TYPE_TINY -> field.getLength() == 1 ? 1 : signed ? 4 : 3;
      case MysqlType.FIELD_TYPE_SHORT -> signed ? 6 : 5;
      case MysqlType.FIELD_TYPE_INT24 -> signed ? 9 : 8;
      case MysqlType.FIELD_TYPE_LONG -> signed ? 11 : 10;
      case MysqlType.FIELD_TYPE_LONGLONG -> signed ? 20 : 21;
      case MysqlType.FIELD_TYPE_NEWDECIMAL ->
          field.getLength() + (signed ? 1 : 0) + (field.getDecimals() > 0 ? 1 : 0);
      default -> field.getLength();
    };
  }

  /** It calls bits and short bytes a BLOB. */
  private static int sentFlags(Field field) {
    int flags = field.getFlags() & 0xFFFF;
    return switch (field.getMysqlTypeId()) {
      case MysqlType.FIELD_TYPE_BIT ->
          flags & ~(MysqlType.FIELD_FLAG_BLOB | MysqlType.FIELD_FLAG_BINARY);
      case MysqlType.FIELD_TYPE_VAR_STRING, MysqlType.FIELD_TYPE_STRING ->
          flags & ~MysqlType.FIELD_FLAG_BLOB;
      default -> flags;
    };
  }

  /** It has 0 for any number of decimals. */
  private static int sentDecimals(Field field) {
    return switch (field.getMysqlTypeId()) {
      case MysqlType.FIELD_TYPE_FLOAT, MysqlType.FIELD_TYPE_DOUBLE ->
          field.getDecimals() == 0 ? ANY_DECIMALS : field.getDecimals();
      default -> field.getDecimals();
    };
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  /** A column that Canopy made, as MySQL would describe one of its kind. */
  private static MySqlColumn made(ResultSetMetaData described, int column) throws SQLException {
    String label = described.getColumnLabel(column);
    int size = described.getColumnDisplaySize(column);
    MysqlType type = MysqlType.getByName(described.getColumnTypeName(column));
    return switch (type) {
      case INT -> number(label, MysqlType.FIELD_TYPE_LONG, 0);
      case INT_UNSIGNED -> number(label, MysqlType.FIELD_TYPE_LONG, MysqlType.FIELD_FLAG_UNSIGNED);
      case BIGINT -> number(label, MysqlType.FIELD_TYPE_LONGLONG, 0);
      case BIGINT_UNSIGNED ->
          number(label, MysqlType.FIELD_TYPE_LONGLONG, MysqlType.FIELD_FLAG_UNSIGNED);
      case DOUBLE -> made(label, BINARY, size, MysqlType.FIELD_TYPE_DOUBLE, 0, ANY_DECIMALS);
      default ->
          made(
              label,
              UTF8,
              (long) size * UTF8_BYTES,
              MysqlType.FIELD_TYPE_VAR_STRING,
              0,
              ANY_DECIMALS);
    };
  }

  private static MySqlColumn number(String label, int type, int flags) {
    return made(label, BINARY, 20, type, flags | MysqlType.FIELD_FLAG_BINARY, 0);
  }

  private static MySqlColumn made(
      String label, int collation, long length, int type, int flags, int decimals) {
    return new MySqlColumn("", "", "", label, "", collation, length, type, flags, decimals);
  }

  /** Whether it is of a kind whose values are bytes, or never texts of a character set. */
  public boolean binary() {
    return collation == BINARY;
  }

  public boolean unsigned() {
    return (flags & MysqlType.FIELD_FLAG_UNSIGNED) != 0;
  }
}
