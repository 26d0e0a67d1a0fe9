package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Engine;
import java.util.List;

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
