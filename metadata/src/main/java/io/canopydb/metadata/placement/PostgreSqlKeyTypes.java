package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's types as shard keys. */
final class PostgreSqlKeyTypes {

  /**
   * The collations that PostgreSQL itself makes, all of them deterministic: those of the standard
   * and its own, ICU's ({@code de-AT-x-icu}) and the C library's ({@code de_AT.utf8}). One that a
   * user made may be nondeterministic, and is not accepted.
   */
  private static final Pattern DETERMINISTIC =
      Pattern.compile(
          "default|C|POSIX|ucs_basic|unicode|pg_c_utf8|pg_unicode_fast|C\\.(utf8|UTF-?8)"
              + "|[A-Za-z]{2,3}(-[A-Za-z0-9]+)*-x-icu"
              + "|[a-z]{2,3}_[A-Z]{2}(\\.[A-Za-z0-9-]+)?(@[a-z]+)?",
          Pattern.CASE_INSENSITIVE);

  private PostgreSqlKeyTypes() {}

  static ColumnKeyType of(Column column, ColumnType type) {
    return switch (type.name()) {
      case "smallint", "int2" -> integer(16);
      case "integer", "int", "int4" -> integer(32);
      case "bigint", "int8" -> integer(64);
      case "numeric", "decimal" ->
          new ColumnKeyType.Accepted(
              new DecimalKey(Engine.POSTGRESQL, type.argument(0, 0), type.argument(1, 0), false));
      case "text", "character varying", "varchar" -> characters(column, type.argument(0, 0), false);
      case "character", "char" -> characters(column, type.argument(0, 1), true);
      case "bpchar" -> characters(column, type.argument(0, 0), true);
      case "bytea" -> new ColumnKeyType.Accepted(new BinaryKey(Engine.POSTGRESQL, 0, false));
      case "date" -> new ColumnKeyType.Accepted(new DateKey(Engine.POSTGRESQL));
      case "timestamp" ->
          new ColumnKeyType.Accepted(
              type.has("with")
                  ? new InstantKey(type.argument(0, 6))
                  : new DateTimeKey(Engine.POSTGRESQL, type.argument(0, 6)));
      case "timestamptz" -> new ColumnKeyType.Accepted(new InstantKey(type.argument(0, 6)));
      case "time" ->
          type.has("with")
              ? ColumnKeyType.refused(column, "a time with an offset has no fixed day; use time")
              : new ColumnKeyType.Accepted(new TimeKey(type.argument(0, 6)));
      case "uuid" -> new ColumnKeyType.Accepted(new UuidKey());
      case "boolean", "bool" -> new ColumnKeyType.Accepted(new BooleanKey());
      case "real", "double precision", "float4", "float8" ->
          ColumnKeyType.refused(column, "floating point numbers are not exact; use numeric");
      case "citext" ->
          ColumnKeyType.refused(
              column, "citext compares by the lower case of the locale; use text and lower()");
      default -> ColumnKeyType.unknown(column);
    };
  }

  private static ColumnKeyType integer(int bits) {
    return new ColumnKeyType.Accepted(
        new IntegerKey(
            Engine.POSTGRESQL,
            -1L << (bits - 1),
            BigInteger.ONE.shiftLeft(bits - 1).subtract(BigInteger.ONE)));
  }

  private static ColumnKeyType characters(Column column, int length, boolean padded) {
    return deterministic(column.collation())
        ? new ColumnKeyType.Accepted(new TextKey(length, padded))
        : ColumnKeyType.refused(
            column,
            "Canopy cannot promise that collation "
                + column.collation()
                + " is deterministic; use one of PostgreSQL's own, as \"default\" or \"C\"");
  }

  private static boolean deterministic(@Nullable String collation) {
    return collation == null || DETERMINISTIC.matcher(collation).matches();
  }
}
