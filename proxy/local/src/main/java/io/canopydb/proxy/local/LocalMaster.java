package io.canopydb.proxy.local;

import io.canopydb.driver.command.LeafRequests;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.driver.parse.command.LeafCommand;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.secret.ClusterKeySource;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ConnectOptions;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import io.canopydb.metadata.store.ZooKeeperStore;
import io.canopydb.rebalancer.master.MasterAggregator;
import io.canopydb.rebalancer.master.StepListener;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The master aggregator of a local cluster, in this process. */
final class LocalMaster implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final MetadataStore store;
  private final MasterAggregator master;

  private LocalMaster(MetadataStore store, MasterAggregator master) {
    this.store = store;
    this.master = master;
  }

  /**
   * Founds the cluster if it is not there yet, and has all leaves in it.
   *
   * @param settings with the ports that the servers have now
   * @param formerPorts those that they had at the last start; 0 for a server that never ran
   */
  static LocalMaster start(String zooKeeper, LocalSettings settings, List<Integer> formerPorts)
      throws SQLException {
    try {
      ZooKeeperStore.create(
          zooKeeper, settings.engine(), settings.key().id(), ConnectOptions.CONNECT_TIMEOUT);
      MetadataStore store = ZooKeeperStore.connect(zooKeeper, Aggregator.Kind.MANAGER, HOST, 0);
      boolean started = false;
      try {
        move(store, formerPorts, settings.leafPorts());
        MasterAggregator master = MasterAggregator.start(store, settings.key(), StepListener.NONE);
        addMissing(store, settings);
        started = true;
        return new LocalMaster(store, master);
      } finally {
        if (!started) {
          store.close();
        }
      }
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }

  /** Somebody took the port of a leaf since the last start, so the leaf has another one now. */
  private static void move(MetadataStore store, List<Integer> former, List<Integer> now)
      throws MetadataException {
    if (former.equals(now)) {
      return;
    }
    Map<Integer, Integer> moves = new HashMap<>();
    for (int i = 0; i < now.size(); i++) {
      moves.put(former.get(i), now.get(i));
    }
    store.update(cluster -> moved(cluster, moves));
  }

  private static ClusterSnapshot moved(ClusterSnapshot cluster, Map<Integer, Integer> moves) {
    ClusterSnapshot moved = cluster;
    for (Leaf leaf : cluster.leaves().values()) {
      int port = moves.getOrDefault(leaf.port(), leaf.port());
      if (leaf.host().equals(HOST) && port != leaf.port()) {
        moved = moved.withLeaf(leaf.withPort(port));
      }
    }
    return moved;
  }

  private static void addMissing(MetadataStore store, LocalSettings settings) throws SQLException {
    LeafRequests requests = new LeafRequests(store, ClusterKeySource.of(settings.key()));
    Credentials admin = settings.accounts().admin();
    for (int port : settings.leafPorts()) {
      boolean known =
          store.snapshot().leaves().values().stream()
              .anyMatch(leaf -> leaf.host().equals(HOST) && leaf.port() == port);
      if (!known) {
        requests.add(
            new LeafCommand.AddLeaf(
                admin.user(), admin.password(), new HostPort(HOST, port), OptionalInt.empty()));
      }
    }
  }

  @Override
  public void close() throws Exception {
    try {
      master.close();
    } finally {
      store.close();
    }
  }
}
