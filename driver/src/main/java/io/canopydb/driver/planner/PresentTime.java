package io.canopydb.driver.planner;

import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.LeafSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * PostgreSQL's functions of the present time. They give the instant at which the transaction began
 * (section 9.9.5 of its manual), which differs from leaf to leaf; where a statement runs on
 * several, each gets the same instant as a parameter instead.
 */
final class PresentTime {

  /** A call, and what takes its place. */
  record Call(Span span, LeafSql by) {}

  private PresentTime() {}

  static List<Call> calls(Tokens tokens) {
    List<Call> found = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.isKind(i, TokenKind.WORD) || tokens.isKind(i - 1, TokenKind.DOT)) {
        continue;
      }
      String type =
          switch (tokens.text(i).toLowerCase(Locale.ROOT)) {
            case "now", "transaction_timestamp", "statement_timestamp", "current_timestamp" ->
                "timestamptz";
            case "current_date" -> "date";
            case "localtimestamp" -> "timestamp";
            case "current_time" -> "timetz";
            case "localtime" -> "time";
            default -> "";
          };
      if (type.isEmpty()) {
        continue;
      }
      boolean call = tokens.isKind(i + 1, TokenKind.OPEN);
      int end = call ? tokens.closing(i + 1) : i;
      boolean keyword =
          tokens.isAny(
              i,
              "CURRENT_TIMESTAMP",
              "CURRENT_DATE",
              "LOCALTIMESTAMP",
              "CURRENT_TIME",
              "LOCALTIME");
      if (end < 0 || (!keyword && !call)) {
        continue;
      }
      String precision = call && end > i + 2 ? "(" + tokens.text(i + 2, end - 1) + ")" : "";
      LeafSql by =
          new LeafSql.Builder()
              .text("(")
              .part(new LeafSql.PresentInstant())
              .text("::timestamptz::" + type + precision + ")")
              .build();
      found.add(new Call(new Span(tokens.start(i), tokens.end(end)), by));
    }
    return found;
  }

  /** An expression with its calls replaced. */
  static LeafSql in(String expression, LexerRules rules) {
    LeafSql.Builder out = new LeafSql.Builder();
    int copied = 0;
    for (Call call : calls(Lexer.lex(expression, rules))) {
      out.text(expression.substring(copied, call.span().start())).all(call.by());
      copied = call.span().end();
    }
    return out.text(expression.substring(copied)).build();
  }
}
