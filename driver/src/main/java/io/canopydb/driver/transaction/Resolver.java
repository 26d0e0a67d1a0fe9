package io.canopydb.driver.transaction;

import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles the transactions that dead aggregators left prepared on leaves, so that their locks are
 * released: by the decision if there is one, else by deciding that nothing is committed.
 *
 * <p>Asking for the decision makes it certain ({@link TwoPhaseCommit}), so it would be right to
 * settle any transaction at any time. It is done when it helps: when the coordinator is gone from
 * ZooKeeper, or has not come to an end for so long that it never may. Several resolvers at once do
 * no harm. One instance is used by one thread.
 */
public final class Resolver {
  private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);

  /** How long a living coordinator is left to end its own transactions. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MetadataStore store;
  private final Settlement settlement;
  private final Executor executor;
  private final FaultPoint faults;
  private final DecisionUpgrade upgrade;
  private final DecisionSweep sweep;
  private final Map<TransactionId, Long> firstSeen = new HashMap<>();
  private final Set<String> complained = new HashSet<>();
  private volatile boolean stopping;

  /** All arguments stay the caller's to close. */
  public Resolver(
      MetadataStore store, Door door, LeafLogins logins, Executor executor, FaultPoint faults) {
    this.store = store;
    this.settlement = new Settlement(store, door, logins);
    this.executor = executor;
    this.faults = faults;
    this.upgrade = new DecisionUpgrade(settlement);
    this.sweep = new DecisionSweep(store, settlement);
  }

  /** From now on failures are no news: what it works with is being closed. For any thread. */
  void stop() {
    stopping = true;
  }

  /** Looks at all leaves once, and settles what there is to settle. */
  public void round() throws MetadataException, SQLException {
    ClusterSnapshot cluster = store.snapshot();
    settle(cluster);
    upgrade.look(cluster, () -> stopping); // last, since nobody waits for a lock meanwhile
  }

  private void settle(ClusterSnapshot cluster) throws MetadataException, SQLException {
    DecisionSweep.Candidates old = sweep.candidates(cluster);
    Map<TransactionId, List<PreparedBranch>> found = new LinkedHashMap<>();
    boolean complete = look(cluster, found);
    firstSeen.keySet().retainAll(found.keySet());
    if (found.isEmpty() && old.isEmpty()) {
      return;
    }
    // Only now: a coordinator that is gone here prepared nothing after we looked and that we miss.
    Set<String> alive = alive();
    List<InDoubt> due = new ArrayList<>();
    for (Map.Entry<TransactionId, List<PreparedBranch>> entry : found.entrySet()) {
      TransactionId id = entry.getKey();
      long seen = firstSeen.computeIfAbsent(id, unused -> System.nanoTime());
      boolean late = System.nanoTime() - seen >= PATIENCE.toNanos();
      if (late || !alive.contains(id.coordinator())) {
        due.add(new InDoubt(id, entry.getValue()));
      }
    }
    // They may wait for days, and each asking for the verdict writes.
    Set<TransactionId> managed = settlement.leftToManagers(due);
    for (InDoubt one : due) {
      if (!managed.contains(one.id())) {
        settle(one.id(), one.parts());
      }
    }
    if (complete) {
      sweep.remove(old, found.keySet(), alive);
    }
  }

  /** What is prepared anywhere; false where a leaf did not answer. */
  private boolean look(ClusterSnapshot cluster, Map<TransactionId, List<PreparedBranch>> found)
      throws SQLException {
    List<Callable<List<PreparedBranch>>> looks = new ArrayList<>();
    for (Leaf leaf : cluster.leaves().values()) {
      looks.add(() -> settlement.prepared(leaf));
    }
    FanOut.Results<List<PreparedBranch>> results = new FanOut(executor).run(looks);
    for (List<PreparedBranch> some : results.values()) {
      for (PreparedBranch branch : some) {
        found.computeIfAbsent(branch.id().transaction(), id -> new ArrayList<>()).add(branch);
      }
    }
    for (SQLException failure : results.failures()) {
      complain("Transactions in doubt can't be looked for", failure);
    }
    if (results.failures().isEmpty()) {
      complained.clear();
    }
    return results.failures().isEmpty();
  }

  private Set<String> alive() throws MetadataException {
    Set<String> alive = new HashSet<>();
    for (Aggregator aggregator : store.aggregators()) {
      alive.add(TransactionId.plain(aggregator.id()));
    }
    return alive;
  }

  private void settle(TransactionId id, List<PreparedBranch> branches) {
    try {
      Verdict verdict = settlement.verdict(branches.get(0), /* commit= */ false);
      if (verdict == Verdict.MANAGERS) {
        return;
      }
      boolean commit = verdict == Verdict.COMMIT;
      faults.reach("verdict asked");
      for (PreparedBranch branch : branches) {
        settlement.end(branch, commit);
        faults.reach("settled on a leaf");
      }
      LOG.info(
          "Transaction {}, left by its aggregator, is {}",
          id,
          commit ? "committed" : "rolled back");
    } catch (SQLException e) {
      complain("Transaction " + id + " stays in doubt for now", e);
    }
  }

  /** Says it once, since it comes again each second. */
  private void complain(String what, SQLException failure) {
    if (!stopping && complained.add(what + failure.getMessage())) {
      LOG.warn("{}: {}", what, failure.getMessage());
    }
  }
}
