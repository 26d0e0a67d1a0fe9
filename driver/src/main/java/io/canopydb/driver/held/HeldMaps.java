package io.canopydb.driver.held;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.store.MapHolders;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The maps that the sessions of this process hold. A statement goes by one snapshot of the metadata
 * from its begin to its end, so one that began before a change still goes by what was. Whoever
 * changes where rows lie publishes the change first, and then waits until every aggregator says
 * that nobody holds an older map of what has changed. Safe for use by many threads.
 *
 * <p>A session notes what it holds and uses <i>before</i> it looks once more whether that is the
 * newest; the answer here looks at the sessions <i>after</i> a change was published. So one of the
 * two sees the other.
 */
public final class HeldMaps implements MapHolders {
  private final Supplier<ClusterSnapshot> newest;
  private final Set<MapHold> holds = ConcurrentHashMap.newKeySet();

  /**
   * None is held yet.
   *
   * @param newest gives the newest snapshot that this process has applied, without waiting
   */
  public HeldMaps(Supplier<ClusterSnapshot> newest) {
    this.newest = newest;
  }

  /** What one session will hold. */
  public MapHold open(Holder holder) {
    MapHold hold = new MapHold(this, newest, holder);
    holds.add(hold);
    return hold;
  }

  void closed(MapHold hold) {
    holds.remove(hold);
  }

  @Override
  public long oldestHeld(long applied) {
    return holds.stream().mapToLong(hold -> hold.version(applied)).reduce(applied, Math::min);
  }

  @Override
  public boolean drained(ClusterSnapshot applied) {
    return holds.stream().noneMatch(hold -> hold.standsAgainst(applied));
  }
}
