package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.Span;
import io.canopydb.driver.plan.PartitionChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.statement.ReturningClause;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is to the cluster.
 *
 * @param uses every place that names a table
 * @param choices for each sharded use, by its id, the partitions whose rows of it matter
 * @param lookups for each sharded use, by its id, its global keys by name that a row must have one
 *     value of to matter
 * @param conditions for each use, by its id, conditions in the text that name its columns only, and
 *     that a row must satisfy to matter
 * @param locality whether the rows that it reads can be read partition by partition
 * @param layout for whoever lays its tables elsewhere
 * @param top what its outermost block does with those rows; null where there is none
 */
public record Analysis(
    List<TableUse> uses,
    Map<Integer, PartitionChoice> choices,
    Map<Integer, Map<String, PartitionChoice.KeyEquals>> lookups,
    Map<Integer, List<Span>> conditions,
    Locality locality,
    LayoutFacts layout,
    @Nullable Top top) {

  public Analysis {
    uses = List.copyOf(uses);
    choices = Map.copyOf(choices);
    lookups = Map.copyOf(lookups);
    conditions = Map.copyOf(conditions);
  }

  /**
   * What the outermost block does.
   *
   * @param aggregated whether it has GROUP BY, HAVING or aggregates
   * @param aggregatedLocally whether each of its groups lies in one partition
   * @param distinct whether it has DISTINCT
   * @param distinctLocally whether equal rows lie in one partition
   * @param windowed whether it has window functions
   * @param windowedLocally whether each window lies in one partition
   * @param limited whether it has LIMIT, OFFSET or FETCH
   */
  public record Top(
      boolean aggregated,
      boolean aggregatedLocally,
      boolean distinct,
      boolean distinctLocally,
      boolean windowed,
      boolean windowedLocally,
      boolean limited) {}

  /** Whether some use is sharded. */
  public boolean sharded() {
    return uses.stream().anyMatch(TableUse::sharded);
  }

  /** Analyses a query, an UPDATE or a DELETE. */
  public static Analysis of(StatementText text, Catalogue catalogue, Aggregates aggregates) {
    return of(text, TableUses.in(text, catalogue), catalogue, aggregates);
  }

  /** Likewise, where the caller says what the names of tables mean. */
  public static Analysis of(
      StatementText text, List<TableUse> uses, Catalogue catalogue, Aggregates aggregates) {
    BlockAnalysis blocks = new BlockAnalysis(text, catalogue, aggregates, uses);
    Statement statement = text.parsed().statement();
    Select select =
        statement instanceof Select query
            ? query
            : statement instanceof Update update
                ? asQuery(update)
                : statement instanceof Delete delete ? asQuery(delete) : null;
    if (select == null) {
      return unknown(uses, "a statement of this kind");
    }
    Block block = blocks.analyse(select, null, Facts.NONE);
    for (TableUse use : uses) {
      if (use.sharded() && !blocks.claimed(use)) {
        return unknown(uses, "a construct that is not planned");
      }
    }
    if (hiddenAggregate(text, blocks)) {
      block.spread("an aggregate in a construct that is not planned");
    }
    Map<Integer, PartitionChoice> choices = new HashMap<>();
    LookupChoices lookups = new LookupChoices(catalogue.engine());
    choose(block, Facts.NONE, choices, lookups);
    Locality locality =
        block.spread != null
            ? new Locality.Spread(block.spread)
            : block.anchors.isEmpty() ? new Locality.Replicated() : new Locality.Local();
    return new Analysis(
        uses,
        choices,
        lookups.found(),
        blocks.conjuncts,
        locality,
        new LayoutFacts(block),
        new Top(
            block.aggregated,
            block.groupedByKey,
            block.distinct,
            block.distinctByKey,
            block.windowed,
            block.windowedByKey,
            block.limited));
  }

  private static Analysis unknown(List<TableUse> uses, String reason) {
    Map<Integer, PartitionChoice> choices = new HashMap<>();
    for (TableUse use : uses) {
      if (use.sharded()) {
        choices.put(use.id(), new PartitionChoice.All(reason));
      }
    }
    return new Analysis(
        uses, choices, Map.of(), Map.of(), new Locality.Spread(reason), LayoutFacts.UNKNOWN, null);
  }

  /** Whether the tree has an aggregate that no block was seen to have. */
  private static boolean hiddenAggregate(StatementText text, BlockAnalysis blocks) {
    List<Function> hidden = new ArrayList<>();
    text.forEachNode(
        "Function",
        node -> {
          if (node.jjtGetValue() instanceof Function function
              && blocks.aggregates().contains(function)
              && blocks.seenFunctions.stream().noneMatch(seen -> seen == function)
              && !blocks.seenInWindow(function)) {
            hidden.add(function);
          }
        });
    return !hidden.isEmpty();
  }

  private static void choose(
      Block block, Facts context, Map<Integer, PartitionChoice> choices, LookupChoices lookups) {
    for (Source source : block.baseSources) {
      if (source.use() != null && source.use().sharded() && source.anchor() != null) {
        // The body of a common table is a block for each place that names it, of the same uses.
        Facts facts = context.and(block.where(Set.of(source.id())));
        choices.merge(source.use().id(), Choices.of(source.anchor(), facts), Choices::either);
        lookups.add(source.use(), source.anchor(), facts);
      }
    }
    block.forEachChild(context, (child, passed) -> choose(child, passed, choices, lookups));
  }

  private static PlainSelect asQuery(Update update) {
    PlainSelect select = new PlainSelect();
    select.setWithItemsList(update.getWithItemsList());
    select.setFromItem(update.getTable());
    List<Join> joins = new ArrayList<>();
    if (update.getStartJoins() != null) {
      joins.addAll(update.getStartJoins());
    }
    addFrom(joins, update.getFromItem(), update.getJoins());
    select.setJoins(joins);
    select.setWhere(update.getWhere());
    List<SelectItem<?>> items = new ArrayList<>();
    for (UpdateSet set : update.getUpdateSets()) {
      for (Expression value : set.getValues()) {
        items.add(new SelectItem<>(value));
      }
    }
    addReturned(items, update.getReturningClause());
    select.setSelectItems(items);
    select.setOrderByElements(update.getOrderByElements());
    select.setLimit(update.getLimit());
    return select;
  }

  private static PlainSelect asQuery(Delete delete) {
    PlainSelect select = new PlainSelect();
    select.setWithItemsList(delete.getWithItemsList());
    select.setFromItem(delete.getTable());
    List<Join> joins = new ArrayList<>();
    if (delete.getUsingFromItemList() != null) {
      delete.getUsingFromItemList().forEach(item -> joins.add(simple(item)));
    }
    if (delete.getJoins() != null) {
      joins.addAll(delete.getJoins());
    }
    select.setJoins(joins);
    select.setWhere(delete.getWhere());
    List<SelectItem<?>> items = new ArrayList<>();
    addReturned(items, delete.getReturningClause());
    select.setSelectItems(items);
    select.setOrderByElements(delete.getOrderByElements());
    select.setLimit(delete.getLimit());
    return select;
  }

  /** What RETURNING gives may read rows of other partitions, as all else may. */
  private static void addReturned(List<SelectItem<?>> items, @Nullable ReturningClause returning) {
    if (returning != null) {
      items.addAll(returning);
    }
  }

  private static void addFrom(
      List<Join> joins, @Nullable FromItem item, @Nullable List<Join> further) {
    if (item != null) {
      joins.add(simple(item));
    }
    if (further != null) {
      joins.addAll(further);
    }
  }

  private static Join simple(FromItem item) {
    Join join = new Join();
    join.setSimple(true);
    join.setFromItem(item);
    return join;
  }
}
