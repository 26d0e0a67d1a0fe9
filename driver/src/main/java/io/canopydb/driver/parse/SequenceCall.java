package io.canopydb.driver.parse;

import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of one of PostgreSQL's sequence functions.
 *
 * @param first its first token, a schema's name included
 * @param last its closing bracket
 * @param arguments the tokens of each argument
 */
public record SequenceCall(Function function, int first, int last, List<Argument> arguments) {

  public SequenceCall {
    arguments = List.copyOf(arguments);
  }

  /** The functions. */
  public enum Function {
    NEXTVAL,
    CURRVAL,
    LASTVAL,
    SETVAL;

    static @Nullable Function named(String name) {
      return switch (name) {
        case "nextval" -> NEXTVAL;
        case "currval" -> CURRVAL;
        case "lastval" -> LASTVAL;
        case "setval" -> SETVAL;
        default -> null;
      };
    }
  }

  /** Tokens, both ends included; none where {@code first} is the greater. */
  public record Argument(int first, int last) {}

  /** A sequence by its own name, or by the column that owns it. */
  public sealed interface Name {}

  /** A sequence of the schema public. */
  public record Named(String name) implements Name {}

  /** What pg_get_serial_sequence says. */
  public record Owned(String table, String column) implements Name {}

  /** All calls in a statement, from left to right, but those inside of others; none in MySQL. */
  public static List<SequenceCall> in(Tokens tokens) {
    List<SequenceCall> calls = new ArrayList<>();
    if (tokens.rules().isMySql()) {
      return calls;
    }
    for (int i = 0; i < tokens.size(); i++) {
      SequenceCall call = at(tokens, i);
      if (call != null) {
        calls.add(call);
        i = call.last();
      }
    }
    return calls;
  }

  private static @Nullable SequenceCall at(Tokens tokens, int i) {
    String called = tokens.calledFunction(i);
    Function function = called == null ? null : Function.named(called);
    if (function == null || tokens.closing(i + 1) < 0) {
      return null;
    }
    int first = i;
    if (i > 0 && tokens.isKind(i - 1, TokenKind.DOT)) {
      if (i < 2
          || !tokens.isIdentifier(i - 2)
          || !tokens.identifier(i - 2).equals("pg_catalog")
          || tokens.isKind(i - 3, TokenKind.DOT)) {
        return null;
      }
      first = i - 2;
    }
    int close = tokens.closing(i + 1);
    return new SequenceCall(function, first, close, arguments(tokens, i + 1, close));
  }

  private static List<Argument> arguments(Tokens tokens, int open, int close) {
    List<Argument> arguments = new ArrayList<>();
    int depth = tokens.depth(open) + 1;
    int from = open + 1;
    for (int i = open + 1; i < close; i++) {
      if (tokens.isKind(i, TokenKind.COMMA) && tokens.depth(i) == depth) {
        arguments.add(new Argument(from, i - 1));
        from = i + 1;
      }
    }
    if (from < close) {
      arguments.add(new Argument(from, close - 1));
    }
    return arguments;
  }

  /** The sequence that an argument names by text that is written out; empty where it is not. */
  public static Optional<Name> name(Tokens tokens, Argument argument) {
    int at = argument.first();
    if (tokens.isAny(at, "PG_GET_SERIAL_SEQUENCE") && tokens.isKind(at + 1, TokenKind.OPEN)) {
      List<Argument> column = arguments(tokens, at + 1, tokens.closing(at + 1));
      if (tokens.closing(at + 1) != argument.last() || column.size() != 2) {
        return Optional.empty();
      }
      String name = Literals.string(tokens, column.get(1).first());
      return Optional.ofNullable(Literals.string(tokens, column.get(0).first()))
          .flatMap(SequenceCall::last)
          .flatMap(table -> Optional.ofNullable(name).map(known -> new Owned(table, known)));
    }
    boolean cast =
        argument.last() == at + 2
            && tokens.isOperator(at + 1, "::")
            && tokens.is(at + 2, "REGCLASS");
    String text =
        at < tokens.size() && tokens.kind(at).isString() ? Literals.string(tokens, at) : null;
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
    SequenceCall call = tokens.isEmpty() ? null : at(tokens, tokens.is(0, "PG_CATALOG") ? 2 : 0);
    return call != null
            && call.function() == Function.NEXTVAL
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
