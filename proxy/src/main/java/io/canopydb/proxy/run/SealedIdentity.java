package io.canopydb.proxy.run;

import io.canopydb.driver.command.ClusterKeys;
import io.canopydb.driver.pool.Identity;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.secret.ClusterKey;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Canopy's own account on each leaf, whose password is sealed in the metadata. A proxy settles by
 * it what others left behind. Safe for use by many threads.
 */
final class SealedIdentity implements Identity {
  private final ClusterKey key;

  SealedIdentity(ClusterKey key) {
    this.key = key;
  }

  @Override
  public String user() {
    return "Canopy's own account";
  }

  @Override
  public void prove(Leaf leaf, Properties properties) throws SQLException {
    properties.setProperty("user", leaf.account().user());
    properties.setProperty("password", ClusterKeys.open(key, leaf.account().sealedPassword()));
  }

  @Override
  public String toString() {
    return user();
  }
}
