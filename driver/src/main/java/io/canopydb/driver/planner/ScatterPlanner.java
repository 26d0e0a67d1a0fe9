package io.canopydb.driver.planner;

import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Count;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Limit;
import io.canopydb.driver.plan.MergeSort;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.SortKey;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.planner.ResultTypes.ResultType;
import io.canopydb.driver.planner.SelectText.Order;
import io.canopydb.driver.planner.SortKinds.SortKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query whose rows are those of all partitions put together: each partition gets the user's own
 * text, and the aggregator merges by ORDER BY and counts by LIMIT. What it sorts by and does not
 * see in the select list stands behind it as hidden columns.
 */
final class ScatterPlanner {
  private final Question question;
  private final String database;

  /**
   * A plan.
   *
   * @param visibleColumns how many columns the application sees; -1 for all
   */
  record Scattered(ReadNode root, int visibleColumns) {}

  /** A key of ORDER BY as it is computed by leaves. */
  private record Key(Span expression, Order order, int item) {}

  ScatterPlanner(Question question, String database) {
    this.question = question;
    this.database = database;
  }

  /** The plan; empty where merging can't do what the query wants. */
  Optional<Scattered> plan(SelectText select) throws SQLException {
    Target target = new Target.Partitions(database, question.anyChoice());
    boolean limited = !select.limits().isEmpty();
    Optional<LimitClause> limit = LimitClause.of(select);
    if (limited && limit.isEmpty()) {
      return Optional.empty();
    }
    if (select.orders().isEmpty()) {
      Splice splice = question.onPartition();
      limit.ifPresent(clause -> splice.replace(clause.span(), leafLimit(clause)));
      boolean joined =
          select.locking() == null && unionKeeps(question.types().of(question.shellSql()));
      LeafSql tail = joined ? LeafSql.of("") : null;
      Route route = new Route(splice.build(), target, tail);
      return Optional.of(new Scattered(limited(route, limit), -1));
    }
    List<Key> keys = keys(select);
    return keys == null ? Optional.empty() : sorted(select, keys, limit, target);
  }

  private static ReadNode limited(ReadNode input, Optional<LimitClause> limit) {
    return limit
        .<ReadNode>map(clause -> new Limit(input, clause.limit(), clause.offset()))
        .orElse(input);
  }

  private static LeafSql leafLimit(LimitClause clause) {
    if (clause.limit() instanceof Count.None) {
      return LeafSql.of("");
    }
    return new LeafSql.Builder()
        .text(" LIMIT ")
        .part(new LeafSql.RowLimit(clause.limit(), clause.offset()))
        .build();
  }

