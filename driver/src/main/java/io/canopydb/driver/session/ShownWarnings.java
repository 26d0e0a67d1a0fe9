package io.canopydb.driver.session;

import io.canopydb.driver.command.ResultColumn;
import io.canopydb.driver.execute.Aftermath;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.math.BigInteger;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;

/** MySQL's SHOW WARNINGS and SHOW ERRORS: what was said of the statement before, on any leaf. */
final class ShownWarnings {
  private ShownWarnings() {}

  /** Whether a statement is one of them. */
  static boolean asked(Tokens tokens) {
    return tokens.rules().isMySql() && (lists(tokens) || counts(tokens));
  }

  private static boolean lists(Tokens tokens) {
    return tokens.is(0, "SHOW") && tokens.isAny(1, "WARNINGS", "ERRORS");
  }

  /** SHOW COUNT(*) WARNINGS. */
  private static boolean counts(Tokens tokens) {
    return tokens.is(0, "SHOW", "COUNT") && tokens.isAny(5, "WARNINGS", "ERRORS");
  }

  private static boolean errorsOnly(Tokens tokens) {
    return tokens.is(1, "ERRORS") || tokens.is(5, "ERRORS");
  }

  static List<ResultColumn> columns(Tokens tokens) {
    return counts(tokens)
        ? List.of(
            new ResultColumn(
                errorsOnly(tokens) ? "@@session.error_count" : "@@session.warning_count",
                JDBCType.BIGINT))
        : List.of(
            new ResultColumn("Level", JDBCType.VARCHAR),
            new ResultColumn("Code", JDBCType.BIGINT),
            new ResultColumn("Message", JDBCType.VARCHAR));
  }

  static List<ValuesRow> rows(Tokens tokens, SessionFacts facts) {
    List<ValuesRow> rows = new ArrayList<>();
    if (counts(tokens)) {
      long count = errorsOnly(tokens) ? facts.errorCount() : facts.warningCount();
      rows.add(new ValuesRow(new Object[] {BigInteger.valueOf(count)}));
      return rows;
    }
    for (Aftermath.Warning warning : facts.warnings()) {
      if (!errorsOnly(tokens) || warning.level().equals("Error")) {
        rows.add(
            new ValuesRow(
                new Object[] {warning.level(), (long) warning.code(), warning.message()}));
      }
    }
    int limit = tokens.indexOfWord(2, "LIMIT", 0);
    if (limit < 0) {
      return rows;
    }
    boolean offset = tokens.isKind(limit + 2, TokenKind.COMMA);
    int from = offset ? number(tokens, limit + 1) : 0;
    int count = number(tokens, offset ? limit + 3 : limit + 1);
    return rows.subList(
        Math.min(from, rows.size()), (int) Math.min((long) from + count, rows.size()));
  }

  private static int number(Tokens tokens, int at) {
    return tokens.isKind(at, TokenKind.NUMBER) ? Integer.parseInt(tokens.text(at)) : 0;
  }
}
