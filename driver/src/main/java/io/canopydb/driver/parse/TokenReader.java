package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;

/** Reads tokens from left to right, for statements that are a fixed order of words. */
public final class TokenReader {
  private final Tokens tokens;
  private final int end;
  private int at;

  public TokenReader(Tokens tokens, int from, int end) {
    this.tokens = tokens;
    this.at = from;
    this.end = end;
  }

  public int at() {
    return at;
  }

  public boolean atEnd() {
    return at >= end;
  }

  public void skip() {
    at++;
  }

  /** Moves to the first token that starts at an offset or behind it. */
  public void skipTo(int offset) {
    while (!atEnd() && tokens.start(at) < offset) {
      at++;
    }
  }

  public boolean is(String word) {
    return !atEnd() && tokens.is(at, word);
  }

  /** Moves behind these words if they all stand here. */
  public boolean take(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (at + i >= end || !tokens.is(at + i, words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  /** Moves behind one of these words if it stands here. */
  public boolean takeAny(String... words) {
    for (String word : words) {
      if (take(word)) {
        return true;
      }
    }
    return false;
  }

  public boolean take(TokenKind kind) {
    if (!atEnd() && tokens.isKind(at, kind)) {
      at++;
      return true;
    }
    return false;
  }

  public boolean takeOperator(String operator) {
    if (!atEnd() && tokens.isOperator(at, operator)) {
      at++;
      return true;
    }
    return false;
  }

  public boolean atName() {
    return !atEnd() && tokens.isIdentifier(at);
  }

  /** The name here, which may be missing only by a mistake of the user. */
  public String name(String what) {
    if (!atName()) {
      throw error(what + " is missing");
    }
    return tokens.identifier(at++);
  }

  /** The whole number here. */
  public int number(String what, int least, int most) {
    if (atEnd() || !tokens.isKind(at, TokenKind.NUMBER)) {
      throw error(what + " is missing: a number from " + least + " to " + most);
    }
    Object value = tokens.number(at, false);
    if (!(value instanceof Long number) || number < least || number > most) {
      throw error(what + " is a number from " + least + " to " + most);
    }
    at++;
    return number.intValue();
  }

  /** Refuses the statement unless these words stand here, and moves behind them. */
  public void expect(String... words) {
    if (!take(words)) {
      throw error(String.join(" ", words) + " is missing");
    }
  }

  /** The parts of a qualified name; empty where none stands here. */
  public List<String> qualifiedName() {
    List<String> parts = new ArrayList<>(2);
    while (atName()) {
      parts.add(tokens.identifier(at++));
      if (at + 1 < end && tokens.isKind(at, TokenKind.DOT) && tokens.isIdentifier(at + 1)) {
        at++;
      } else {
        break;
      }
    }
    return parts;
  }

  /** The text from a token to the end of the statement; empty at the end. */
  public Span rest(int from) {
    if (from >= end) {
      int place = end > 0 ? tokens.end(end - 1) : 0;
      return new Span(place, place);
    }
    return new Span(tokens.start(from), tokens.end(end - 1));
  }

  public SqlSyntaxException error(String message) {
    return tokens.errorAt(at, message);
  }

  /** Refuses what is left over behind a complete command; it may be secret, so it is not shown. */
  public void expectEnd() {
    if (!atEnd()) {
      throw error("the command does not go on like this");
    }
  }
}
