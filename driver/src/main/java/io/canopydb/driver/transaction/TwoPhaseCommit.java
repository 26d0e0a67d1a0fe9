package io.canopydb.driver.transaction;

import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One commit on several leaves.
 *
 * <ol>
 *   <li>The parts of all leaves but one are prepared, side by side; those that only read commit.
 *   <li>The one left, the <i>last agent</i>, writes the decision into one of its partitions and
 *       commits: one local commit, before which nothing is committed and after which all is.
 *   <li>The prepared parts are committed.
 * </ol>
 *
 * <p>Whoever finds a prepared part asks for the decision, and by asking makes it certain: where
 * there is none, that it is rolled back is written in its place, and a last agent that comes later
 * finds it there and fails. So it matters little who asks, when, and how often.
 */
final class TwoPhaseCommit {
  private final Coordinator shared;
  private final TransactionId id;
  private final Identity credentials;
  private final @Nullable String database;
  private final List<Branch> writers;
  private final List<Branch> readers;
  private DecisionPlace.@Nullable Found place;
  private @Nullable LeafConnection borrowed;

  /** By which name a transaction manager knows what it is to decide on; null where none does. */
  private @Nullable XaId manager;

  /**
   * A commit that is about to run.
   *
   * @param place where the decision has to lie, if the parts say so already
   */
  TwoPhaseCommit(
      Coordinator shared,
      TransactionId id,
      Identity credentials,
      @Nullable String database,
      DecisionPlace.@Nullable Found place,
      List<Branch> writers,
      List<Branch> readers) {
    this.shared = shared;
    this.id = id;
    this.credentials = credentials;
    this.database = database;
    this.place = place;
    this.writers = new ArrayList<>(writers);
    this.readers = new ArrayList<>(readers);
  }

  /**
   * Prepares it on all leaves, for a transaction manager to decide: the place of the decision says
   * so, and nobody else touches it. No leaf is the last agent, since none may commit yet.
   */
  XaPrepared prepareFor(XaId xid) throws SQLException {
    manager = xid;
    run();
    DecisionPlace.Found decided = java.util.Objects.requireNonNull(place);
    return new XaPrepared(id, decided.place(), database, writers.stream().map(Branch::id).toList());
  }

  void run() throws SQLException {
    try {
      Branch last;
      DecisionPlace.Found decided;
      try {
        last = lastAgent();
        decided = java.util.Objects.requireNonNull(place);
      } catch (SQLException e) {
        abort(e);
        throw e;
      }
      run(last, decided);
    } finally {
      if (borrowed != null) {
        borrowed.close();
      }
    }
  }

  private void run(Branch last, DecisionPlace.Found decided) throws SQLException {
    List<Branch> others = new ArrayList<>(writers);
    others.remove(last);
    for (Branch other : others) {
      other.name(new BranchId(id, other.leaf(), decided.place()));
    }
    shared.faults().reach("commit begun");
    prepare(last, others);
    shared.faults().reach("all prepared");
    if (!shared.mayWrite()) {
      SQLException lost = CanopyError.LEASE_LOST.with();
      abort(lost);
      throw lost;
    }
    decide(last, others, decided);
    shared.faults().reach("decided");
    try {
      shared.commitEnd().committed(last.connection(), last.written());
    } catch (SQLException e) {
      free(last);
      leave(others, decided);
      throw e;
    }
    if (manager != null) {
      // Whoever only read has its say now, as XA has it.
      readers.forEach(Branch::end);
      free(last);
      return;
    }
    finish(last, others, decided);
    shared.faults().reach("finished");
  }

  /**
   * The part that decides: where parts have names, the one that has none. Else the one that can't
   * be prepared, or the first that has a partition. It may be of a leaf that only read, or that was
   * not touched at all; then the decision is all that it writes. Where all parts have names, as
   * those of a transaction manager do, the decision is written behind the one of that leaf.
   */
  private Branch lastAgent() throws SQLException {
    List<Branch> preferred = new ArrayList<>();
    if (manager == null) {
      preferred.addAll(writers);
      preferred.sort((a, b) -> Boolean.compare(b.temporary(), a.temporary()));
      preferred.addAll(readers);
    }
    for (Branch branch : preferred) {
      if (place == null) {
        place = shared.placeOn(branch.connection().leaf(), database).orElse(null);
      }
      if (!branch.named() && place != null && place.leaf().id() == branch.leaf()) {
        readers.remove(branch);
        return branch;
      }
    }
    if (place == null) {
      place = shared.placeAnywhere(database).orElse(null);
    }
    DecisionPlace.Found found = place;
    if (found == null) {
      throw CanopyError.PARTITION_OFFLINE.with("for the decision on a transaction over leaves");
    }
    if (shared.reaches(database, found.database())) {
      for (Branch writer : writers) {
        if (writer.leaf() == found.leaf().id()) {
          // Free when all is prepared, while one more from the pool might have to be waited for.
          return new Branch(writer.connection(), shared.engine(), null);
        }
      }
    }
    borrowed =
        shared
            .door()
            .open(
                Errand.DECISION, found.leaf(), credentials, found.database(), SessionSettings.NONE);
    Branch branch = new Branch(borrowed, shared.engine(), null);
    branch.begin();
    return branch;
  }

