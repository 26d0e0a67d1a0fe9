package io.canopydb.driver.merge;

import io.canopydb.driver.plan.SortKey;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Merges sources that are sorted already into one sorted sequence. Rows with equal keys come in the
 * order of their sources. It holds one row of each source and nothing more.
 *
 * <p>The sources play a knock-out tournament (a loser tree): {@code tree[0]} is the source whose
 * row is first, and each inner node 1 to n-1 keeps the source that lost there. Source i enters at
 * leaf n+i, and the parent of a node is half its number. When the winner has moved on, only the
 * games on its own way up are played again: log2(n) comparisons a row.
 *
 * <pre>
 *            tree[0]  winner: B
 *            tree[1]  lost the final: C
 *        tree[2] D       tree[3] A
 *       C       D       A       B
 * </pre>
 */
public final class MergeSortCursor implements RowCursor {
  private final List<? extends RowCursor> sources;
  private final List<SortKey> order;
  private final List<Comparator<Object>> comparators;
  private final SortedSource[] entrants;
  private final int[] tree;
  private boolean begun;

  /**
   * Owns the sources from here on.
   *
   * @param order what each source is sorted by
   */
  public MergeSortCursor(List<? extends RowCursor> sources, List<SortKey> order) {
    this.sources = List.copyOf(sources);
    this.order = List.copyOf(order);
    this.comparators = order.stream().map(key -> KeyOrder.of(key.kind())).toList();
    this.entrants =
        IntStream.range(0, sources.size())
            .mapToObj(i -> new SortedSource(sources.get(i), i, order.size()))
            .toArray(SortedSource[]::new);
    this.tree = new int[sources.size()];
  }

  /** The first of what it merges. */
  public RowCursor first() {
    return sources.get(0);
  }

  @Override
  public boolean next() throws SQLException {
    if (entrants.length == 0) {
      return false;
    }
    if (begun) {
      replayWinner();
    } else {
      playAll();
    }
    return !entrants[tree[0]].exhausted();
  }

  private void playAll() throws SQLException {
    for (SortedSource entrant : entrants) {
      entrant.advance();
    }
    tree[0] = play(1);
    begun = true;
  }

  /** Plays all games at and below a node; gives the winner and leaves the losers in the tree. */
  private int play(int node) throws SQLException {
    int size = entrants.length;
    if (node >= size) {
      return node - size;
    }
    int left = play(2 * node);
    int right = play(2 * node + 1);
    boolean leftWins = wins(left, right);
    tree[node] = leftWins ? right : left;
    return leftWins ? left : right;
  }

  private void replayWinner() throws SQLException {
    int winner = tree[0];
    if (entrants[winner].exhausted()) {
      return;
    }
    entrants[winner].advance();
    for (int node = (winner + entrants.length) / 2; node > 0; node /= 2) {
      int rival = tree[node];
      if (wins(rival, winner)) {
        tree[node] = winner;
        winner = rival;
      }
    }
    tree[0] = winner;
  }

  private boolean wins(int a, int b) throws SQLException {
    return entrants[a].before(entrants[b], order, comparators);
  }

  @Override
  public Row row() {
    return entrants[tree[0]].row();
  }

  @Override
  public void close() throws SQLException {
    Sources.closeAll(sources);
  }
}
