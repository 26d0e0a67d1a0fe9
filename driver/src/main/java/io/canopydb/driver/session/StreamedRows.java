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

  private StreamedRows(RowCursor rows, KeptMap kept) {
    this.rows = rows;
    this.kept = kept;
  }

  /** The outcome of the statement under way, holding its map if it needs it on. */
  static Outcome held(Outcome outcome, ExecuteOptions options, MapHold hold) {
    if (options.fetchSize() == 0 || !(outcome instanceof Outcome.Rows rows)) {
      return outcome;
    }
    KeptMap kept = hold.keep();
    return new Outcome.Rows(
        rows.cursor() instanceof LeafCursor leaf
            ? new OfLeaf(leaf, kept)
            : new StreamedRows(rows.cursor(), kept),
        rows.columns(),
        rows.completion());
  }

  /** They can be unwrapped as before. */
  private static final class OfLeaf extends StreamedRows implements LeafCursor {
    private final LeafCursor leaf;

    OfLeaf(LeafCursor leaf, KeptMap kept) {
      super(leaf, kept);
      this.leaf = leaf;
    }

    @Override
    public ResultSet resultSet() {
      return leaf.resultSet();
    }
  }

  @Override
  public final boolean next() throws SQLException {
    return rows.next();
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
