package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which columns a query reads of each of its tables: too many at times, never too few.
 *
 * <p>A column counts for a table if its name stands somewhere in the text, alone or behind the name
 * by which the query knows the table. A star counts for all columns, but not in {@code COUNT(*)},
 * nor in {@code EXISTS (SELECT * ..)}, which asks for rows and not for what is in them.
 *
 * <p>PostgreSQL takes the name of a table as a value for its whole row, if no column has that name.
 * Names of output columns are none of these: {@code revenue} in {@code ORDER BY revenue} is what
 * the select list calls so.
 */
final class NeededColumns {
  private static final Set<String> SYSTEM =
      Set.of("ctid", "tableoid", "xmin", "xmax", "cmin", "cmax");

  private final Tokens tokens;
  private final StatementText text;
  private final Names names;

  /** The names by which the query knows its tables, without regard to case. */
  private final Map<Integer, String> known = new HashMap<>();

  /** Names of more than one thing: they may bring columns of any table. */
  private final Set<String> unsure = new HashSet<>();

  private final Set<String> alone = new HashSet<>();
  private final Map<String, Set<String>> qualified = new HashMap<>();
  private final Set<String> starred = new HashSet<>();
  private final Map<Integer, List<String>> needed = new HashMap<>();
  private boolean all;

