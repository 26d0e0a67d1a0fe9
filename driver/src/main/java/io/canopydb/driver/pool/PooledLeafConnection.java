package io.canopydb.driver.pool;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection of a pool while it is borrowed. */
final class PooledLeafConnection implements LeafConnection {
  private final Lender lender;
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
  PooledLeafConnection(Lender lender, Connection proxy, Connection raw, ConnectionState state) {
    this.lender = lender;
    this.proxy = proxy;
    this.raw = raw;
    this.state = state;
  }

  @Override
  public Leaf leaf() {
    return lender.leaf();
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
    Engine engine = lender.leaf().engine();
    try {
      state.apply(
          raw,
          Dialect.of(engine).settings(),
          lender.startValues(raw),
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
    boolean broken = Dialect.of(lender.leaf().engine()).errors().connectionBroken(error) || dead();
    if (broken && !evict) {
      evict = true;
      lender.broke();
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
    lender.giveBack(proxy, !evict && !lender.evicted(state) && undo());
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
      Engine engine = lender.leaf().engine();
      OpenTransaction.end(engine, raw);
      if (engine == Engine.MYSQL) {
        // Whoever borrows it next may have been somewhere else; the driver knows without asking.
        state.database(raw.getCatalog());
      }
      if (raw.isReadOnly()) {
        raw.setReadOnly(false);
      }
      // Only Connector/J knows the isolation without asking; on PostgreSQL it is a setting.
      if (engine == Engine.MYSQL && raw.getTransactionIsolation() != lender.isolation()) {
        raw.setTransactionIsolation(lender.isolation());
      }
      return true;
    } catch (SQLException | RuntimeException e) {
      return false;
    }
  }
}
