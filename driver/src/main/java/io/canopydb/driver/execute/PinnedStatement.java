package io.canopydb.driver.execute;

import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Write;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A statement whose values pin one partition: where it goes, and what the leaf gets. */
public record PinnedStatement(Leaf leaf, int ordinal, LeafText text) {

  /** The statement for these values; null where they pin no partition. */
  public static @Nullable PinnedStatement of(Execution execution, OneOrMany choice)
      throws SQLException {
    LeafSql sql = sql(choice.whole());
    if (sql == null) {
      return null;
    }
    PartitionMap map = execution.map(choice.database());
    int partition = new PartitionChooser(execution.bindings(), map.count()).one(choice.choices());
    if (partition == PartitionChooser.SEVERAL) {
      return null;
    }
    // Where no row can be wanted, any partition says what that gives.
    int ordinal = Math.max(partition, 0);
    return new PinnedStatement(
        execution.master(choice.database(), map, ordinal),
        ordinal,
        execution.renderer().partition(sql, ordinal, map.count()));
  }

  private static @Nullable LeafSql sql(PlanNode whole) {
    if (whole instanceof Route route) {
      return route.sql();
    }
    return whole instanceof Write write ? write.sql() : null;
  }
}
