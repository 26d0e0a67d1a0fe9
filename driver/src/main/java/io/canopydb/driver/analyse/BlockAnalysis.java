package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.Span;
import io.canopydb.metadata.model.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/**
 * Finds out for each query block whether it can be answered partition by partition.
 *
 * <p>The idea: each sharded table of a block is an <em>anchor</em>. Where all anchors of a block
 * are tied to each other by equality of their whole shard keys, rows that join lie in partitions of
 * the same number, so each partition finds its own joins. A subquery is tied to the block around it
 * in the same way, by equality of its keys with those outside. What is grouped, made distinct,
 * limited or windowed stays within a partition if it is divided by the whole shard key.
 *
 * <p>Wherever something is not known for certain the block is marked as spread, and then no
 * partition answers by itself.
 */
final class BlockAnalysis implements NestedBlocks {
  private final StatementText text;
  private final Names names;
  private final Aggregates aggregates;
  private final Predicates predicates;
  private final FromNames from;
  final Set<Function> seenFunctions = new HashSet<>();

  /** For each use of a sharded table the conditions that its rows must satisfy to be of use. */
  final Map<Integer, List<Span>> conjuncts = new HashMap<>();

  BlockAnalysis(
      StatementText text, Catalogue catalogue, Aggregates aggregates, List<TableUse> uses) {
    this.text = text;
    this.names = new Names(catalogue.engine());
    this.aggregates = aggregates;
    this.predicates = new Predicates(catalogue.engine(), text.parsed().trusted());
    this.from = new FromNames(text, names, uses);
  }

  /** Whether the analysis has come by a use of a table. */
  boolean claimed(TableUse use) {
    return from.claimed(use);
  }

  @Override
  public Block analyse(Select select, @Nullable Scope outer, Facts context) {
    List<WithItem<?>> items = select.getWithItemsList();
    int before = from.enter(items == null ? List.of() : items);
    try {
      Block block =
          select instanceof PlainSelect plain
              ? plain(plain, outer, context)
              : select instanceof SetOperationList list
                  ? setOperation(list, outer, context)
                  : select instanceof ParenthesedSelect inBrackets
                      ? inBrackets(inBrackets, outer, context)
                      : unknown(select, outer);
      if (items != null) {
        unusedCommonTables(items, block, outer);
      }
      return block;
    } finally {
      from.leave(before);
    }
  }

  /** One that nothing refers to is run by PostgreSQL all the same if it writes, else by nobody. */
  private void unusedCommonTables(List<WithItem<?>> items, Block block, @Nullable Scope outer) {
    for (WithItem<?> item : items) {
      if (!(item.getParenthesedStatement() instanceof ParenthesedSelect body)) {
        block.spread("a WITH that writes");
      } else if (!from.used(item)) {
        if (named(item)) {
          block.spread("a WITH that is named in an odd place");
        }
        // Its tables must have been looked at, so that none stays unknown.
        analyse(body.getSelect(), outer, Facts.NONE);
      }
    }
  }

  /** Whether the text names a common table somewhere, though the analysis did not come by. */
  private boolean named(WithItem<?> item) {
    String name = names.alias(item.getAliasName());
    return CommonTable.in(text).stream()
        .anyMatch(table -> table.name().equalsIgnoreCase(name) && !table.places().isEmpty());
  }

  @Override
  public Block commonTable(WithItem<?> item) {
    from.use(item);
    if (!(item.getParenthesedStatement() instanceof ParenthesedSelect body)) {
      Block block = new Block(new PlainSelect(), new Scope(null, names));
      block.spread("a WITH that writes");
      return block;
    }
    List<WithItem<?>> hidden = from.enterBody(item);
    try {
      Block block = analyse(body.getSelect(), null, Facts.NONE);
      if (item.getWithItemList() != null && !item.getWithItemList().isEmpty()) {
        block.rename(
            item.getWithItemList().stream()
                .map(column -> names.column(column.getExpression().toString()))
                .toList());
      }
      return block;
    } finally {
      from.leaveBody(hidden);
    }
  }

  private Block unknown(Select select, @Nullable Scope outer) {
    Block block = new Block(select, new Scope(outer, names));
    block.outputsComplete = false;
    if (!(select instanceof net.sf.jsqlparser.statement.select.Values)) {
      block.spread("a form of query that is not planned");
    }
    return block;
  }

  private Block inBrackets(ParenthesedSelect select, @Nullable Scope outer, Facts context) {
    Block inner = analyse(select.getSelect(), outer, context);
    if (select.getLimit() != null || select.getOffset() != null || select.getFetch() != null) {
      inner.limited = true;
    }
    if (select.getOrderByElements() != null) {
      orderSubqueries(select, inner, context);
    }
    return inner;
  }

