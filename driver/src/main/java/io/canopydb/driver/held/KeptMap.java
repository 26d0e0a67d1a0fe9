package io.canopydb.driver.held;

import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.ClusterSnapshot;
import java.util.Set;

/**
 * What rows that are still to come hold of the map by which their statement ran, after that
 * statement: until they are closed, or their session is. Safe for use by many threads.
 */
public final class KeptMap implements AutoCloseable {
  private final MapHold session;
  private final ClusterSnapshot map;
  private final Set<Plan.Name> tables;
  private final long since;

  KeptMap(MapHold session, ClusterSnapshot map, Set<Plan.Name> tables, long since) {
    this.session = session;
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
    session.letGo(this);
  }
}
