package io.canopydb.driver.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections to one leaf under one account. Safe for use by many threads. */
final class LeafPool implements Lender {
  /** How long HikariCP waits at a time; then the reason is looked for. It takes no less. */
  private static final long SLICE_MILLIS = 250;

  /** How many broken connections one borrower replaces before it gives up. */
  private static final int MAX_BROKEN = 2;

  private static final int VALIDATION_SECONDS = 5;

  private static final Duration IDLE_CONNECTION = Duration.ofMinutes(2);
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(1);

  private final PoolKey key;
  private final Leaf leaf;
  private final PoolOptions options;
  private final LeafDataSource source;
  private final HikariDataSource hikari;
  private final int isolation;
  private final LeafGate gate;
  private final ConnectionStates states;
  private volatile @Nullable Map<String, String> startValues;
  private volatile boolean used = true;
  private int unusedSweeps;

  /** Thrown where the pool was closed for lack of use before the borrower got to it. */
  static final class Closed extends Exception {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("the pool is closed");
    }
  }

  private LeafPool(
      PoolKey key,
      Leaf leaf,
      PoolOptions options,
      LeafGate gate,
      ConnectionStates states,
      LeafDataSource source,
      HikariDataSource hikari,
      int isolation) {
    this.key = key;
    this.leaf = leaf;
    this.options = options;
    this.gate = gate;
    this.states = states;
    this.source = source;
    this.hikari = hikari;
    this.isolation = isolation;
  }

  /**
   * Opens a pool with its first connection, so that a refusal is known at once.
   *
   * @throws SQLException see {@link ConnectFailure}
   */
  static LeafPool open(
      PoolKey key,
      Leaf leaf,
      PoolOptions options,
      LeafGate gate,
      ThreadFactory threads,
      ScheduledExecutorService housekeeper)
      throws SQLException {
    ConnectionStates states = new ConnectionStates(gate);
    LeafDataSource.Opener opener =
        () -> {
          gate.pass(leaf, options.borrowTimeout());
          return states.open(
              () -> LeafUrl.connect(leaf, key.credentials(), key.connectedDatabase(), options),
              opened -> Incarnation.ask(opened, leaf.engine(), options.connectTimeout()));
        };
    Connection first;
    int isolation;
    try {
      first = opener.open();
      isolation = first.getTransactionIsolation();
    } catch (SQLException e) {
      throw ConnectFailure.of(e, leaf, key.credentials(), key.database());
    }
    LeafDataSource source = new LeafDataSource(opener, first);
    HikariConfig config = new HikariConfig();
    config.setPoolName("canopy leaf " + leaf.address());
    config.setDataSource(source);
    config.setMaximumPoolSize(options.maximumSize());
    config.setMinimumIdle(0);
    config.setConnectionTimeout(SLICE_MILLIS);
    config.setIdleTimeout(IDLE_CONNECTION.toMillis());
    config.setKeepaliveTime(KEEP_ALIVE.toMillis());
    config.setInitializationFailTimeout(-1);
    // HikariCP asks its first connection. If that breaks just then it never learns it, and sets an
    // isolation that there is not on every connection from then on.
    config.setTransactionIsolation(Integer.toString(isolation));
    config.setThreadFactory(threads);
    config.setScheduledExecutor(housekeeper);
    return new LeafPool(
        key, leaf, options, gate, states, source, new HikariDataSource(config), isolation);
  }

  PoolKey key() {
    return key;
  }

  @Override
  public Leaf leaf() {
    return leaf;
  }

  @Override
  public int isolation() {
    return isolation;
  }

  /** Borrows a connection; arguments as of {@link LeafConnections#borrow}. */
  LeafConnection borrow(@Nullable String database, SessionSettings settings)
      throws SQLException, Closed {
    if (!used) {
      used = true;
    }
    int broken = 0;
    while (true) {
      gate.pass(leaf, options.borrowTimeout());
      Connection proxy = take();
      Connection raw = proxy.unwrap(Connection.class);
      ConnectionState state = states.of(raw);
      PooledLeafConnection connection = new PooledLeafConnection(this, proxy, raw, state);
      try {
        if (!gate.isOpen()) {
          connection.close();
          continue;
        }
        if (states.evicted(state) || !alive(raw, state)) {
          connection.taint();
          connection.close();
          continue;
        }
        enter(database, raw, state);
        connection.apply(settings);
        return connection;
      } catch (SQLException e) {
        boolean again = connection.failed(e) && broken < MAX_BROKEN;
        connection.close();
        if (!again) {
          throw ConnectFailure.of(e, leaf, key.credentials(), database);
        }
        // Nothing was done yet, so another connection may do it.
        broken++;
      } catch (RuntimeException e) {
        connection.taint();
        connection.close();
        throw e;
      }
    }
  }

  /**
   * Whether a connection may be used. When one breaks, the server may have restarted and all others
   * are dead too, so each is tried once before it is trusted again.
   */
  private boolean alive(Connection raw, ConnectionState state) throws SQLException {
    int breakdown = states.breakdowns();
    if (state.trusted() == breakdown) {
      return true;
    }
    if (!raw.isValid(VALIDATION_SECONDS)) {
      return false;
    }
    state.trusted(breakdown);
    return true;
  }

  @Override
  public void broke() {
    states.broke();
  }

  @Override
  public boolean evicted(ConnectionState state) {
    return states.evicted(state);
  }

  private void enter(@Nullable String database, Connection raw, ConnectionState state)
      throws SQLException {
    if (leaf.engine() == Engine.MYSQL && database != null && !database.equals(state.database())) {
      raw.setCatalog(database);
      state.database(database);
    }
  }

  private Connection take() throws SQLException, Closed {
    long start = 0;
    while (true) {
      try {
        return hikari.getConnection();
      } catch (SQLTransientConnectionException timeout) {
        long now = System.nanoTime();
        if (start == 0) {
          start = now - TimeUnit.MILLISECONDS.toNanos(SLICE_MILLIS);
        }
        SQLException failure = source.failureSince(start);
        if (failure != null) {
          throw ConnectFailure.of(failure, leaf, key.credentials(), key.database());
        }
        if (now - start >= options.borrowTimeout().toNanos()) {
          throw tookTooLong(timeout);
        }
      } catch (SQLException e) {
        if (hikari.isClosed()) {
          throw new Closed();
        }
        throw e;
      }
    }
  }

  /** HikariCP says the same of a pool that is used up and of one that can't open connections. */
  private SQLException tookTooLong(SQLException timeout) {
    HikariPoolMXBean bean = hikari.getHikariPoolMXBean();
    int inUse = bean == null ? 0 : bean.getActiveConnections();
    if (inUse >= options.maximumSize()) {
      return CanopyError.LEAF_BUSY.causedBy(timeout, options.maximumSize(), leaf.address());
    }
    Throwable last = timeout.getCause();
    return CanopyError.LEAF_UNREACHABLE.causedBy(
        timeout,
        leaf.address(),
        last == null ? "no connection was opened in time" : String.valueOf(last.getMessage()));
  }

  @Override
  public void giveBack(Connection proxy, boolean keep) {
    try {
      if (!keep) {
        hikari.evictConnection(proxy);
      }
      proxy.close();
    } catch (SQLException e) {
      hikari.evictConnection(proxy);
    }
  }

  @Override
  public Map<String, String> startValues(Connection untouched) throws SQLException {
    Map<String, String> values = startValues;
    if (values == null) {
      values = Map.copyOf(Dialect.of(leaf.engine()).settings().startValues(untouched));
      startValues = values;
    }
    return values;
  }

  boolean hasSpare() {
    HikariPoolMXBean bean = hikari.getHikariPoolMXBean();
    return bean != null && bean.getActiveConnections() < options.maximumSize();
  }

  /** How its connections are used now. */
  PoolUse use() {
    HikariPoolMXBean bean = hikari.getHikariPoolMXBean();
    return bean == null
        ? new PoolUse(leaf, 0, 0, 0)
        : new PoolUse(
            leaf,
            bean.getActiveConnections(),
            bean.getIdleConnections(),
            bean.getThreadsAwaitingConnection());
  }

  int connections() {
    HikariPoolMXBean bean = hikari.getHikariPoolMXBean();
    return bean == null ? 0 : bean.getTotalConnections();
  }

  /** Lets no connection that is open now, or is being opened, be borrowed again. */
  void renew() {
    states.evict();
    closeIdle();
  }

  /**
   * Ends the connections that the leaf's gate has told to go.
   *
   * @param abort also those that are in use
   */
  void endEvicted(boolean abort) {
    closeIdle();
    if (abort) {
      states.abortEvicted();
    }
  }

  private void closeIdle() {
    HikariPoolMXBean bean = hikari.getHikariPoolMXBean();
    if (bean != null) {
      bean.softEvictConnections();
    }
  }

  /**
   * Called once in a while, by one thread.
   *
   * @return how many calls in a row, this one included, found that nobody had borrowed since the
   *     last and no connection was in use
   */
  int unusedSweeps() {
    HikariPoolMXBean bean = hikari.getHikariPoolMXBean();
    boolean unused = !used && bean != null && bean.getActiveConnections() == 0;
    used = false;
    unusedSweeps = unused ? unusedSweeps + 1 : 0;
    return unusedSweeps;
  }

  /** Closes the pool. Connections that are in use are aborted. */
  void close() {
    hikari.close();
    source.closeUnused();
  }
}
