package io.canopydb.driver.analyse;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Finds the ties of each sharded table of a statement. */
final class KeyTies {
  private final Map<ColumnId, JoinColumn> columns = new HashMap<>();
  private final Map<Integer, Set<KeyTie>> found = new HashMap<>();

  private KeyTies() {}

  /** The ties by the id of the table's use. */
  static Map<Integer, Set<KeyTie>> of(Block block) {
    KeyTies ties = new KeyTies();
    ties.columns(block);
    ties.visit(block, Facts.NONE);
    return ties.found;
  }

  private void columns(Block block) {
    for (Source source : block.baseSources) {
      if (source.use() != null && (source.use().sharded() || source.use().reference())) {
        int use = source.use().id();
        source
            .columns()
            .keySet()
            .forEach(
                name -> columns.put(new ColumnId(source.id(), name), new JoinColumn(use, name)));
      }
    }
    block.children.forEach(child -> columns(child.block()));
  }

  private void visit(Block block, Facts context) {
    for (Source source : block.baseSources) {
      if (source.use() != null && source.use().sharded()) {
        Set<KeyTie> here =
            ties(source, context.and(block.inTies).and(block.where(Set.of(source.id()))));
        // The body of a common table is a block for each place that names it, of the same uses.
        found.merge(source.use().id(), here, KeyTies::both);
      }
    }
    block.forEachChild(
        context,
        (child, passed) -> {
          // Of rows that are counted together it is not said that each of them must match.
          visit(child, child.windowed || child.aggregated ? Facts.NONE : passed);
        });
  }

  private Set<KeyTie> ties(Source source, Facts facts) {
    Set<KeyTie> ties = new LinkedHashSet<>();
    for (String column : source.columns().keySet()) {
      ColumnId own = new ColumnId(source.id(), column);
      for (ColumnId equal : facts.equalTo(own)) {
        JoinColumn other = columns.get(equal);
        if (other != null && other.use() != source.use().id()) {
          ties.add(new KeyTie(column, other.use(), other.column()));
        }
      }
    }
    return ties;
  }

  private static Set<KeyTie> both(Set<KeyTie> one, Set<KeyTie> other) {
    Set<KeyTie> both = new HashSet<>(one);
    both.retainAll(other);
    return both;
  }
}
