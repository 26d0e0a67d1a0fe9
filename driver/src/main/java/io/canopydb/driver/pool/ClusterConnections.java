package io.canopydb.driver.pool;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pools that keep no connection to a database which the metadata have no more: PostgreSQL drops no
 * database that somebody is in, and whoever drops one may not be allowed to end our session. Safe
 * for use by many threads.
 *
 * <p>A snapshot without a database closes its pools. Whoever borrows at that moment either had the
 * connection before, and loses it, or looks at the snapshot afterwards, and finds that it is not to
 * be kept.
 */
public final class ClusterConnections implements LeafConnections {
  private final MetadataStore store;
  private final LeafPools pools;

  /** The databases of the last snapshot that we were told of; used by the store's thread. */
  private Set<String> known;

  /** Both stay the caller's, but {@link #close} closes the pools. */
  public ClusterConnections(MetadataStore store, LeafPools pools) {
    this.store = store;
    this.pools = pools;
    this.known = store.snapshot().databases().keySet();
    store.addListener(this::applied);
  }

  private void applied(ClusterSnapshot snapshot) {
    Set<String> gone = new HashSet<>(known);
    gone.removeAll(snapshot.databases().keySet());
    known = snapshot.databases().keySet();
    gone.forEach(pools::forgetDatabase);
  }

  @Override
  public LeafConnection borrow(
      Leaf leaf, Identity credentials, @Nullable String database, SessionSettings settings)
      throws SQLException {
    LeafConnection borrowed = pools.borrow(leaf, credentials, database, settings);
    if (leaf.engine() == Engine.POSTGRESQL
        && database != null
        && !store.snapshot().databases().containsKey(database)) {
      borrowed.taint();
    }
    return borrowed;
  }

  @Override
  public boolean worthTrying(Leaf leaf) {
    return pools.worthTrying(leaf);
  }

  @Override
  public boolean hasSpare(Leaf leaf, Identity credentials, @Nullable String database) {
    return pools.hasSpare(leaf, credentials, database);
  }

  @Override
  public int open(Leaf leaf) {
    return pools.open(leaf);
  }

  @Override
  public LeafSuspension suspend(Leaf leaf) {
    return pools.suspend(leaf);
  }

  @Override
  public void evict(Leaf leaf, boolean abort) {
    pools.evict(leaf, abort);
  }

  @Override
  public void forgetDatabase(String database) {
    pools.forgetDatabase(database);
  }

  @Override
  public void close() {
    pools.close();
  }
}
