package io.canopydb.driver.held;

import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.PartitionMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The map that one session holds: that of its statement, and in a transaction that has used tables,
 * one in which these tables lie where they did when it first used them. Its session calls it, one
 * thread at a time; {@link HeldMaps} looks at it from others.
 */
public final class MapHold implements AutoCloseable {
  private final Consumer<MapHold> whenClosed;
  private final Supplier<ClusterSnapshot> newest;
  private final Holder holder;
  private volatile @Nullable ClusterSnapshot map;

  private volatile Used used = Used.NOTHING;
  private final Set<KeptMap> kept = new CopyOnWriteArraySet<>();

  /**
   * The tables in partitions that the statement and its transaction use.
   *
   * @param since the version by which the first of them was used
   */
  private record Used(Set<Plan.Name> tables, long since) {
    static final Used NOTHING = new Used(Set.of(), Long.MAX_VALUE);

    Used and(Set<Plan.Name> more, long version) {
      if (tables.isEmpty()) {
        return new Used(more, version);
      }
      Set<Plan.Name> both = new HashSet<>(tables);
      both.addAll(more);
      return new Used(both, since);
    }
  }

  /** What the transaction had used when the statement began. */
  private Used atBegin = Used.NOTHING;

  MapHold(Consumer<MapHold> whenClosed, Supplier<ClusterSnapshot> newest, Holder holder) {
    this.whenClosed = whenClosed;
    this.newest = newest;
    this.holder = holder;
  }

  /** What entering some tables came to. */
  public enum Entry {
    /** They may be used, by the map that is held. */
    HELD,
    /** The map says no more where they are: take a newer one, and plan anew. */
    CHANGED,
    /** Rows of them are being moved: wait for that, and plan anew. */
    MOVING
  }

  /**
   * A statement begins.
   *
   * @param goesOn whether it belongs to the transaction of the one before
   */
  public void begin(boolean goesOn) {
    if (!goesOn) {
      used = Used.NOTHING;
    }
    atBegin = used;
    renew();
  }

  /**
   * A statement of which nothing was sent begins again, by the newest map.
   *
   * @return whether the newest is held; else its transaction holds to an older one
   */
  public boolean beginAgain() {
    if (!holder.inTransaction() || !holder.hasWritten()) {
      used = atBegin;
    }
    return renew();
  }

  /**
   * Takes the newest map, unless what the transaction has used lies elsewhere by it.
   *
   * @return whether the newest is held
   */
  public boolean renew() {
    ClusterSnapshot held = map;
    while (true) {
      ClusterSnapshot now = newest.get();
      if (held == now) {
        return true;
      }
      if (!samePlaces(held, now, used.tables())) {
        return false;
      }
      map = now;
      held = now;
    }
  }

  /** The map that the statement under way goes by; between statements the newest. */
  public ClusterSnapshot map() {
    ClusterSnapshot held = map;
    return held == null || !holder.inStatement() ? newest.get() : held;
  }

  /**
   * Notes that the tables of a plan will be used, until the statement or its transaction ends, and
   * looks once more whether the plan is right.
   */
  public Entry enter(Resolved plan) {
    Set<Plan.Name> wanted = plan.movable();
    Used before = used;
    if (before.tables().containsAll(wanted)) {
      return Entry.HELD;
    }
    ClusterSnapshot held = map;
    used = before.and(wanted, held == null ? 0 : held.version());
    ClusterSnapshot now = newest.get();
    // What the transaction uses already does not move before it ends.
    boolean moving = anyMoving(wanted, before.tables(), now);
    if (!moving && (held == now || (plan.holds(now) && samePlaces(held, now, wanted)))) {
      return Entry.HELD;
    }
    used = before;
    return moving ? Entry.MOVING : Entry.CHANGED;
  }

  /**
   * Whether what is written by the held map is right by the newest too: each partition of the
   * databases that are used has the master that it had.
   */
  public boolean stillHolds() {
    ClusterSnapshot held = map;
    return samePlaces(held, newest.get(), used.tables());
  }

  /** A database that is used; empty where none is. */
  public String usedDatabase() {
    Iterator<Plan.Name> names = used.tables().iterator();
    return names.hasNext() ? names.next().database() : "";
  }

  /** Holds on to the map, for what comes after the statement under way: its rows. */
  public KeptMap keep() {
    Used now = used;
    KeptMap more = new KeptMap(this::letGo, map(), now.tables(), now.since());
    kept.add(more);
    return more;
  }

  private void letGo(KeptMap one) {
    kept.remove(one);
  }

  /** Tells what is held of older maps. Asked by another thread. */
  void tell(Older older) {
    kept.forEach(one -> one.tell(older));
    ClusterSnapshot held = map;
    Used now = used;
    boolean statement = holder.inStatement();
    boolean transaction = holder.inTransaction();
    if (held == null || (!statement && !transaction)) {
      return;
    }
    // Rows that a transaction has only read must not move either: it might read them again.
    older.keepsRows(now.tables(), now.since());
    boolean written = transaction && holder.hasWritten();
    if (statement || written) {
      older.goesBy(written ? Math.min(now.since(), held.version()) : held.version());
      older.keepsPlaces(now.tables(), held);
    }
  }

  private static boolean anyMoving(
      Set<Plan.Name> wanted, Set<Plan.Name> before, ClusterSnapshot now) {
    for (Plan.Name table : wanted) {
      if (!before.contains(table) && Older.isMoving(table, now)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the partitions of the tables' databases have the same masters by both. */
  private static boolean samePlaces(
      @Nullable ClusterSnapshot held, ClusterSnapshot now, Set<Plan.Name> tables) {
    if (held == null || held.version() == now.version()) {
      return true;
    }
    for (Plan.Name table : tables) {
      Database before = held.databases().get(table.database());
      Database after = now.databases().get(table.database());
      if (before != null
          && (after == null || !sameMasters(before.partitionMap(), after.partitionMap()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameMasters(PartitionMap one, PartitionMap other) {
    if (one == other) {
      return true;
    }
    if (one.count() != other.count()) {
      return false;
    }
    for (int i = 0; i < one.count(); i++) {
      if (one.masterLeaf(i) != other.masterLeaf(i)) {
        return false;
      }
    }
    return true;
  }

  /** The session has ended. */
  @Override
  public void close() {
    whenClosed.accept(this);
  }
}