  private void prepare(Branch last, List<Branch> others) throws SQLException {
    List<Callable<Boolean>> parts = new ArrayList<>();
    for (Branch other : others) {
      parts.add(
          () -> {
            told(other, Branch::prepare);
            shared.commitEnd().prepared(other.connection(), other.written());
            shared.faults().reach("prepared on a leaf");
            return true;
          });
    }
    // Their locks protect what the others write, until it is decided.
    for (Branch reader : readers) {
      parts.add(
          () -> {
            told(reader, Branch::stands);
            return true;
          });
    }
    FanOut.Results<Boolean> results = shared.fanOut().run(parts);
    if (!results.failures().isEmpty()) {
      SQLException failure = results.failures().get(0);
      abort(failure, last);
      throw failure;
    }
  }

  /** Nothing is committed yet: a failure is told as what it means to the user. */
  private static void told(Branch branch, Branch.Step step) throws SQLException {
    try {
      step.on(branch);
    } catch (SQLException e) {
      throw branch.told(e);
    }
  }

  private void decide(Branch last, List<Branch> others, DecisionPlace.Found decided)
      throws SQLException {
    try {
      if (last.state() == Branch.State.NEW) {
        last.begin();
      }
      last.setWrote(Participant.of(decided.database(), decided.ordinal()));
      last.decide(decided, id, manager);
    } catch (SQLException e) {
      Boolean committed = last.lost(e) ? null : askedOnTheSpot(last, decided, e);
      if (committed == null) {
        leave(others, decided);
        throw CanopyError.COMMIT_IN_DOUBT.causedBy(e, String.valueOf(e.getMessage()));
      }
      if (!committed) {
        abort(e, last);
        throw shared.duplicate(e) ? CanopyError.SETTLED_MEANWHILE.causedBy(e) : e;
      }
    }
  }

  /** It is not known what was decided, or whether that stands: whoever settles it asks. */
  private void leave(List<Branch> others, DecisionPlace.Found decided) {
    shared.leftovers().inDoubt(id, decided, database, credentials, others);
    others.forEach(other -> other.connection().taint());
    readers.forEach(Branch::end);
  }

  /** The last agent refused, but its connection stands: what was decided, null if unknown. */
  private @Nullable Boolean askedOnTheSpot(
      Branch last, DecisionPlace.Found decided, SQLException failure) {
    try {
      last.rollback();
      return shared
              .engine()
              .verdict(last.connection().jdbc(), decided.table(), id, /* commit= */ false)
          != Verdict.ROLLBACK;
    } catch (SQLException e) {
      last.lost(e);
      last.connection().taint();
      failure.addSuppressed(e);
      return null;
    }
  }

  /** It is committed, whatever happens here: what fails is done later, until it succeeds. */
  private void finish(Branch last, List<Branch> others, DecisionPlace.Found decided)
      throws SQLException {
    List<Branch> left = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Callable<Boolean>> parts = new ArrayList<>();
    for (Branch other : others) {
      parts.add(
          () -> {
            try {
              other.commitPrepared();
            } catch (SQLException e) {
              other.connection().taint();
              left.add(other);
            }
            shared.faults().reach("committed on a leaf");
            return true;
          });
    }
    for (Branch reader : readers) {
      parts.add(
          () -> {
            reader.end();
            return true;
          });
    }
    shared.fanOut().run(parts);
    free(last);
    if (left.isEmpty()) {
      shared.leftovers().forget(id, decided, credentials);
    } else {
      shared.leftovers().decided(id, decided, database, credentials, left);
    }
  }

  private static void free(Branch last) {
    try {
      last.free();
    } catch (SQLException e) {
      last.connection().taint();
    }
  }

  private void abort(SQLException because) {
    abort(because, null);
  }

  private void abort(SQLException because, @Nullable Branch last) {
    List<Branch> all = new ArrayList<>(writers);
    if (last != null && !all.contains(last)) {
      all.add(last);
    }
    all.addAll(readers);
    Branch.rollbackAll(all, because);
    List<Branch> left = new ArrayList<>();
    for (Branch branch : all) {
      if (branch.state() == Branch.State.PREPARED || branch.state() == Branch.State.PREPARING) {
        left.add(branch);
      }
    }
    if (!left.isEmpty() && place != null) {
      shared.leftovers().undone(id, place, database, credentials, left);
    }
  }
}
