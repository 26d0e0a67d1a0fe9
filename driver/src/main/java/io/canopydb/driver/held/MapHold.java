package io.canopydb.driver.held;

import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.Table;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The map that one session holds: that of its statement, and in a transaction that has used tables,
 * one in which these tables lie where they did when it first used them. Its session calls it, one
 * thread at a time; {@link HeldMaps} looks at it from others.
 */
public final class MapHold implements AutoCloseable {
  private final HeldMaps all;
  private final Supplier<ClusterSnapshot> newest;
  private final Holder holder;
  private volatile @Nullable ClusterSnapshot map;

  /** The tables in partitions that the statement and its transaction use. */
  private volatile Set<Plan.Name> tables = Set.of();

  /** Those that the transaction had used when the statement began. */
  private Set<Plan.Name> atBegin = Set.of();

  MapHold(HeldMaps all, Supplier<ClusterSnapshot> newest, Holder holder) {
    this.all = all;
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
      tables = Set.of();
    }
    atBegin = tables;
    renew();
  }

  /**
   * A statement of which nothing was sent begins again, by the newest map.
   *
   * @return whether the newest is held; else its transaction holds to an older one
   */
  public boolean beginAgain() {
    if (!holder.inTransaction() || !holder.hasWritten()) {
      tables = atBegin;
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
      if (!samePlaces(held, now, tables)) {
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
    Set<Plan.Name> before = tables;
    if (before.containsAll(wanted)) {
      return Entry.HELD;
    }
    tables = before.isEmpty() ? wanted : union(before, wanted);
    ClusterSnapshot now = newest.get();
    ClusterSnapshot held = map;
    // What the transaction uses already does not move before it ends.
    boolean moving = anyMoving(wanted, before, now);
    if (!moving && (held == now || (plan.holds(now) && samePlaces(held, now, wanted)))) {
      return Entry.HELD;
    }
    tables = before;
    return moving ? Entry.MOVING : Entry.CHANGED;
  }

  /**
   * Whether what is written by the held map is right by the newest too: each partition of the
   * databases that are used has the master that it had.
   */
  public boolean stillHolds() {
    ClusterSnapshot held = map;
    return samePlaces(held, newest.get(), tables);
  }

  /** A database that is used; empty where none is. */
  public String usedDatabase() {
    Iterator<Plan.Name> names = tables.iterator();
    return names.hasNext() ? names.next().database() : "";
  }

  /** The version that is held; {@code applied} where none is. */
  long version(long applied) {
    ClusterSnapshot held = map;
    boolean holds = holder.inStatement() || (holder.inTransaction() && holder.hasWritten());
    return held == null || !holds ? applied : Math.min(held.version(), applied);
  }

  /** Whether the session still goes by what a newer map has changed. */
  boolean standsAgainst(ClusterSnapshot applied) {
    ClusterSnapshot held = map;
    Set<Plan.Name> used = tables;
    boolean statement = holder.inStatement();
    if (!statement && !holder.inTransaction()) {
      return false;
    }
    // Rows that a transaction has only read must not move either: it might read them again.
    return used.stream().anyMatch(table -> isMoving(table, applied))
        || ((statement || holder.hasWritten()) && !samePlaces(held, applied, used));
  }

  private static Set<Plan.Name> union(Set<Plan.Name> one, Set<Plan.Name> other) {
    Set<Plan.Name> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  private static boolean anyMoving(
      Set<Plan.Name> wanted, Set<Plan.Name> before, ClusterSnapshot now) {
    for (Plan.Name table : wanted) {
      if (!before.contains(table) && isMoving(table, now)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMoving(Plan.Name name, ClusterSnapshot snapshot) {
    Database database = snapshot.databases().get(name.database());
    Table table = database == null ? null : database.tables().get(name.object());
    return table != null && table.moving();
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
    all.closed(this);
  }
}
