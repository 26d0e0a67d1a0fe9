package io.canopydb.driver.analyse;

import io.canopydb.metadata.model.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Holds where rows of two sources match; not for rows that an outer join fills up. */
  Facts match = Facts.NONE;

  /** Why it needs rows of several partitions; null while nothing says so. */
  @Nullable String spread;

  boolean aggregated;
  boolean distinct;
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

  Block(Select select, Scope scope) {
    this.select = select;
    this.scope = scope;
  }

  void spread(String reason) {
    if (spread == null) {
      spread = reason;
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
