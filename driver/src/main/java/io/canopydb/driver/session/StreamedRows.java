package io.canopydb.driver.session;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.LeafCursor;
import io.canopydb.driver.held.KeptMap;
import io.canopydb.driver.held.MapHold;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Rows that leaves still send when their statement has ended, so that the map by which it ran is
 * held until they are closed. Where nobody asked for a stream all rows are here by then.
 */
class StreamedRows implements RowCursor {
  private final RowCursor rows;
  private final KeptMap kept;
  private final Runnable atEnd;
  private boolean ended;

  private StreamedRows(RowCursor rows, KeptMap kept, Runnable atEnd) {
    this.rows = rows;
    this.kept = kept;
    this.atEnd = atEnd;
  }

  /**
   * The outcome of the statement under way, holding its map if it needs it on.
   *
   * @param facts are told what leaves say of it behind its rows
   */
  static Outcome held(Outcome outcome, ExecuteOptions options, MapHold hold, SessionFacts facts) {
    if (options.fetchSize() == 0 || !(outcome instanceof Outcome.Rows rows)) {
      return outcome;
    }
    KeptMap kept = hold.keep();
    Runnable atEnd = facts.takeAtEnd();
    return new Outcome.Rows(
        rows.cursor() instanceof LeafCursor leaf
            ? new OfLeaf(leaf, kept, atEnd)
            : new StreamedRows(rows.cursor(), kept, atEnd),
        rows.columns(),
        rows.completion());
  }

  /** They can be unwrapped as before. */
  private static final class OfLeaf extends StreamedRows implements LeafCursor {
    private final LeafCursor leaf;

    OfLeaf(LeafCursor leaf, KeptMap kept, Runnable atEnd) {
      super(leaf, kept, atEnd);
      this.leaf = leaf;
    }

    @Override
    public ResultSet resultSet() {
      return leaf.resultSet();
    }
  }

  @Override
  public final boolean next() throws SQLException {
    boolean more = rows.next();
    if (!more && !ended) {
      ended = true;
      atEnd.run();
    }
    return more;
  }

  @Override
  public final Row row() {
    return rows.row();
  }

  @Override
  public final void close() throws SQLException {
    try {
      rows.close();
    } finally {
      kept.close();
    }
  }
}
