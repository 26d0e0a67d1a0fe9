package io.canopydb.rebalancer.cli;

import io.canopydb.driver.command.LeafDoor;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.LeafPools;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.secret.ClusterKey;
import io.canopydb.rebalancer.master.SealedAccounts;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Looks at leaves by Canopy's own accounts. Safe for use by many threads. */
final class AdminDoor implements LeafDoor, AutoCloseable {
  private final SealedAccounts accounts;
  private final LeafPools pools;

  /**
   * By the accounts sealed under a key.
   *
   * @param patience how long it may take to reach a leaf
   */
  AdminDoor(ClusterKey key, Duration patience) {
    this.accounts = new SealedAccounts(key);
    this.pools =
        new LeafPools(
            PoolOptions.DEFAULT
                .withMaximumSize(1)
                .withTimeouts(patience, PoolOptions.DEFAULT.socketTimeout()));
  }

  @Override
  public LeafConnection open(Leaf leaf, @Nullable String database) throws SQLException {
    return pools.borrow(leaf, accounts.of(leaf).account(), database, SessionSettings.NONE);
  }

  /** How many connections to a leaf are open in this process. */
  int connections(Leaf leaf) {
    return pools.open(leaf);
  }

  @Override
  public void close() {
    pools.close();
  }
}
