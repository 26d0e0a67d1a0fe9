package io.canopydb.it.fuzz;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Makes a failing statement small: while some simpler one fails too, it takes that. */
final class Shrinker {
  private static final int TRIES = 600;

  private final Predicate<Node> fails;
  private final Set<String> tried = new HashSet<>();

  /**
   * @param fails whether a statement shows the same failure
   */
  Shrinker(Predicate<Node> fails) {
    this.fails = fails;
  }

  Node shrink(Node failing) {
    Node smallest = failing;
    boolean better = true;
    while (better) {
      better = false;
      for (Node simpler : smallest.simpler()) {
        if (tried.size() >= TRIES) {
          return smallest;
        }
        String sql = simpler.sql();
        if (sql.length() <= smallest.sql().length() && tried.add(sql) && fails.test(simpler)) {
          smallest = simpler;
          better = true;
          break;
        }
      }
    }
    return smallest;
  }
}
