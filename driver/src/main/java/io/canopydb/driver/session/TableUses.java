package io.canopydb.driver.session;

import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Table;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The tables in partitions that statements and transactions of this process use now.
 *
 * <p>A table may get another shard key, and then its rows move. A statement that was planned before
 * would write a row where nobody looks for it, or read some rows twice. So whoever moves rows first
 * publishes that they are moving, and then waits until every aggregator says that none of its
 * statements uses the table any more. A statement notes its use <i>before</i> it looks whether rows
 * are moving; the answer to the mover looks at the uses <i>after</i> that was published here. So
 * one of the two sees the other. Safe for use by many threads.
 */
final class TableUses {
  private final Set<Use> uses = ConcurrentHashMap.newKeySet();

  /** One use, until it is closed, or its session does nothing any more. */
  final class Use implements AutoCloseable {
    private final Set<Plan.Name> tables;
    private final BooleanSupplier busy;

    private Use(Set<Plan.Name> tables, BooleanSupplier busy) {
      this.tables = tables;
      this.busy = busy;
    }

    @Override
    public void close() {
      uses.remove(this);
    }
  }

  /**
   * Notes a use.
   *
   * @param busy whether the session still does anything; it does when this is called
   */
  Use open(Set<Plan.Name> tables, BooleanSupplier busy) {
    Use use = new Use(tables, busy);
    uses.add(use);
    return use;
  }

  /** Whether nobody uses a table whose rows are moving. */
  boolean drained(ClusterSnapshot snapshot) {
    return uses.stream()
        .noneMatch(use -> anyMoving(use.tables, snapshot) && use.busy.getAsBoolean());
  }

  private static boolean anyMoving(Set<Plan.Name> tables, ClusterSnapshot snapshot) {
    return tables.stream().anyMatch(name -> isMoving(name, snapshot));
  }

  static boolean isMoving(Plan.Name name, ClusterSnapshot snapshot) {
    Database database = snapshot.databases().get(name.database());
    Table table = database == null ? null : database.tables().get(name.object());
    return table != null && table.moving();
  }
}
