package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text and its tokens, comments apart. Immutable.
 *
 * <p>Tokens lie in one int array, because the lexer is on the path of each statement with literals;
 * a {@link Token} is made only where one is asked for. An index past the end is allowed in the
 * questions {@code is}, {@code isOperator} and {@code isKind}, which then answer no, so that
 * looking ahead needs no care.
 */
@SuppressWarnings("EnumOrdinal") // it never leaves the object
public final class Tokens {
  /** Ints per token: start, end, partner (the matching bracket), kind and depth. */
  static final int STRIDE = 4;

  static final TokenKind[] KINDS = TokenKind.values();

  private final String text;
  private final LexerRules rules;
  private final int[] cells;
  private final int size;
  private final List<Token> comments;

  Tokens(String text, LexerRules rules, int[] cells, int size, List<Token> comments) {
    this.text = text;
    this.rules = rules;
    this.cells = cells;
    this.size = size;
    this.comments = comments;
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  public LexerRules rules() {
    return rules;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public Token get(int i) {
    return new Token(kind(i), start(i), end(i));
  }

  public TokenKind kind(int i) {
    return KINDS[cells[checked(i) * STRIDE + 3] & 0xff];
  }

  /** The offset of a token's first UTF-16 unit. */
  public int start(int i) {
    return cells[checked(i) * STRIDE];
  }

  /** The offset after a token's last UTF-16 unit. */
  public int end(int i) {
    return cells[checked(i) * STRIDE + 1];
  }

  /** How many brackets of any kind are open around a token; a bracket has its outside's depth. */
  public int depth(int i) {
    return cells[checked(i) * STRIDE + 3] >>> 8;
  }

  /** The token as written. */
  public String text(int i) {
    return text.substring(start(i), end(i));
  }

  /** The text from the start of one token to the end of another. */
  public String text(int first, int last) {
    return text.substring(start(first), end(last));
  }

  /** Comments and hints, in order. */
  public List<Token> comments() {
    return comments;
  }

  public boolean isKind(int i, TokenKind kind) {
    return i >= 0 && i < size && (cells[i * STRIDE + 3] & 0xff) == kind.ordinal();
  }

  /** Whether a token is this unquoted word, given in upper case. */
  public boolean is(int i, String word) {
    return isKind(i, TokenKind.WORD) && matches(cells[i * STRIDE], cells[i * STRIDE + 1], word);
  }

  /** Whether the tokens from {@code i} on are these unquoted words, given in upper case. */
  public boolean is(int i, String word, String... more) {
    if (!is(i, word)) {
      return false;
    }
    for (int k = 0; k < more.length; k++) {
      if (!is(i + 1 + k, more[k])) {
        return false;
      }
    }
    return true;
  }

  /** Whether a token is one of these unquoted words, given in upper case. */
  public boolean isAny(int i, String... words) {
    for (String word : words) {
      if (is(i, word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a token is this operator. */
  public boolean isOperator(int i, String operator) {
    return isKind(i, TokenKind.OPERATOR)
        && end(i) - start(i) == operator.length()
        && text.startsWith(operator, start(i));
  }

  private boolean matches(int start, int end, String upper) {
    int length = end - start;
    if (length != upper.length()) {
      return false;
    }
    for (int k = 0; k < length; k++) {
      char c = text.charAt(start + k);
      if (c >= 'a' && c <= 'z') {
        c = (char) (c - 32);
      }
      if (c != upper.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The token that closes what this token opens, or opens what it closes; -1 where there is none.
   */
  public int closing(int i) {
    return cells[checked(i) * STRIDE + 2];
  }

  /**
   * The first token from {@code from} on, at the given depth, that is this unquoted word; -1 where
   * there is none. The search ends where the brackets around that depth close.
   */
  public int indexOfWord(int from, String word, int depth) {
    for (int i = from; i < size; i++) {
      int at = depth(i);
      if (at < depth) {
        return -1;
      }
      if (at == depth && is(i, word)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a token can stand for a name: a word or a quoted identifier. */
  public boolean isIdentifier(int i) {
    return isKind(i, TokenKind.WORD) || isKind(i, TokenKind.QUOTED_IDENTIFIER);
  }

  /**
   * The name that a word or quoted identifier stands for: without quotes, and on PostgreSQL in
   * lower case where it has none.
   *
   * @throws SqlSyntaxException where the token is no name
   */
  public String identifier(int i) {
    if (i >= size) {
      throw errorAt(i, "a name is missing");
    }
    return switch (kind(i)) {
      case WORD -> rules.isMySql() ? text(i) : text(i).toLowerCase(Locale.ROOT);
      case QUOTED_IDENTIFIER -> quotedName(i);
      default -> throw errorAt(i, "a name is expected instead of " + text(i));
    };
  }

  private String quotedName(int i) {
    if (Literals.hasUnicodeEscapes(text, start(i)) && is(i + 1, "UESCAPE")) {
      throw errorAt(i + 1, "UESCAPE in a name; write the name without escapes");
    }
    return Literals.identifier(text, start(i), end(i));
  }

  /**
   * The name of the function that is called at a token, in lower case where it is not quoted; null
   * where none is. On PostgreSQL {@code "now"()} is {@code now()}; on MySQL a quoted name never
   * means a function of the server's own.
   */
  public @Nullable String calledFunction(int i) {
    if (!isKind(i + 1, TokenKind.OPEN)) {
      return null;
    }
    if (isKind(i, TokenKind.WORD)) {
      return text(i).toLowerCase(Locale.ROOT);
    }
    return isKind(i, TokenKind.QUOTED_IDENTIFIER) && !rules.isMySql() ? identifier(i) : null;
  }

  /** The text of a string literal of any form but U&; null for that and for all else. */
  public @Nullable String string(int i) {
    return Literals.string(kind(i), text, start(i), end(i), rules);
  }

  /**
   * The value of a number: Long, BigInteger, BigDecimal, or Double where the engine reads a
   * floating point number; null where it is of a form or size that Java would hold otherwise.
   */
  @Nullable Object number(int i, boolean negative) {
    return Literals.number(text, start(i), end(i), rules.engine(), negative);
  }

  /** The word in upper case, or null where the token is no unquoted word. */
  public @Nullable String word(int i) {
    return isKind(i, TokenKind.WORD) ? text(i).toUpperCase(Locale.ROOT) : null;
  }

  /** A syntax error at a token; at the end of the text where there is no such token. */
  public SqlSyntaxException errorAt(int i, String message) {
    return SqlSyntaxException.at(text, i < size ? start(i) : text.length(), message);
  }

  /** All tokens as objects: for tests and messages, never for the path of a statement. */
  public List<Token> toList() {
    List<Token> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(get(i));
    }
    return list;
  }

  private int checked(int i) {
    return Objects.checkIndex(i, size);
  }
}
