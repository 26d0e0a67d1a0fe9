package io.canopydb.driver.transaction;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the decisions that dead aggregators left behind. Used by one thread.
 *
 * <p>A decision to commit can go when no leaf holds a part of the transaction: all of them were
 * prepared before it was made, so they have all been committed. A decision to roll back must stay
 * for as long as its coordinator could come back and want to commit, which nobody can know of a
 * process that is suspended: it stays for a day. One that was made by hand in the place of a
 * transaction manager stays until the manager has heard of it, however long that takes.
 */
final class DecisionSweep {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionSweep.class);

  private static final Duration EVERY = Duration.ofSeconds(20);

  /** Younger ones are their coordinator's own business. */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  private static final Duration DAY = Duration.ofDays(1);

  private final MetadataStore store;
  private final Settlement settlement;
  private long next = System.nanoTime() + EVERY.toNanos();

  DecisionSweep(MetadataStore store, Settlement settlement) {
    this.store = store;
    this.settlement = settlement;
  }

  /** Decisions that may not be needed any more, by where they lie. */
  record Candidates(Map<DecisionPlace.Found, List<TwoPhase.Decision>> decisions) {
    boolean isEmpty() {
      return decisions.isEmpty();
    }
  }

  /** Reads decisions, if it is time to; to be called before one looks at what is prepared. */
  Candidates candidates(ClusterSnapshot cluster) {
    Map<DecisionPlace.Found, List<TwoPhase.Decision>> found = new LinkedHashMap<>();
    if (System.nanoTime() - next >= 0) {
      next = System.nanoTime() + EVERY.toNanos();
      for (Database database : cluster.databases().values()) {
        read(cluster, database, found);
      }
    }
    return new Candidates(found);
  }

  private void read(
      ClusterSnapshot cluster,
      Database database,
      Map<DecisionPlace.Found, List<TwoPhase.Decision>> found) {
    for (int ordinal = 0; ordinal < database.partitionMap().count(); ordinal++) {
      Leaf leaf = cluster.leaves().get(database.partitionMap().masterLeaf(ordinal));
      if (leaf == null || leaf.state() != LeafState.ONLINE) {
        continue;
      }
      DecisionPlace.Found at = new DecisionPlace.Found(leaf, database.name(), ordinal);
      try {
        List<TwoPhase.Decision> some = settlement.decisions(at, (int) YOUNG.toSeconds());
        if (!some.isEmpty()) {
          found.put(at, some);
        }
      } catch (SQLException e) {
        LOG.debug("Decisions in {} can't be read", at.table(), e);
      }
    }
  }

  /**
   * Removes what is not needed.
   *
   * @param prepared the transactions of which a leaf holds a part; every leaf was asked
   * @param alive the coordinators that are alive, which remove their own
   */
  void remove(Candidates candidates, Set<TransactionId> prepared, Set<String> alive) {
    candidates
        .decisions()
        .forEach(
            (at, decisions) -> {
              List<TransactionId> needless = new ArrayList<>();
              for (TwoPhase.Decision decision : decisions) {
                TransactionId id = decision.id();
                if (needless(decision, alive) && !prepared.contains(id) && ours(id)) {
                  needless.add(id);
                }
              }
              try {
                if (!needless.isEmpty()) {
                  settlement.forget(at, needless);
                }
              } catch (SQLException e) {
                LOG.debug("Decisions in {} stay for now", at.table(), e);
              }
            });
  }

  /** Whether nobody can ask for it, unless a leaf holds a part of the transaction. */
  static boolean needless(TwoPhase.Decision decision, Set<String> alive) {
    boolean old = decision.ageSeconds() >= DAY.toSeconds();
    boolean left = decision.commit() && !alive.contains(decision.id().coordinator());
    return (old || left) && !decision.manager();
  }

  private boolean ours(TransactionId id) {
    return id.cluster().equals(TransactionId.shortened(store.clusterId()));
  }
}
