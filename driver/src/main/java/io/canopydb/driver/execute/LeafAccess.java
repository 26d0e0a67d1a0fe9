package io.canopydb.driver.execute;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.transaction.ClusterTransaction;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The leaf connections of one session. In a transaction a leaf has one connection, which stays;
 * else each acquire borrows one. Safe for use by the threads that run one statement.
 */
public interface LeafAccess {

  /** A connection to a leaf with the session's settings. Each is given back by {@link #release}. */
  LeafConnection acquire(Leaf leaf) throws SQLException;

  /**
   * A connection to a leaf on which temporary tables can be made: the session's own, unless that
   * only reads. Given back by {@link #release}.
   */
  default LeafConnection acquireForScratch(Leaf leaf) throws SQLException {
    return acquire(leaf);
  }

  /** Connections that are not held for one part of a statement. */
  default LeafAccess outside() {
    return this;
  }

  /** Gives back a connection; one that the session has pinned stays with it. */
  void release(LeafConnection connection);

  /** Whether connections are in a transaction of the user's, which the session ends. */
  boolean inTransaction();

  /** The leaf on which the session's own state lies, chosen now if there was none. */
  Leaf pinnedLeaf() throws SQLException;

  /** A leaf that answers, to ask what any leaf can answer. */
  Leaf anyLeaf() throws SQLException;

  /** What is asked of a leaf. */
  interface Question<T extends @Nullable Object> {
    T to(Leaf leaf) throws SQLException;
  }

  /**
   * Asks what any leaf can answer and what changes nothing. Where the leaf died since it was last
   * heard of, which shows only when its connection is used, another is asked, once.
   */
  <T extends @Nullable Object> T askAny(Question<T> question) throws SQLException;

  /** The error for a leaf that was lost while it did what may have been done. */
  static SQLException inDoubt(Leaf leaf, SQLException error) {
    return CanopyError.COMMIT_IN_DOUBT.causedBy(
        error, "the connection to leaf " + leaf.address() + " was lost: " + error.getMessage());
  }

  /** What an error of a leaf connection means to the user: the leaf may be lost with it. */
  default SQLException told(LeafConnection connection, SQLException error) {
    if (!connection.failed(error)) {
      return error;
    }
    String leaf = connection.leaf().address();
    String said = String.valueOf(error.getMessage());
    return inTransaction()
        ? CanopyError.TRANSACTION_LOST.causedBy(error, leaf, said)
        : CanopyError.LEAF_LOST.causedBy(error, leaf, said);
  }

  /** Pins the connection to the session's own leaf. */
  void pin() throws SQLException;

  /** The leaf where all sessions take user locks; the connection to it is pinned. */
  Leaf lockLeaf() throws SQLException;

  /**
   * A statement that may change something is about to run on a connection.
   *
   * @param touched what it may touch there
   */
  void wrote(LeafConnection connection, Set<Participant> touched);

  /**
   * A statement that was a transaction by itself has committed on a connection.
   *
   * @throws SQLException COMMIT_IN_DOUBT, if it must not be told as done
   */
  void committed(LeafConnection connection, Set<Participant> touched) throws SQLException;

  /** The transaction changes the copies of rows on all of these leaves. */
  void wroteEverywhere(Set<Integer> leaves);

  /** Temporary tables are about to be used on a connection. */
  void usesTemporaryTables(LeafConnection connection);

  /** A part of the transaction is gone: all that is left is to roll back. */
  void lose(SQLException because);

  /** The transaction can only be rolled back, at least to a savepoint, as PostgreSQL has it. */
  void fail();

  /** A transaction of one statement's own. */
  ClusterTransaction newTransaction();

  /** Whether the session keeps a connection to a leaf beyond its transactions. */
  boolean keeps(Leaf leaf);
}
