package io.canopydb.driver.pool;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection of a {@link LeafPool} while it is borrowed. */
final class PooledLeafConnection implements LeafConnection {
  private final LeafPool pool;
  private final Connection proxy;
  private final Connection raw;
  private final ConnectionState state;
  private boolean evict;
  private boolean closed;

  /**
   * A borrowed connection.
   *
   * @param proxy HikariCP's, which gives it back
   * @param raw the leaf driver's own
   */
  PooledLeafConnection(LeafPool pool, Connection proxy, Connection raw, ConnectionState state) {
    this.pool = pool;
    this.proxy = proxy;
    this.raw = raw;
    this.state = state;
  }

  @Override
  public Leaf leaf() {
    return pool.leaf();
  }

  @Override
  public Connection jdbc() {
    return raw;
  }

  @Override
  public String incarnation() {
    return state.incarnation();
  }

  @Override
  public void apply(SessionSettings settings) throws SQLException {
    if (state.has(settings)) {
      return;
    }
    Engine engine = pool.leaf().engine();
    try {
      state.apply(
          raw,
          Dialect.of(engine).settings(),
          pool.startValues(raw),
          settings,
          OpenTransaction.undoesSettings(engine, raw));
    } catch (SQLException e) {
      // Part of it may have been done.
      taint();
      throw e;
    }
  }

  @Override
  public boolean failed(SQLException error) {
    boolean broken = Dialect.of(pool.leaf().engine()).errors().connectionBroken(error) || dead();
    if (broken && !evict) {
      evict = true;
      pool.broke();
    }
    return broken;
  }

  @Override
  public boolean usable() {
    return !evict && !dead();
  }

  @Override
  public void taint() {
    evict = true;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    pool.giveBack(proxy, !evict && !pool.evicted(state) && undo());
  }

  private boolean dead() {
    try {
      return raw.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /**
   * Undoes what the borrower changed; nothing here asks the server unless something was changed.
   */
  private boolean undo() {
    try {
      if (raw.isClosed()) {
        return false;
      }
      Engine engine = pool.leaf().engine();
      OpenTransaction.end(engine, raw);
      if (engine == Engine.MYSQL) {
        // Whoever borrows it next may have been somewhere else; the driver knows without asking.
        state.database(raw.getCatalog());
      }
      if (raw.isReadOnly()) {
        raw.setReadOnly(false);
      }
      // Only Connector/J knows the isolation without asking; on PostgreSQL it is a setting.
      if (engine == Engine.MYSQL && raw.getTransactionIsolation() != pool.isolation()) {
        raw.setTransactionIsolation(pool.isolation());
      }
      return true;
    } catch (SQLException | RuntimeException e) {
      return false;
    }
  }
}
