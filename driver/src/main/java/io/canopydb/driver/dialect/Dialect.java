package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Engine;

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

  /** A name in quotes, whatever characters it has. */
  String quoteName(String name);

  /** A string literal that stands for exactly this text, under every sql_mode. */
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

  /** What classifies errors of this engine. */
  ErrorClasses errors();

  /** What writes session settings of this engine. */
  SettingSql settings();
}
