package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ActiveStatements;
import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.ClusterSnapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables in partitions that a session uses: until its statement has ended, in a transaction
 * until that has. For one session.
 */
final class SessionUses {
  /** One DDL statement is waited for at a time; that many in a row would be a strange day. */
  private static final int MOST_WAITS = 100;

  private final Cluster cluster;
  private final SessionState session;
  private final SessionConnections connections;
  private final ActiveStatements active;
  private final List<TableUses.Use> held = new ArrayList<>();
  private final Set<Plan.Name> names = new HashSet<>();
  private int branch;

  SessionUses(SessionState session, ActiveStatements active) {
    this.cluster = session.cluster();
    this.session = session;
    this.connections = session.connections();
    this.active = active;
  }

  /** Waits for the DDL of a database to end, or ends what was left of one. */
  interface Waiting {
    void on(String database) throws SQLException;
  }

  /**
   * Whether a plan may run now; if not, what it was made from has changed, and it must be made
   * anew. Waits while rows of its tables are moving, unless the transaction has used them already:
   * then they don't move before it has ended.
   *
   * @param attempt how often the statement has been planned anew
   */
  boolean enter(CachedPlan plan, int attempt, Waiting waiting) throws SQLException {
    Set<Plan.Name> tables = plan.movable();
    if (tables.isEmpty() || names.containsAll(tables)) {
      return true;
    }
    TableUses.Use use = cluster.tableUses().open(tables, this::busy);
    ClusterSnapshot now = cluster.store().snapshot();
    boolean moving = false;
    for (Plan.Name table : tables) {
      moving |= !names.contains(table) && TableUses.isMoving(table, now);
    }
    if (!moving && plan.holds(now)) {
      held.add(use);
      names.addAll(tables);
      return true;
    }
    use.close();
    if (attempt >= MOST_WAITS) {
      Plan.Name table = tables.iterator().next();
      throw CanopyError.ROWS_MOVING.with(table.object());
    }
    if (moving) {
      waiting.on(tables.iterator().next().database());
    }
    return false;
  }

  /**
   * Whether what was used is used on. Another thread asks, which has seen the use: so it sees the
   * statement, transaction or COPY too in which it was noted.
   */
  private boolean busy() {
    return active.any() || connections.inTransaction() || session.copy().isOpen();
  }

  /** A statement begins. What was used before it counts only in the same transaction. */
  void renew() {
    if (active.nested()) {
      return;
    }
    int now = session.branch().begun();
    if (!connections.inTransaction() || now != branch) {
      release();
    }
    branch = now;
  }

  /** All has ended that used them. */
  void release() {
    if (!held.isEmpty()) {
      held.forEach(TableUses.Use::close);
      held.clear();
      names.clear();
    }
  }
}
