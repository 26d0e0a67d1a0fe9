package io.canopydb.driver.transaction;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.pool.Identity;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that are prepared for a transaction manager. Its word is written where the
 * decision lies, in one row: with that it holds on all leaves, and what a leaf does not do at once
 * is done later, as with any other transaction. Safe for use by many threads.
 */
public final class XaBranches {
  private final Coordinator shared;
  private final MetadataStore store;
  private final Settlement settlement;
  private final Identity credentials;
  private final @Nullable String home;

  XaBranches(
      Coordinator shared,
      MetadataStore store,
      Settlement settlement,
      Identity credentials,
      @Nullable String home) {
    this.shared = shared;
    this.store = store;
    this.settlement = settlement;
    this.credentials = credentials;
    this.home = home;
  }

  /**
   * Those that wait for a manager, or were ended by hand without it hearing of it.
   *
   * @throws SQLException if any partition can't be asked, since a list with gaps would be taken for
   *     a whole one
   */
  public Set<XaId> all() throws SQLException {
    FanOut.Results<List<XaRows.Row>> found = ask();
    if (!found.failures().isEmpty()) {
      throw found.failures().get(0);
    }
    Set<XaId> all = new LinkedHashSet<>();
    found.values().forEach(rows -> rows.forEach(row -> all.add(row.manager())));
    return all;
  }

  private FanOut.Results<List<XaRows.Row>> ask() throws SQLException {
    List<Callable<List<XaRows.Row>>> questions = new ArrayList<>();
    for (List<DecisionPlace.Found> partitions : partitions()) {
      questions.add(() -> settlement.managed(partitions));
    }
    return shared.fanOut().run(questions);
  }

  /** The partitions that may hold a manager's decision, by leaf. */
  private List<List<DecisionPlace.Found>> partitions() throws SQLException {
    ClusterSnapshot cluster = store.snapshot();
    Map<Integer, List<DecisionPlace.Found>> byLeaf = new LinkedHashMap<>();
    for (Database database : cluster.databases().values()) {
      if (home != null && !home.equals(database.name())) {
        continue;
      }
      for (int ordinal = 0; ordinal < database.partitionMap().count(); ordinal++) {
        Leaf leaf = cluster.leaves().get(database.partitionMap().masterLeaf(ordinal));
        if (leaf == null) {
          throw CanopyError.PARTITION_OFFLINE.with("number " + ordinal);
        }
        byLeaf
            .computeIfAbsent(leaf.id(), id -> new ArrayList<>())
            .add(new DecisionPlace.Found(leaf, database.name(), ordinal));
      }
    }
    return List.copyOf(byLeaf.values());
  }

  private XaRows.Row find(XaId manager) throws SQLException {
    FanOut.Results<List<XaRows.Row>> found = ask();
    for (List<XaRows.Row> rows : found.values()) {
      for (XaRows.Row row : rows) {
        if (row.manager().equals(manager)) {
          return row;
        }
      }
    }
    if (!found.failures().isEmpty()) {
      throw found.failures().get(0);
    }
    throw CanopyError.XA_UNKNOWN.with();
  }

  /**
   * Ends one.
   *
   * @param known what its preparation gave, if that is known
   * @throws SQLException XA_UNKNOWN if there is none; XA_BY_HAND_COMMITTED or
   *     XA_BY_HAND_ROLLED_BACK if somebody else has ended it; anything else if it stays prepared,
   *     or that is not known
   */
  public void end(XaId manager, @Nullable XaPrepared known, boolean commit) throws SQLException {
    if (!shared.mayWrite()) {
      throw CanopyError.LEASE_LOST.with();
    }
    if (known == null) {
      XaRows.Row row = find(manager);
      decide(row.at(), row.id(), commit);
      shared.faults().reach("manager decided");
      endAnywhere(row.id(), commit);
      return;
    }
    Optional<DecisionPlace.Found> at = known.place().find(store.snapshot());
    if (at.isEmpty()) {
      throw CanopyError.PARTITION_OFFLINE.with("of the decision");
    }
    decide(at.get(), known.id(), commit);
    shared.faults().reach("manager decided");
    endParts(at.get(), known, commit);
  }

  private void decide(DecisionPlace.Found at, TransactionId id, boolean commit)
      throws SQLException {
    if (settlement.instruct(at, id, commit, /* byHand= */ false)) {
      return;
    }
    Optional<XaRows.State> state = settlement.state(at, id);
    if (state.isPresent() && state.get().byHand()) {
      throw (state.get().verdict() == Verdict.COMMIT
              ? CanopyError.XA_COMMITTED_BY_HAND
              : CanopyError.XA_ROLLED_BACK_BY_HAND)
          .with();
    }
    // Else the manager has said so before, and did not hear the answer.
    if (state.isEmpty() || state.get().verdict() != Verdict.of(commit)) {
      throw CanopyError.XA_UNKNOWN.with();
    }
  }

  private void endParts(DecisionPlace.Found at, XaPrepared known, boolean commit)
      throws SQLException {
    List<Callable<Optional<BranchId>>> ends = new ArrayList<>();
    String database = known.database() == null ? at.database() : known.database();
    for (BranchId part : known.parts()) {
      ends.add(
          () -> {
            try {
              settlement.end(part, database, commit);
              return Optional.empty();
            } catch (SQLException e) {
              return Optional.of(part);
            }
          });
    }
    List<BranchId> left =
        shared.fanOut().run(ends).values().stream().flatMap(Optional::stream).toList();
    shared.leftovers().managed(known.id(), at, database, credentials, commit, left);
  }

  /** Ends what leaves hold; those that can't be reached are the resolver's, as is the decision. */
  private void endAnywhere(TransactionId id, boolean commit) throws SQLException {
    List<Callable<Boolean>> ends = new ArrayList<>();
    for (Leaf leaf : store.snapshot().leaves().values()) {
      ends.add(
          () -> {
            for (PreparedBranch part : settlement.prepared(leaf)) {
              if (part.id().transaction().equals(id)) {
                settlement.end(part, commit);
              }
            }
            return true;
          });
    }
    shared.fanOut().run(ends);
  }

  /**
   * A manager has heard what was decided in its place. The decision stays, as any other, for the
   * leaves that still hold a part.
   */
  public void forget(XaId manager) throws SQLException {
    XaRows.Row row = find(manager);
    if (!settlement.heard(row.at(), row.id())) {
      throw CanopyError.XA_UNKNOWN.with();
    }
  }
}