  NeededColumns(StatementText text, List<TableUse> uses, Engine engine) {
    this.text = text;
    this.tokens = text.tokens();
    this.names = new Names(engine);
    uses.forEach(use -> known.put(use.id(), key(tokens.identifier(nameAt(use)))));
    for (int i = 1; i < tokens.size(); i++) {
      boolean behindBrackets =
          tokens.isKind(i - 1, TokenKind.CLOSE)
              || (tokens.is(i - 1, "AS") && tokens.isKind(i - 2, TokenKind.CLOSE));
      if (behindBrackets && tokens.isIdentifier(i)) {
        // The alias of tables joined in brackets, or of something else: it may hide one of theirs.
        unsure.add(key(tokens.identifier(i)));
      }
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isIdentifier(i)) {
        identifier(i);
      } else if (tokens.isOperator(i, "*") && isStar(i) && !asksForRowsOnly(i)) {
        star(i);
      }
    }
  }

  /** The columns of a table that the query reads, in the table's order; one at least. */
  List<String> of(TableUse use) {
    return needed.computeIfAbsent(use.id(), id -> compute(use));
  }

  private List<String> compute(TableUse use) {
    Table table = table(use);
    boolean whole = all || starred.contains(known.get(use.id())) || renamed(use) || wholeRow(use);
    Set<String> named = qualified.getOrDefault(known.get(use.id()), Set.of());
    List<String> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      String name = names.stored(column.name());
      if (whole || alone.contains(name) || named.contains(name)) {
        columns.add(column.name());
      }
    }
    if (columns.isEmpty()) {
      columns.add(table.columns().get(0).name());
    }
    return columns;
  }

  /** Whether the row of a table is used as one value, or given to a function by {@code t.f}. */
  boolean wholeRow(TableUse use) {
    return switch (names.engine()) {
      case MYSQL -> false;
      case POSTGRESQL -> rowIsValue(use);
    };
  }

  private boolean rowIsValue(TableUse use) {
    String name = known.get(use.id());
    Table table = table(use);
    for (String column : qualified.getOrDefault(name, Set.of())) {
      if (table.column(column).isEmpty() && !SYSTEM.contains(column)) {
        return true;
      }
    }
    if (table.column(name).isPresent()) {
      return false;
    }
    boolean[] found = {false};
    text.forEachNode(
        "Column",
        node -> {
          Span span = StatementText.span(node);
          int at = text.tokenAt(span.start());
          found[0] |=
              text.tokenAt(span.end()) == at + 1
                  && tokens.isIdentifier(at)
                  && key(tokens.identifier(at)).equals(name)
                  && isInScope(use, at)
                  && !isOutputName(at);
        });
    return found[0];
  }

  private void identifier(int i) {
    String name = names.stored(tokens.identifier(i));
    all |= tokens.isAny(i, "NATURAL", "TABLE");
    String qualifier = qualifier(i);
    if (qualifier == null) {
      alone.add(name);
    } else {
      qualified.computeIfAbsent(qualifier, key -> new HashSet<>()).add(name);
    }
  }

  private void star(int i) {
    String qualifier = qualifier(i);
    if (qualifier == null) {
      all = true;
    } else {
      starred.add(qualifier);
    }
  }

  /** The table's name before a name; null where there is none, or it may mean any table. */
  private @Nullable String qualifier(int i) {
    if (!tokens.isKind(i - 1, TokenKind.DOT)
        || !tokens.isIdentifier(i - 2)
        || tokens.isKind(i - 3, TokenKind.DOT)) {
      return null;
    }
    String name = key(tokens.identifier(i - 2));
    return known.containsValue(name) && !unsure.contains(name) ? name : null;
  }

  private boolean isStar(int i) {
    boolean counts = tokens.isKind(i - 1, TokenKind.OPEN) && tokens.isKind(i + 1, TokenKind.CLOSE);
    return !counts
        && (tokens.isKind(i - 1, TokenKind.DOT)
            || tokens.isKind(i - 1, TokenKind.COMMA)
            || tokens.isAny(i - 1, "SELECT", "DISTINCT", "ALL", "DISTINCTROW", "STRAIGHT_JOIN")
            || (tokens.isKind(i - 1, TokenKind.CLOSE) && tokens.is(i + 1, "FROM")));
  }

  /** {@code EXISTS (SELECT * FROM ..)} of one block, whose rows are not compared with others. */
  private boolean asksForRowsOnly(int star) {
    if (!tokens.is(star - 1, "SELECT")
        || !tokens.isKind(star - 2, TokenKind.OPEN)
        || !tokens.is(star - 3, "EXISTS")
        || !tokens.is(star + 1, "FROM")) {
      return false;
    }
    int depth = 0;
    for (int i = star + 1; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.OPEN)) {
        depth++;
      } else if (tokens.isKind(i, TokenKind.CLOSE) && --depth < 0) {
        return true;
      } else if (depth == 0
          && (tokens.isAny(i, "UNION", "INTERSECT", "EXCEPT", "MINUS")
              || tokens.isAny(i, "GROUP", "HAVING", "ORDER"))) {
        return false;
      }
    }
    return false;
  }

  /** Whether a name stands in the query whose FROM has the table, or in one within that. */
  private boolean isInScope(TableUse use, int at) {
    int depth = 0;
    for (int i = nameAt(use); i >= 0; i--) {
      if (tokens.isKind(i, TokenKind.CLOSE)) {
        depth++;
      } else if (tokens.isKind(i, TokenKind.OPEN) && --depth < 0) {
        if (tokens.isAny(i + 1, "SELECT", "WITH")) {
          return at > i && at < close(i);
        }
        depth = 0;
      }
    }
    return true;
  }

  private int close(int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.OPEN)) {
        depth++;
      } else if (tokens.isKind(i, TokenKind.CLOSE) && --depth == 0) {
        return i;
      }
    }
    return tokens.size();
  }

  /**
   * Whether a name is an element of ORDER BY or GROUP BY by itself, and an output column of that
   * query has it.
   */
  private boolean isOutputName(int at) {
    boolean element =
        (tokens.isKind(at - 1, TokenKind.COMMA) || tokens.is(at - 1, "BY"))
            && (at + 1 >= tokens.size()
                || tokens.isKind(at + 1, TokenKind.COMMA)
                || tokens.isKind(at + 1, TokenKind.CLOSE)
                || tokens.isAny(at + 1, "ASC", "DESC", "NULLS", "HAVING", "ORDER", "WINDOW")
                || tokens.isAny(at + 1, "LIMIT", "OFFSET", "FETCH", "FOR"));
    int select = element ? selectOf(at) : -1;
    String name = tokens.identifier(at);
    int depth = 0;
    for (int i = select + 1; select >= 0 && i < at; i++) {
      if (tokens.isKind(i, TokenKind.OPEN)) {
        depth++;
      } else if (tokens.isKind(i, TokenKind.CLOSE)) {
        depth--;
      } else if (depth == 0 && tokens.is(i, "FROM")) {
        return false;
      } else if (depth == 0
          && tokens.isIdentifier(i)
          && (tokens.isKind(i + 1, TokenKind.COMMA) || tokens.is(i + 1, "FROM"))
          && tokens.identifier(i).equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The SELECT whose GROUP BY or ORDER BY a token is in; -1 where it is in none. */
  private int selectOf(int at) {
    boolean by = false;
    int depth = 0;
    for (int i = at - 1; i >= 0; i--) {
      if (tokens.isKind(i, TokenKind.CLOSE)) {
        depth++;
      } else if (tokens.isKind(i, TokenKind.OPEN) && --depth < 0) {
        return -1;
      } else if (depth == 0 && tokens.is(i, "BY")) {
        by = true;
      } else if (depth == 0 && tokens.is(i, "SELECT")) {
        return by ? i : -1;
      }
    }
    return -1;
  }

  /** Whether the FROM gives the columns other names. */
  private boolean renamed(TableUse use) {
    return use.aliased() && tokens.isKind(nameAt(use) + 1, TokenKind.OPEN);
  }

  /** The token with the name by which the query knows a table. */
  private int nameAt(TableUse use) {
    int after = text.tokenAt(use.span().end());
    if (!use.aliased()) {
      return after - 1;
    }
    return tokens.is(after, "AS") ? after + 1 : after;
  }

  private static Table table(TableUse use) {
    return ((Catalogue.Base) use.meaning()).table();
  }

  /** On MySQL letter case tells tables apart on some servers only. */
  private String key(String name) {
    return switch (names.engine()) {
      case MYSQL -> name.toLowerCase(Locale.ROOT);
      case POSTGRESQL -> name;
    };
  }
}
