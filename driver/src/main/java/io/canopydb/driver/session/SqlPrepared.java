package io.canopydb.driver.session;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.ObjectParameter;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What PREPARE, EXECUTE and DEALLOCATE of SQL name. The session keeps the texts itself: a leaf that
 * prepared one would run it on its own partitions only. Used by one thread.
 */
final class SqlPrepared {
  private final SessionState session;
  private final Statements statements;
  private final OwnQueries own;
  private final Map<String, NamedText> texts;

  SqlPrepared(SessionState session, Statements statements, OwnQueries own) {
    this.session = session;
    this.statements = statements;
    this.own = own;
    this.texts = session.prepared();
  }

  void prepare(Tokens tokens, StatementKind.Prepare prepare) throws SQLException {
    String body = prepare.body().of(tokens.text()).strip();
    switch (session.engine()) {
      case MYSQL -> {
        Object text = own.values(List.of(body)).get(0);
        if (text == null) {
          throw new SQLException(
              "You have an error in your SQL syntax; the text to prepare is NULL", "42000", 1064);
        }
        session.prepare(String.valueOf(text), true);
        texts.put(key(prepare.name()), new NamedText(String.valueOf(text), List.of()));
      }
      case POSTGRESQL -> {
        if (texts.containsKey(key(prepare.name()))) {
          throw new SQLException(
              "ERROR: prepared statement \"" + prepare.name() + "\" already exists", "42P05");
        }
        session.prepare(body, false);
        texts.put(key(prepare.name()), new NamedText(body, types(tokens)));
      }
    }
  }

  /** The plan of what a name stands for. */
  StatementPlan plan(Tokens tokens, StatementKind.Execute execute) {
    return new StatementPlan() {
      @Override
      public Outcome run(ExecuteOptions options) throws SQLException {
        TextEdits.Edited named = named(tokens, execute);
        return statements.execute(named.read(), named.parameters(), options);
      }

      @Override
      public List<String> lines() throws SQLException {
        TextEdits.Edited named = named(tokens, execute);
        return statements.explained(named.read(), named.parameters());
      }
    };
  }

  /** What a name stands for, with its values. */
  ReadStatement statement(Tokens tokens, StatementKind.Execute execute) throws SQLException {
    return named(tokens, execute).read();
  }

  private TextEdits.Edited named(Tokens tokens, StatementKind.Execute execute) throws SQLException {
    NamedText text = texts.get(key(execute.name()));
    if (text == null) {
      throw unknown(execute.name(), "EXECUTE");
    }
    return switch (session.engine()) {
      case MYSQL -> {
        List<@Nullable Object> values =
            own.values(arguments(tokens, tokens.is(2, "USING") ? 3 : tokens.size()));
        Parameter[] parameters = new Parameter[values.size()];
        for (int i = 0; i < parameters.length; i++) {
          parameters[i] = new ObjectParameter(values.get(i));
        }
        ReadStatement prepared = session.prepare(text.sql(), true);
        if (prepared.parameterCount() != parameters.length) {
          throw new SQLException("Incorrect arguments to EXECUTE", "HY000", 1210);
        }
        yield new TextEdits.Edited(prepared, parameters);
      }
      case POSTGRESQL -> {
        List<String> arguments =
            arguments(tokens, tokens.isKind(2, TokenKind.OPEN) ? 3 : tokens.size());
        yield new TextEdits.Edited(
            session.prepare(filled(text, execute, arguments), false), new Parameter[0]);
      }
    };
  }

  void deallocate(StatementKind.Deallocate deallocate) throws SQLException {
    String name = deallocate.name();
    if (name == null) {
      texts.clear();
    } else if (texts.remove(key(name)) == null) {
      throw unknown(name, "DEALLOCATE PREPARE");
    }
  }

  private SQLException unknown(String name, String command) {
    return switch (session.engine()) {
      case MYSQL ->
          new SQLException(
              "Unknown prepared statement handler (" + name + ") given to " + command,
              "HY000",
              1243);
      case POSTGRESQL ->
          new SQLException("ERROR: prepared statement \"" + name + "\" does not exist", "26000");
    };
  }

  /** MySQL takes the names without regard to case. */
  private String key(String name) {
    return session.engine() == Engine.MYSQL ? name.toLowerCase(Locale.ROOT) : name;
  }

  /** The types in the brackets after the name. */
  private static List<String> types(Tokens tokens) {
    return tokens.isKind(2, TokenKind.OPEN) ? arguments(tokens, 3) : List.of();
  }

  /** Texts between commas, to the closing bracket or the end. */
  private static List<String> arguments(Tokens tokens, int from) {
    List<String> found = new ArrayList<>();
    if (from >= tokens.size()) {
      return found;
    }
    int depth = tokens.depth(from);
    int start = from;
    for (int i = from; i <= tokens.size(); i++) {
      boolean end =
          i == tokens.size() || tokens.depth(i) < depth || tokens.isKind(i, TokenKind.SEMICOLON);
      if (end || (tokens.isKind(i, TokenKind.COMMA) && tokens.depth(i) == depth)) {
        if (i > start) {
          found.add(tokens.text().substring(tokens.start(start), tokens.end(i - 1)));
        }
        start = i + 1;
      }
      if (end) {
        break;
      }
    }
    return found;
  }

  /** The text with its parameters' values, each computed once. */
  private String filled(NamedText text, StatementKind.Execute execute, List<String> arguments)
      throws SQLException {
    LexerRules rules = session.rules().withoutParameters();
    Tokens tokens = Lexer.lex(text.sql(), rules);
    List<@Nullable String> literals = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      literals.add(
          literal(arguments.get(i), i < text.types().size() ? text.types().get(i) : null, rules));
    }
    StringBuilder out = new StringBuilder();
    int copied = 0;
    int most = text.types().size();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.NUMBERED_PARAMETER)) {
        int number = Integer.parseInt(tokens.text(i).substring(1));
        most = Math.max(most, number);
        out.append(text.sql(), copied, tokens.start(i));
        out.append(number <= literals.size() ? literals.get(number - 1) : tokens.text(i));
        copied = tokens.end(i);
      }
    }
    if (most != arguments.size()) {
      throw new SQLException(
          "ERROR: wrong number of parameters for prepared statement \"" + execute.name() + "\"",
          "42601");
    }
    return out.append(text.sql(), copied, text.sql().length()).toString();
  }

  /** A value that the statement may name many times: a constant as it stands, else its value. */
  private String literal(String expression, @Nullable String type, LexerRules rules)
      throws SQLException {
    Tokens tokens = Lexer.lex(expression, rules);
    boolean constant =
        tokens.size() == 1
            && (tokens.kind(0).isString()
                || tokens.isKind(0, TokenKind.NUMBER)
                || tokens.isAny(0, "NULL", "TRUE", "FALSE"));
    String value = constant ? expression : own.literal(expression);
    return type == null ? value : "CAST(" + value + " AS " + type + ")";
  }
}
