package io.canopydb.driver.planner;

import io.canopydb.driver.plan.KeyKind;
import io.canopydb.driver.planner.ResultTypes.ResultType;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * How the aggregator can compare values of a type as the engine does.
 *
 * @param collates whether the statement says COLLATE, or a column has a collation of its own
 */
record SortKinds(Engine engine, ResultTypes types, boolean collates) {

  /**
   * A way to compare.
   *
   * @param before what a leaf computes stands between this
   * @param after and this; both empty where the value itself is compared
   */
  record SortKind(KeyKind kind, String before, String after) {
    boolean direct() {
      return before.isEmpty();
    }
  }

  /** The way for a type; null where only a leaf can compare. */
  @Nullable SortKind of(ResultType type) throws SQLException {
    return switch (engine) {
      case MYSQL -> mySql(type);
      case POSTGRESQL -> postgreSql(type);
    };
  }

  private static SortKind direct(KeyKind kind) {
    return new SortKind(kind, "", "");
  }

  private @Nullable SortKind mySql(ResultType type) {
    return switch (type.jdbcType()) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> direct(KeyKind.LONG);
      case Types.BIGINT -> direct(type.signed() ? KeyKind.LONG : KeyKind.DECIMAL);
      case Types.DECIMAL, Types.NUMERIC -> direct(KeyKind.DECIMAL);
      // FLOAT is shown with six digits, which is less than it is sorted by.
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> new SortKind(KeyKind.DOUBLE, "(", ")+0e0");
      // Fixed width, so the text has the order; zero dates are no date of Java's.
      case Types.DATE, Types.TIMESTAMP -> direct(KeyKind.UTF8_TEXT);
      case Types.TIME, Types.BIT, Types.BOOLEAN -> new SortKind(KeyKind.DECIMAL, "(", ")+0");
      case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR ->
          collates || type.typeName().contains("json")
              ? null
              : new SortKind(KeyKind.BYTES, "WEIGHT_STRING(", ")");
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY ->
          type.typeName().contains("geometry") ? null : direct(KeyKind.BYTES);
      default -> null;
    };
  }

  private @Nullable SortKind postgreSql(ResultType type) throws SQLException {
    return switch (type.typeName()) {
      case "int2", "int4", "int8", "oid", "serial", "bigserial", "smallserial" ->
          direct(KeyKind.LONG);
      case "numeric" -> direct(KeyKind.DECIMAL);
      case "float4", "float8" -> direct(KeyKind.DOUBLE);
      case "bool" -> direct(KeyKind.BOOLEAN);
      case "date" -> direct(KeyKind.LOCAL_DATE);
      case "timestamp" -> direct(KeyKind.LOCAL_DATE_TIME);
      case "timestamptz" -> direct(KeyKind.OFFSET_DATE_TIME);
      case "time" -> direct(KeyKind.LOCAL_TIME);
      case "uuid" -> direct(KeyKind.UUID);
      case "bytea" -> direct(KeyKind.BYTES);
      case "text", "varchar" ->
          !collates && types.codePointOrder() ? direct(KeyKind.UTF8_TEXT) : null;
      // Trailing blanks do not count, and the cast takes them away.
      case "bpchar" ->
          !collates && types.codePointOrder()
              ? new SortKind(KeyKind.UTF8_TEXT, "(", ")::text")
              : null;
      default -> null;
    };
  }
}
