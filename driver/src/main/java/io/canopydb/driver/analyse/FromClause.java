package io.canopydb.driver.analyse;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.placement.ShardKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.LateralSubSelect;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/**
 * The sources of one block, and how they are joined.
 *
 * <p>An outer join is answered partition by partition only if the side that it keeps whole is tied
 * to partitions: {@code reference LEFT JOIN sharded} would give each reference row once a
 * partition.
 */
final class FromClause {
  private final FromNames known;
  private final Predicates predicates;
  private final NestedBlocks nested;
  private final Block block;
  private final Facts context;
  private final Set<Function> functions = new HashSet<>();
  private Facts filter = Facts.NONE;

  /** By derived source, which of its columns are columns within. */
  private final Map<Integer, Facts> passedOn = new HashMap<>();

  /**
   * What one side of a join is.
   *
   * @param facts hold for every row of it
   */
  private record Side(List<Source> sources, Facts facts) {
    Set<Integer> ids() {
      return sources.stream().map(Source::id).collect(Collectors.toSet());
    }

    boolean sharded() {
      return sources.stream().anyMatch(source -> source.anchor() != null);
    }
  }

  FromClause(
      FromNames known, Predicates predicates, NestedBlocks nested, Block block, Facts context) {
    this.known = known;
    this.predicates = predicates;
    this.nested = nested;
    this.block = block;
    this.context = context;
  }

  /** Holds for every row of the FROM. */
  Facts filter() {
    return filter;
  }

  /** Those that stand for tables, and those within them. */
  Set<Function> functions() {
    return functions;
  }

  void read(@Nullable FromItem first, @Nullable List<Join> joins) {
    if (first != null) {
      filter = tree(first, joins).facts();
    }
  }

  /** Marks the block as spread unless all its anchors are tied to each other. */
  void checkTies() {
    List<Anchor> anchors = block.anchors;
    for (int i = 1; i < anchors.size(); i++) {
      boolean tied = false;
      for (int k = 0; k < i; k++) {
        tied |= tied(anchors.get(i), anchors.get(k));
      }
      if (!tied) {
        block.spread("a join of sharded tables that is not on their whole shard keys");
        return;
      }
    }
  }

  private boolean tied(Anchor one, Anchor other) {
    return !one.columns().isEmpty()
        && !other.columns().isEmpty()
        && one.tiedTo(other, block.where(Set.of(one.source(), other.source())));
  }

  /** A comma binds looser than JOIN: in {@code a, b LEFT JOIN c} only b and c are joined so. */
  private Side tree(FromItem first, @Nullable List<Join> joins) {
    Side before = new Side(List.of(), Facts.NONE);
    Side left = item(first);
    if (joins != null) {
      for (Join join : joins) {
        if (join.isSimple() && !join.isOuter()) {
          before = both(before, left, Facts.NONE);
          left = item(join.getFromItem());
        } else {
          left = join(left, join);
        }
      }
    }
    return both(before, left, Facts.NONE);
  }

  private static Side both(Side left, Side right, Facts on) {
    List<Source> sources = new ArrayList<>(left.sources());
    sources.addAll(right.sources());
    return new Side(sources, left.facts().and(right.facts()).and(on));
  }

  private Side join(Side left, Join join) {
    boolean keepsLeft = join.isLeft() || join.isFull();
    boolean keepsRight = join.isRight() || join.isFull();
    Side right = item(join.getFromItem());
    if (join.getOnExpressions().size() > 1) {
      return stacked(left, right);
    }
    if (keepsLeft) {
      right.sources().forEach(block.scope::markNullable);
      if (right.sharded() && !left.sharded()) {
        block.spread("an outer join that keeps rows of a table that is not sharded");
      }
    }
    if (keepsRight) {
      left.sources().forEach(block.scope::markNullable);
      if (left.sharded() && !right.sharded()) {
        block.spread("an outer join that keeps rows of a table that is not sharded");
      }
    }
    if (join.isApply() || join.isSemi() || join.isWindowJoin()) {
      block.spread("a join of this kind");
    }
    Facts on = on(left, right, join);
    Side both = both(left, right, on);
    if (!keepsLeft && !keepsRight) {
      return both;
    }
    Facts kept = Facts.NONE;
    if (keepsLeft && keepsRight) {
      holdsWith(left.facts(), left.ids());
      holdsWith(right.facts(), right.ids());
      block.conditionals.add(new Block.Conditional(on, List.of(left.ids(), right.ids())));
    } else if (keepsLeft) {
      kept = left.facts();
      holdsWith(right.facts().and(on), right.ids());
    } else {
      kept = right.facts();
      holdsWith(left.facts().and(on), left.ids());
    }
    return new Side(both.sources(), kept);
  }

