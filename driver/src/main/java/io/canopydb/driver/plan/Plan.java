package io.canopydb.driver.plan;

import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.View;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finished plan.
 *
 * @param <N> whether it reads or writes
 * @param root what is done
 * @param visibleColumns how many columns of its rows the application sees; -1 for all
 * @param describe the statement over the shell, whose result has the columns that the application
 *     sees; null for a statement without rows
 * @param basis what it was made from: it holds as long as these are the same
 * @param few whether it gives one row at most, so that nothing is gained by streaming
 */
public record Plan<N extends PlanNode>(
    N root, int visibleColumns, @Nullable LeafSql describe, Basis basis, boolean few) {

  /** A plan that may give any number of rows. */
  public Plan(N root, int visibleColumns, @Nullable LeafSql describe, Basis basis) {
    this(root, visibleColumns, describe, basis, /* few= */ false);
  }

  /** A plan without rows of its own. */
  public static Plan<WriteNode> ofWrite(WriteNode root, Basis basis) {
    return new Plan<>(root, -1, null, basis);
  }

  /** A query that is refused. */
  public static Plan<ReadNode> refused(Refused root, Basis basis) {
    return new Plan<>(root, -1, null, basis);
  }

  /**
   * The objects that a plan depends on, by database and name.
   *
   * @param tables those it reads or writes
   * @param views those it was inlined from
   */
  public record Basis(Map<Name, Table> tables, Map<Name, View> views, List<String> databases) {
    public Basis {
      tables = Map.copyOf(tables);
      views = Map.copyOf(views);
      databases = List.copyOf(databases);
    }
  }

  /** An object of a logical database. */
  public record Name(String database, String object) {}
}
