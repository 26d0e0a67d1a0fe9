package io.canopydb.driver.transaction;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.LeafConnection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A transaction's part on one leaf. One thread uses it at a time, but for {@link #wrote}. */
final class Branch {
  private final LeafConnection connection;
  private final TwoPhase engine;

  /** The name that it begins with (MySQL), or gets when it is prepared (PostgreSQL). */
  private @Nullable BranchId id;

  private final boolean named;
  private State state = State.NEW;
  private volatile boolean wrote;
  private volatile Set<Participant> written = Set.of();
  private volatile boolean temporary;

  /** How far it is. */
  enum State {
    NEW,
    BEGUN,
    /** Told to prepare; whether it did is known only when it answers. */
    PREPARING,
    PREPARED,
    ENDED
  }

  /** Something that is done to one part. */
  interface Step {
    void on(Branch branch) throws SQLException;
  }

  /**
   * A part that is to begin.
   *
   * @param id where it begins by its name
   */
  Branch(LeafConnection connection, TwoPhase engine, @Nullable BranchId id) {
    this.connection = connection;
    this.engine = engine;
    this.id = id;
    this.named = id != null;
  }

  LeafConnection connection() {
    return connection;
  }

  int leaf() {
    return connection.leaf().id();
  }

  State state() {
    return state;
  }

  boolean wrote() {
    return wrote;
  }

  synchronized void setWrote(Set<Participant> touched) {
    written = Participant.both(written, touched);
    wrote = true;
  }

  /** What it has written, never less than that; empty where temporary tables are all. */
  Set<Participant> written() {
    return written;
  }

  /** Whether it has used temporary tables, so that it can't be prepared. */
  boolean temporary() {
    return temporary;
  }

  void setTemporary() {
    temporary = true;
  }

  /** Whether it began by a name, so that it can be prepared but can't decide. */
  boolean named() {
    return named;
  }

  BranchId id() {
    if (id == null) {
      throw new IllegalStateException("this part has no name");
    }
    return id;
  }

  void name(BranchId given) {
    if (!named) {
      id = given;
    }
  }

  void begin() throws SQLException {
    if (named) {
      tell(() -> engine.begin(connection.jdbc(), id()));
    } else {
      tell(() -> connection.jdbc().setAutoCommit(false));
    }
    state = State.BEGUN;
  }

  void commit() throws SQLException {
    tell(
        () -> {
          if (named) {
            engine.commitOnePhase(connection.jdbc(), id());
          } else {
            connection.jdbc().commit();
          }
        });
    state = State.ENDED;
    free();
  }

  /** Fails where its locks may be lost: with its connection, or with a failed transaction. */
  void stands() throws SQLException {
    tell(
        () -> {
          try (Statement statement = connection.jdbc().createStatement()) {
            statement.execute("SELECT 1");
          }
        });
  }

  /** Gives up the locks of a part that only read, when all else is decided. */
  void end() {
    try {
      commit();
    } catch (SQLException e) {
      connection.taint();
    }
  }

  void prepare() throws SQLException {
    state = State.PREPARING;
    try {
      tell(() -> engine.prepare(connection.jdbc(), id(), written));
      state = State.PREPARED;
    } catch (SQLException e) {
      if (!lost(e)) {
        state = State.BEGUN;
      }
      throw e;
    }
  }

  void decide(DecisionPlace.Found place, TransactionId transaction, @Nullable XaId manager)
      throws SQLException {
    tell(() -> engine.decide(connection.jdbc(), place.table(), transaction, manager));
    state = State.ENDED;
  }

  void commitPrepared() throws SQLException {
    tell(() -> engine.commitPrepared(connection.jdbc(), id()));
    state = State.ENDED;
  }

  /** Undoes it, prepared or not; quiet when it has ended. */
  void rollback() throws SQLException {
    switch (state) {
      case NEW, ENDED -> {}
      case PREPARING, PREPARED -> tell(() -> engine.rollbackPrepared(connection.jdbc(), id()));
      case BEGUN ->
          tell(
              () -> {
                if (named) {
                  engine.rollbackBegun(connection.jdbc(), id());
                } else {
                  connection.jdbc().rollback();
                }
              });
    }
    state = State.ENDED;
    free();
  }

  /** Undoes some. What fails is tainted: the leaf undoes it when the connection is closed. */
  static void rollbackAll(Collection<Branch> branches, SQLException because) {
    for (Branch branch : branches) {
      try {
        branch.rollback();
      } catch (SQLException e) {
        branch.connection().taint();
        because.addSuppressed(e);
      }
    }
  }

  /** Leaves the connection without a transaction; after its end. */
  void free() throws SQLException {
    tell(() -> connection.jdbc().setAutoCommit(true));
  }

  /** What an error means to the user while nothing is committed. */
  SQLException told(SQLException error) {
    String leaf = connection.leaf().address();
    if (engine.switchedOff(error)) {
      return CanopyError.TWO_PHASE_OFF.causedBy(error, leaf, String.valueOf(error.getMessage()));
    }
    return lost(error)
        ? CanopyError.TRANSACTION_LOST.causedBy(error, leaf, String.valueOf(error.getMessage()))
        : error;
  }

  boolean lost(SQLException error) {
    return connection.failed(error);
  }

  /** Something that the connection does. */
  private interface Act {
    void run() throws SQLException;
  }

  private void tell(Act act) throws SQLException {
    try {
      act.run();
    } catch (SQLException e) {
      connection.failed(e);
      throw e;
    }
  }
}