  /**
   * {@code a LEFT JOIN b JOIN c ON .. ON ..}, where the second ON belongs to the first join: the
   * parser gives them in another structure, so nothing of it is believed.
   */
  private Side stacked(Side left, Side right) {
    block.spread("joins whose conditions stand behind all of them");
    Side both = both(left, right, Facts.NONE);
    both.sources().forEach(block.scope::markNullable);
    return new Side(both.sources(), Facts.NONE);
  }

  private void holdsWith(Facts facts, Set<Integer> sources) {
    if (facts != Facts.NONE) {
      block.conditionals.add(new Block.Conditional(facts, List.of(sources)));
    }
  }

  private Facts on(Side left, Side right, Join join) {
    Facts on = Facts.NONE;
    for (Expression expression : join.getOnExpressions()) {
      on = on.and(predicates.read(expression, block.scope));
    }
    List<net.sf.jsqlparser.schema.Column> using = join.getUsingColumns();
    if (using != null) {
      for (net.sf.jsqlparser.schema.Column column : using) {
        on = on.and(shared(left, right, known.names().column(column.getColumnName())));
      }
    }
    if (join.isNatural()) {
      for (Source source : right.sources()) {
        for (String name : source.columns().keySet()) {
          on = on.and(shared(left, right, name));
        }
      }
    }
    return on;
  }

  /** A column that both sides of NATURAL or USING have. */
  private Facts shared(Side left, Side right, String name) {
    ColumnId leftColumn = first(left, name);
    ColumnId rightColumn = first(right, name);
    return leftColumn != null
            && rightColumn != null
            && predicates.alike(leftColumn, rightColumn, block.scope)
        ? Facts.pair(leftColumn, rightColumn)
        : Facts.NONE;
  }

  private static @Nullable ColumnId first(Side side, String name) {
    for (Source source : side.sources()) {
      if (source.columns().containsKey(name)) {
        return new ColumnId(source.id(), name);
      }
      if (!source.complete()) {
        return null;
      }
    }
    return null;
  }

  private Side item(FromItem item) {
    if (item instanceof ParenthesedFromItem inBrackets) {
      return tree(inBrackets.getFromItem(), inBrackets.getJoins());
    }
    Source source =
        item instanceof Table table
            ? table(table)
            : item instanceof ParenthesedSelect select
                ? derived(select)
                : item instanceof TableFunction || item instanceof Values
                    ? function(item)
                    : unknown(item);
    block.scope.add(source);
    if (source.anchor() != null) {
      block.anchors.add(source.anchor());
    }
    return new Side(List.of(source), passedOn.getOrDefault(source.id(), Facts.NONE));
  }

  private Source function(FromItem item) {
    if (item instanceof TableFunction function && function.getFunction() != null) {
      functions.addAll(Expressions.in(List.of(function.getFunction())).functions());
    }
    return new Source(known.nextSource(), alias(item), Map.of(), false, null, null);
  }

  private Source unknown(FromItem item) {
    block.spread("a form of FROM that is not planned");
    return new Source(known.nextSource(), alias(item), Map.of(), false, null, null);
  }

  private @Nullable String alias(FromItem item) {
    return item.getAlias() == null ? null : known.names().alias(item.getAlias().getName());
  }

  private Source table(Table table) {
    int id = known.nextSource();
    String alias = alias(table);
    TableUse use = known.claim(table);
    if (use == null) {
      WithItem<?> common = known.common(table);
      return common == null ? unknown(table) : common(table, common);
    }
    Map<String, Optional<Column>> columns = new LinkedHashMap<>();
    Anchor anchor = null;
    boolean complete = use.meaning() instanceof Catalogue.Base;
    if (use.meaning() instanceof Catalogue.Base base) {
      for (Column column : base.table().columns()) {
        columns.put(known.names().stored(column.name()), Optional.of(column));
      }
      anchor = anchor(id, base);
    }
    if (table.getAlias() != null && table.getAlias().getAliasColumns() != null) {
      // FROM t AS x (a, b): the columns have other names
      columns.clear();
      complete = false;
      anchor = anchor == null ? null : new Anchor(anchor.database(), anchor.key(), List.of());
    }
    Source source =
        new Source(
            id,
            alias != null ? alias : known.names().alias(table.getName()),
            columns,
            complete,
            use,
            anchor);
    block.baseSources.add(source);
    return source;
  }

