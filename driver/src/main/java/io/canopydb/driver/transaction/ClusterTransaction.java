package io.canopydb.driver.transaction;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One transaction over leaves: the user's, or that of one statement. Leaves join it as they are
 * touched, and it ends on all of them or on none.
 *
 * <p>What it costs depends on where it <i>wrote</i>. Nowhere or on one leaf: a plain commit there,
 * and on those that only read. On several: two-phase commit ({@link TwoPhaseCommit}).
 *
 * <p>MySQL wants to know before a part's first statement whether it may have to be prepared. So the
 * first leaf begins plainly, since the last agent commits without preparing, and every further one
 * begins by a name. A transaction on one leaf therefore pays nothing.
 *
 * <p>Connections stay the caller's, and are given back by it. Joining is safe for many threads, the
 * rest is for one.
 */
public final class ClusterTransaction implements AutoCloseable {
  private final Coordinator shared;
  private final Identity credentials;
  private final @Nullable String database;
  private final Map<Integer, Branch> branches = new LinkedHashMap<>();
  private @Nullable TransactionId id;
  private DecisionPlace.@Nullable Found place;
  private Set<Integer> everywhere = Set.of();
  private @Nullable SQLException lost;
  private final long begunNanos = System.nanoTime();

  /** As it is watched for deadlocks; null where it is on one leaf only. */
  private volatile @Nullable WatchedTransaction watched;

  private volatile boolean assumed;

  /** Whose partitions may hold the decision of a transaction manager's; null for all. */
  private final @Nullable String home;

  /** Whether it is a transaction manager's, so that every part may have to be prepared. */
  private final boolean managed;

  ClusterTransaction(Coordinator shared, Identity credentials, @Nullable String database) {
    this(shared, credentials, database, /* managed= */ false, null);
  }

  /**
   * A transaction.
   *
   * @param managed whether a transaction manager may come to decide on it
   * @param home the database where the manager's decision then lies; null for any
   */
  ClusterTransaction(
      Coordinator shared,
      Identity credentials,
      @Nullable String database,
      boolean managed,
      @Nullable String home) {
    this.shared = shared;
    this.credentials = credentials;
    this.database = database;
    this.managed = managed;
    this.home = home;
  }

  /** Lets a leaf join, and says in which way; sends nothing. {@link #begin} must follow. */
  public synchronized void join(LeafConnection connection) {
    branches.put(connection.leaf().id(), newBranch(connection));
    if (branches.size() == 2) {
      watched = new WatchedTransaction(begunNanos, credentials, database, this::connections);
      shared.deadlocks().add(watched);
    }
  }

  private synchronized List<LeafConnection> connections() {
    return branches.values().stream().map(Branch::connection).toList();
  }

  /** What an error means: that its statement was cancelled may mean that there was a deadlock. */
  public SQLException told(SQLException error) {
    WatchedTransaction seen = watched;
    if (seen == null || !seen.isVictim() || !shared.deadlocks().engine().cancelled(error)) {
      return error;
    }
    SQLException deadlock = shared.deadlocks().engine().deadlock();
    deadlock.initCause(error);
    return deadlock;
  }

  /** It has ended, in whatever way; idempotent. */
  @Override
  public void close() {
    WatchedTransaction seen = watched;
    if (seen != null) {
      shared.deadlocks().remove(seen);
    }
  }

  private Branch newBranch(LeafConnection connection) {
    TwoPhase engine = shared.engine();
    if (!engine.named()) {
      return new Branch(connection, engine, null);
    }
    DecisionPlace.Found decided = place(connection.leaf());
    boolean plain = decided == null || (!managed && decided.leaf().id() == connection.leaf().id());
    return new Branch(
        connection, engine, plain ? null : branchId(connection.leaf(), decided.place()));
  }

  private BranchId branchId(Leaf leaf, DecisionPlace decided) {
    return new BranchId(id(), leaf.id(), decided);
  }

  /** Where the decision will lie; on this leaf if nothing was settled yet and it can. */
  private DecisionPlace.@Nullable Found place(Leaf leaf) {
    if (place == null) {
      place = (managed ? shared.placeIn(leaf, home) : shared.place(leaf, database)).orElse(null);
    }
    return place;
  }

  private TransactionId id() {
    if (id == null) {
      id = shared.newId();
    }
    return id;
  }

  /** Begins on a leaf that has joined. */
  public void begin(LeafConnection connection) throws SQLException {
    branch(connection.leaf().id()).begin();
  }

  private synchronized Branch branch(int leaf) {
    Branch found = branches.get(leaf);
    if (found == null) {
      throw new IllegalStateException("leaf " + leaf + " has not joined");
    }
    return found;
  }

  /**
   * A statement that may change something is about to run on a leaf.
   *
   * @param touched what it may touch there
   */
  public void wrote(Leaf leaf, Set<Participant> touched) {
    branch(leaf.id()).setWrote(touched);
  }

  /** A query is about to run that writes: every leaf that has joined, or joins later, counts. */
  public void assumeWrites() {
    assumed = true;
  }

