package io.canopydb.driver.execute;

import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.OneOrManyWrite;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement whose values pin one partition: where it goes, and what the leaf gets. */
public record PinnedStatement(Leaf leaf, int ordinal, LeafText text) {

  /** The query for these values; null where they pin no partition. */
  public static @Nullable PinnedStatement of(Execution execution, OneOrMany choice)
      throws SQLException {
    return of(execution, choice.database(), choice.choices(), choice.whole().sql());
  }

  /** The write for these values; null where they pin no partition. */
  public static @Nullable PinnedStatement of(Execution execution, OneOrManyWrite choice)
      throws SQLException {
    return of(execution, choice.database(), choice.choices(), choice.whole().sql());
  }

  private static @Nullable PinnedStatement of(
      Execution execution, String database, List<PartitionChoice> choices, LeafSql sql)
      throws SQLException {
    PartitionMap map = execution.map(database);
    int partition = new PartitionChooser(execution.bindings(), map.count()).one(choices);
    if (partition == PartitionChooser.SEVERAL) {
      return null;
    }
    // Where no row can be wanted, any partition says what that gives.
    int ordinal = Math.max(partition, 0);
    return new PinnedStatement(
        execution.master(database, map, ordinal),
        ordinal,
        execution.renderer().partition(sql, ordinal, map.count()));
  }
}
