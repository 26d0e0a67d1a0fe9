package io.canopydb.driver.session;

import io.canopydb.driver.parse.CreateAsText;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.LockingClause;
import io.canopydb.driver.parse.LockingClause.LockingQuery;
import io.canopydb.driver.parse.MergeText;
import io.canopydb.driver.parse.SelectInto;
import io.canopydb.driver.parse.SessionCall;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.Slot;
import io.canopydb.driver.parse.StatementClassifier;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.UserVariable;
import io.canopydb.driver.parse.WithText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text that was read: what kind of statement it is, and its shape where plans are made of it.
 * Immutable; sessions share it.
 *
 * @param shape null where no plan is made
 * @param allParameters whether no literal was lifted out of it
 * @param parameterCount how many JDBC parameters it has
 * @param assigned the user variables that it assigns to by :=; see {@link UserVariable#name}
 * @param calls the functions that the session answers; none where the text is only kept, as by
 *     PREPARE
 * @param into where it is MySQL's SELECT .. INTO variables
 * @param countsFound whether it is a query with MySQL's SQL_CALC_FOUND_ROWS
 * @param writingWith where it is PostgreSQL's WITH of which a common table writes
 * @param merge where it is PostgreSQL's MERGE
 * @param locking the queries in brackets that lock what they read
 */
public record StatementShape(
    String sql,
    Tokens tokens,
    StatementKind kind,
    @Nullable Shape shape,
    boolean allParameters,
    int parameterCount,
    List<String> assigned,
    List<SessionCall> calls,
    @Nullable SelectInto into,
    boolean countsFound,
    @Nullable WithText writingWith,
    @Nullable MergeText merge,
    List<LockingQuery> locking) {

  /** What may stand before SQL_CALC_FOUND_ROWS. */
  private static final String[] BEFORE_FOUND = {
    "SELECT",
    "DISTINCT",
    "ALL",
    "HIGH_PRIORITY",
    "STRAIGHT_JOIN",
    "SQL_SMALL_RESULT",
    "SQL_BIG_RESULT",
    "SQL_BUFFER_RESULT",
    "SQL_NO_CACHE"
  };

  static StatementShape read(String sql, LexerRules rules) {
    Tokens tokens = Lexer.lex(sql, rules);
    String createAs = SelectInto.asCreate(tokens).orElse(null);
    if (createAs != null) {
      return read(createAs, rules);
    }
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
    return new StatementShape(
        sql,
        tokens,
        kind,
        shape,
        all,
        parameters,
        assigned(tokens),
        answers(tokens, kind) ? SessionCall.in(tokens) : List.of(),
        kind instanceof StatementKind.Query ? SelectInto.variables(tokens).orElse(null) : null,
        kind instanceof StatementKind.Query && rules.isMySql() && foundWord(tokens) > 0,
        shape == null ? null : WithText.of(tokens).filter(WithText::writes).orElse(null),
        shape == null ? null : MergeText.of(tokens).orElse(null),
        shape == null ? List.of() : LockingClause.queries(tokens));
  }

  /** Whether the statement is run now, and not only kept. */
  private static boolean answers(Tokens tokens, StatementKind kind) {
    return planned(kind)
        || kind instanceof StatementKind.Call
        || kind instanceof StatementKind.Do
        || kind instanceof StatementKind.SetVariables
        || (kind instanceof StatementKind.Explain && tokens.rules().isMySql())
        || (kind instanceof StatementKind.Cursor && tokens.is(0, "DECLARE"))
        || (kind instanceof StatementKind.Ddl ddl && CreateAsText.of(tokens, ddl).isPresent());
  }

  private static List<String> assigned(Tokens tokens) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.VARIABLE)
          && !tokens.text(i).startsWith("@@")
          && tokens.isOperator(i + 1, ":=")) {
        names.add(UserVariable.name(tokens.text(i)));
      }
    }
    return List.copyOf(names);
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

  ResultKind result() {
    if (into != null) {
      return ResultKind.COUNT;
    }
    if (kind instanceof StatementKind.Query
        || kind instanceof StatementKind.Show
        || kind instanceof StatementKind.Describe
        || kind instanceof StatementKind.Explain) {
      return ResultKind.ROWS;
    }
    if (kind instanceof StatementKind.Cluster cluster) {
      return cluster.command() instanceof io.canopydb.driver.parse.command.ShowCommand
          ? ResultKind.ROWS
          : ResultKind.COUNT;
    }
    if (planned(kind)) {
      return tokens.indexOfWord(0, "RETURNING", 0) > 0
              && !tokens.rules().engine().name().equals("MYSQL")
          ? ResultKind.ROWS
          : ResultKind.COUNT;
    }
    if (kind instanceof StatementKind.Call
        || kind instanceof StatementKind.Execute
        || kind instanceof StatementKind.Cursor
        || kind instanceof StatementKind.Maintenance
        || kind instanceof StatementKind.Handler
        || kind instanceof StatementKind.Xa
        || kind instanceof StatementKind.Other) {
      return ResultKind.EITHER;
    }
    return ResultKind.COUNT;
  }

  /** The place of SQL_CALC_FOUND_ROWS in the first SELECT, which may be in brackets; else -1. */
  static int foundWord(Tokens tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, "SQL_CALC_FOUND_ROWS")) {
        return i;
      }
      if (!tokens.isKind(i, TokenKind.OPEN) && !tokens.isAny(i, BEFORE_FOUND)) {
        return -1;
      }
    }
    return -1;
  }
}
