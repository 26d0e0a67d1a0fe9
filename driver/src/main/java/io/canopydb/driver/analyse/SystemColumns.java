package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a statement names a column of PostgreSQL that every table has by itself. What it
 * holds means something within one partition only, so it can't be sent as it is written.
 *
 * <p>It works on tokens, so no place is left out: a list of RETURNING, a SET and an ON CONFLICT are
 * seen as a WHERE is. A name belongs to the innermost query around it that has a table of that name
 * or alias, or, where it is not qualified, one table.
 */
public final class SystemColumns {

  /** What such a column holds. */
  public enum Kind {
    /** Where a row lies in its table. */
    ADDRESS,
    /** The transaction or command that wrote a row. */
    TRANSACTION,
    /** The table that a row is of. */
    TABLE
  }

  /**
   * A place that names one.
   *
   * @param span the name with its qualifiers
   * @param column the last part of the name
   * @param qualifier the part before it, as written; empty where there is none
   */
  public record Reference(Span span, String column, String qualifier, Kind kind, TableUse use) {

    /** The same where the table is the only one. */
    public Reference unqualified() {
      return new Reference(span, column, "", kind, use);
    }

    /** The name that the column has in a scratch table, which has one of its own as well. */
    public String shipped() {
      return "canopy_" + column;
    }
  }

  private static final Map<String, Kind> KINDS =
      Map.of(
          "ctid", Kind.ADDRESS,
          "xmin", Kind.TRANSACTION,
          "xmax", Kind.TRANSACTION,
          "cmin", Kind.TRANSACTION,
          "cmax", Kind.TRANSACTION,
          "tableoid", Kind.TABLE);

  /** Words that an expression may follow; a name after any other word is an alias. */
  private static final Set<String> BEFORE =
      Set.of(
          "SELECT",
          "DISTINCT",
          "ALL",
          "WHERE",
          "AND",
          "OR",
          "NOT",
          "ON",
          "BY",
          "HAVING",
          "WHEN",
          "THEN",
          "ELSE",
          "CASE",
          "IN",
          "LIKE",
          "ILIKE",
          "BETWEEN",
          "SYMMETRIC",
          "SET",
          "RETURNING",
          "FROM",
          "TO",
          "IS",
          "USING",
          "ESCAPE",
          "LIMIT",
          "OFFSET");

  private final Tokens tokens;
  private final List<TableUse> uses;

  /** For each token the bracket that opens the query around it; -1 for the statement. */
  private final int[] query;

  /** For each token which part of a UNION it stands in. */
  private final int[] arm;

  private SystemColumns(Tokens tokens, List<TableUse> uses) {
    this.tokens = tokens;
    this.uses = uses;
    this.query = new int[tokens.size()];
    this.arm = new int[tokens.size()];
  }

  /** The places, in the order of the text. */
  public static List<Reference> in(Tokens tokens, List<TableUse> uses, Engine engine) {
    return switch (engine) {
      case MYSQL -> List.of();
      case POSTGRESQL -> anyIn(tokens) ? new SystemColumns(tokens, uses).find() : List.of();
    };
  }

  private static boolean anyIn(Tokens tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (kind(tokens, i) != null) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Kind kind(Tokens tokens, int i) {
    return tokens.isIdentifier(i) ? KINDS.get(tokens.identifier(i)) : null;
  }

  private List<Reference> find() {
    blocks();
    List<Reference> found = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Kind kind = kind(tokens, i);
      if (kind == null || !isColumn(i)) {
        continue;
      }
      int first = i;
      while (tokens.isKind(first - 1, TokenKind.DOT) && tokens.isIdentifier(first - 2)) {
        first -= 2;
      }
      TableUse use = first == i ? only(i) : named(i, tokens.identifier(i - 2));
      if (use != null && use.meaning() instanceof Catalogue.Base) {
        found.add(
            new Reference(
                new Span(tokens.start(first), tokens.end(i)),
                tokens.identifier(i),
                first == i ? "" : tokens.text(i - 2) + ".",
                kind,
                use));
      }
    }
    return found;
  }

