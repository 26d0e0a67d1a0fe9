package io.canopydb.driver.session;

import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.LeafAccess;
import io.canopydb.driver.held.MapHold;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.driver.transaction.ClusterTransaction;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.driver.transaction.XaId;
import io.canopydb.driver.transaction.XaPrepared;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The leaf connections of one session. In a transaction each leaf that it touches has one, which
 * begins with the leaf's first statement; the leaf that holds the session's own state (temporary
 * tables, locks) keeps one until the session ends.
 *
 * <p>The session's thread begins and ends transactions and changes settings. While it waits for a
 * statement, the threads that run that statement's parts call what {@link LeafAccess} has; each
 * part has a leaf of its own, so that no two begin on one connection. {@link #abort} is for any
 * thread.
 */
final class SessionConnections implements LeafAccess {
  private final Cluster cluster;
  private final Identity credentials;
  private final Map<Integer, LeafConnection> pinned = new LinkedHashMap<>();
  private final TransactionTerms terms;
  private final LeafChoice choice;
  private @Nullable String database;
  private SessionSettings settings = SessionSettings.NONE;
  private volatile @Nullable ClusterTransaction transaction;
  private volatile boolean written;
  private boolean failed;
  private Instant began = Instant.EPOCH;
  private boolean readOnly;

  /** What PostgreSQL goes back to when the transaction does. */
  private SessionSettings settingsBefore = SessionSettings.NONE;

  private int home = -1;

  /** The leaves that hold state of the session; connections to them stay until it ends. */
  private final Set<Integer> kept = new HashSet<>();

  SessionConnections(
      Cluster cluster, MapHold hold, Identity credentials, @Nullable String database) {
    this.cluster = cluster;
    this.credentials = credentials;
    this.database = database;
    this.terms = new TransactionTerms(cluster.dialect());
    this.choice = new LeafChoice(cluster, hold, this::borrow);
  }

  @Override
  public LeafConnection acquire(Leaf leaf) throws SQLException {
    synchronized (this) {
      LeafConnection held = pinned.get(leaf.id());
      if (held != null && (transaction != null || held.usable())) {
        held.apply(settings);
        return held;
      }
      if (held != null) {
        // What the session had there is lost with it.
        pinned.remove(leaf.id());
        held.close();
      }
      ClusterTransaction current = transaction;
      if (current != null || kept.contains(leaf.id())) {
        LeafConnection connection = borrow(leaf);
        try {
          if (current != null) {
            begin(connection, current);
          }
        } catch (SQLException e) {
          SQLException told = told(connection, e);
          connection.close();
          throw told;
        } catch (RuntimeException e) {
          connection.close();
          throw e;
        }
        pinned.put(leaf.id(), connection);
        return connection;
      }
      // Borrowing may wait, and other leaves must not wait with it.
    }
    LeafConnection connection = borrow(leaf);
    if (readOnly) {
      connection.jdbc().setReadOnly(true);
    }
    return connection;
  }

  /**
   * Engines make no temporary tables where nothing may be written. What is shipped there was read
   * in the transaction; only copies of reference tables are read beside it.
   */
  @Override
  public LeafConnection acquireForScratch(Leaf leaf) throws SQLException {
    return readOnly || terms.readOnly() ? borrow(leaf) : acquire(leaf);
  }

  private LeafConnection borrow(Leaf leaf) throws SQLException {
    return cluster.door().open(Errand.STATEMENT, leaf, credentials, database, settings);
  }

  private void begin(LeafConnection connection, ClusterTransaction current) throws SQLException {
    // The isolation, which is one of the settings, is that of the transaction only if it stands
    // before the transaction begins.
    connection.apply(settings);
    if (readOnly) {
      connection.jdbc().setReadOnly(true);
    }
    terms.beforeBegin(connection);
    current.join(connection);
    if (kept.contains(connection.leaf().id())) {
      current.usesTemporaryTables(connection.leaf());
    }
    current.begin(connection);
    terms.afterBegin(connection);
  }

  @Override
  public synchronized void release(LeafConnection connection) {
    if (pinned.get(connection.leaf().id()) != connection) {
      connection.close();
    }
  }

  @Override
  public boolean inTransaction() {
    return transaction != null;
  }

  @Override
  public void wrote(LeafConnection connection, Set<Participant> touched) {
    ClusterTransaction current = transaction;
    if (current != null) {
      written = true;
      current.wrote(connection.leaf(), touched);
    }
  }

  @Override
  public void committed(LeafConnection connection, Set<Participant> touched) throws SQLException {
    cluster.transactions().commitEnd().committed(connection, touched);
  }

  boolean hasWritten() {
    return written && transaction != null;
  }

  @Override
  public void wroteEverywhere(Set<Integer> leaves) {
    ClusterTransaction current = transaction;
    if (current != null) {
      written = true;
      current.wroteEverywhere(leaves);
    }
  }

  @Override
  public synchronized void usesTemporaryTables(LeafConnection connection) {
    ClusterTransaction current = transaction;
    // One for scratch tables beside a transaction that only reads is no part of it.
    if (current != null && pinned.get(connection.leaf().id()) == connection) {
      current.usesTemporaryTables(connection.leaf());
    }
  }

  @Override
  public void lose(SQLException because) {
    ClusterTransaction current = transaction;
    if (current != null) {
      current.lose(because);
    }
  }

  void assumeWrites() {
    ClusterTransaction current = transaction;
    if (current != null) {
      written = true;
      current.assumeWrites();
    }
  }

  /** What an error means in the transaction that runs, if one does. */
  SQLException told(SQLException error) {
    ClusterTransaction current = transaction;
    return current == null ? error : current.told(error);
  }

  /** Refuses to go on with a transaction of which a part was lost. */
  void checkWhole() throws SQLException {
    ClusterTransaction current = transaction;
    if (current != null) {
      current.checkWhole();
    }
  }

  @Override
  public ClusterTransaction newTransaction() {
    return cluster.transactions().begin(credentials, database);
  }

  @Override
  public synchronized Leaf pinnedLeaf() throws SQLException {
    if (home < 0) {
      home = anyLeaf().id();
    }
    return choice.leaf(home);
  }

  @Override
  public Leaf anyLeaf() throws SQLException {
    synchronized (this) {
      if (home >= 0) {
        return choice.leaf(home);
      }
      if (!pinned.isEmpty()) {
        return pinned.values().iterator().next().leaf();
      }
    }
    return choice.answering();
  }

  @Override
  public <T extends @Nullable Object> T askAny(Question<T> question) throws SQLException {
    Leaf leaf = anyLeaf();
    try {
      return question.to(leaf);
    } catch (SQLException e) {
      // What ended a connection of a leaf that is alive might end the next one's too.
      if (touched()
          || home >= 0
          || !CanopyError.LEAF_LOST.is(e)
          || choice.unreachable(leaf) == null) {
        throw e;
      }
    }
    return question.to(anyLeaf());
  }

  @Override
  public synchronized void pin() throws SQLException {
    kept.add(pinnedLeaf().id());
  }

  @Override
  public synchronized Leaf lockLeaf() throws SQLException {
    Leaf first = choice.online().get(0);
    if (home < 0) {
      home = first.id();
    }
    kept.add(first.id());
    return first;
  }

  @Override
  public synchronized boolean keeps(Leaf leaf) {
    return kept.contains(leaf.id());
  }

  Identity credentials() {
    return credentials;
  }

  SessionSettings settings() {
    return settings;
  }

  synchronized void settings(SessionSettings changed) {
    settings = changed;
  }

  @Nullable String database() {
    return database;
  }

  /** Another database: connections of the old one are of no use. */
  synchronized void database(@Nullable String name) throws SQLException {
    if (touched()) {
      throw CanopyError.TRANSACTION_STATE.with(
          "the database can't be changed inside a transaction", "end the transaction first");
    }
    giveBackAll(true);
    database = name;
  }

  /** What holds for the next transaction only, or for the one that has begun. */
  synchronized void once(String setTransaction) {
    terms.once(setTransaction);
  }

  /** A statement outside a transaction was a transaction of its own. */
  void spent() {
    if (transaction == null) {
      terms.spent();
    }
  }

  void readOnly(boolean only) {
    readOnly = only;
  }

  boolean readOnly() {
    return readOnly;
  }

  /** From now on statements belong to a transaction. */
  void beginTransaction() throws SQLException {
    begin(newTransaction());
  }

  /**
   * From now on statements belong to a transaction that a transaction manager ends.
   *
   * @param home the database in which its decision is to lie
   */
  void beginManaged(@Nullable String home) throws SQLException {
    begin(cluster.transactions().beginManaged(credentials, database, home));
  }

  private synchronized void begin(ClusterTransaction current) throws SQLException {
    written = false;
    transaction = current;
    failed = false;
    settingsBefore = settings;
    began = Instant.now();
    for (LeafConnection connection : pinned.values()) {
      begin(connection, current);
    }
  }

  /**
   * Lets the transaction see each leaf as it is now. The leaves are asked one after the other: each
   * has a snapshot of its own.
   */
  void takeSnapshots() throws SQLException {
    for (Leaf leaf : choice.online()) {
      LeafConnection connection = acquire(leaf);
      try {
        cluster.transactions().takeSnapshot(connection, database);
      } finally {
        release(connection);
      }
    }
  }

  /** What the engine calls now: PostgreSQL's transactions have one time from begin to end. */
  Instant now() {
    return transaction != null && cluster.engine() == Engine.POSTGRESQL ? began : Instant.now();
  }

  synchronized boolean touched() {
    return transaction != null && !pinned.isEmpty();
  }

  @Override
  public void fail() {
    failed = transaction != null;
  }

  boolean failed() {
    return failed;
  }

  /** A setting until the end of the transaction. */
  synchronized void setLocal(String sql) throws SQLException {
    terms.setLocal(sql, pinned.values());
  }

  /**
   * Ends the transaction on all leaves.
   *
   * @throws SQLException if it was to be committed, and was not, or that is not known
   */
  synchronized void end(boolean commit) throws SQLException {
    ClusterTransaction current = transaction;
    if (current == null) {
      return;
    }
    boolean wanted = commit && !failed;
    boolean ended = false;
    try {
      if (wanted) {
        current.commit();
      } else {
        current.rollback();
      }
      ended = true;
    } finally {
      leave(current, wanted && ended);
    }
  }

  /**
   * Prepares the transaction, which is then the session's no more; or undoes it.
   *
   * @return what its end needs; empty where it wrote nothing, and has ended
   * @throws SQLException if it was rolled back, or will be
   */
  synchronized Optional<XaPrepared> prepare(XaId manager) throws SQLException {
    ClusterTransaction current = transaction;
    if (current == null) {
      throw CanopyError.XA_UNKNOWN.with();
    }
    boolean ended = false;
    try {
      Optional<XaPrepared> prepared = current.prepare(manager);
      ended = true;
      return prepared;
    } finally {
      leave(current, ended);
    }
  }

  private void leave(ClusterTransaction current, boolean well) {
    current.close();
    transaction = null;
    failed = false;
    if (!well && cluster.engine() == Engine.POSTGRESQL) {
      settings = settingsBefore;
    }
    terms.clear();
    giveBackAll(false);
  }

  private void giveBackAll(boolean homeToo) {
    List<LeafConnection> closing = new ArrayList<>();
    pinned
        .entrySet()
        .removeIf(
            entry -> {
              boolean stays =
                  kept.contains(entry.getKey()) && !homeToo && entry.getValue().usable();
              if (!stays) {
                closing.add(entry.getValue());
              }
              return !stays;
            });
    for (LeafConnection connection : closing) {
      if (kept.contains(connection.leaf().id())) {
        // It holds temporary tables or locks that nobody else may see.
        connection.taint();
      }
      connection.close();
    }
  }

  synchronized void savepoint(String name) throws SQLException {
    terms.savepoint(name, pinned.values());
  }

  synchronized void rollbackTo(String name) throws SQLException {
    terms.rollbackTo(name, pinned.values());
    failed = false;
  }

  synchronized void releaseSavepoint(String name) throws SQLException {
    terms.releaseSavepoint(name, pinned.values());
  }

  synchronized void close() {
    for (LeafConnection connection : pinned.values()) {
      connection.taint();
      connection.close();
    }
    pinned.clear();
  }

  /** Breaks all connections from another thread. */
  void abort() {
    List<LeafConnection> all;
    synchronized (this) {
      all = new ArrayList<>(pinned.values());
    }
    for (LeafConnection connection : all) {
      try {
        connection.jdbc().abort(Runnable::run);
      } catch (SQLException e) {
        connection.taint();
      }
    }
  }
}
