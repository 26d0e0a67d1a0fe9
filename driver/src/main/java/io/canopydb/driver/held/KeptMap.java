package io.canopydb.driver.held;

import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.ClusterSnapshot;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What rows that are still to come hold of the map by which their statement ran, after that
 * statement: until they are closed, or their session is. Safe for use by many threads.
 */
public final class KeptMap implements AutoCloseable {
  private final Consumer<KeptMap> whenClosed;
  private final ClusterSnapshot map;
  private final Set<Plan.Name> tables;
  private final long since;

  KeptMap(Consumer<KeptMap> whenClosed, ClusterSnapshot map, Set<Plan.Name> tables, long since) {
    this.whenClosed = whenClosed;
    this.map = map;
    this.tables = tables;
    this.since = since;
  }

  void tell(Older older) {
    older.goesBy(map.version());
    older.keepsRows(tables, since);
    older.keepsPlaces(tables, map);
  }

  /** Idempotent. */
  @Override
  public void close() {
    whenClosed.accept(this);
  }
}
