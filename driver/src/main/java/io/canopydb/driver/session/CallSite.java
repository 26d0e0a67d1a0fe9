package io.canopydb.driver.session;

import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.SelectItems;
import io.canopydb.driver.parse.SessionCall;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One call in one execution of a statement. */
final class CallSite {
  private final ReadStatement read;
  private final SessionCall call;
  private final TextEdits edits;
  private final List<SelectItems.Item> items;
  private final OwnQueries own;

  CallSite(
      ReadStatement read,
      SessionCall call,
      TextEdits edits,
      List<SelectItems.Item> items,
      OwnQueries own) {
    this.own = own;
    this.read = read;
    this.call = call;
    this.edits = edits;
    this.items = items;
  }

  Tokens tokens() {
    return read.shape().tokens();
  }

  SessionCall call() {
    return call;
  }

  ReadStatement read() {
    return read;
  }

  StatementKind kind() {
    return read.shape().kind();
  }

  /** Whether it is part of what a query shows, or may be part of what a table is made of. */
  boolean shown() {
    if (kind() instanceof StatementKind.Ddl) {
      return true;
    }
    return kind() instanceof StatementKind.Query
        && items.stream()
            .anyMatch(item -> item.first() <= call.first() && call.last() <= item.last());
  }

  /**
   * Whether it is all that ORDER BY or GROUP BY names, where a number would be a column's place.
   */
  boolean sorts() {
    Tokens tokens = tokens();
    int before = call.first() - 1;
    while (before > 0
        && tokens.depth(before) >= tokens.depth(call.first())
        && !tokens.isAny(before, "BY", "SELECT", "FROM", "WHERE", "VALUES")) {
      before--;
    }
    return tokens.is(before, "BY")
        && tokens.depth(before) == tokens.depth(call.first())
        && (before == call.first() - 1 || tokens.isKind(call.first() - 1, TokenKind.COMMA));
  }

  String name() {
    return call.function().name().toLowerCase(Locale.ROOT);
  }

  /** The parameters of an argument. */
  List<@Nullable Parameter> parameters(SessionCall.Argument argument) {
    return edits.parametersIn(argument.first(), argument.last());
  }

  /** Whether rows are read anywhere: FROM that is no word of EXTRACT, TRIM and the like. */
  boolean readsRows() {
    Tokens tokens = tokens();
    for (int i = 0; i < tokens.size(); i++) {
      boolean within = i >= call.first() && i <= call.last();
      if (!within
          && tokens.is(i, "FROM")
          && !tokens.is(i - 1, "DISTINCT")
          && !isOfFunction(tokens, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it may not be evaluated, or more than once: in CASE, AND, WHERE and the like. */
  boolean conditional() {
    Tokens tokens = tokens();
    for (int i = 0; i < tokens.size(); i++) {
      boolean within = i >= call.first() && i <= call.last();
      if (!within && conditionalBy(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean conditionalBy(int i) {
    Tokens tokens = tokens();
    if (tokens.isAny(i, "WHERE", "HAVING")) {
      return true;
    }
    if (tokens.isAny(i, "AND", "OR")) {
      return !apart(i) && !endsBetween(i);
    }
    if (tokens.is(i, "COALESCE")) {
      int open = i + 1;
      return call.first() > open
          && call.last() < tokens.closing(open)
          && commaBetween(open, call.first(), tokens.depth(open) + 1);
    }
    // What stands before the first THEN is evaluated whatever it gives.
    return tokens.is(i, "CASE") && i < call.first() && thenBetween(i, call.first());
  }

  /** Whether a word and the call stand in two items of a list. */
  private boolean apart(int i) {
    Tokens tokens = tokens();
    int from = Math.min(i, call.last());
    int to = Math.max(i, call.first());
    int depth = Math.min(tokens.depth(i), tokens.depth(call.first()));
    for (int j = from; j <= to; j++) {
      depth = Math.min(depth, tokens.depth(j));
    }
    return commaBetween(from, to, depth);
  }

  private boolean commaBetween(int from, int to, int depth) {
    for (int i = from + 1; i < to; i++) {
      if (tokens().isKind(i, TokenKind.COMMA) && tokens().depth(i) == depth) {
        return true;
      }
    }
    return false;
  }

  /** Whether AND stands between the two ends of a BETWEEN. */
  private boolean endsBetween(int and) {
    Tokens tokens = tokens();
    for (int i = and - 1; i >= 0 && tokens.depth(i) >= tokens.depth(and); i--) {
      if (tokens.depth(i) == tokens.depth(and) && tokens.isAny(i, "AND", "BETWEEN")) {
        return tokens.is(i, "BETWEEN");
      }
    }
    return false;
  }

  /** Whether a CASE that is still open has come to its first THEN. */
  private boolean thenBetween(int from, int to) {
    Tokens tokens = tokens();
    int open = 0;
    boolean then = false;
    for (int i = from; i < to; i++) {
      if (tokens.is(i, "CASE")) {
        open++;
      } else if (tokens.is(i, "END")) {
        open--;
        if (open == 0) {
          return false;
        }
      } else {
        then |= open == 1 && tokens.is(i, "THEN");
      }
    }
    return then;
  }

  /** The values of the arguments, which must not depend on rows. */
  List<@Nullable Object> arguments() throws SQLException {
    List<String> texts = new ArrayList<>();
    List<@Nullable Parameter> values = new ArrayList<>();
    for (SessionCall.Argument argument : call.arguments()) {
      texts.add(tokens().text(argument.first(), argument.last()));
      values.addAll(parameters(argument));
    }
    List<List<@Nullable Object>> rows = rows("SELECT " + String.join(", ", texts), values);
    return rows.get(0);
  }

  /** The rows of a query with the parameters of this execution. */
  List<List<@Nullable Object>> rows(String sql, List<@Nullable Parameter> values)
      throws SQLException {
    return own.rows(sql, read.prepared(), values);
  }

  private static boolean isOfFunction(Tokens tokens, int from) {
    int open = from;
    while (open >= 0
        && !(tokens.isKind(open, TokenKind.OPEN) && tokens.depth(open) < tokens.depth(from))) {
      open--;
    }
    return open > 0
        && tokens.isAny(open - 1, "EXTRACT", "TRIM", "SUBSTRING", "OVERLAY", "POSITION");
  }
}
