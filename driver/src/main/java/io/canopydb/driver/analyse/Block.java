package io.canopydb.driver.analyse;

import io.canopydb.metadata.model.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** What is known of one query block, while it is analysed and after. */
final class Block {
  final Select select;
  final Scope scope;

  /** The tables of its FROM, each with the number of its source. */
  final List<Source> baseSources = new ArrayList<>();

  /** Blocks within: derived tables, and subqueries of expressions. */
  final List<Child> children = new ArrayList<>();

  /** What ties the sources of its FROM to partitions. */
  final List<Anchor> anchors = new ArrayList<>();

  /** Holds for every row that the block gives. */
  Facts filter = Facts.NONE;

  /** What {@code column IN (SELECT ..)} says of the rows that it gives. */
  Facts inTies = Facts.NONE;

  /** Hold for some rows only, because of outer joins. */
  final List<Conditional> conditionals = new ArrayList<>();

  /** Why it needs rows of several partitions; null while nothing says so. */
  @Nullable String spread;

  boolean aggregated;
  boolean distinct;
  boolean distinctOn;
  boolean limited;
  boolean windowed;

  /** Whether it groups by columns that hold the whole shard key. */
  boolean groupedByKey;

  /** Whether its DISTINCT includes the whole shard key. */
  boolean distinctByKey;

  /** Whether all its windows are partitioned by the whole shard key. */
  boolean windowedByKey;

  /** Output columns by folded name, with the column of the FROM that each passes on. */
  final Map<String, Output> outputs = new LinkedHashMap<>();

  boolean outputsComplete = true;

  /**
   * A block within.
   *
   * @param pushable whether what holds for its output holds for its rows before
   * @param source the source that it is in the FROM; null for a subquery of an expression
   */
  record Child(Block block, boolean pushable, @Nullable Source source) {}

  /** A column that the block gives. */
  record Output(@Nullable ColumnId passedOn, Optional<Column> base) {}

  /**
   * Facts that hold in each row that has a source of each of some sets; a source that an outer join
   * filled up with NULL the row has not. So the ON of {@code a LEFT JOIN b} holds in rows that have
   * b, and says nothing about what other rows have.
   */
  record Conditional(Facts facts, List<Set<Integer>> present) {
    Conditional {
      present = List.copyOf(present);
    }
  }

  Block(Select select, Scope scope) {
    this.select = select;
    this.scope = scope;
  }

  /** What holds for every row that has these sources. */
  Facts where(Set<Integer> present) {
    Facts facts = filter;
    for (Conditional conditional : conditionals) {
      if (conditional.present().stream().noneMatch(set -> Collections.disjoint(set, present))) {
        facts = facts.and(conditional.facts());
      }
    }
    return facts;
  }

  /**
   * Visits the blocks within, each with what holds for all of its rows that matter.
   *
   * @param context what holds around this block
   */
  void forEachChild(Facts context, BiConsumer<Block, Facts> visitor) {
    Facts here = context.and(filter);
    for (Child child : children) {
      Source source = child.source();
      Facts passed = source == null ? here : context.and(where(Set.of(source.id())));
      visitor.accept(child.block(), source == null || child.pushable() ? passed : Facts.NONE);
    }
  }

  void spread(String reason) {
    if (spread == null) {
      spread = reason;
    }
  }

  /**
   * Adds an output column. Of two with one name the second can't be named, but has its place.
   *
   * @param name folded; null for an expression without one
   */
  void add(@Nullable String name, Output output) {
    outputs.put(name == null || outputs.containsKey(name) ? "?" + outputs.size() : name, output);
  }

  /** Gives its first output columns other names. */
  void rename(List<String> names) {
    List<Map.Entry<String, Output>> old = new ArrayList<>(outputs.entrySet());
    outputs.clear();
    if (!outputsComplete) {
      // Which of them has which place is not known.
      return;
    }
    for (int i = 0; i < old.size(); i++) {
      add(i < names.size() ? names.get(i) : old.get(i).getKey(), old.get(i).getValue());
    }
  }

  /** Whether it gives its rows partition by partition, as a part of a bigger query must. */
  boolean rowsLocal() {
    return spread == null
        && !limited
        && (!aggregated || groupedByKey)
        && (!distinct || distinctByKey)
        && (!windowed || windowedByKey);
  }

  boolean replicated() {
    return spread == null && anchors.isEmpty();
  }
}
