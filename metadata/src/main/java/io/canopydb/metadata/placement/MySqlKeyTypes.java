package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import java.math.BigInteger;
import java.util.Locale;

/** MySQL's types as shard keys. */
final class MySqlKeyTypes {
  private MySqlKeyTypes() {}

  static ColumnKeyType of(Column column, ColumnType type) {
    return switch (type.name()) {
      case "tinyint" -> integer(type, 8);
      case "smallint" -> integer(type, 16);
      case "mediumint" -> integer(type, 24);
      case "int", "integer" -> integer(type, 32);
      case "bigint" -> integer(type, 64);
      case "bool", "boolean" -> integer(type, 8);
      case "decimal", "numeric", "dec", "fixed" ->
          new ColumnKeyType.Accepted(
              new DecimalKey(
                  Engine.MYSQL,
                  type.argument(0, 10),
                  type.argument(1, 0),
                  type.has("unsigned") || type.has("zerofill")));
      case "char" -> characters(column, type.argument(0, 1), true);
      case "varchar" -> characters(column, type.argument(0, 0), false);
      case "binary" ->
          new ColumnKeyType.Accepted(new BinaryKey(Engine.MYSQL, type.argument(0, 1), true));
      case "varbinary" ->
          new ColumnKeyType.Accepted(new BinaryKey(Engine.MYSQL, type.argument(0, 0), false));
      case "date" -> new ColumnKeyType.Accepted(new DateKey(Engine.MYSQL));
      case "datetime" ->
          new ColumnKeyType.Accepted(new DateTimeKey(Engine.MYSQL, type.argument(0, 0)));
      case "time" -> new ColumnKeyType.Accepted(new TimeKey(type.argument(0, 0)));
      case "timestamp" ->
          ColumnKeyType.refused(
              column,
              "MySQL compares TIMESTAMP in the time zone of each session, where two instants can"
                  + " be equal; use DATETIME");
      case "float", "double", "real" ->
          ColumnKeyType.refused(column, "floating point numbers are not exact; use DECIMAL");
      case "tinytext", "text", "mediumtext", "longtext" ->
          ColumnKeyType.refused(column, "TEXT has no length in characters; use VARCHAR");
      case "tinyblob", "blob", "mediumblob", "longblob" ->
          ColumnKeyType.refused(column, "BLOB cannot be a key; use VARBINARY");
      default -> ColumnKeyType.unknown(column);
    };
  }

  private static ColumnKeyType integer(ColumnType type, int bits) {
    boolean unsigned = type.has("unsigned") || type.has("zerofill");
    BigInteger values = BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1);
    long min = unsigned ? 0 : -1L << (bits - 1);
    return new ColumnKeyType.Accepted(
        new IntegerKey(Engine.MYSQL, min, values.subtract(BigInteger.ONE)));
  }

  private static ColumnKeyType characters(Column column, int length, boolean padded) {
    String collation = column.collation();
    if (collation == null) {
      return ColumnKeyType.refused(column, "its collation is not known");
    }
    String name = collation.toLowerCase(Locale.ROOT);
    return KnownCollations.weights(name)
        .<ColumnKeyType>map(
            weights -> new ColumnKeyType.Accepted(new CollatedKey(name, weights, length, padded)))
        .orElseGet(
            () ->
                ColumnKeyType.refused(
                    column,
                    "Canopy cannot promise the equality rules of collation "
                        + collation
                        + "; use utf8mb4_0900_ai_ci, utf8mb4_general_ci, utf8mb4_bin or another of"
                        + " the usual ones"));
  }
}
