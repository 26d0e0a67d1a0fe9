package io.canopydb.driver.session;

import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.MergeText;
import io.canopydb.driver.parse.SequenceCall;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.Slot;
import io.canopydb.driver.parse.StatementClassifier;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.WithText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text that was read: what kind of statement it is, and its shape where plans are made of it.
 * Immutable; sessions share it.
 *
 * @param shape null where no plan is made
 * @param allParameters whether no literal was lifted out of it
 * @param parameterCount how many JDBC parameters it has
 * @param assigned the user variables that a query assigns to, in lower case
 * @param sequences whether it is planned, and calls a function of PostgreSQL's sequences
 * @param writingWith where it is PostgreSQL's WITH of which a common table writes
 * @param merge where it is PostgreSQL's MERGE
 */
public record StatementShape(
    String sql,
    Tokens tokens,
    StatementKind kind,
    @Nullable Shape shape,
    boolean allParameters,
    int parameterCount,
    List<String> assigned,
    boolean sequences,
    @Nullable WithText writingWith,
    @Nullable MergeText merge) {

  static StatementShape read(String sql, LexerRules rules) {
    Tokens tokens = Lexer.lex(sql, rules);
    StatementKind kind = StatementClassifier.classify(tokens);
    int parameters = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.PARAMETER)) {
        parameters++;
      }
    }
    Shape shape = planned(kind) ? Shape.of(tokens) : null;
    boolean all =
        shape != null && shape.slots().stream().allMatch(slot -> slot instanceof Slot.Parameter);
    boolean sequences = shape != null && !SequenceCall.in(tokens).isEmpty();
    return new StatementShape(
        sql,
        tokens,
        kind,
        shape,
        all,
        parameters,
        assigned(tokens),
        sequences,
        shape == null ? null : WithText.of(tokens).filter(WithText::writes).orElse(null),
        shape == null ? null : MergeText.of(tokens).orElse(null));
  }

  private static List<String> assigned(Tokens tokens) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.VARIABLE)
          && (tokens.isOperator(i + 1, ":=") || afterInto(tokens, i))) {
        names.add(tokens.text(i).toLowerCase(Locale.ROOT));
      }
    }
    return List.copyOf(names);
  }

  private static boolean afterInto(Tokens tokens, int variable) {
    int at = variable - 1;
    while (tokens.isKind(at, TokenKind.COMMA) && tokens.isKind(at - 1, TokenKind.VARIABLE)) {
      at -= 2;
    }
    return tokens.is(at, "INTO");
  }

  static boolean planned(StatementKind kind) {
    return kind instanceof StatementKind.Query
        || kind instanceof StatementKind.Insert
        || kind instanceof StatementKind.Replace
        || kind instanceof StatementKind.Update
        || kind instanceof StatementKind.Delete
        || kind instanceof StatementKind.Merge;
  }

  boolean query() {
    return kind instanceof StatementKind.Query;
  }

  Session.Prepared.Result result() {
    if (kind instanceof StatementKind.Query
        || kind instanceof StatementKind.Show
        || kind instanceof StatementKind.Describe
        || kind instanceof StatementKind.Explain) {
      return Session.Prepared.Result.ROWS;
    }
    if (kind instanceof StatementKind.Cluster cluster) {
      return cluster.command() instanceof io.canopydb.driver.parse.command.ShowCommand
          ? Session.Prepared.Result.ROWS
          : Session.Prepared.Result.COUNT;
    }
    if (planned(kind)) {
      return tokens.indexOfWord(0, "RETURNING", 0) > 0
              && !tokens.rules().engine().name().equals("MYSQL")
          ? Session.Prepared.Result.ROWS
          : Session.Prepared.Result.COUNT;
    }
    if (kind instanceof StatementKind.Call
        || kind instanceof StatementKind.Execute
        || kind instanceof StatementKind.Cursor
        || kind instanceof StatementKind.Maintenance
        || kind instanceof StatementKind.Handler
        || kind instanceof StatementKind.Xa
        || kind instanceof StatementKind.Other) {
      return Session.Prepared.Result.EITHER;
    }
    return Session.Prepared.Result.COUNT;
  }
}
