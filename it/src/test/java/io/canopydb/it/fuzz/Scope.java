package io.canopydb.it.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may name.
 *
 * @param outer what the block around it offers; null for none
 */
record Scope(List<Visible> columns, @Nullable Scope outer) {

  /** A column, or what a group is made by, as it is written. */
  record Visible(String sql, Sort sort) {}

  Scope {
    columns = List.copyOf(columns);
  }

  List<Visible> of(Sort sort) {
    return columns.stream().filter(column -> column.sort() == sort).toList();
  }

  /** With further columns. */
  Scope and(Scope more) {
    List<Visible> all = new ArrayList<>(columns);
    all.addAll(more.columns);
    return new Scope(all, outer);
  }
}
