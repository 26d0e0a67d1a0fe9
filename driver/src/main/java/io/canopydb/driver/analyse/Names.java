package io.canopydb.driver.analyse;

import io.canopydb.metadata.model.Engine;
import java.util.Locale;

/** How an engine compares names. Stateless. */
public record Names(Engine engine) {

  /** A column's name without quotes, such that equal names are the same column. */
  public String column(String written) {
    return switch (engine) {
      case MYSQL -> unquoted(written).toLowerCase(Locale.ROOT);
      case POSTGRESQL -> folded(written);
    };
  }

  /** An alias or table name without quotes, such that equal names are the same. */
  public String alias(String written) {
    return switch (engine) {
      // On a server with lower_case_table_names=0 aliases differ in letter case.
      case MYSQL -> unquoted(written);
      case POSTGRESQL -> folded(written);
    };
  }

  /** A stored column name as {@link #column} gives it. */
  public String stored(String name) {
    return switch (engine) {
      case MYSQL -> name.toLowerCase(Locale.ROOT);
      case POSTGRESQL -> name;
    };
  }

  private static String folded(String written) {
    return quoted(written) ? unquoted(written) : written.toLowerCase(Locale.ROOT);
  }

  private static boolean quoted(String written) {
    return written.length() >= 2
        && (written.charAt(0) == '"' || written.charAt(0) == '`')
        && written.charAt(written.length() - 1) == written.charAt(0);
  }

  private static String unquoted(String written) {
    if (!quoted(written)) {
      return written;
    }
    String quote = written.substring(0, 1);
    return written.substring(1, written.length() - 1).replace(quote + quote, quote);
  }
}
