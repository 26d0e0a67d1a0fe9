package io.canopydb.it.cluster;

import io.canopydb.driver.command.AddLeafAnswer;
import io.canopydb.driver.command.LeafRequests;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.driver.parse.command.LeafCommand;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.secret.ClusterKey;
import io.canopydb.metadata.secret.ClusterKeySource;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ConnectOptions;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.ZooKeeperStore;
import io.canopydb.rebalancer.master.MasterAggregator;
import io.canopydb.rebalancer.master.StepListener;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;

/** A new, empty cluster in a real ZooKeeper, with short sessions. */
final class TestCluster implements AutoCloseable {
  private static final int TICK_MILLIS = 500;
  private static final ClusterKey KEY = ClusterKey.generate();

  private final TestingServer zooKeeper;
  private final Engine engine;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  TestCluster(Engine engine) throws Exception {
    this.engine = engine;
    this.zooKeeper =
        new TestingServer(new InstanceSpec(null, -1, -1, -1, true, -1, TICK_MILLIS, -1), true);
    ZooKeeperStore.create(connectString(), engine);
  }

  String connectString() {
    return zooKeeper.getConnectString() + "/canopy";
  }

  Engine engine() {
    return engine;
  }

  TestingServer zooKeeper() {
    return zooKeeper;
  }

  ZooKeeperStore connect(Aggregator.Kind kind) throws MetadataException {
    ZooKeeperStore store =
        ZooKeeperStore.connect(
            ConnectOptions.of(connectString(), kind, "test", 0)
                .withSessionTimeout(Duration.ofMillis(1_500)));
    open.push(store);
    return store;
  }

  /** Starts a master aggregator with a session of its own; closed with the cluster. */
  ZooKeeperStore startMaster(StepListener listener) throws SQLException, MetadataException {
    ZooKeeperStore store = connect(Aggregator.Kind.MANAGER);
    open.push(MasterAggregator.start(store, KEY, listener));
    return store;
  }

  /** ADD LEAF, as a session does it. */
  static AddLeafAnswer addLeaf(ZooKeeperStore store, HostPort server, Credentials account)
      throws SQLException {
    return new LeafRequests(store, ClusterKeySource.of(KEY))
        .add(
            new LeafCommand.AddLeaf(
                account.user(), account.password(), server, OptionalInt.empty()));
  }

  /** An application's connection. */
  Connection jdbc(ClusterServers servers, String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", servers.accounts().app().user());
    properties.setProperty("password", servers.accounts().app().password());
    // This ZooKeeper ends with the test.
    properties.setProperty("clusterLinger", "0");
    return DriverManager.getConnection(
        "jdbc:canopy://" + zooKeeper.getConnectString() + "/" + database, properties);
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    zooKeeper.close();
  }
}
