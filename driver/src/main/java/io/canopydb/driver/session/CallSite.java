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

  /** Whether it is part of what a query shows. */
  boolean shown() {
    return kind() instanceof StatementKind.Query
        && items.stream()
            .anyMatch(item -> item.first() <= call.first() && call.last() <= item.last());
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
      if (!within
          && tokens.isAny(i, "CASE", "COALESCE", "NULLIF", "AND", "OR", "WHERE", "HAVING")) {
        return true;
      }
    }
    return false;
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
