package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.held.MapHold;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Which leaf answers what any leaf can answer. Safe for use by many threads. */
final class LeafChoice {
  private final Cluster cluster;
  private final MapHold hold;
  private final Borrower borrower;

  /** The leaf that answered last; 0 for none. */
  private volatile int last;

  /** Gives a connection of the session's account, which the receiver closes. */
  interface Borrower {
    LeafConnection borrow(Leaf leaf) throws SQLException;
  }

  LeafChoice(Cluster cluster, MapHold hold, Borrower borrower) {
    this.cluster = cluster;
    this.hold = hold;
    this.borrower = borrower;
  }

  /**
   * A leaf that answers; those that did not a moment ago are asked last. A session stays with the
   * one that it has asked, as long as that answers: ids of the catalogue, such as those of types,
   * differ from leaf to leaf, and what one statement was told another may ask for.
   */
  Leaf answering() throws SQLException {
    Leaf before = hold.map().leaves().get(last);
    if (before != null
        && before.state() == LeafState.ONLINE
        && cluster.door().worthTrying(before)
        && unreachable(before) == null) {
      return before;
    }
    Leaf leaf = another();
    last = leaf.id();
    return leaf;
  }

  private Leaf another() throws SQLException {
    List<Leaf> leaves = online();
    Collections.rotate(leaves, ThreadLocalRandom.current().nextInt(leaves.size()));
    List<Leaf> last = new ArrayList<>();
    for (Leaf leaf : leaves) {
      if (!cluster.door().worthTrying(leaf)) {
        last.add(leaf);
      } else if (unreachable(leaf) == null) {
        return leaf;
      }
    }
    SQLException failure = CanopyError.NO_LEAF.with();
    for (Leaf leaf : last.isEmpty() ? leaves : last) {
      SQLException unreachable = unreachable(leaf);
      if (unreachable == null) {
        return leaf;
      }
      failure = unreachable;
    }
    throw failure;
  }

  /** Why a leaf can't be reached; null where it can. */
  @Nullable SQLException unreachable(Leaf leaf) throws SQLException {
    try (LeafConnection connection = borrower.borrow(leaf)) {
      return null;
    } catch (SQLException e) {
      if (CanopyError.LEAF_UNREACHABLE.is(e)
          || CanopyError.LEAF_BUSY.is(e)
          || CanopyError.LEAF_SUSPENDED.is(e)) {
        return e;
      }
      throw e;
    }
  }

  /** The leaves that are online, by id. */
  List<Leaf> online() throws SQLException {
    List<Leaf> online = new ArrayList<>();
    for (Leaf leaf : hold.map().leaves().values()) {
      if (leaf.state() == LeafState.ONLINE) {
        online.add(leaf);
      }
    }
    if (online.isEmpty()) {
      throw CanopyError.NO_LEAF.with();
    }
    return online;
  }

  /** The leaf with an id. */
  Leaf leaf(int id) throws SQLException {
    Leaf leaf = hold.map().leaves().get(id);
    if (leaf == null) {
      throw CanopyError.NO_LEAF.with();
    }
    return leaf;
  }
}