  private void orderSubqueries(Select select, Block block, Facts context) {
    List<Expression> expressions = new ArrayList<>();
    for (OrderByElement element : select.getOrderByElements()) {
      expressions.add(element.getExpression());
    }
    subqueries(block, Expressions.in(expressions), context, Set.of());
  }

  private Block setOperation(SetOperationList list, @Nullable Scope outer, Facts context) {
    Block block = new Block(list, new Scope(outer, names));
    boolean unionAll =
        list.getOperations().stream()
            .allMatch(
                operation ->
                    operation instanceof net.sf.jsqlparser.statement.select.UnionOp union
                        && union.isAll());
    boolean sharded = false;
    boolean replicated = false;
    for (Select branch : list.getSelects()) {
      Block inner = analyse(branch, outer, context);
      block.children.add(new Block.Child(inner, false, null));
      if (inner.spread != null) {
        block.spread(inner.spread);
      } else if (inner.replicated()) {
        replicated = true;
      } else {
        sharded = true;
        if (!inner.rowsLocal()) {
          block.spread("a part of UNION that needs all partitions");
        }
      }
      if (block.outputs.isEmpty()) {
        inner.outputs.forEach(
            (name, output) -> block.add(name, new Block.Output(null, output.base())));
        block.outputsComplete = inner.outputsComplete;
      }
      block.anchors.addAll(
          inner.anchors.stream().map(a -> new Anchor(a.database(), a.key(), List.of())).toList());
    }
    if (sharded && replicated) {
      block.spread("UNION of sharded tables with others");
    }
    if (sharded && !unionAll) {
      block.spread("UNION, INTERSECT or EXCEPT of rows of several partitions");
    }
    if (list.getLimit() != null || list.getOffset() != null || list.getFetch() != null) {
      block.limited = true;
    }
    if (list.getOrderByElements() != null) {
      orderSubqueries(list, block, context);
    }
    return block;
  }

  private Block plain(PlainSelect select, @Nullable Scope outer, Facts context) {
    Block block = new Block(select, new Scope(outer, names));
    FromClause clause = new FromClause(from, predicates, this, block, context);
    clause.read(select.getFromItem(), select.getJoins());
    seenFunctions.addAll(clause.functions());
    Facts where = predicates.read(select.getWhere(), block.scope);
    block.filter = context.and(clause.filter()).and(where);
    clause.checkTies();
    if (select.getWhere() != null && text.parsed().trusted()) {
      new Conjuncts(text, block).collect(conjuncts);
    }

    List<@Nullable Expression> expressions = new ArrayList<>();
    for (SelectItem<?> item : select.getSelectItems()) {
      expressions.add(item.getExpression());
    }
    Expressions selected = Expressions.in(expressions);
    List<@Nullable Expression> rest = new ArrayList<>();
    rest.add(select.getHaving());
    if (select.getOrderByElements() != null) {
      select.getOrderByElements().forEach(element -> rest.add(element.getExpression()));
    }
    Expressions others = Expressions.in(rest);
    Expressions predicate = Expressions.in(withOnConditions(select));
    KeyCover cover = new KeyCover(names, aggregates, block);
    cover.grouping(select, selected, others);
    outputs(block, select);
    cover.distinct(select);
    cover.windows(selected, others);
    block.limited =
        select.getLimit() != null
            || select.getOffset() != null
            || select.getFetch() != null
            || select.getTop() != null
            || select.getLimitBy() != null;
    seenFunctions.addAll(selected.functions());
    seenFunctions.addAll(others.functions());
    seenFunctions.addAll(predicate.functions());
    Set<Select> positiveIns = tiedIns(select.getWhere());
    subqueries(block, selected, block.filter, Set.of());
    subqueries(block, others, block.filter, Set.of());
    subqueries(block, predicate, block.filter, positiveIns);
    if (select.getGroupBy() != null && select.getGroupBy().getGroupByExpressionList() != null) {
      List<Expression> list = new ArrayList<>();
      for (Object group : select.getGroupBy().getGroupByExpressionList()) {
        list.add((Expression) group);
      }
      Expressions grouped = Expressions.in(list);
      seenFunctions.addAll(grouped.functions());
      subqueries(block, grouped, block.filter, Set.of());
    }
    return block;
  }

  private static List<@Nullable Expression> withOnConditions(PlainSelect select) {
    List<@Nullable Expression> all = new ArrayList<>();
    all.add(select.getWhere());
    if (select.getJoins() != null) {
      select.getJoins().forEach(join -> all.addAll(join.getOnExpressions()));
    }
    return all;
  }

