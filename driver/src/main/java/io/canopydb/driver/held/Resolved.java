package io.canopydb.driver.held;

import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.ClusterSnapshot;
import java.util.Set;

/** What a statement was resolved to, by one map. */
public interface Resolved {
  /** Its tables whose rows lie in partitions; never changed. */
  Set<Plan.Name> movable();

  /** Whether it is right by another map too. */
  boolean holds(ClusterSnapshot snapshot);
}
