package io.canopydb.driver.planner;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.LeafSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * PostgreSQL's functions that tell how much a table takes. Of a sharded table the shell knows the
 * empty twin only: so they become subqueries, of the same name, that look its size up among those
 * of all partitions.
 */
final class SizeCalls {
  private static final String[] FUNCTIONS = {
    "PG_TOTAL_RELATION_SIZE", "PG_RELATION_SIZE", "PG_TABLE_SIZE", "PG_INDEXES_SIZE"
  };

  /** What stands in the place of a span. */
  record Replaced(Span span, LeafSql by) {}

  private SizeCalls() {}

  /** The beginnings and the ends of all calls. */
  static List<Replaced> in(Tokens tokens, Dialect dialect) {
    List<Replaced> replaced = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean qualified = tokens.isKind(i - 1, TokenKind.DOT);
      boolean ours = !qualified || tokens.is(i - 2, "PG_CATALOG");
      int close =
          ours && tokens.isAny(i, FUNCTIONS) && tokens.isKind(i + 1, TokenKind.OPEN)
              ? tokens.closing(i + 1)
              : -1;
      if (close > i + 2 && takesOne(tokens, i + 1, close)) {
        String function = tokens.text(i).toLowerCase(Locale.ROOT);
        String before =
            "(SELECT COALESCE(s." + function + ", pg_catalog." + function + "(a.o)) AS " + function;
        replaced.add(
            new Replaced(
                new Span(tokens.start(qualified ? i - 2 : i), tokens.end(i + 1)),
                LeafSql.of(before + " FROM (SELECT (")));
        replaced.add(
            new Replaced(
                new Span(tokens.start(close), tokens.end(close)),
                new LeafSql.Builder()
                    .text(")::pg_catalog.regclass AS o) AS a LEFT JOIN pg_catalog.pg_class AS k")
                    .text(" ON k.oid = a.o AND k.relnamespace = 'public'::pg_catalog.regnamespace")
                    .text(" LEFT JOIN (")
                    .part(new LeafSql.TableSizes(dialect.systemTables().sizes(List.of())))
                    .text(") AS s ON s.n = k.relname)")
                    .build()));
      }
    }
    return replaced;
  }

  /** With the name of a fork as its second argument a call stays the leaf's. */
  private static boolean takesOne(Tokens tokens, int open, int close) {
    for (int i = open + 1; i < close; i++) {
      if (tokens.isKind(i, TokenKind.COMMA) && tokens.depth(i) == tokens.depth(open) + 1) {
        return false;
      }
    }
    return true;
  }
}
