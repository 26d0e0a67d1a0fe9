package io.canopydb.driver.held;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.store.Holdings;
import io.canopydb.metadata.store.MapHolders;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
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

  /** A session that an application has forgotten to close must not be held here. */
  private final Set<MapHold> holds = Collections.newSetFromMap(new WeakHashMap<>());

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
    MapHold hold = new MapHold(this::remove, newest, holder);
    synchronized (holds) {
      holds.add(hold);
    }
    return hold;
  }

  private void remove(MapHold hold) {
    synchronized (holds) {
      holds.remove(hold);
    }
  }

  @Override
  public Holdings held(ClusterSnapshot applied) {
    Older older = new Older(applied);
    all().forEach(hold -> hold.tell(older));
    return older.holdings();
  }

  private List<MapHold> all() {
    synchronized (holds) {
      return new ArrayList<>(holds);
    }
  }
}
