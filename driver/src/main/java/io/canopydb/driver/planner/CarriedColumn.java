package io.canopydb.driver.planner;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Column;
import java.util.Locale;

/**
 * Reads a column so that an INSERT of what was read, into a column of the same type, stores exactly
 * the same value.
 */
final class CarriedColumn {
  private CarriedColumn() {}

  /**
   * The expression.
   *
   * @param name the column as the query names it, quoted
   */
  static String sql(Column column, String name, Dialect dialect) {
    return switch (dialect.engine()) {
      // COPY and parameters carry every type's text, which says all.
      case POSTGRESQL -> name;
      case MYSQL -> mySql(column.type().toLowerCase(Locale.ROOT), name);
    };
  }

  private static String mySql(String type, String name) {
    if (type.startsWith("float")) {
      // Its text has six digits.
      return "CAST(" + name + " AS DOUBLE)";
    }
    if (type.startsWith("bit") || type.startsWith("tinyint")) {
      // As they are, the partitions of a leaf could not be read by one UNION ALL.
      return name + " + 0";
    }
    if (type.startsWith("date")) {
      // UNION ALL makes zeros of dates that the session's mode would not take, but not of texts.
      return "CONCAT(" + name + ")";
    }
    // In the session's time zone an hour of the year comes twice.
    return type.startsWith("timestamp")
        ? "IF(UNIX_TIMESTAMP("
            + name
            + ") = 0, "
            + name
            + ", CONCAT(DATE_ADD('1970-01-01', INTERVAL UNIX_TIMESTAMP("
            + name
            + ") SECOND), '+00:00'))"
        : name;
  }
}
