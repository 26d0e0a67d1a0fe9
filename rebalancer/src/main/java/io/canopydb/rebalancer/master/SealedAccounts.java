package io.canopydb.rebalancer.master;

import io.canopydb.driver.command.ClusterKeys;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.secret.ClusterKey;
import io.canopydb.rebalancer.leaf.ServerAccount;
import java.sql.Connection;
import java.sql.SQLException;

/** Opens the sealed passwords of Canopy's own accounts. Safe for use by many threads. */
public final class SealedAccounts {
  private final ClusterKey key;

  public SealedAccounts(ClusterKey key) {
    this.key = key;
  }

  /** The account on a leaf. */
  public ServerAccount of(Leaf leaf) throws SQLException {
    return of(leaf.engine(), new HostPort(leaf.host(), leaf.port()), leaf.account());
  }

  ServerAccount of(Engine engine, HostPort server, LeafAccount account) throws SQLException {
    String password = ClusterKeys.open(key, account.sealedPassword());
    return new ServerAccount(engine, server, new Credentials(account.user(), password));
  }

  /** An online leaf that answers; the error of the last one tried where none does. */
  Leaf reachable(ClusterSnapshot cluster) throws SQLException {
    SQLException failure = CanopyError.NO_LEAF.with();
    for (Leaf leaf : cluster.leaves().values()) {
      if (leaf.state() == LeafState.ONLINE) {
        try (Connection connection = of(leaf).open(null)) {
          return leaf;
        } catch (SQLException e) {
          failure = e;
        }
      }
    }
    throw failure;
  }
}
