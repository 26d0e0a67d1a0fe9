package io.canopydb.driver.session;

import io.canopydb.driver.dialect.SettingSql;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.CopiedRows;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TransactionModes;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The life of one session's transactions: what begins and ends them, which statements they take,
 * and what an error means to them. Used as its session is: by one thread at a time.
 */
final class SessionTransaction {
  /** Before a statement of several steps in a transaction of MySQL's. */
  private static final String STEPS = "canopy_steps";

  private final Cluster cluster;
  private final SessionConnections connections;
  private final ManagedBranch branch;
  private final UsedTables used = new UsedTables();
  private boolean autoCommit = true;
  private boolean explicit;
  private int savepointNumber;

  SessionTransaction(Cluster cluster, SessionConnections connections, ManagedBranch branch) {
    this.cluster = cluster;
    this.connections = connections;
    this.branch = branch;
  }

  /** What the transaction that runs has used. */
  UsedTables used() {
    return used;
  }

  // Begin and end

  /** Refuses a statement that can't be part of the transaction; begins one where one is due. */
  void enter(StatementKind kind) throws SQLException {
    branch.checkUsable();
    boolean ends = kind instanceof StatementKind.Rollback || kind instanceof StatementKind.Commit;
    if (!ends) {
      connections.checkWhole();
    }
    if (!ends && !(kind instanceof StatementKind.RollbackTo)) {
      checkNotFailed();
    }
    if (!autoCommit && !connections.inTransaction()) {
      start();
    }
  }

  TransactionStatus status() {
    if (!connections.inTransaction()) {
      return TransactionStatus.IDLE;
    }
    return connections.failed() ? TransactionStatus.FAILED : TransactionStatus.IN_TRANSACTION;
  }

  /** Refuses what PostgreSQL refuses in a transaction of which a statement has failed. */
  private void checkNotFailed() throws SQLException {
    if (connections.failed()) {
      throw new SQLException(
          "ERROR: current transaction is aborted, commands ignored until end of transaction block",
          "25P02");
    }
  }

  private void start() throws SQLException {
    connections.beginTransaction();
    used.clear();
  }

  /** BEGIN or START TRANSACTION. */
  void begin() throws SQLException {
    branch.refuse("a transaction of its own");
    if (connections.inTransaction()) {
      if (cluster.engine() == Engine.POSTGRESQL) {
        return;
      }
      commit();
    }
    start();
    explicit = true;
  }

  /** Whether BEGIN or START TRANSACTION began the transaction. */
  boolean explicit() {
    return explicit;
  }

  void commit() throws SQLException {
    branch.refuse("a commit, which a statement may imply,");
    if (connections.inTransaction()) {
      explicit = false;
      connections.end(true);
    }
  }

  void rollback() throws SQLException {
    branch.refuse("a rollback");
    explicit = false;
    if (connections.inTransaction()) {
      connections.end(false);
    }
  }

  void autoCommit(boolean on) throws SQLException {
    branch.refuse("setting autocommit");
    if (on && !autoCommit) {
      commit();
    }
    autoCommit = on;
  }

  boolean autoCommit() {
    return autoCommit && !branch.isOpen();
  }

  Session.SavepointMark savepoint(@Nullable String name) throws SQLException {
    if (!connections.inTransaction()) {
      if (autoCommit) {
        throw CanopyError.TRANSACTION_STATE.with(
            "a savepoint needs a transaction", "switch autocommit off first");
      }
      start();
    }
    checkNotFailed();
    String chosen = name == null ? "canopy_savepoint_" + ++savepointNumber : name;
    connections.savepoint(chosen);
    return () -> chosen;
  }

  void rollbackTo(String savepoint) throws SQLException {
    try {
      connections.rollbackTo(savepoint);
    } catch (SQLException e) {
      throw noted(e);
    }
  }

  void release(String savepoint) throws SQLException {
    checkNotFailed();
    try {
      connections.releaseSavepoint(savepoint);
    } catch (SQLException e) {
      throw noted(e);
    }
  }

  void isolation(int level) throws SQLException {
    if (connections.touched()) {
      throw CanopyError.TRANSACTION_STATE.with(
          "the isolation level can't be changed inside a transaction", "end it first");
    }
    // It travels as a setting: connections go back to the pool with it and are used again.
    SettingSql sql = cluster.dialect().settings();
    connections.settings(
        connections.settings().with(sql.isolationVariable(), sql.isolation(level)));
  }

  /** What was set; empty for the engine's default. */
  OptionalInt isolation() {
    SettingSql sql = cluster.dialect().settings();
    String set = connections.settings().variables().get(sql.isolationVariable());
    return set == null ? OptionalInt.empty() : sql.isolationLevel(set);
  }

