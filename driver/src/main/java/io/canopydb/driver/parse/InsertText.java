package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT or REPLACE of rows, cut into head, rows and tail by its tokens: a long list of rows
 * never becomes a tree.
 *
 * <p>{@code INSERT INTO t SET a = 1, b = 2} is one row of the columns a and b.
 *
 * @param tokens the statement
 * @param replace whether it is a REPLACE
 * @param ignore whether it has MySQL's word IGNORE
 * @param table the table's name with its qualifiers, as written
 * @param name the parts of the table's name, unquoted; the table itself comes last
 * @param columns the column list with its brackets, as written; null where it names none. For the
 *     SET form it spans all assignments
 * @param columnNames the columns, unquoted; empty where it names none
 * @param set whether it is written as SET
 * @param head all before the first row, with the word VALUES or SET
 * @param rows the rows, each with its brackets; for the SET form the one row spans all assignments
 * @param tail all after the last row: an alias, ON DUPLICATE KEY UPDATE, ON CONFLICT, RETURNING,
 *     white space and comments; without a semicolon
 */
public record InsertText(
    Tokens tokens,
    boolean replace,
    boolean ignore,
    Span table,
    List<String> name,
    @Nullable Span columns,
    List<String> columnNames,
    boolean set,
    Span head,
    ValuesRows rows,
    Span tail) {

  public InsertText {
    name = List.copyOf(name);
    columnNames = List.copyOf(columnNames);
  }

  /**
   * Cuts a statement.
   *
   * @return empty where it is no INSERT or REPLACE of rows that are written out, such as INSERT ..
   *     SELECT, DEFAULT VALUES and TABLE, or one that starts with WITH
   */
  public static Optional<InsertText> of(String sql, LexerRules rules) {
    return of(Lexer.lex(sql, rules));
  }

  /** Cuts a statement that is lexed already. */
  public static Optional<InsertText> of(Tokens tokens) {
    return cut(tokens, LiteralLifter.lift(tokens));
  }

  static Optional<InsertText> cut(Tokens tokens, LiftedTokens lifted) {
    return tokens.is(0, "INSERT") || tokens.is(0, "REPLACE")
        ? Optional.ofNullable(new Cutter(tokens, lifted).cut())
        : Optional.empty();
  }

  /**
   * The head as it stands before rows with brackets: the SET form gets its column list and VALUES.
   */
  public String valuesHead() {
    String text = tokens.text();
    if (!set) {
      return head.of(text);
    }
    StringBuilder out = new StringBuilder().append(text, 0, table.end()).append(" (");
    int depth = tokens.depth(0);
    boolean nameNext = true;
    boolean first = true;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.start(i) < head.end()) {
        continue;
      }
      if (tokens.start(i) >= rows.span(0).end()) {
        break;
      }
      if (nameNext) {
        out.append(first ? "" : ", ").append(tokens.text(lastOfName(i)));
        first = false;
        nameNext = false;
      } else if (tokens.depth(i) == depth && tokens.isKind(i, TokenKind.COMMA)) {
        nameNext = true;
      }
    }
    return out.append(") VALUES ").toString();
  }

  private int lastOfName(int i) {
    int at = i;
    while (tokens.isKind(at + 1, TokenKind.DOT)) {
      at += 2;
    }
    return at;
  }

  /** Reads the tokens of an INSERT from left to right; null means that it has another form. */
  private static final class Cutter {
    private final Tokens tokens;
    private final LiftedTokens lifted;
    private final ValuesRows rows = new ValuesRows();
    private final List<String> columnNames = new ArrayList<>();
    private int at;
    private int nextSlot;

    Cutter(Tokens tokens, LiftedTokens lifted) {
      this.tokens = tokens;
      this.lifted = lifted;
    }

    @Nullable InsertText cut() {
      boolean replace = tokens.is(at++, "REPLACE");
      boolean ignore = false;
      while (tokens.isAny(at, "LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "INTO")) {
        ignore |= tokens.is(at++, "IGNORE");
      }
      int nameStart = at;
      List<String> name = name();
      if (name == null) {
        return null;
      }
      Span table = new Span(tokens.start(nameStart), tokens.end(at - 1));
      if (tokens.is(at, "PARTITION") && tokens.isKind(at + 1, TokenKind.OPEN)) {
        int close = tokens.closing(at + 1);
        if (close < 0) {
          return null;
        }
        at = close + 1;
      }
      if (tokens.is(at, "AS") && tokens.isIdentifier(at + 1)) {
        at += 2;
      }
      Span columns = null;
      if (tokens.isKind(at, TokenKind.OPEN)) {
        int open = at;
        if (!columnList()) {
          return null;
        }
        columns = new Span(tokens.start(open), tokens.end(at - 1));
      }
      if (tokens.is(at, "OVERRIDING") && tokens.is(at + 2, "VALUE")) {
        at += 3;
      }
      boolean set = columns == null && tokens.is(at, "SET");
      if (!set && !tokens.is(at, "VALUES") && !tokens.is(at, "VALUE")) {
        return null;
      }
      at++;
      if (at >= tokens.size()) {
        return null;
      }
      Span head = new Span(0, tokens.start(at));
      if (!(set ? assignments() : rows())) {
        return null;
      }
      int rowsEnd = rows.span(rows.count() - 1).end();
      if (set) {
        columns = rows.span(0);
      }
      int tailEnd = endOfStatement();
      if (tailEnd < 0) {
        return null;
      }
      return new InsertText(
          tokens,
          replace,
          ignore,
          table,
          name,
          columns,
          columnNames,
          set,
          head,
          rows,
          new Span(rowsEnd, tailEnd));
    }

    private @Nullable List<String> name() {
      List<String> parts = new ArrayList<>(2);
      while (tokens.isIdentifier(at)) {
        parts.add(tokens.identifier(at++));
        if (!tokens.isKind(at, TokenKind.DOT)) {
          return parts;
        }
        at++;
      }
      return null;
    }

    private boolean columnList() {
      int close = tokens.closing(at++);
      if (close < 0) {
        return false;
      }
      if (at == close) {
        at++;
        return true;
      }
      while (true) {
        if (!columnName()) {
          return false;
        }
        if (at == close) {
          at++;
          return true;
        }
        if (!tokens.isKind(at++, TokenKind.COMMA)) {
          return false;
        }
      }
    }

    /** MySQL lets a column be qualified by its table; on PostgreSQL a dot means a field. */
    private boolean columnName() {
      List<String> parts = name();
      if (parts == null || (parts.size() > 1 && !tokens.rules().isMySql())) {
        return false;
      }
      columnNames.add(parts.get(parts.size() - 1));
      return true;
    }

    private boolean rows() {
      while (true) {
        int start = at;
        if (tokens.is(at, "ROW")) {
          at++;
        }
        int close = tokens.isKind(at, TokenKind.OPEN) ? tokens.closing(at) : -1;
        if (close < 0) {
          return false;
        }
        rows.addRow(tokens.start(start), tokens.end(close));
        if (!cells(at + 1, close)) {
          return false;
        }
        at = close + 1;
        if (!tokens.isKind(at, TokenKind.COMMA)) {
          return true;
        }
        at++;
      }
    }

    private boolean cells(int from, int close) {
      if (from == close) {
        return true;
      }
      int depth = tokens.depth(from);
      int first = from;
      for (int i = from; i <= close; i++) {
        if (i == close || (tokens.depth(i) == depth && tokens.isKind(i, TokenKind.COMMA))) {
          if (!cell(first, i - 1)) {
            return false;
          }
          first = i + 1;
        }
      }
      return true;
    }

    private boolean cell(int first, int last) {
      if (last < first) {
        return false;
      }
      while (nextSlot < lifted.size() && lifted.first(nextSlot) < first) {
        nextSlot++;
      }
      ValuesRows.Cell kind = ValuesRows.Cell.EXPRESSION;
      int slot = -1;
      if (nextSlot < lifted.size()
          && lifted.first(nextSlot) == first
          && lifted.last(nextSlot) == last) {
        slot = nextSlot++;
        kind =
            tokens.isKind(first, TokenKind.PARAMETER)
                ? ValuesRows.Cell.PARAMETER
                : ValuesRows.Cell.LITERAL;
      } else if (first == last && tokens.is(first, "DEFAULT")) {
        kind = ValuesRows.Cell.DEFAULT;
      } else if (first == last && tokens.is(first, "NULL")) {
        kind = ValuesRows.Cell.NULL;
      }
      rows.addCell(tokens.start(first), tokens.end(last), kind, slot);
      return true;
    }

    /** {@code a = 1, b = 2} up to an alias, ON DUPLICATE KEY UPDATE, or the end. */
    private boolean assignments() {
      int first = at;
      int depth = tokens.depth(at);
      int end = at;
      while (end < tokens.size()
          && !(tokens.depth(end) == depth
              && (tokens.isAny(end, "ON", "AS") || tokens.isKind(end, TokenKind.SEMICOLON)))) {
        end++;
      }
      if (end == first) {
        return false;
      }
      rows.addRow(tokens.start(first), tokens.end(end - 1));
      while (at < end) {
        if (!columnName()) {
          return false;
        }
        if (!tokens.isOperator(at, "=") && !tokens.isOperator(at, ":=")) {
          return false;
        }
        int value = ++at;
        while (at < end && !(tokens.depth(at) == depth && tokens.isKind(at, TokenKind.COMMA))) {
          at++;
        }
        if (!cell(value, at - 1)) {
          return false;
        }
        if (at < end && ++at == end) {
          return false;
        }
      }
      return true;
    }

    /** Where the tail ends: before a closing semicolon. Negative where a statement follows. */
    private int endOfStatement() {
      for (int i = at; i < tokens.size(); i++) {
        switch (tokens.kind(i)) {
          case SEMICOLON -> {
            return i == tokens.size() - 1 ? tokens.start(i) : -1;
          }
          case EXECUTABLE_COMMENT_OPEN -> {
            return -1;
          }
          default -> {}
        }
      }
      return tokens.text().length();
    }
  }
}
