package io.canopydb.driver.planner;

import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.LeafSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * PostgreSQL's functions of the present time. They give the instant at which the transaction began
 * (section 9.9.5 of its manual), which differs from leaf to leaf; where a statement runs on
 * several, each gets the same instant as a parameter instead.
 */
final class PresentTime {

  /** A call, and what takes its place. */
  record Call(Span span, LeafSql by) {}

  private static final Set<String> FUNCTIONS =
      Set.of("now", "transaction_timestamp", "statement_timestamp");

  private PresentTime() {}

  static List<Call> calls(Tokens tokens) {
    List<Call> found = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      int start = start(tokens, i);
      String type = start < 0 ? "" : type(tokens, i);
      boolean call = tokens.isKind(i + 1, TokenKind.OPEN);
      int end = call ? tokens.closing(i + 1) : i;
      if (type.isEmpty() || end < 0) {
        continue;
      }
      String precision = call && end > i + 2 ? "(" + tokens.text(i + 2, end - 1) + ")" : "";
      LeafSql by =
          new LeafSql.Builder()
              .text("(")
              .part(new LeafSql.PresentInstant())
              .text("::timestamptz::" + type + precision + ")")
              .build();
      found.add(new Call(new Span(tokens.start(start), tokens.end(end)), by));
    }
    return found;
  }

  /** The type of the present time that a token asks for; empty where it does not. */
  private static String type(Tokens tokens, int i) {
    String called = tokens.calledFunction(i);
    if (called != null && FUNCTIONS.contains(called)) {
      return "timestamptz";
    }
    String word = tokens.word(i);
    return word == null || tokens.isKind(i - 1, TokenKind.DOT)
        ? ""
        : switch (word) {
          case "CURRENT_TIMESTAMP" -> "timestamptz";
          case "CURRENT_DATE" -> "date";
          case "LOCALTIMESTAMP" -> "timestamp";
          case "CURRENT_TIME" -> "timetz";
          case "LOCALTIME" -> "time";
          default -> "";
        };
  }

  /** Where a name starts, the schema pg_catalog included; -1 where it is of another schema. */
  private static int start(Tokens tokens, int name) {
    if (!tokens.isKind(name - 1, TokenKind.DOT)) {
      return name;
    }
    boolean own =
        tokens.isIdentifier(name - 2)
            && tokens.identifier(name - 2).equals("pg_catalog")
            && !tokens.isKind(name - 3, TokenKind.DOT);
    return own ? name - 2 : -1;
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