  /** Temporary tables are used on a leaf, so that it can't be prepared but only decide. */
  public void usesTemporaryTables(Leaf leaf) {
    branch(leaf.id()).setTemporary();
  }

  /**
   * A statement changes copies on all leaves that there are. If there are others when it commits,
   * it does not.
   */
  public synchronized void wroteEverywhere(Set<Integer> leaves) {
    everywhere = everywhere.isEmpty() ? Set.copyOf(leaves) : everywhere;
  }

  /** A leaf's part is gone with its connection: all that is left is to roll back. */
  public void lose(SQLException because) {
    lost = because;
  }

  /** Refuses what comes after a part was lost. */
  public void checkWhole() throws SQLException {
    if (lost != null) {
      SQLException again = CanopyError.TRANSACTION_LOST.withText(String.valueOf(lost.getMessage()));
      again.initCause(lost);
      throw again;
    }
  }

  /** Whether any leaf has joined. */
  public synchronized boolean touched() {
    return !branches.isEmpty();
  }

  /**
   * Commits on all leaves or on none.
   *
   * @throws SQLException if nothing was committed; but COMMIT_IN_DOUBT if that is not known
   */
  public void commit() throws SQLException {
    try {
      check();
    } catch (SQLException e) {
      rollback(e);
      throw e;
    }
    List<Branch> writers = new ArrayList<>();
    List<Branch> readers = new ArrayList<>();
    sort(writers, readers);
    if (writers.size() > 1) {
      new TwoPhaseCommit(shared, id(), credentials, database, place, writers, readers).run();
    } else {
      onePhase(writers, readers);
    }
  }

  /**
   * Prepares on all leaves that it wrote on, or undoes all.
   *
   * @return what its end needs; empty where it wrote nothing, and has ended
   * @throws SQLException if it was rolled back, or will be
   */
  public Optional<XaPrepared> prepare(XaId manager) throws SQLException {
    try {
      check();
    } catch (SQLException e) {
      rollback(e);
      throw e;
    }
    List<Branch> writers = new ArrayList<>();
    List<Branch> readers = new ArrayList<>();
    sort(writers, readers);
    if (writers.isEmpty()) {
      onePhase(writers, readers);
      return Optional.empty();
    }
    DecisionPlace.Found decided = place(writers.get(0).connection().leaf());
    return Optional.of(
        new TwoPhaseCommit(shared, id(), credentials, database, decided, writers, readers)
            .prepareFor(manager));
  }

  private void sort(List<Branch> writers, List<Branch> readers) {
    for (Branch branch : branches.values()) {
      if (assumed) {
        branch.setWrote(Participant.UNKNOWN);
      }
      (branch.wrote() ? writers : readers).add(branch);
    }
  }

  private void check() throws SQLException {
    checkWhole();
    if ((assumed || branches.values().stream().anyMatch(Branch::wrote)) && !shared.mayWrite()) {
      throw CanopyError.LEASE_LOST.with();
    }
    if (!everywhere.isEmpty() && !everywhere.equals(shared.onlineLeaves())) {
      throw CanopyError.LEAVES_CHANGED.with();
    }
  }

  /**
   * At most one leaf was written on. Those that only read keep their locks until it has committed,
   * for they protect what it writes; and one that has lost them keeps it from committing.
   */
  private void onePhase(List<Branch> writers, List<Branch> readers) throws SQLException {
    if (writers.isEmpty() && readers.size() == 1) {
      commitLast(readers.get(0));
      return;
    }
    if (writers.isEmpty()) {
      each(readers, Branch::commit);
      return;
    }
    if (!readers.isEmpty()) {
      each(readers, Branch::stands);
      shared.faults().reach("readers stand");
    }
    Branch writer = writers.get(0);
    commitLast(writer);
    if (!readers.isEmpty()) {
      each(readers, Branch::end);
    }
    shared.commitEnd().committed(writer.connection(), writer.written());
  }

  /** Does it to all at once; undoes all where one fails. */
  private void each(List<Branch> some, Branch.Step step) throws SQLException {
    List<Callable<Boolean>> parts = new ArrayList<>();
    for (Branch branch : some) {
      parts.add(
          () -> {
            try {
              step.on(branch);
              return true;
            } catch (SQLException e) {
              throw branch.told(e);
            }
          });
    }
    FanOut.Results<Boolean> results = shared.fanOut().run(parts);
    if (!results.failures().isEmpty()) {
      SQLException failure = results.failures().get(0);
      rollback(failure);
      throw failure;
    }
  }

  private void commitLast(Branch branch) throws SQLException {
    try {
      branch.commit();
    } catch (SQLException e) {
      if (branch.lost(e)) {
        branches.values().stream().filter(other -> other != branch).forEach(Branch::end);
        throw CanopyError.COMMIT_IN_DOUBT.causedBy(e, String.valueOf(e.getMessage()));
      }
      rollback(e);
      throw e;
    }
  }

  /** Undoes all. What fails is tainted: the leaf undoes it when the connection is closed. */
  public void rollback() {
    rollback(new SQLException("rolled back"));
  }

  private void rollback(SQLException because) {
    Branch.rollbackAll(branches.values(), because);
  }
}
