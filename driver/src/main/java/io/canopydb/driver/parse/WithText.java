package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement that begins with WITH, cut by its tokens.
 *
 * @param recursive whether it says RECURSIVE
 * @param parts its common tables, in order
 * @param main the first token of what follows them
 * @param end the token after the last of the statement
 */
public record WithText(
    Tokens tokens, boolean recursive, List<CommonTable> parts, int main, int end) {

  /**
   * A common table.
   *
   * @param name unquoted
   * @param first the token of its name
   * @param body the first token within its brackets
   * @param close the bracket that closes it
   */
  public record CommonTable(String name, int first, int body, int close) {}

  public WithText {
    parts = List.copyOf(parts);
  }

  /** Cuts a statement; empty where it does not begin with WITH, or has a form not known here. */
  public static Optional<WithText> of(Tokens tokens) {
    return tokens.is(0, "WITH") ? Optional.ofNullable(cut(tokens)) : Optional.empty();
  }

  private static @Nullable WithText cut(Tokens tokens) {
    boolean recursive = tokens.is(1, "RECURSIVE");
    List<CommonTable> parts = new ArrayList<>();
    int at = recursive ? 2 : 1;
    while (true) {
      int name = at++;
      if (tokens.isKind(at, TokenKind.OPEN)) {
        at = tokens.closing(at) + 1;
      }
      if (!tokens.isIdentifier(name) || !tokens.is(at, "AS")) {
        return null;
      }
      at += tokens.is(at + 1, "NOT") ? 3 : tokens.is(at + 1, "MATERIALIZED") ? 2 : 1;
      int close = tokens.isKind(at, TokenKind.OPEN) ? tokens.closing(at) : -1;
      if (close < 0) {
        return null;
      }
      parts.add(new CommonTable(tokens.identifier(name), name, at + 1, close));
      at = close + 1;
      if (!tokens.isKind(at, TokenKind.COMMA)) {
        break;
      }
      at++;
    }
    int end = tokens.size();
    while (end > at && tokens.isKind(end - 1, TokenKind.SEMICOLON)) {
      end--;
    }
    boolean known =
        tokens.isAny(at, "SELECT", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE")
            || tokens.isKind(at, TokenKind.OPEN);
    return known ? new WithText(tokens, recursive, parts, at, end) : null;
  }

  /** Whether a common table writes. */
  public boolean writes(CommonTable part) {
    return tokens.isAny(part.body(), "INSERT", "UPDATE", "DELETE", "MERGE");
  }

  /** Whether any of them does. */
  public boolean writes() {
    return parts.stream().anyMatch(this::writes);
  }
}
