package io.canopydb.driver.analyse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the columns of sharded tables that a statement holds equal to each other somewhere: what
 * its tables could be partitioned by. Whether a partitioning by them answers the statement is
 * another question, which only an {@link Analysis} of it can tell.
 */
final class JoinColumns {
  private final Map<ColumnId, JoinColumn> joined = new HashMap<>();
  private final Map<Object, Object> parents = new LinkedHashMap<>();

  private JoinColumns() {}

  /**
   * Sets of columns that are equal, directly or by way of others; each has columns of two uses at
   * least.
   */
  static List<Set<JoinColumn>> of(Block block) {
    JoinColumns found = new JoinColumns();
    found.sources(block);
    found.pairs(block);
    return found.sets();
  }

  private void sources(Block block) {
    for (Source source : block.baseSources) {
      if (source.use() != null && source.use().sharded()) {
        int use = source.use().id();
        source
            .columns()
            .keySet()
            .forEach(
                name -> joined.put(new ColumnId(source.id(), name), new JoinColumn(use, name)));
      }
    }
    block.children.forEach(child -> sources(child.block()));
  }

  private void pairs(Block block) {
    add(block.filter.pairs());
    add(block.inTies.pairs());
    block.conditionals.forEach(conditional -> add(conditional.facts().pairs()));
    block.children.forEach(child -> pairs(child.block()));
  }

  private void add(List<Facts.Pair> pairs) {
    for (Facts.Pair pair : pairs) {
      Object left = root(node(pair.left()));
      Object right = root(node(pair.right()));
      if (!left.equals(right)) {
        parents.put(left, right);
      }
    }
  }

  /** A use in a common table is several sources, and one table. */
  private Object node(ColumnId column) {
    JoinColumn known = joined.get(column);
    return known == null ? column : known;
  }

  private Object root(Object node) {
    Object at = node;
    Object parent = parents.putIfAbsent(at, at);
    while (parent != null && !parent.equals(at)) {
      at = parent;
      parent = parents.get(at);
    }
    return at;
  }

  private List<Set<JoinColumn>> sets() {
    Map<Object, Set<JoinColumn>> byRoot = new LinkedHashMap<>();
    for (Object node : List.copyOf(parents.keySet())) {
      if (node instanceof JoinColumn column) {
        byRoot.computeIfAbsent(root(node), root -> new LinkedHashSet<>()).add(column);
      }
    }
    List<Set<JoinColumn>> sets = new ArrayList<>();
    for (Set<JoinColumn> set : byRoot.values()) {
      if (set.stream().map(JoinColumn::use).distinct().count() > 1) {
        sets.add(set);
      }
    }
    return sets;
  }
}
