package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Aggregate;
import io.canopydb.driver.plan.KeyColumn;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Limit;
import io.canopydb.driver.plan.MergeColumn;
import io.canopydb.driver.plan.MergeFunction;
import io.canopydb.driver.plan.MergeSort;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.SortKey;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.planner.ResultTypes.ResultType;
import io.canopydb.driver.planner.SelectText.Item;
import io.canopydb.driver.planner.SelectText.Order;
import io.canopydb.driver.planner.SortKinds.SortKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query whose groups the aggregator can put together from the groups of partitions: each item of
 * its select list is a column that it groups by, or COUNT, SUM, MIN or MAX and nothing else. Each
 * partition groups and sorts by the grouping columns; equal groups then come side by side. All
 * other aggregates and expressions over them are gathered, since only a leaf computes.
 */
final class AggregatePlanner {
  private final Question question;
  private final String database;

  AggregatePlanner(Question question, String database) {
    this.question = question;
    this.database = database;
  }

  /** The plan; empty where a leaf must finish. */
  Optional<ReadNode> plan(SelectText select) throws SQLException {
    Analysis.Top top = question.analysis().top();
    boolean star = select.items().stream().anyMatch(Item::star);
    if (top == null
        || !top.aggregated()
        || top.distinct()
        || top.windowed()
        || star
        || select.having() != null
        || select.locking() != null) {
      return Optional.empty();
    }
    Optional<LimitClause> limit = LimitClause.of(select);
    if (!select.limits().isEmpty() && limit.isEmpty()) {
      return Optional.empty();
    }
    List<ResultType> types = question.types().of(question.shellSql());
    if (types.size() != select.items().size()) {
      return Optional.empty();
    }
    List<Integer> groupItems = groupItems(select);
    if (groupItems == null) {
      return Optional.empty();
    }
    List<MergeColumn> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      MergeColumn column =
          groupItems.contains(i)
              ? new MergeColumn.First(i)
              : aggregate(select.items().get(i), i, types.get(i));
      if (column == null) {
        return Optional.empty();
      }
      columns.add(column);
    }
    List<SortKey> keys = keys(select, groupItems, types);
    if (keys == null) {
      return Optional.empty();
    }
    ReadNode merged = merged(select, keys, columns, limit);
    return Optional.of(
        limit
            .<ReadNode>map(clause -> new Limit(merged, clause.limit(), clause.offset()))
            .orElse(merged));
  }

  private ReadNode merged(
      SelectText select,
      List<SortKey> keys,
      List<MergeColumn> columns,
      Optional<LimitClause> limit) {
    Splice splice = question.onPartition();
    limit.ifPresent(clause -> splice.replace(clause.span(), ""));
    Target target = new Target.Partitions(database, question.anyChoice());
    if (keys.isEmpty()) {
      Span orderBy = select.orderBy();
      if (orderBy != null) {
        splice.replace(orderBy, "");
      }
      return new Aggregate(new Route(splice.build(), target, LeafSql.of("")), List.of(), columns);
    }
    String order = UnionOrder.by(keys, question.dialect().engine());
    Span orderBy = select.orderBy();
    if (orderBy != null) {
      splice.replace(orderBy, order.stripLeading());
    } else {
      Span groupBy = select.groupBy();
      int end = groupBy == null ? select.end() : groupBy.end();
      splice.insert(end, LeafSql.of(order));
    }
    Route route = new Route(splice.build(), target, LeafSql.of(order));
    List<KeyColumn> groups = keys.stream().map(SortKey::keyColumn).toList();
    return new Aggregate(new MergeSort(route, keys), groups, columns);
  }

  /** The select items that are grouped by; null where a group is none of them. */
  private @Nullable List<Integer> groupItems(SelectText select) {
    List<Integer> items = new ArrayList<>();
    for (Span group : select.groups()) {
      int item = item(group, select);
      if (item < 0) {
        return null;
      }
      items.add(item);
    }
    return items;
  }

  /** The select item that an element of GROUP BY or ORDER BY means; -1 where that is not sure. */
  private int item(Span element, SelectText select) {
    Tokens tokens = question.text().tokens();
    int first = question.text().tokenAt(element.start());
    int last = question.text().tokenAt(element.end()) - 1;
    if (first == last && tokens.isKind(first, TokenKind.NUMBER)) {
      String number = tokens.text(first);
      int position = number.length() < 6 && number.matches("\\d+") ? Integer.parseInt(number) : 0;
      return position >= 1 && position <= select.items().size() ? position - 1 : -1;
    }
    String text = element.of(question.text().text());
    for (int i = 0; i < select.items().size(); i++) {
      if (select.items().get(i).expression().of(question.text().text()).equals(text)
          && columnOnly(select.items().get(i).expression())) {
        return i;
      }
    }
    return -1;
  }

  /** Whether an expression is a column's name. */
  private boolean columnOnly(Span expression) {
    Tokens tokens = question.text().tokens();
    int first = question.text().tokenAt(expression.start());
    int last = question.text().tokenAt(expression.end()) - 1;
    for (int i = first; i <= last; i++) {
      boolean name = (i - first) % 2 == 0;
      if (name ? !tokens.isIdentifier(i) : !tokens.isKind(i, TokenKind.DOT)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable List<SortKey> keys(
      SelectText select, List<Integer> groupItems, List<ResultType> types) throws SQLException {
    List<SortKey> keys = new ArrayList<>();
    List<Integer> left = new ArrayList<>(groupItems);
    for (Order order : select.orders()) {
      int item = item(order.expression(), select);
      if (groupItems.isEmpty()) {
        continue;
      }
      if (item < 0 || !groupItems.contains(item)) {
        return null;
      }
      if (left.remove(Integer.valueOf(item))) {
        boolean nullsFirst =
            order.nullsFirst() != null
                ? order.nullsFirst()
                : UnionOrder.nullsFirst(order.descending(), question.dialect().engine());
        SortKey key = key(item, types, order.descending(), nullsFirst);
        if (key == null) {
          return null;
        }
        keys.add(key);
      }
    }
    for (int item : left) {
      SortKey key =
          key(item, types, false, UnionOrder.nullsFirst(false, question.dialect().engine()));
      if (key == null) {
        return null;
      }
      keys.add(key);
    }
    return keys;
  }

  private @Nullable SortKey key(
      int item, List<ResultType> types, boolean descending, boolean nullsFirst)
      throws SQLException {
    SortKind kind = kind(types.get(item));
    return kind == null || !kind.direct()
        ? null
        : new SortKey(item, kind.kind(), descending, nullsFirst);
  }

  /** None for types whose text depends on the session, which the aggregator does not print. */
  private @Nullable SortKind kind(ResultType type) throws SQLException {
    if (type.typeName().equals("timestamptz")
        || type.typeName().equals("bytea")
        || type.jdbcType() == java.sql.Types.TIMESTAMP
        || type.jdbcType() == java.sql.Types.TIME) {
      return null;
    }
    return new SortKinds(question.dialect().engine(), question.types(), Collations.named(question))
        .of(type);
  }

  /** How an item that is one aggregate is put together; null where it is anything else. */
  private @Nullable MergeColumn aggregate(Item item, int index, ResultType type)
      throws SQLException {
    Tokens tokens = question.text().tokens();
    int first = question.text().tokenAt(item.expression().start());
    int last = question.text().tokenAt(item.expression().end()) - 1;
    String called = tokens.calledFunction(first);
    if (called == null || tokens.closing(first + 1) != last || tokens.is(first + 2, "DISTINCT")) {
      return null;
    }
    return switch (called) {
      case "count" -> new MergeColumn.Fold(MergeFunction.COUNT, index);
      case "sum" -> sum(index, type);
      case "min" -> {
        SortKind kind = kind(type);
        yield kind == null || !kind.direct()
            ? null
            : new MergeColumn.Least(index, new KeyColumn(index, kind.kind()));
      }
      case "max" -> {
        SortKind kind = kind(type);
        yield kind == null || !kind.direct()
            ? null
            : new MergeColumn.Greatest(index, new KeyColumn(index, kind.kind()));
      }
      default -> null;
    };
  }

  private @Nullable MergeColumn sum(int index, ResultType type) {
    MergeFunction function =
        switch (type.typeName()) {
          case "int8" -> MergeFunction.SUM_LONG;
          case "numeric", "decimal" -> MergeFunction.SUM_DECIMAL;
          case "float4" -> MergeFunction.SUM_REAL;
          case "float8", "double" -> MergeFunction.SUM_DOUBLE;
          default -> null;
        };
    return function == null ? null : new MergeColumn.Fold(function, index);
  }
}
