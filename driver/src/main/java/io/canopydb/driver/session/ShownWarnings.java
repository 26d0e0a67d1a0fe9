package io.canopydb.driver.session;

import io.canopydb.driver.execute.Aftermath;
import io.canopydb.driver.merge.ValuesCursor;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import javax.sql.rowset.RowSetMetaDataImpl;

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

  static Outcome.Rows answer(Tokens tokens, SessionFacts facts) throws SQLException {
    Columns columns = new Columns();
    if (counts(tokens)) {
      columns.setColumnCount(1);
      columns.add(
          1,
          errorsOnly(tokens) ? "@@session.error_count" : "@@session.warning_count",
          Types.BIGINT,
          "BIGINT UNSIGNED");
    } else {
      columns.setColumnCount(3);
      columns.add(1, "Level", Types.VARCHAR, "VARCHAR");
      columns.add(2, "Code", Types.INTEGER, "INT UNSIGNED");
      columns.add(3, "Message", Types.VARCHAR, "VARCHAR");
    }
    return new Outcome.Rows(new ValuesCursor(rows(tokens, facts)), new ResultColumns(columns, -1));
  }

  /** Columns as Connector/J describes them. */
  private static final class Columns extends RowSetMetaDataImpl {
    private static final long serialVersionUID = 1L;

    void add(int column, String name, int type, String typeName) throws SQLException {
      setColumnName(column, name);
      setColumnLabel(column, name);
      setColumnType(column, type);
      setColumnTypeName(column, typeName);
      setColumnDisplaySize(column, type == Types.VARCHAR ? 512 : 20);
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
      return switch (getColumnType(column)) {
        case Types.BIGINT -> BigInteger.class.getName();
        case Types.INTEGER -> Long.class.getName();
        default -> String.class.getName();
      };
    }

    @Override
    public boolean isSigned(int column) {
      return false;
    }
  }

  private static List<ValuesRow> rows(Tokens tokens, SessionFacts facts) {
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