  private @Nullable Anchor anchor(int source, Catalogue.Base base) {
    Distribution distribution = base.table().distribution();
    if (distribution instanceof Distribution.Reference) {
      return null;
    }
    if (!(distribution instanceof Distribution.Sharded)) {
      return new Anchor(base.database(), null, List.of());
    }
    ShardKey key = ShardKey.of(known.names().engine(), base.table());
    return new Anchor(
        base.database(),
        key,
        key.columns().stream()
            .map(column -> new ColumnId(source, known.names().stored(column.name())))
            .toList());
  }

  private Source common(Table table, WithItem<?> item) {
    String name = known.names().alias(item.getAliasName());
    String alias = alias(table);
    if (known.isRecursive(name)) {
      Source source =
          new Source(known.nextSource(), alias != null ? alias : name, Map.of(), false, null, null);
      if (known.enterRecursive(name)) {
        Block inner = nested.commonTable(item);
        known.leaveRecursive(name);
        block.children.add(new Block.Child(inner, false, source));
        if (inner.spread != null || !inner.anchors.isEmpty()) {
          block.spread("a recursive query over sharded tables");
        }
      }
      return source;
    }
    return wrapped(nested.commonTable(item), alias != null ? alias : name);
  }

  private Source derived(ParenthesedSelect select) {
    boolean lateral = select instanceof LateralSubSelect;
    Block inner =
        nested.analyse(
            select.getSelect(), lateral ? block.scope : null, lateral ? context : Facts.NONE);
    if (select.getLimit() != null || select.getOffset() != null || select.getFetch() != null) {
      inner.limited = true;
    }
    if (select.getAlias() != null && select.getAlias().getAliasColumns() != null) {
      inner.rename(
          select.getAlias().getAliasColumns().stream()
              .map(column -> known.names().column(column.name))
              .toList());
    }
    return wrapped(inner, alias(select));
  }

  /** A block as a source: its rows are local if the block gives them partition by partition. */
  private Source wrapped(Block inner, @Nullable String alias) {
    int id = known.nextSource();
    Map<String, Optional<Column>> columns = new LinkedHashMap<>();
    Facts passed = Facts.NONE;
    for (Map.Entry<String, Block.Output> output : inner.outputs.entrySet()) {
      columns.put(output.getKey(), output.getValue().base());
      ColumnId passedOn = output.getValue().passedOn();
      if (passedOn != null) {
        passed = passed.and(Facts.pair(new ColumnId(id, output.getKey()), passedOn));
      }
    }
    if (inner.spread != null) {
      block.spread(inner.spread);
    } else if (!inner.anchors.isEmpty() && !inner.rowsLocal()) {
      block.spread(
          inner.limited
              ? "a derived table with LIMIT"
              : "a derived table that needs all partitions");
    }
    Anchor anchor = null;
    if (!inner.anchors.isEmpty()) {
      anchor = carried(inner, id);
    }
    Source source = new Source(id, alias, columns, inner.outputsComplete, null, anchor);
    boolean pushable = inner.rowsLocal();
    block.children.add(new Block.Child(inner, pushable, source));
    if (pushable) {
      passedOn.put(id, passed);
    } else {
      holdsWith(passed, Set.of(id));
    }
    return source;
  }

  private Anchor carried(Block inner, int id) {
    for (Anchor anchor : inner.anchors) {
      if (anchor.key() == null || anchor.columns().isEmpty()) {
        continue;
      }
      List<ColumnId> columns = new ArrayList<>();
      for (ColumnId key : anchor.columns()) {
        var equal = inner.filter.equalTo(key);
        for (Map.Entry<String, Block.Output> output : inner.outputs.entrySet()) {
          if (output.getValue().passedOn() != null
              && equal.contains(output.getValue().passedOn())) {
            columns.add(new ColumnId(id, output.getKey()));
            break;
          }
        }
      }
      if (columns.size() == anchor.columns().size()
          && anchor.columns().stream().noneMatch(key -> inner.scope.nullable(key.source()))) {
        return new Anchor(anchor.database(), anchor.key(), columns);
      }
    }
    Anchor any = inner.anchors.get(0);
    return new Anchor(any.database(), any.key(), List.of());
  }
}
