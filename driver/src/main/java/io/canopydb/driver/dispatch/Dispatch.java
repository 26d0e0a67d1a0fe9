package io.canopydb.driver.dispatch;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.held.MapHold;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way of one statement of a session to leaves, once it has been resolved by a map. In this
 * order:
 *
 * <ol>
 *   <li>the gate: where a partition has no master, the statement waits for a newer map ({@link
 *       Gate}), by which it is resolved anew;
 *   <li>the borrow of a connection, which may wait too ({@link Door#open}), or the one that its
 *       transaction has;
 *   <li>the second look ({@link #look}): while it waited, the right to write may have lapsed, and
 *       the partitions may have got other masters;
 *   <li>each leaf statement is made known to who may cancel it, and gets its timeout ({@link
 *       #begin}), until it is done ({@link #end}); who observes is told of both ({@link Observer}).
 * </ol>
 *
 * <p>What nothing was sent of begins at the gate again; else the error stands. Safe for use by the
 * threads that run one statement.
 */
public final class Dispatch {
  private final Door door;
  private final MapHold map;
  private final ActiveStatements active;
  private final boolean mayBeStale;
  private final int patienceMillis;
  private volatile boolean sent;
  private volatile boolean stale;
  private volatile Class<?> plan = Dispatch.class;
  private volatile @Nullable String shape;

  /** What is under way, where somebody observes it. */
  private final Map<Statement, Observer.Ending> observed;

  /**
   * The way of a statement that is resolved by the map which is held now.
   *
   * @param mayBeStale whether it may go on without touch to ZooKeeper: it only reads
   * @param patienceMillis how long it waits for a partition's master
   */
  public Dispatch(
      Door door, MapHold map, ActiveStatements active, boolean mayBeStale, int patienceMillis) {
    this.door = door;
    this.map = map;
    this.active = active;
    this.mayBeStale = mayBeStale;
    this.patienceMillis = patienceMillis;
    this.observed = door.observer() == Observer.NONE ? Map.of() : new ConcurrentHashMap<>();
  }

  /** It is known where it goes, and a connection is about to be asked for. */
  public void resolved() {
    door.reach("resolved");
  }

  /** Looks at lease and map again, behind the borrow of a connection. */
  public void look() throws SQLException {
    door.reach("borrowed");
    if (!door.mayWrite()) {
      if (!mayBeStale) {
        throw CanopyError.LEASE_LOST.with();
      }
      stale = true;
    }
    if (!map.stillHolds()) {
      throw CanopyError.PARTITIONS_MOVED.with(map.usedDatabase());
    }
  }

  /** Whether it has read without touch to ZooKeeper. */
  public boolean stale() {
    return stale;
  }

  /**
   * After an error: waits for a newer map, if that was the cause and nothing was sent yet. Then the
   * statement is to be resolved anew.
   *
   * @param until what this gave before; 0 the first time
   * @return when the waiting is to end
   * @throws SQLException the error, where it stands
   */
  public long again(long until, SQLException error) throws SQLException {
    if (sent
        || !(CanopyError.PARTITION_OFFLINE.is(error) || CanopyError.PARTITIONS_MOVED.is(error))) {
      throw error;
    }
    long end =
        until == 0 ? System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis) : until;
    door.awaitMap(map, active, end, error);
    return end;
  }

  /**
   * Says what it is about, for those who observe it.
   *
   * @param what the kind of its plan
   * @param text its shape; null where it has none
   */
  public void about(Class<?> what, @Nullable String text) {
    plan = what;
    shape = text;
  }

  /** A part of the user's statement is about to be sent. */
  public void begin(Statement statement, Leaf leaf, PartitionText text) throws SQLException {
    sent = true;
    active.add(statement);
    if (door.observer() != Observer.NONE) {
      observe(statement, leaf, text.partitions());
    }
  }

  private void observe(Statement statement, Leaf leaf, List<Integer> partitions) {
    observed.put(
        statement,
        door.observer().sending(new Observer.Sent(leaf, partitions, plan.getSimpleName(), shape)));
  }

  /** It has been answered, and is about to be closed. */
  public void end(Statement statement) {
    end(statement, -1, null);
  }

  /**
   * It has been answered, and is about to be closed.
   *
   * @param rows how many it gave or wrote
   * @param error why it failed; null where it did not
   */
  public void end(Statement statement, long rows, @Nullable SQLException error) {
    active.remove(statement);
    if (!observed.isEmpty()) {
      Observer.Ending ending = observed.remove(statement);
      if (ending != null) {
        ending.ended(rows, error);
      }
    }
  }

  /** The leaf has done what was sent. */
  public void done() {
    door.reach("sent");
  }

  /** A statement on a connection. */
  public LeafStatement statement(LeafConnection connection) throws SQLException {
    return registered(connection, connection.jdbc().createStatement());
  }

  /** A statement with parameters on a connection. */
  public LeafStatement prepare(LeafConnection connection, String sql) throws SQLException {
    return registered(connection, connection.jdbc().prepareStatement(sql));
  }

  private LeafStatement registered(LeafConnection connection, Statement statement)
      throws SQLException {
    try {
      active.add(statement);
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
    if (door.observer() != Observer.NONE) {
      observe(statement, connection.leaf(), List.of());
    }
    return new LeafStatement(statement, this::end);
  }
}