  private Optional<Scattered> sorted(
      SelectText select, List<Key> keys, Optional<LimitClause> limit, Target target)
      throws SQLException {
    List<ResultType> types = describe(select, keys);
    SortKinds kinds = new SortKinds(question.dialect().engine(), question.types(), collates());
    int visible = types.size() - keys.size();
    boolean star = select.items().stream().anyMatch(SelectText.Item::star);
    LeafSql.Builder hidden = new LeafSql.Builder();
    List<SortKey> sortKeys = new ArrayList<>();
    int next = visible;
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      SortKind kind = kinds.of(types.get(visible + i));
      if (kind == null) {
        return Optional.empty();
      }
      int column;
      if (kind.direct() && key.item() >= 0 && !star) {
        column = key.item();
      } else {
        hidden.text(", " + kind.before());
        hidden.all(question.onPartition().build(key.expression()));
        hidden.text(kind.after() + " AS canopy_key_" + i);
        column = next++;
      }
      sortKeys.add(
          new SortKey(column, kind.kind(), key.order().descending(), nullsFirst(key.order())));
    }
    Splice splice = question.onPartition();
    if (next > visible) {
      splice.insert(select.listEnd(), hidden.build());
    }
    limit.ifPresent(clause -> splice.replace(clause.span(), leafLimit(clause)));
    boolean joined = select.locking() == null && unionKeeps(types.subList(0, visible));
    LeafSql tail = joined ? unionTail(sortKeys, limit) : null;
    ReadNode merged = new MergeSort(new Route(splice.build(), target, tail), sortKeys);
    return Optional.of(new Scattered(limited(merged, limit), next == visible ? -1 : visible));
  }

  /** MySQL's UNION makes a wider number of TINYINT(1), which its driver takes for a boolean. */
  private boolean unionKeeps(List<ResultType> types) {
    return switch (question.dialect().engine()) {
      case MYSQL -> types.stream().noneMatch(type -> type.jdbcType() == java.sql.Types.BIT);
      case POSTGRESQL -> true;
    };
  }

  private LeafSql unionTail(List<SortKey> keys, Optional<LimitClause> limit) {
    String order = UnionOrder.by(keys, question.dialect().engine());
    LeafSql.Builder tail = new LeafSql.Builder().text(order);
    limit.ifPresent(clause -> tail.all(leafLimit(clause)));
    return tail.build();
  }

  private boolean nullsFirst(Order order) {
    if (order.nullsFirst() != null) {
      return order.nullsFirst();
    }
    return UnionOrder.nullsFirst(order.descending(), question.dialect().engine());
  }

  /** Whether some string may be compared otherwise than by the database's default. */
  private boolean collates() {
    return Collations.named(question);
  }

  private List<ResultType> describe(SelectText select, List<Key> keys) throws SQLException {
    Splice splice = question.onShell();
    LeafSql.Builder all = new LeafSql.Builder();
    for (int i = 0; i < keys.size(); i++) {
      all.text(", ").all(question.onShell().build(keys.get(i).expression()));
      all.text(" AS canopy_key_" + i);
    }
    splice.insert(select.listEnd(), all.build());
    Span orderBy = select.orderBy();
    if (orderBy != null) {
      // A name of a key could be taken for a column of the result.
      splice.replace(orderBy, "");
    }
    return question.types().of(splice.build());
  }

  /**
   * The keys of ORDER BY with their expressions; null where they can't stand in the select list.
   */
  private @Nullable List<Key> keys(SelectText select) {
    String text = question.text().text();
    Tokens tokens = question.text().tokens();
    List<Key> keys = new ArrayList<>();
    for (Order order : select.orders()) {
      int first = question.text().tokenAt(order.expression().start());
      int last = question.text().tokenAt(order.expression().end()) - 1;
      int item = -1;
      if (first == last && tokens.isKind(first, TokenKind.NUMBER)) {
        item = position(tokens.text(first), select);
        if (item < 0) {
          return null;
        }
      } else if (first == last && tokens.isIdentifier(first)) {
        item = byAlias(tokens.identifier(first), select);
      } else if (namesAlias(first, last, select)) {
        return null;
      }
      if (item < 0) {
        item = sameText(order.expression().of(text), select);
      }
      Span expression = item >= 0 ? select.items().get(item).expression() : order.expression();
      if (item >= 0 && volatileText(expression.of(text))) {
        return null;
      }
      keys.add(new Key(expression, order, item));
    }
    if (question.analysis().top() != null
        && question.analysis().top().distinct()
        && keys.stream().anyMatch(key -> key.item() < 0)) {
      return null;
    }
    return keys;
  }

  private static int position(String number, SelectText select) {
    // 2e0 is a constant, and no position
    boolean whole = number.length() < 6 && number.matches("\\d+");
    int position = whole ? Integer.parseInt(number) : 0;
    for (int i = 0; i < Math.min(position, select.items().size()); i++) {
      if (select.items().get(i).star()) {
        return -1;
      }
    }
    return position >= 1 && position <= select.items().size() ? position - 1 : -1;
  }

  private int byAlias(String name, SelectText select) {
    for (int i = 0; i < select.items().size(); i++) {
      String alias = select.items().get(i).alias();
      if (alias != null && same(alias, name)) {
        return i;
      }
    }
    return -1;
  }

  private boolean same(String alias, String name) {
    return switch (question.dialect().engine()) {
      case MYSQL -> alias.equalsIgnoreCase(name);
      case POSTGRESQL -> alias.equals(name);
    };
  }

  private static int sameText(String expression, SelectText select) {
    for (int i = 0; i < select.items().size(); i++) {
      if (!select.items().get(i).star()
          && select.items().get(i).expression().of(select.statement().text()).equals(expression)) {
        return i;
      }
    }
    return -1;
  }

  /** MySQL lets an expression of ORDER BY name an alias, which the select list can't. */
  private boolean namesAlias(int first, int last, SelectText select) {
    Tokens tokens = question.text().tokens();
    for (int i = first; i <= last; i++) {
      if (tokens.isIdentifier(i)
          && !tokens.isKind(i - 1, TokenKind.DOT)
          && !tokens.isKind(i + 1, TokenKind.DOT)
          && !tokens.isKind(i + 1, TokenKind.OPEN)
          && byAlias(tokens.identifier(i), select) >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean volatileText(String expression) {
    return VolatileFunctions.anyIn(
        io.canopydb.driver.parse.Lexer.lex(expression, question.text().tokens().rules()));
  }
}
