package io.canopydb.driver.parse;

import java.util.Collections;
import java.util.Optional;

/**
 * An INSERT or REPLACE of a query, cut by its tokens.
 *
 * @param head all before the query: the table and the column list
 * @param query the query
 * @param tail all after it: ON CONFLICT, ON DUPLICATE KEY UPDATE, RETURNING
 * @param first the query's first token
 * @param last its last token
 */
public record InsertSelectText(String head, String query, String tail, int first, int last) {

  /** Cuts a statement; empty where it is none, or one of rows that are written out. */
  public static Optional<InsertSelectText> of(Tokens tokens) {
    if (!tokens.isAny(0, "INSERT", "REPLACE")) {
      return Optional.empty();
    }
    int start = 1;
    while (tokens.isAny(start, "LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "INTO")) {
      start++;
    }
    while (tokens.isIdentifier(start) && tokens.isKind(start + 1, TokenKind.DOT)) {
      start += 2;
    }
    start++;
    if (tokens.is(start, "AS")) {
      start += 2;
    }
    if (tokens.isKind(start, TokenKind.OPEN) && !startsQuery(tokens, start + 1)) {
      start = tokens.closing(start) + 1;
    }
    if (start < 1
        || !(startsQuery(tokens, start)
            || (tokens.isKind(start, TokenKind.OPEN) && startsQuery(tokens, start + 1)))) {
      return Optional.empty();
    }
    int end = tokens.size();
    while (end > start && tokens.isKind(end - 1, TokenKind.SEMICOLON)) {
      end--;
    }
    int tail = end;
    for (int i = start; i < end; i++) {
      if (tokens.depth(i) == 0 && startsTail(tokens, i)) {
        tail = i;
        break;
      }
    }
    String text = tokens.text();
    int tailStart = tail == end ? tokens.end(end - 1) : tokens.start(tail);
    return Optional.of(
        new InsertSelectText(
            text.substring(0, tokens.start(start)),
            text.substring(tokens.start(start), tailStart),
            text.substring(tailStart, tokens.end(end - 1)),
            start,
            tail - 1));
  }

  /** The same INSERT of one row of NULLs. */
  public String withRow(int width) {
    return head + "VALUES (" + String.join(", ", Collections.nCopies(width, "NULL")) + ") " + tail;
  }

  private static boolean startsQuery(Tokens tokens, int i) {
    return tokens.isAny(i, "SELECT", "WITH", "TABLE");
  }

  /** A join's ON may be followed by a table of the name DUPLICATE or CONFLICT. */
  private static boolean startsTail(Tokens tokens, int i) {
    return switch (tokens.rules().engine()) {
      case MYSQL -> tokens.is(i, "ON", "DUPLICATE", "KEY");
      case POSTGRESQL ->
          tokens.is(i, "RETURNING")
              || (tokens.is(i, "ON", "CONFLICT")
                  && (tokens.isKind(i + 2, TokenKind.OPEN) || tokens.isAny(i + 2, "DO", "ON")));
    };
  }
}
