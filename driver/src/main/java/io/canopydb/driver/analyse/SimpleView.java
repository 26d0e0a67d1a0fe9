package io.canopydb.driver.analyse;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.jspecify.annotations.Nullable;

/**
 * A view whose rows are rows of one table, or of another view: nothing but columns of it, and a
 * condition. Such views engines write through.
 *
 * @param base the table's name, with its database
 * @param columns the view's columns in order
 * @param where its condition; empty where it has none
 */
public record SimpleView(String base, List<ViewColumn> columns, Optional<Fragment> where) {

  public SimpleView {
    columns = List.copyOf(columns);
  }

  /**
   * A column of a view.
   *
   * @param name as the engine stores it
   * @param column the table's column that it is; null where it is computed
   * @param value what it is
   */
  public record ViewColumn(String name, @Nullable String column, Fragment value) {}

  /**
   * A part of a view's definition that names columns of the table.
   *
   * @param parts what stands before, between and behind the places where the table is named
   */
  public record Fragment(List<String> parts) {
    public Fragment {
      parts = List.copyOf(parts);
    }

    /** Its text, with the table's name in a statement. */
    public String of(String alias) {
      return String.join(alias + ".", parts);
    }
  }

  /** Reads a view; empty where it is not so simple. */
  public static Optional<SimpleView> of(
      Catalogue catalogue, Catalogue.OfView view, LexerRules rules, Dialect dialect) {
    Catalogue own = new Catalogue(catalogue.snapshot(), view.database(), Set.of());
    return Optional.ofNullable(
        new Reader(StatementText.parse(view.view().query(), rules), own, dialect)
            .read(view.view()));
  }

  private static final class Reader {
    private final StatementText text;
    private final Tokens tokens;
    private final Names names;
    private final Dialect dialect;
    private final List<TableUse> uses;
    private String alias = "";
    private List<String> columns = List.of();

    Reader(StatementText text, Catalogue own, Dialect dialect) {
      this.text = text;
      this.tokens = text.tokens();
      this.names = new Names(dialect.engine());
      this.dialect = dialect;
      this.uses = Uses.in(text, own);
    }

    @Nullable SimpleView read(View view) {
      if (!(text.parsed().statement() instanceof PlainSelect select)
          || !plain(select)
          || !(select.getFromItem() instanceof Table table)) {
        return null;
      }
      Span named = StatementText.span(table);
      TableUse use =
          uses.stream()
              .filter(each -> named != null && each.span().start() == named.start())
              .findFirst()
              .orElse(null);
      if (use == null || !known(use)) {
        return null;
      }
      alias = names.alias(table.getAlias() == null ? use.name() : table.getAlias().getName());
      List<ViewColumn> found = columns(select, view);
      return found == null ? null : new SimpleView(qualified(use), found, where());
    }

    private static boolean plain(PlainSelect select) {
      return (select.getJoins() == null || select.getJoins().isEmpty())
          && select.getWithItemsList() == null
          && select.getDistinct() == null
          && select.getGroupBy() == null
          && select.getHaving() == null
          && select.getLimit() == null
          && select.getOffset() == null
          && select.getFetch() == null
          && select.getTop() == null
          && select.getForMode() == null
          && select.getLateralViews() == null
          && select.getWindowDefinitions() == null;
    }

    private boolean known(TableUse use) {
      if (use.meaning() instanceof Catalogue.Base base) {
        columns = base.table().columns().stream().map(column -> column.name()).toList();
      } else if (use.meaning() instanceof Catalogue.OfView view) {
        columns = view.view().columns();
      }
      return !columns.isEmpty();
    }

    private @Nullable List<ViewColumn> columns(PlainSelect select, View view) {
      List<SelectItem<?>> items = select.getSelectItems();
      List<ViewColumn> found = new ArrayList<>();
      int from = tokens.is(1, "ALL") ? 2 : 1;
      int end = tokens.indexOfWord(0, "FROM", 0);
      for (int i = from; i <= end; i++) {
        boolean comma = tokens.isKind(i, TokenKind.COMMA) && tokens.depth(i) == 0;
        if (i != end && !comma) {
          continue;
        }
        Expression item = items.get(Math.min(found.size(), items.size() - 1)).getExpression();
        if (item instanceof AllColumns) {
          // Columns that the table got since are none of the view's.
          if (items.size() > 1 || columns.size() < view.columns().size()) {
            return null;
          }
          for (int k = 0; k < view.columns().size(); k++) {
            found.add(plain(view.columns().get(k), columns.get(k)));
          }
          return found;
        }
        if (found.size() == view.columns().size()) {
          return null;
        }
        found.add(column(view.columns().get(found.size()), from, i));
        from = i + 1;
      }
      return found.size() == view.columns().size() ? found : null;
    }

