package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an unreadable expression is made of: columns, calls and subqueries. */
final class OpaqueOperands {
  private final Tokens tokens;
  private final Mender mender;

  OpaqueOperands(Tokens tokens, Mender mender) {
    this.tokens = tokens;
    this.mender = mender;
  }

  /** The operands of a range of tokens. */
  List<PatchedText> of(int from, int to) {
    List<PatchedText> found = new ArrayList<>();
    collect(from, to, found);
    return found;
  }

  private void collect(int from, int to, List<PatchedText> found) {
    boolean afterOperand = false;
    int i = from;
    while (i < to) {
      switch (tokens.kind(i)) {
        case WORD, QUOTED_IDENTIFIER -> {
          int next = word(i, to, afterOperand, found);
          afterOperand =
              !(next == i + 1 && OperatorWords.isKeyword(tokens, i))
                  && !(next == i + 1 && afterOperand);
          i = next;
        }
        case OPEN, BRACKET_OPEN, BRACE_OPEN -> {
          i = inBrackets(i, to, found);
          afterOperand = true;
        }
        case OPERATOR -> {
          boolean cast = tokens.isOperator(i, "::");
          i = cast ? afterType(i + 1, to) : i + 1;
          afterOperand = cast;
        }
        case COMMA -> {
          i++;
          afterOperand = false;
        }
        default -> {
          i++;
          afterOperand = true;
        }
      }
    }
  }

  /** A word or name, which stands for a column, a call, or something between operands. */
  private int word(int i, int to, boolean afterOperand, List<PatchedText> found) {
    if (tokens.is(i, "OPERATOR") && tokens.isKind(i + 1, TokenKind.OPEN)) {
      return tokens.closing(i + 1) < 0 ? i + 1 : tokens.closing(i + 1) + 1;
    }
    if (tokens.isAny(i, "COLLATE", "AS")) {
      return afterType(i + 1, to);
    }
    if (tokens.is(i, "AT", "TIME", "ZONE")) {
      return i + 3;
    }
    if (OperatorWords.isKeyword(tokens, i) || (afterOperand && tokens.isKind(i, TokenKind.WORD))) {
      return i + 1;
    }
    int last = i;
    while (last + 2 < to && tokens.isKind(last + 1, TokenKind.DOT)) {
      last += 2;
    }
    if (last + 1 < to && tokens.isKind(last + 1, TokenKind.OPEN) && tokens.closing(last + 1) > 0) {
      return call(i, last, to, found);
    }
    boolean introduces = last + 1 < to && tokens.kind(last + 1).isString();
    if (!introduces) {
      column(i, last + 1, found);
    }
    return last + 1;
  }

  private void column(int from, int to, List<PatchedText> found) {
    PatchedText column = mender.copied(from, to);
    if (mender.readsValue(column)) {
      found.add(column);
    } else if (to == from + 1) {
      boolean mySql = tokens.rules().isMySql();
      String name = mySql ? tokens.text(from) : tokens.text(from).toLowerCase(Locale.ROOT);
      String quote = mySql ? "`" : "\"";
      PatchedText quoted =
          mender.empty().put(quote + name + quote, tokens.start(from), tokens.end(from));
      if (mender.readsValue(quoted)) {
        found.add(quoted);
      }
    }
  }

  /** A call with its FILTER, WITHIN GROUP and OVER. */
  private int call(int first, int last, int to, List<PatchedText> found) {
    int open = last + 1;
    int close = tokens.closing(open);
    int end = close + 1;
    boolean over = false;
    while (end < to) {
      int clause = clauseOfCall(end);
      if (clause < 0) {
        break;
      }
      over |= tokens.is(end, "OVER");
      end = clause;
    }
    PatchedText whole = mender.withBrackets(first, end);
    if (mender.readsValue(whole)) {
      found.add(whole);
      return end;
    }
    PatchedText plain =
        mender.copied(first, last + 1).put("(", tokens.start(open), tokens.end(open));
    List<PatchedText> arguments = new ArrayList<>();
    inBrackets(open, close + 1, arguments);
    String comma = "";
    for (PatchedText argument : arguments) {
      plain.put(comma, tokens.end(open), tokens.end(open)).add(argument);
      comma = ",";
    }
    plain.put(")", tokens.start(close), tokens.end(close));
    if (mender.readsValue(plain)) {
      found.add(plain);
    } else {
      found.addAll(arguments);
    }
    if (over) {
      // What it was is lost, but not that there is a window.
      found.add(mender.empty().put("count(*) OVER ()", tokens.start(first), tokens.end(close)));
    }
    collect(close + 1, end, found);
    return end;
  }

  /** Where a clause behind a call ends; -1 where none stands here. */
  private int clauseOfCall(int at) {
    if (tokens.isAny(at, "RESPECT", "IGNORE") && tokens.is(at + 1, "NULLS")) {
      return at + 2;
    }
    if (tokens.is(at, "FROM") && tokens.isAny(at + 1, "FIRST", "LAST")) {
      return at + 2;
    }
    int open = tokens.is(at, "WITHIN", "GROUP") ? at + 2 : at + 1;
    if (!tokens.isAny(at, "OVER", "FILTER", "WITHIN")) {
      return -1;
    }
    if (tokens.isKind(open, TokenKind.OPEN)) {
      return tokens.closing(open) < 0 ? -1 : tokens.closing(open) + 1;
    }
    return tokens.is(at, "OVER") && tokens.isIdentifier(at + 1) ? at + 2 : -1;
  }

  private int inBrackets(int open, int to, List<PatchedText> found) {
    int close = tokens.closing(open);
    if (close < 0 || close >= to) {
      return open + 1;
    }
    if (tokens.isKind(open, TokenKind.OPEN) && Clause.isQuery(tokens, open)) {
      found.add(
          mender
              .copied(open, open + 1)
              .add(mender.query(open + 1, close))
              .add(mender.copied(close, close + 1)));
    } else {
      collect(open + 1, close, found);
    }
    return close + 1;
  }

  /** Where the name of a type, or of a collation, ends. */
  private int afterType(int from, int to) {
    int i = from;
    while (i < to
        && tokens.isIdentifier(i)
        && (i == from || tokens.isKind(i - 1, TokenKind.DOT) || isPartOfType(i))) {
      i++;
      if (tokens.isKind(i, TokenKind.DOT)) {
        i++;
      }
    }
    while (i < to
        && (tokens.isKind(i, TokenKind.OPEN) || tokens.isKind(i, TokenKind.BRACKET_OPEN))) {
      int close = tokens.closing(i);
      if (close < 0) {
        break;
      }
      i = close + 1;
    }
    while (i < to && isPartOfType(i)) {
      i++;
    }
    return Math.max(i, from);
  }

  private boolean isPartOfType(int i) {
    return tokens.isAny(i, "PRECISION", "VARYING", "WITH", "WITHOUT", "TIME", "ZONE", "UNSIGNED")
        || tokens.isAny(i, "SIGNED", "INTEGER", "CHARACTER", "SET", "ARRAY");
  }
}
