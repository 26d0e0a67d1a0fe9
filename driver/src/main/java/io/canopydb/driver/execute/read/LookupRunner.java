package io.canopydb.driver.execute.read;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.PartitionChooser;
import io.canopydb.driver.execute.PinnedStatement;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.place.RowPlacement;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.LookupRow;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a lookup table where the row of a global key lies. What it answers may be out of date by the
 * time that the statement runs there.
 */
public final class LookupRunner {
  private final Execution execution;

  public LookupRunner(Execution execution) {
    this.execution = execution;
  }

  /**
   * The statement on the row's partition.
   *
   * @param certain whether what it finds there, or does not, is all there is
   */
  public record Found(PinnedStatement statement, boolean certain) {}

  /**
   * The statement; null where the lookup table does not tell the partition.
   *
   * @param whole the statement on the partition that it tells
   */
  public @Nullable Found find(LookupRow lookup, LeafSql whole) throws SQLException {
    PartitionMap map = execution.map(lookup.database());
    int at = partition(lookup, map);
    if (at == PartitionChooser.SEVERAL) {
      return null;
    }
    // Where no row can be wanted, any partition says what that gives.
    int ordinal = at == PartitionChooser.NONE ? 0 : row(lookup, map, at);
    return ordinal < 0
        ? null
        : new Found(
            new PinnedStatement(
                execution.master(lookup.database(), map, ordinal),
                ordinal,
                execution.renderer().partition(whole, ordinal, map.count())),
            at == PartitionChooser.NONE);
  }

  /** The partition of the lookup table; SEVERAL or NONE. */
  int partition(LookupRow lookup, PartitionMap map) throws SQLException {
    return new PartitionChooser(execution.bindings(), map.count()).one(List.of(lookup.choice()));
  }

  /** The partition of the row; -1 where there is none. */
  private int row(LookupRow lookup, PartitionMap map, int at) throws SQLException {
    LeafText text = execution.renderer().partition(lookup.sql(), at, map.count());
    SharedConnection connection = execution.acquire(execution.master(lookup.database(), map, at));
    InsertRow row = new InsertRow(lookup.placement().rows().get(0), execution.bindings(), 0);
    try (LeafResult found = new LeafStatements(execution.streaming(0)).query(connection, text)) {
      if (!found.next()) {
        return -1;
      }
      for (int i = 0; i < lookup.placement().keyPositions().size(); i++) {
        row.compute(i, SentValue.of(found.row(), i, execution.dialect().engine()));
      }
    }
    return new RowPlacement(execution, lookup.placement()).partitions(List.of(row), map.count())[0];
  }
}
