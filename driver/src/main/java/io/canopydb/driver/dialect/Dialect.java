package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one engine writes names and literals, and how logical names lie on its leaves. Stateless;
 * threads share it.
 */
public sealed interface Dialect permits MySqlDialect, PostgreSqlDialect {

  /** The dialect of an engine. */
  static Dialect of(Engine engine) {
    return switch (engine) {
      case MYSQL -> MySqlDialect.INSTANCE;
      case POSTGRESQL -> PostgreSqlDialect.INSTANCE;
    };
  }

  Engine engine();

  /**
   * A name in quotes, whatever characters it has.
   *
   * @throws IllegalArgumentException if it has the character NUL, which no engine takes in a name
   */
  String quoteName(String name);

  /**
   * A string literal that stands for exactly this text, under every sql_mode.
   *
   * @throws IllegalArgumentException on PostgreSQL, if it has the character NUL: the engine would
   *     read the statement only up to there
   */
  String quoteText(String text);

  /** A value of JDBC as a literal. */
  default String literal(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof byte[] bytes) {
      String hex = HexFormat.of().formatHex(bytes);
      return switch (engine()) {
        case MYSQL -> "x'" + hex + "'";
        case POSTGRESQL -> "CAST('\\x" + hex + "' AS bytea)";
      };
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof BigInteger && engine() == Engine.MYSQL) {
      return "CAST(" + value + " AS UNSIGNED)";
    }
    if (value instanceof Double || value instanceof Float) {
      return floating(value.toString());
    }
    return value instanceof Number || value instanceof Boolean
        ? value.toString()
        : quoteText(value.toString());
  }

  /** A number with an exponent, without which it would be an exact one. */
  private String floating(String value) {
    boolean number = Character.isDigit(value.charAt(value.length() - 1));
    return number ? value.indexOf('E') < 0 ? value + "E0" : value : quoteText(value);
  }

  /** The namespace of one partition as it stands before a dot, unquoted: {@code shop_3}. */
  default String partitionNamespace(String database, int ordinal) {
    return database + "_" + ordinal;
  }

  /**
   * The shell's namespace as it stands before a dot, unquoted: MySQL {@code shop}, PostgreSQL
   * {@code public}.
   */
  String shellNamespace(String database);

  /** What reads catalogues of this engine. */
  TableReader tableReader();

  /** What lists what there is, partitions and all. */
  SystemTables systemTables();

  /** What classifies errors of this engine. */
  ErrorClasses errors();

  /** An expression whose value is another one when any of these columns, as written, is. */
  String digest(List<String> columns);

  /**
   * What stands right behind the word INSERT where the rows are what a table held: they are stored
   * as they were, whatever the session's mode would say of them, or not at all.
   */
  String asStored();

  /** What writes session settings of this engine. */
  SettingSql settings();

  /** The text itself, which must not have the character NUL. */
  static String withoutNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the character NUL in a name or text");
    }
    return text;
  }
}
