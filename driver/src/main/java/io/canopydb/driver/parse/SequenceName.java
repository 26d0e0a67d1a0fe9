package io.canopydb.driver.parse;

import io.canopydb.metadata.model.Engine;
import java.util.List;
import java.util.Optional;

/** Which sequence a call of one of PostgreSQL's sequence functions means. */
public final class SequenceName {
  private SequenceName() {}

  /** A sequence by its own name, or by the column that owns it. */
  public sealed interface Name {}

  /** A sequence of the schema public. */
  public record Named(String name) implements Name {}

  /** What pg_get_serial_sequence says. */
  public record Owned(String table, String column) implements Name {}

  /** The sequence that an argument names by text that is written out; empty where it is not. */
  public static Optional<Name> name(Tokens tokens, SessionCall.Argument argument) {
    int at = argument.first();
    if (tokens.isKind(at, TokenKind.OPEN) && tokens.closing(at) == argument.last()) {
      // As PgJDBC puts values into texts.
      return name(tokens, new SessionCall.Argument(at + 1, argument.last() - 1));
    }
    if (tokens.isAny(at, "PG_GET_SERIAL_SEQUENCE") && tokens.isKind(at + 1, TokenKind.OPEN)) {
      List<SessionCall.Argument> column =
          SessionCall.arguments(tokens, at + 1, tokens.closing(at + 1));
      if (tokens.closing(at + 1) != argument.last() || column.size() != 2) {
        return Optional.empty();
      }
      String name = tokens.string(column.get(1).first());
      return Optional.ofNullable(tokens.string(column.get(0).first()))
          .flatMap(SequenceName::last)
          .flatMap(table -> Optional.ofNullable(name).map(known -> new Owned(table, known)));
    }
    boolean cast =
        argument.last() == at + 2
            && tokens.isOperator(at + 1, "::")
            && tokens.is(at + 2, "REGCLASS");
    String text = at < tokens.size() && tokens.kind(at).isString() ? tokens.string(at) : null;
    return text != null && (argument.last() == at || cast) ? named(text) : Optional.empty();
  }

  /** The sequence that a text names, as a regclass is read. */
  public static Optional<Name> named(String text) {
    return last(text).map(Named::new);
  }

  /**
   * The sequence that a column's default takes its values from; empty where it is anything else.
   */
  public static Optional<String> ofDefault(String expression) {
    Tokens tokens = Lexer.lex(expression, LexerRules.of(Engine.POSTGRESQL).withoutParameters());
    SessionCall call =
        tokens.isEmpty() ? null : SessionCall.at(tokens, tokens.is(0, "PG_CATALOG") ? 2 : 0);
    return call != null
            && call.function() == SessionCall.Function.NEXTVAL
            && call.last() == tokens.size() - 1
            && call.arguments().size() == 1
        ? name(tokens, call.arguments().get(0))
            .filter(Named.class::isInstance)
            .map(name -> ((Named) name).name())
        : Optional.empty();
  }

  /** The name at the end of a qualified one; empty where it is of no schema but public. */
  private static Optional<String> last(String text) {
    try {
      Tokens name = Lexer.lex(text, LexerRules.of(Engine.POSTGRESQL).withoutParameters());
      if (name.size() == 1) {
        return Optional.of(name.identifier(0));
      }
      return name.size() == 3
              && name.isKind(1, TokenKind.DOT)
              && name.identifier(0).equals("public")
          ? Optional.of(name.identifier(2))
          : Optional.empty();
    } catch (SqlSyntaxException e) {
      return Optional.empty();
    }
  }
}