  private void outputs(Block block, PlainSelect select) {
    for (SelectItem<?> item : select.getSelectItems()) {
      Expression expression = item.getExpression();
      if (expression instanceof AllTableColumns all) {
        String qualifier = names.alias(all.getTable().getName());
        boolean found = false;
        for (Source source : block.scope.sources()) {
          if (qualifier.equals(source.alias())) {
            outputAll(block, source);
            found = true;
          }
        }
        block.outputsComplete &= found;
      } else if (expression instanceof AllColumns) {
        block.scope.sources().forEach(source -> outputAll(block, source));
      } else if (expression instanceof net.sf.jsqlparser.schema.Column column) {
        ColumnId id = block.scope.resolve(column);
        String name =
            names.column(
                item.getAlias() == null ? column.getColumnName() : item.getAlias().getName());
        Optional<Column> base = id == null ? Optional.empty() : block.scope.base(id);
        block.add(name, new Block.Output(id, base));
      } else {
        String name = item.getAlias() == null ? null : names.column(item.getAlias().getName());
        block.add(name, new Block.Output(null, Optional.empty()));
      }
    }
  }

  private static void outputAll(Block block, Source source) {
    source
        .columns()
        .forEach(
            (name, base) ->
                block.add(name, new Block.Output(new ColumnId(source.id(), name), base)));
    block.outputsComplete &= source.complete();
  }

  /** {@code key IN (SELECT ..)} as a condition that must hold: where it is true, both are equal. */
  private Set<Select> tiedIns(@Nullable Expression where) {
    Set<Select> found = new HashSet<>();
    collectIns(where, found);
    return found;
  }

  private void collectIns(@Nullable Expression predicate, Set<Select> found) {
    if (predicate instanceof AndExpression and) {
      collectIns(and.getLeftExpression(), found);
      collectIns(and.getRightExpression(), found);
    } else if (predicate instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      collectIns(list.get(0), found);
    } else if (predicate instanceof InExpression in
        && !in.isNot()
        && in.getRightExpression() instanceof Select select
        && in.getLeftExpression() instanceof net.sf.jsqlparser.schema.Column column) {
      found.add(select);
      inColumns.put(select, column);
    }
  }

  private final Map<Select, net.sf.jsqlparser.schema.Column> inColumns = new HashMap<>();

  private void subqueries(
      Block block, Expressions expressions, Facts context, Set<Select> positiveIns) {
    for (Select subquery : expressions.subqueries()) {
      Block inner = analyse(subquery, block.scope, context);
      block.children.add(new Block.Child(inner, false, null));
      Facts tie = positiveIns.contains(subquery) ? inTie(subquery, inner, block) : Facts.NONE;
      block.inTies = block.inTies.and(tie);
      if (inner.spread != null) {
        block.spread(inner.spread);
      } else if (!inner.anchors.isEmpty()) {
        Facts facts = inner.rowsLocal() ? context.and(tie) : context;
        if (!tiedToOuter(inner, facts, block)) {
          block.spread("a subquery that needs rows of other partitions");
        }
      }
    }
  }

  private Facts inTie(Select subquery, Block inner, Block block) {
    net.sf.jsqlparser.schema.Column column = inColumns.get(subquery);
    ColumnId left = column == null ? null : block.scope.resolve(column);
    if (left == null || inner.outputs.size() != 1) {
      return Facts.NONE;
    }
    ColumnId right = inner.outputs.values().iterator().next().passedOn();
    return right != null && predicates.alike(left, right, inner.scope)
        ? Facts.pair(left, right)
        : Facts.NONE;
  }

  private static boolean tiedToOuter(Block inner, Facts facts, Block block) {
    for (Anchor own : inner.anchors) {
      boolean tied = false;
      for (Anchor outside : block.anchors) {
        tied |=
            !own.columns().isEmpty()
                && !outside.columns().isEmpty()
                && own.tiedTo(
                    outside,
                    facts
                        .and(inner.where(Set.of(own.source())))
                        .and(block.where(Set.of(outside.source()))));
      }
      if (!tied) {
        return false;
      }
    }
    return !block.anchors.isEmpty();
  }

  /** Whether a function is the one of a window, which counts no rows together. */
  boolean seenInWindow(Function function) {
    int last = text.tokenAt(StatementText.span(function.getASTNode()).end());
    return text.tokens().is(last, "OVER") || text.tokens().is(last, "FILTER");
  }

  Aggregates aggregates() {
    return aggregates;
  }
}