    private ViewColumn plain(String name, String column) {
      return new ViewColumn(name, column, new Fragment(List.of("", dialect.quoteName(column))));
    }

    /** An item from one token to before another, with or without a name of its own. */
    private ViewColumn column(String name, int from, int to) {
      int end = to;
      for (int i = from; i < to; i++) {
        if (tokens.is(i, "AS") && tokens.depth(i) == 0) {
          end = i;
        }
      }
      boolean qualified = tokens.isKind(from + 1, TokenKind.DOT);
      int last = qualified ? from + 2 : from;
      boolean alone =
          last + 1 == end || (end == to && last + 2 == end && tokens.isIdentifier(last + 1));
      if (alone && tokens.isIdentifier(last)) {
        String written = names.stored(tokens.identifier(last));
        for (String column : columns) {
          if (names.stored(column).equals(written)) {
            return plain(name, column);
          }
        }
      }
      return new ViewColumn(
          name, null, fragment(new Span(tokens.start(from), tokens.end(end - 1))));
    }

    private Optional<Fragment> where() {
      int where = tokens.indexOfWord(0, "WHERE", 0);
      if (where < 0) {
        return Optional.empty();
      }
      int end = where + 1;
      while (end < tokens.size()
          && !(tokens.depth(end) == 0 && tokens.is(end, "ORDER", "BY"))
          && !tokens.isKind(end, TokenKind.SEMICOLON)) {
        end++;
      }
      return Optional.of(fragment(new Span(tokens.start(where + 1), tokens.end(end - 1))));
    }

    /** Where a fragment names the table or leaves it out. */
    private record Place(Span span, @Nullable String by) {}

    private Fragment fragment(Span part) {
      List<Place> places = new ArrayList<>();
      text.forEachNode(
          "Column",
          node -> {
            Span span = StatementText.span(node);
            if (part.contains(span)) {
              place(span, places);
            }
          });
      for (TableUse use : uses) {
        if (part.contains(use.span()) && !(use.meaning() instanceof Catalogue.Other)) {
          places.add(new Place(use.span(), qualified(use)));
        }
      }
      places.sort(Comparator.comparingInt(place -> place.span().start()));
      List<String> parts = new ArrayList<>();
      StringBuilder out = new StringBuilder();
      int at = part.start();
      for (Place place : places) {
        if (place.span().start() < at) {
          continue;
        }
        out.append(text.text(), at, place.span().start());
        if (place.by() == null) {
          parts.add(out.toString());
          out.setLength(0);
        } else {
          out.append(place.by());
        }
        at = place.span().end();
      }
      parts.add(out.append(text.text(), at, part.end()).toString());
      return new Fragment(parts);
    }

    private void place(Span column, List<Place> places) {
      int first = text.tokenAt(column.start());
      int last = text.tokenAt(column.end()) - 1;
      if (first == last) {
        boolean own =
            tokens.isIdentifier(first)
                && columns.stream()
                    .anyMatch(
                        each -> names.stored(each).equals(names.stored(tokens.identifier(first))));
        if (own && !inQuery(tokens, first)) {
          places.add(new Place(new Span(column.start(), column.start()), null));
        }
      } else if (names.alias(tokens.text(last - 2)).equals(alias)) {
        places.add(new Place(new Span(column.start(), tokens.start(last)), null));
      }
    }

    private String qualified(TableUse use) {
      String database =
          use.meaning() instanceof Catalogue.OfView view
              ? view.database()
              : ((Catalogue.Base) use.meaning()).database();
      return dialect.quoteName(dialect.shellNamespace(database))
          + "."
          + dialect.quoteName(use.name());
    }
  }

  /** Whether a token stands in a query in brackets, where names may mean other tables'. */
  public static boolean inQuery(Tokens tokens, int token) {
    for (int i = token; i >= 0; i--) {
      if (tokens.isKind(i, TokenKind.OPEN)
          && tokens.depth(i) < tokens.depth(token)
          && tokens.closing(i) > token
          && tokens.isAny(i + 1, "SELECT", "WITH", "TABLE", "VALUES")) {
        return true;
      }
    }
    return false;
  }
}
