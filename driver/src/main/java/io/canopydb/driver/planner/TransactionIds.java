package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.SystemColumns.Kind;
import io.canopydb.driver.analyse.SystemColumns.Reference;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.OneOrManyWrite;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Refusal;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.RefusedWrite;
import io.canopydb.driver.plan.WriteNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what would compare transactions of several leaves, each of which numbers its own: xmin,
 * xmax, cmin and cmax that are sorted, grouped or compared with those of other rows. Of one row
 * they may be shown, and compared with a constant.
 */
final class TransactionIds {
  private static final Set<String> AGGREGATES =
      Set.of("min", "max", "count", "array_agg", "string_agg", "json_agg", "jsonb_agg", "mode");

  private final Tokens tokens;

  private TransactionIds(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A plan of the question, without what would compare them over partitions. */
  static ReadNode within(Question question, ReadNode plan) {
    Found found = found(question);
    if (found == null) {
      return plan;
    }
    return found.oneIsRight() && plan instanceof OneOrMany one
        ? one.orRefused(found.why())
        : new Refused(found.why());
  }

  /** A write, without what would compare them over partitions. */
  static WriteNode within(Question question, WriteNode plan) {
    Found found = found(question);
    if (found == null) {
      return plan;
    }
    return found.oneIsRight() && plan instanceof OneOrManyWrite one
        ? one.orRefused(found.why())
        : new RefusedWrite(found.why());
  }

  /**
   * What would compare them.
   *
   * @param oneIsRight whether it may run on one partition
   */
  private record Found(Refusal why, boolean oneIsRight) {}

  private static @Nullable Found found(Question question) {
    TransactionIds ids = new TransactionIds(question.text().tokens());
    for (Reference column : question.systemColumns()) {
      if (column.use().reference()
          && column.kind() != Kind.TABLE
          && question.analysis().sharded()) {
        return new Found(refusal(column, "of a reference table, beside sharded tables"), false);
      }
      if (column.kind() == Kind.TRANSACTION
          && column.use().sharded()
          && !ids.alone(question, column)) {
        return new Found(refusal(column, "compared over the rows of several partitions"), true);
      }
    }
    return null;
  }

  private static Refusal refusal(Reference column, String how) {
    return new Refusal(
        "the system column " + column.column() + " " + how,
        "add a condition on the whole shard key, or use a column of your own");
  }

  /** Whether it is shown as it is, or compared with a constant. */
  private boolean alone(Question question, Reference column) {
    int first = question.text().tokenAt(column.span().start());
    int last = question.text().tokenAt(column.span().end()) - 1;
    while (true) {
      last = afterCasts(last);
      boolean inBrackets =
          tokens.isKind(first - 1, TokenKind.OPEN)
              && (tokens.isKind(last + 1, TokenKind.CLOSE) || tokens.is(last + 1, "AS"));
      if (!inBrackets) {
        break;
      }
      String function = tokens.calledFunction(first - 2);
      if (function != null && AGGREGATES.contains(function)) {
        return false;
      }
      last = tokens.closing(first - 1);
      first -= function == null || tokens.is(first - 2, "IN") ? 1 : 2;
    }
    if (tokens.isKind(last + 1, TokenKind.OPERATOR)) {
      return constant(last + 2);
    }
    if (tokens.isKind(first - 1, TokenKind.OPERATOR)) {
      return constant(first - 2);
    }
    if (tokens.is(last + 1, "IS")) {
      return true;
    }
    if (tokens.isAny(last + 1, "IN", "BETWEEN", "NOT")) {
      int value = tokens.is(last + 1, "NOT") ? last + 3 : last + 2;
      return constant(tokens.isKind(value, TokenKind.OPEN) ? value + 1 : value);
    }
    return shown(first);
  }

  /** The last token of the casts behind an expression. */
  private int afterCasts(int last) {
    int at = last;
    while (tokens.isOperator(at + 1, "::") && tokens.isIdentifier(at + 2)) {
      at += 2;
    }
    return at;
  }

  /** A literal or a parameter, or the type that one is cast to. */
  private boolean constant(int i) {
    if (tokens.isOperator(i - 1, "::")) {
      return constant(i - 2);
    }
    List<TokenKind> kinds =
        List.of(TokenKind.NUMBER, TokenKind.STRING, TokenKind.PARAMETER, TokenKind.ESCAPE_STRING);
    return kinds.stream().anyMatch(kind -> tokens.isKind(i, kind));
  }

  /** Whether it stands in the outermost select list, or in RETURNING, and is no sort of key. */
  private boolean shown(int first) {
    if (tokens.depth(first) != 0) {
      return false;
    }
    for (int i = first - 1; i >= 0; i--) {
      if (tokens.depth(i) == 0) {
        if (tokens.isAny(i, "BY", "DISTINCT", "WHERE", "ON", "HAVING", "SET", "UNION")) {
          return false;
        }
        if (tokens.isAny(i, "SELECT", "RETURNING")) {
          return true;
        }
      }
    }
    return false;
  }
}
