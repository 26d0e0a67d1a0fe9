package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;

/** Finds, by words and operators at one level of brackets, where the parts of expressions end. */
final class Operators {
  private final Tokens tokens;

  Operators(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Where the alias of a select item starts, or AS before it; the end where it has none. */
  int aliasAt(int from, int to) {
    int last = to - 1;
    if (last <= from || tokens.depth(last) != tokens.depth(from)) {
      return to;
    }
    boolean name = tokens.isIdentifier(last) || tokens.kind(last) == TokenKind.STRING;
    if (name && tokens.is(last - 1, "AS")) {
      return last - 1;
    }
    boolean bare =
        tokens.isIdentifier(last)
            && !tokens.isKind(last - 1, TokenKind.DOT)
            && !OperatorWords.isKeyword(tokens, last)
            && !tokens.isAny(last, "END", "ZONE", "PRECISION", "VARYING", "JSON", "DOCUMENT")
            && !tokens.isAny(last, "YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND")
            && !OperatorWords.isKeyword(tokens, last - 1)
            && !tokens.isAny(last - 1, "COLLATE", "SET", "USING")
            && Operands.endsAt(tokens, last - 1);
    return bare ? last : to;
  }

  /** Where AND or OR part an expression, whichever is looser; none where that is not sure. */
  List<Integer> looseJoints(int from, int to) {
    List<Integer> ands = new ArrayList<>();
    List<Integer> ors = new ArrayList<>();
    int depth = tokens.depth(from);
    int cases = 0;
    int betweens = 0;
    for (int i = from; i < to; i++) {
      if (tokens.depth(i) != depth || tokens.isKind(i - 1, TokenKind.DOT)) {
        continue;
      }
      if (tokens.is(i, "CASE")) {
        cases++;
      } else if (tokens.is(i, "END")) {
        cases--;
      }
      if (cases > 0) {
        continue;
      }
      if (tokens.is(i, "XOR")
          || tokens.isOperator(i, ":=")
          || tokens.isOperator(i, "&&")
          || (tokens.rules().isMySql() && tokens.isOperator(i, "||"))) {
        return List.of();
      } else if (tokens.is(i, "BETWEEN")) {
        betweens++;
      } else if (tokens.is(i, "OR")) {
        ors.add(i);
      } else if (tokens.is(i, "AND")) {
        if (betweens > 0) {
          betweens--;
        } else {
          ands.add(i);
        }
      }
    }
    return cases != 0 || betweens != 0 ? List.of() : ors.isEmpty() ? ands : ors;
  }

  /** The next word of a call's argument, or of a window, that is no part of an expression. */
  int nextClauseOfCall(int from, int to) {
    int depth = tokens.depth(from);
    for (int i = from; i < to; i++) {
      if (tokens.depth(i) == depth && !tokens.isKind(i - 1, TokenKind.DOT) && startsClause(i)) {
        return i;
      }
    }
    return to;
  }

  /** Where what follows such a word as an expression starts; the end where nothing does. */
  int afterClauseOfCall(int at, int to) {
    return tokens.isAny(at, "ORDER", "PARTITION") ? at + 2 : to;
  }

  private boolean startsClause(int i) {
    return tokens.is(i, "ORDER", "BY")
        || tokens.is(i, "PARTITION", "BY")
        || tokens.isAny(i, "SEPARATOR", "AS")
        || (tokens.isAny(i, "ROWS", "RANGE", "GROUPS")
            && (tokens.isAny(i + 1, "BETWEEN", "UNBOUNDED", "CURRENT")
                || tokens.isKind(i + 1, TokenKind.NUMBER)));
  }

  /** Where the condition behind ON ends. */
  int endOfOn(int from, int to) {
    if (from >= to) {
      return to;
    }
    int depth = tokens.depth(from);
    for (int i = from; i < to; i++) {
      if (tokens.depth(i) != depth || tokens.isKind(i - 1, TokenKind.DOT)) {
        continue;
      }
      boolean side = tokens.isAny(i, "LEFT", "RIGHT") && !tokens.isKind(i + 1, TokenKind.OPEN);
      if (side
          || tokens.isKind(i, TokenKind.COMMA)
          || tokens.isAny(i, "JOIN", "INNER", "FULL", "CROSS", "NATURAL", "STRAIGHT_JOIN", "ON")) {
        return i;
      }
    }
    return to;
  }
}
