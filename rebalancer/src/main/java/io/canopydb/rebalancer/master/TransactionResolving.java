package io.canopydb.rebalancer.master;

import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.ClusterConnections;
import io.canopydb.driver.pool.LeafPools;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.driver.transaction.Resolver;
import io.canopydb.driver.transaction.ResolverDuty;
import io.canopydb.metadata.store.MetadataStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The master aggregator's settling of transactions in doubt, by Canopy's own accounts. */
final class TransactionResolving implements AutoCloseable {
  /** It uses one connection to a leaf at a time; on PostgreSQL one for each database. */
  private static final int CONNECTIONS = 2;

  private final ExecutorService threads;
  private final Door door;
  private final ResolverDuty duty;

  private TransactionResolving(ExecutorService threads, Door door, ResolverDuty duty) {
    this.threads = threads;
    this.door = door;
    this.duty = duty;
  }

  static TransactionResolving start(MetadataStore store, SealedAccounts accounts) {
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "canopy-resolver-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    Door door =
        new Door(
            store,
            new ClusterConnections(
                store, new LeafPools(PoolOptions.DEFAULT.withMaximumSize(CONNECTIONS))),
            FaultPoint.NONE);
    Resolver resolver =
        new Resolver(store, door, leaf -> accounts.of(leaf).account(), threads, FaultPoint.NONE);
    return new TransactionResolving(
        threads, door, ResolverDuty.start(store, resolver, /* manager= */ true));
  }

  @Override
  public void close() {
    duty.close();
    door.close();
    threads.shutdownNow();
  }
}
