package io.canopydb.driver.execute;

import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many rows each node of a plan gave, and how long that took from when it was opened to its
 * last row: what EXPLAIN ANALYZE shows. Safe for use by several threads.
 */
public final class Measures {
  private final IdentityHashMap<PlanNode, Node> nodes = new IdentityHashMap<>();

  /** What a node gave, in all and by leaf. */
  private static final class Node {
    final Sum all = new Sum();
    final TreeMap<Integer, Sum> byLeaf = new TreeMap<>();
  }

  private static final class Sum {
    long rows;
    long nanos;

    void add(long moreRows, long took) {
      rows += moreRows;
      nanos = Math.max(nanos, took);
    }

    String text() {
      return String.format(Locale.ROOT, "%,d rows in %.1f ms", rows, nanos / 1e6);
    }
  }

  /**
   * The rows of a node, counted as they are read.
   *
   * @param leaf that they come from; null where it is not one
   * @param begun when the node was opened
   */
  public RowCursor of(PlanNode node, @Nullable Leaf leaf, RowCursor rows, long begun) {
    return new Counted(node, leaf, rows, begun);
  }

  /** What is known of a node; empty where it did not run. */
  public synchronized List<String> lines(PlanNode node) {
    Node known = nodes.get(node);
    if (known == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("gave " + known.all.text());
    known.byLeaf.forEach((leaf, sum) -> lines.add("  leaf " + leaf + ": " + sum.text()));
    return lines;
  }

  private synchronized void add(PlanNode node, @Nullable Leaf leaf, long rows, long nanos) {
    Node known = nodes.computeIfAbsent(node, unseen -> new Node());
    known.all.add(rows, nanos);
    if (leaf != null) {
      known.byLeaf.computeIfAbsent(leaf.id(), unseen -> new Sum()).add(rows, nanos);
    }
  }

  private final class Counted implements RowCursor {
    private final PlanNode node;
    private final @Nullable Leaf leaf;
    private final RowCursor rows;
    private final long begun;
    private long count;
    private boolean told;

    Counted(PlanNode node, @Nullable Leaf leaf, RowCursor rows, long begun) {
      this.node = node;
      this.leaf = leaf;
      this.rows = rows;
      this.begun = begun;
    }

    @Override
    public boolean next() throws SQLException {
      boolean more = rows.next();
      if (more) {
        count++;
      } else {
        tell();
      }
      return more;
    }

    @Override
    public Row row() {
      return rows.row();
    }

    @Override
    public void close() throws SQLException {
      tell();
      rows.close();
    }

    private void tell() {
      if (!told) {
        told = true;
        add(node, leaf, count, System.nanoTime() - begun);
      }
    }
  }
}