  void readOnly(boolean only) throws SQLException {
    if (connections.touched()) {
      throw CanopyError.TRANSACTION_STATE.with(
          "read-only can't be changed inside a transaction", "end it first");
    }
    connections.readOnly(only);
  }

  /** For one transaction: that which runs, or else the next. */
  void once(TransactionModes modes) throws SQLException {
    TransactionModes.Isolation isolation = modes.isolation();
    Boolean readOnly = modes.readOnly();
    if (connections.touched() && (isolation != null || readOnly != null)) {
      throw CanopyError.TRANSACTION_STATE.with(
          "the transaction has begun already", "set its characteristics first");
    }
    if (isolation != null) {
      connections.once("SET TRANSACTION ISOLATION LEVEL " + isolation.sql());
    }
    if (readOnly != null) {
      connections.once(readOnly ? TransactionTerms.READ_ONLY : "SET TRANSACTION READ WRITE");
    }
  }

  /** For all transactions from the next on. */
  void always(TransactionModes modes) throws SQLException {
    if (modes.isolation() != null) {
      isolation(
          switch (modes.isolation()) {
            case READ_UNCOMMITTED -> Connection.TRANSACTION_READ_UNCOMMITTED;
            case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
            case REPEATABLE_READ -> Connection.TRANSACTION_REPEATABLE_READ;
            case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
          });
    }
    if (modes.readOnly() != null) {
      readOnly(modes.readOnly());
    }
  }

  // Statements of several steps

  /** Some statements that are one. */
  interface Steps {
    Outcome run() throws SQLException;
  }

  /**
   * Runs them so that all hold or none: in the session's transaction if there is one, else in one
   * of their own, whose rows are read before it ends.
   */
  Outcome atomically(Steps steps) throws SQLException {
    if (connections.inTransaction()) {
      return switch (cluster.engine()) {
        case MYSQL -> behindSavepoint(steps);
        case POSTGRESQL -> orFailed(steps);
      };
    }
    start();
    try {
      Outcome outcome = copied(steps.run());
      connections.end(true);
      return outcome;
    } catch (SQLException e) {
      // What it means, such as a deadlock over leaves, only the transaction knows.
      SQLException told = connections.told(e);
      endAfter(told);
      throw told;
    } catch (RuntimeException e) {
      endAfter(e);
      throw e;
    }
  }

  private void endAfter(Exception failure) {
    try {
      connections.end(false);
    } catch (SQLException undoing) {
      failure.addSuppressed(undoing);
    }
  }

  /** An error of any kind may come after a step that wrote: one server would abort, too. */
  private Outcome orFailed(Steps steps) throws SQLException {
    try {
      return steps.run();
    } catch (SQLException | RuntimeException e) {
      fail();
      throw e;
    }
  }

  /** MySQL undoes a statement that failed, and goes on with the transaction. */
  private Outcome behindSavepoint(Steps steps) throws SQLException {
    connections.savepoint(STEPS);
    try {
      Outcome outcome = copied(steps.run());
      connections.releaseSavepoint(STEPS);
      return outcome;
    } catch (SQLException | RuntimeException e) {
      undo(e);
      throw e;
    }
  }

  private void undo(Exception because) {
    boolean undone =
        because instanceof SQLException e && cluster.dialect().errors().transactionUndone(e);
    if (undone || !connections.inTransaction()) {
      return;
    }
    try {
      connections.rollbackTo(STEPS);
      connections.releaseSavepoint(STEPS);
    } catch (SQLException e) {
      // The statement stays half done, so that the transaction must not go on.
      because.addSuppressed(e);
      connections.lose(e);
    }
  }

  private static Outcome copied(Outcome outcome) throws SQLException {
    return outcome instanceof Outcome.Rows rows
        ? new Outcome.Rows(CopiedRows.of(rows.cursor(), rows.columns().count()), rows.columns())
        : outcome;
  }

  // Errors

  /** The engine would say that the transaction can only be rolled back. */
  void fail() {
    if (connections.inTransaction() && cluster.engine() == Engine.POSTGRESQL) {
      connections.fail();
    }
  }

  /** What an error means for the transaction that it came in. */
  SQLException noted(SQLException error) {
    SQLException e = connections.told(error);
    if (!connections.inTransaction()) {
      return e;
    }
    if (CanopyError.of(e).equals(Optional.of(CanopyError.TRANSACTION_LOST))) {
      connections.lose(e);
    } else if (cluster.dialect().errors().transactionUndone(e)) {
      undoEverywhere(e);
    }
    boolean ofLeaf = e.getErrorCode() < 1000 || cluster.engine() == Engine.MYSQL;
    if (ofLeaf) {
      fail();
    }
    return e;
  }

  /** The engine has undone the transaction on one leaf: so do the others. */
  private void undoEverywhere(SQLException because) {
    explicit = false;
    branch.undone(because);
    try {
      connections.end(false);
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }
}
