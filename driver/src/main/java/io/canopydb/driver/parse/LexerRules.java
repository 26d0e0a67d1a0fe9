package io.canopydb.driver.parse;

import io.canopydb.metadata.model.Engine;

/**
 * What decides how a text falls into tokens.
 *
 * @param engine whose lexical rules hold. For PostgreSQL, standard_conforming_strings is on
 * @param ansiQuotes MySQL's sql_mode ANSI_QUOTES: a double quote starts a name, not a string
 * @param noBackslashEscapes MySQL's sql_mode NO_BACKSLASH_ESCAPES: a backslash in a string is
 *     itself
 * @param parameters whether {@code ?} stands for a JDBC parameter. In a plain Statement on
 *     PostgreSQL it does not, there it is an operator of jsonb
 */
public record LexerRules(
    Engine engine, boolean ansiQuotes, boolean noBackslashEscapes, boolean parameters) {

  private static final LexerRules MYSQL = new LexerRules(Engine.MYSQL, false, false);
  private static final LexerRules POSTGRESQL = new LexerRules(Engine.POSTGRESQL, true, true);

  public LexerRules {
    if (engine == Engine.POSTGRESQL) {
      ansiQuotes = true;
      noBackslashEscapes = true;
    }
  }

  /** Rules under which {@code ?} is a JDBC parameter. */
  public LexerRules(Engine engine, boolean ansiQuotes, boolean noBackslashEscapes) {
    this(engine, ansiQuotes, noBackslashEscapes, true);
  }

  /** The rules of an engine with its default settings, where {@code ?} is a JDBC parameter. */
  public static LexerRules of(Engine engine) {
    return switch (engine) {
      case MYSQL -> MYSQL;
      case POSTGRESQL -> POSTGRESQL;
    };
  }

  /** MySQL's rules under the given modes of sql_mode. */
  public static LexerRules mysql(boolean ansiQuotes, boolean noBackslashEscapes) {
    return new LexerRules(Engine.MYSQL, ansiQuotes, noBackslashEscapes);
  }

  /** MySQL's rules under its default sql_mode. */
  public static LexerRules mysql() {
    return MYSQL;
  }

  /** PostgreSQL's rules. */
  public static LexerRules postgresql() {
    return POSTGRESQL;
  }

  /** The same rules for the text of a plain Statement, which has no JDBC parameters. */
  public LexerRules withoutParameters() {
    return new LexerRules(engine, ansiQuotes, noBackslashEscapes, false);
  }

  public boolean isMySql() {
    return engine == Engine.MYSQL;
  }
}
