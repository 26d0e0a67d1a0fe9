package io.canopydb.driver.analyse;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What whoever lays the tables of a statement elsewhere must know of it: worked out when it is
 * asked for, since most statements need none of it.
 */
public final class LayoutFacts {
  static final LayoutFacts UNKNOWN = new LayoutFacts(null);

  private final @Nullable Block block;

  LayoutFacts(@Nullable Block block) {
    this.block = block;
  }

  /** Sets of columns of sharded tables that are held equal somewhere. */
  public List<Set<JoinColumn>> joins() {
    return block == null ? List.of() : JoinColumns.of(block);
  }

  /**
   * The ids of uses in blocks within that choose among rows by an order which may have ties: LIMIT,
   * window functions, DISTINCT ON. Two copies of such a table might give two answers.
   */
  public Set<Integer> chosenByOrder() {
    Set<Integer> uses = new HashSet<>();
    if (block != null) {
      block.children.forEach(child -> chosenByOrder(child.block(), false, uses));
    }
    return uses;
  }

  private static void chosenByOrder(Block block, boolean around, Set<Integer> uses) {
    boolean chosen = around || block.limited || block.windowed || block.distinctOn;
    if (chosen) {
      for (Source source : block.baseSources) {
        if (source.use() != null) {
          uses.add(source.use().id());
        }
      }
    }
    block.children.forEach(child -> chosenByOrder(child.block(), chosen, uses));
  }

  /** For each sharded use, by its id, what its rows must equal to matter. */
  public Map<Integer, Set<KeyTie>> ties() {
    return block == null ? Map.of() : KeyTies.of(block);
  }
}
