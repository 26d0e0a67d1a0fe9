package io.canopydb.driver.pool;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pool for each leaf and account (on PostgreSQL also database), opened when first asked for and
 * closed when unused. Safe for use by many threads.
 */
public final class LeafPools implements LeafConnections {
  private static final Logger LOG = LoggerFactory.getLogger(LeafPools.class);

  /** How often unused pools are looked for. */
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final PoolOptions options;
  private final ConcurrentMap<PoolKey, CompletableFuture<LeafPool>> pools =
      new ConcurrentHashMap<>();

  /** Pools that nobody can reach any more, and that are closed when unused. */
  private final Set<LeafPool> leaving = ConcurrentHashMap.newKeySet();

  /** By the leaf's id. */
  private final ConcurrentMap<Integer, LeafGate> gates = new ConcurrentHashMap<>();

  private final SilentLeaves silent = new SilentLeaves();
  private final ScheduledExecutorService housekeeper;
  private final AtomicInteger threadNumber = new AtomicInteger();
  private volatile boolean closed;

  public LeafPools(PoolOptions options) {
    this.options = options;
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, this::thread);
    executor.setRemoveOnCancelPolicy(true);
    this.housekeeper = executor;
    long period = Math.min(SWEEP.toMillis(), Math.max(1, options.unusedPoolTimeout().toMillis()));
    int sweeps = (int) Math.max(1, options.unusedPoolTimeout().toMillis() / period);
    executor.scheduleWithFixedDelay(() -> sweep(sweeps), period, period, TimeUnit.MILLISECONDS);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "canopy-leaf-pools-" + threadNumber.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public LeafConnection borrow(
      Leaf leaf, Identity credentials, @Nullable String database, SessionSettings settings)
      throws SQLException {
    PoolKey key = PoolKey.of(leaf, credentials, database);
    while (true) {
      CompletableFuture<LeafPool> pool = pools.get(key);
      if (pool == null) {
        pool = open(key, leaf);
      }
      try {
        LeafConnection borrowed = await(pool, leaf).borrow(database, settings);
        silent.answered(leaf);
        return borrowed;
      } catch (SQLException e) {
        if (CanopyError.LEAF_UNREACHABLE.is(e)) {
          silent.add(leaf);
        }
        throw e;
      } catch (LeafPool.Closed e) {
        pools.remove(key, pool);
      }
    }
  }

  @Override
  public boolean hasSpare(Leaf leaf, Identity credentials, @Nullable String database) {
    CompletableFuture<LeafPool> pool = pools.get(PoolKey.of(leaf, credentials, database));
    return pool != null
        && gate(leaf).isOpen()
        && pool.isDone()
        && !pool.isCompletedExceptionally()
        && pool.join().hasSpare();
  }

  @Override
  public boolean worthTrying(Leaf leaf) {
    return gate(leaf).isOpen() && silent.worthTrying(leaf);
  }

  /** Opens a pool, or lets the one who is opening it do so. */
  private CompletableFuture<LeafPool> open(PoolKey key, Leaf leaf) throws SQLException {
    if (closed) {
      throw CanopyError.CLOSED.with("pool of leaf connections");
    }
    CompletableFuture<LeafPool> mine = new CompletableFuture<>();
    CompletableFuture<LeafPool> other = pools.putIfAbsent(key, mine);
    if (other != null) {
      return other;
    }
    try {
      mine.complete(LeafPool.open(key, leaf, options, gate(leaf), this::thread, housekeeper));
    } catch (SQLException | RuntimeException | Error e) {
      // Nobody who asks later is told of this failure.
      pools.remove(key, mine);
      mine.completeExceptionally(e);
    }
    if (closed) {
      close();
    }
    return mine;
  }

  private LeafPool await(CompletableFuture<LeafPool> pool, Leaf leaf) throws SQLException {
    try {
      return pool.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw CanopyError.INTERNAL.causedBy(e.getCause(), "opening a pool for leaf " + leaf.id());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CanopyError.LEAF_UNREACHABLE.causedBy(e, leaf.address(), "interrupted");
    }
  }

  private LeafGate gate(Leaf leaf) {
    LeafGate gate = gates.get(leaf.id());
    return gate == null ? gates.computeIfAbsent(leaf.id(), id -> new LeafGate()) : gate;
  }

  @Override
  public LeafSuspension suspend(Leaf leaf) {
    return gate(leaf).suspend();
  }

  @Override
  public void evict(Leaf leaf, boolean abort) {
    gate(leaf).evict();
    List<LeafPool> all = new ArrayList<>(opened());
    all.addAll(leaving);
    for (LeafPool pool : all) {
      if (pool.key().leafId() == leaf.id()) {
        pool.endEvicted(abort);
      }
    }
  }

  @Override
  public int open(Leaf leaf) {
    int connections = 0;
    for (LeafPool pool : opened()) {
      if (pool.key().leafId() == leaf.id()) {
        connections += pool.connections();
      }
    }
    return connections;
  }

  /** How the connections of each leaf are used, by the leaf's id; of those that have a pool. */
  public Map<Integer, PoolUse> use() {
    Map<Integer, PoolUse> use = new TreeMap<>();
    for (LeafPool pool : opened()) {
      use.merge(pool.key().leafId(), pool.use(), PoolUse::and);
    }
    return use;
  }

  private List<LeafPool> opened() {
    List<LeafPool> opened = new ArrayList<>();
    for (CompletableFuture<LeafPool> pool : pools.values()) {
      if (pool.isDone() && !pool.isCompletedExceptionally()) {
        opened.add(pool.join());
      }
    }
    return opened;
  }

  @Override
  public void forgetDatabase(String database) {
    List<LeafPool> all = new ArrayList<>(opened());
    all.addAll(leaving);
    for (LeafPool pool : all) {
      if (pool.key().bound(pool.leaf().engine(), database)) {
        remove(pool);
        leaving.remove(pool);
        closeQuietly(pool);
      } else {
        // A MySQL connection that was in the database has it no more, even if it is made anew.
        pool.renew();
      }
    }
  }

  /**
   * Pools leave in two steps: out of reach at one sweep, closed at a later one, so that whoever had
   * just reached for one of them ends in peace.
   */
  private void sweep(int sweeps) {
    for (LeafPool pool : leaving) {
      if (pool.unusedSweeps() > 0) {
        leaving.remove(pool);
        closeQuietly(pool);
      }
    }
    for (LeafPool pool : opened()) {
      if (pool.unusedSweeps() >= sweeps) {
        remove(pool);
        leaving.add(pool);
      }
    }
  }

  private void remove(LeafPool pool) {
    pools.computeIfPresent(pool.key(), (key, future) -> isPool(future, pool) ? null : future);
  }

  private static boolean isPool(CompletableFuture<LeafPool> future, LeafPool pool) {
    return future.isDone() && !future.isCompletedExceptionally() && future.join() == pool;
  }

  private static void closeQuietly(LeafPool pool) {
    try {
      pool.close();
    } catch (RuntimeException e) {
      LOG.warn("the pool of leaf {} was not closed cleanly", pool.leaf().address(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    gates.values().forEach(LeafGate::end);
    housekeeper.shutdownNow();
    List<LeafPool> all = new ArrayList<>(opened());
    all.addAll(leaving);
    leaving.clear();
    for (LeafPool pool : all) {
      remove(pool);
      closeQuietly(pool);
    }
  }
}
