package io.canopydb.driver.ddl.text;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.Token;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.TokenReader;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Canopy's own word behind a unique key of CREATE TABLE: {@code UNIQUE (email) GLOBAL}, {@code
 * email VARCHAR(40) UNIQUE GLOBAL}, or {@code /*canopy global *}{@code /} in the word's place.
 */
final class GlobalKeyClauses {
  private final Tokens tokens;
  private final DdlText text;
  private final List<Token> comments = new ArrayList<>();
  private final List<List<String>> keys = new ArrayList<>();

  private GlobalKeyClauses(Tokens tokens, DdlText text) {
    this.tokens = tokens;
    this.text = text;
  }

  /**
   * Finds the words, and takes them out of the text.
   *
   * @param body the token that opens the table's body; -1 where it has none
   * @return the columns of each key that is to be global
   */
  static List<List<String>> take(Tokens tokens, int body, DdlText text) throws SQLException {
    GlobalKeyClauses clauses = new GlobalKeyClauses(tokens, text);
    tokens.comments().stream().filter(c -> isGlobal(tokens, c)).forEach(clauses.comments::add);
    if (body >= 0) {
      clauses.body(body);
    }
    if (!clauses.comments.isEmpty()) {
      throw behindNoKey();
    }
    return clauses.keys;
  }

  static SQLException behindNoKey() {
    return CanopyError.COMMAND.with(
        "/*canopy global */ does not stand behind a unique key",
        "write it behind the brackets of the key, or behind the word UNIQUE of a column");
  }

  /** Where the word stands behind keys of a statement about a table that is there. */
  static int[] words(Tokens tokens) {
    return IntStream.range(1, tokens.size())
        .filter(i -> tokens.depth(i) == 0 && tokens.is(i, "GLOBAL"))
        .filter(i -> tokens.isKind(i - 1, TokenKind.CLOSE) || tokens.isAny(i - 1, "UNIQUE", "KEY"))
        .filter(i -> !tokens.isKind(i + 1, TokenKind.OPEN))
        .toArray();
  }

  /** Takes these words out of the text. */
  static void takeWords(Tokens tokens, DdlText text) {
    for (int word : words(tokens)) {
      text.removeTokens(word, word);
    }
  }

  /** Whether a comment is Canopy's word. */
  static boolean isGlobal(Tokens tokens, Token comment) {
    String sql = tokens.text();
    if (comment.kind() != TokenKind.COMMENT || !sql.startsWith("/*", comment.start())) {
      return false;
    }
    String inner = sql.substring(comment.start() + 2, comment.end() - 2).strip();
    if (!inner.toLowerCase(Locale.ROOT).startsWith("canopy")) {
      return false;
    }
    Tokens words = Lexer.lex(inner, tokens.rules());
    TokenReader reader = new TokenReader(words, 0, words.size());
    return reader.take("CANOPY", "GLOBAL") && reader.atEnd();
  }

  private void body(int open) throws SQLException {
    int close = tokens.closing(open);
    int depth = tokens.depth(open) + 1;
    int first = open + 1;
    for (int i = open + 1; i <= close; i++) {
      if (i == close || (tokens.depth(i) == depth && tokens.isKind(i, TokenKind.COMMA))) {
        element(first, i, depth);
        first = i + 1;
      }
    }
  }

  private void element(int first, int end, int depth) throws SQLException {
    int unique = -1;
    for (int i = first; i < end && unique < 0; i++) {
      unique = tokens.depth(i) == depth && tokens.is(i, "UNIQUE") ? i : -1;
    }
    if (unique < 0) {
      return;
    }
    boolean own = unique == first || (tokens.is(first, "CONSTRAINT") && unique <= first + 2);
    int behind = tokens.isAny(unique + 1, "KEY", "INDEX") ? unique + 2 : unique + 1;
    while (own && behind < end && !tokens.isKind(behind, TokenKind.OPEN)) {
      behind++;
    }
    int brackets = behind;
    behind = own && behind < end ? tokens.closing(behind) + 1 : behind;
    if (!isMarked(own, behind, end, depth)) {
      return;
    }
    if (own) {
      refuseWhatIsOnlyLocal(unique, end, depth);
    }
    keys.add(own ? columns(brackets, behind - 1) : List.of(tokens.identifier(first)));
  }

  /** Whether the word stands behind a key; takes it out. */
  private boolean isMarked(boolean own, int behind, int end, int depth) {
    boolean found = false;
    for (int i = behind; i < end && (own || i == behind); i++) {
      if (tokens.depth(i) == depth && tokens.is(i, "GLOBAL")) {
        text.removeTokens(i, i);
        found = true;
      }
    }
    int from = tokens.end(behind - 1);
    int to = tokens.start(end);
    for (Token comment : List.copyOf(comments)) {
      if (comment.start() >= from && comment.end() <= to) {
        text.remove(comment.start(), comment.end());
        comments.remove(comment);
        found = true;
      }
    }
    return found;
  }

  private void refuseWhatIsOnlyLocal(int unique, int end, int depth) throws SQLException {
    for (int i = unique; i < end; i++) {
      if (tokens.depth(i) == depth
          && (tokens.isAny(i, "DEFERRABLE", "INITIALLY") || tokens.is(i, "NULLS", "NOT"))) {
        throw CanopyError.GLOBAL_KEY.with(
            tokens.text(tokens.is(unique - 1, "CONSTRAINT") ? unique : Math.max(unique - 1, 0)),
            "it is checked at once, and NULLs never conflict in it: "
                + tokens.text(i).toUpperCase(Locale.ROOT)
                + " is not for it");
      }
    }
  }

  private List<String> columns(int open, int close) throws SQLException {
    List<String> columns = new ArrayList<>();
    TokenReader reader = new TokenReader(tokens, open + 1, close);
    do {
      columns.add(reader.name("a column of the key"));
      reader.takeAny("ASC", "DESC");
    } while (reader.take(TokenKind.COMMA));
    if (!reader.atEnd()) {
      throw CanopyError.GLOBAL_KEY.with(
          String.join(", ", columns), "it takes names of columns, and nothing else");
    }
    return columns;
  }
}