  /** Notes for each token which query it stands in. */
  private void blocks() {
    List<Integer> open = new ArrayList<>();
    Map<Integer, Integer> arms = new HashMap<>();
    open.add(-1);
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.CLOSE) && open.size() > 1) {
        open.remove(open.size() - 1);
      }
      int around = open.get(open.size() - 1);
      if (tokens.isAny(i, "UNION", "INTERSECT", "EXCEPT")) {
        arms.merge(around, 1, Integer::sum);
      }
      query[i] = around;
      arm[i] = arms.getOrDefault(around, 0);
      if (tokens.isKind(i, TokenKind.OPEN)) {
        open.add(startsQuery(i + 1) ? i : around);
      }
    }
  }

  private boolean startsQuery(int i) {
    return tokens.isAny(i, "SELECT", "WITH", "TABLE", "VALUES", "INSERT", "UPDATE", "DELETE")
        || (tokens.isKind(i, TokenKind.OPEN) && startsQuery(i + 1));
  }

  private boolean isColumn(int i) {
    if (tokens.isKind(i + 1, TokenKind.OPEN) || tokens.isKind(i + 1, TokenKind.DOT)) {
      return false;
    }
    if (tokens.isKind(i - 1, TokenKind.DOT)) {
      return true;
    }
    boolean alias =
        tokens.isKind(i - 1, TokenKind.WORD)
            ? !startsExpression(i - 1)
            : !(tokens.isKind(i - 1, TokenKind.OPERATOR)
                || tokens.isKind(i - 1, TokenKind.COMMA)
                || tokens.isKind(i - 1, TokenKind.BRACKET_OPEN)
                || tokens.isKind(i - 1, TokenKind.OPEN));
    return !alias && !inColumnList(i) && !ordersByOutput(i);
  }

  private boolean startsExpression(int word) {
    return tokens.isKind(word, TokenKind.WORD)
        && BEFORE.contains(tokens.text(word).toUpperCase(Locale.ROOT));
  }

  /** {@code AS x (ctid, id)} and {@code WITH x (ctid) AS (..)}. */
  private boolean inColumnList(int i) {
    int open = i - 1;
    while (open >= 0 && !tokens.isKind(open, TokenKind.OPEN)) {
      boolean name = tokens.isIdentifier(open) && !startsExpression(open);
      if (!name && !tokens.isKind(open, TokenKind.COMMA)) {
        return false;
      }
      open--;
    }
    return open > 1
        && tokens.isIdentifier(open - 1)
        && !tokens.is(open - 1, "IN")
        && (tokens.is(open - 2, "AS")
            || tokens.isKind(open - 2, TokenKind.CLOSE)
            || tokens.is(tokens.closing(open) + 1, "AS"));
  }

  /** ORDER BY of a UNION, and of a name that the select list gives. */
  private boolean ordersByOutput(int i) {
    boolean ordered = false;
    boolean given = false;
    for (int k = 0; k < i; k++) {
      if (query[k] == query[i]) {
        ordered |= tokens.is(k, "ORDER", "BY") && tokens.depth(k) <= tokens.depth(i);
        given |=
            arm[i] > 0
                || (tokens.is(k, "AS")
                    && tokens.isIdentifier(k + 1)
                    && tokens.identifier(k + 1).equals(tokens.identifier(i)));
      }
    }
    return ordered && given;
  }

  private @Nullable TableUse only(int i) {
    TableUse found = null;
    for (TableUse use : uses) {
      if (sameQuery(i, use)) {
        if (found != null) {
          return null;
        }
        found = use;
      }
    }
    return found != null || readsSomething(i) || query[i] < 0 ? found : only(query[i]);
  }

  /** Whether the query around a token has a FROM: then a name that it does not know is its own. */
  private boolean readsSomething(int i) {
    for (int k = 0; k < tokens.size(); k++) {
      if (query[k] == query[i]
          && arm[k] == arm[i]
          && tokens.is(k, "FROM")
          && !tokens.is(k - 1, "DISTINCT")) {
        return true;
      }
    }
    return false;
  }

  private @Nullable TableUse named(int i, String qualifier) {
    for (TableUse use : uses) {
      if (sameQuery(i, use) && qualifier.equals(name(use))) {
        return use;
      }
    }
    return query[i] < 0 ? null : named(query[i], qualifier);
  }

  private boolean sameQuery(int i, TableUse use) {
    int at = tokenAt(use.span().start());
    return query[at] == query[i] && arm[at] == arm[i];
  }

  private String name(TableUse use) {
    int next = tokenAt(use.span().end());
    return use.aliased() ? tokens.identifier(tokens.is(next, "AS") ? next + 1 : next) : use.name();
  }

  private int tokenAt(int offset) {
    int at = 0;
    while (at < tokens.size() - 1 && tokens.start(at) < offset) {
      at++;
    }
    return at;
  }
}
