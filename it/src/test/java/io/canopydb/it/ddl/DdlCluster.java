package io.canopydb.it.ddl;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.ZooKeeperStore;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.apache.curator.test.TestingServer;

/**
 * Two leaves and a ZooKeeper of its own, without a session: statements go to the DDL executor
 * itself, of as many aggregators as a test wants. One an engine and test run.
 */
final class DdlCluster {
  private static final int LEAVES = 2;

  private final Engine engine;
  private final TestingServer zooKeeper;
  private final List<LeafServer> servers;

  private DdlCluster(Engine engine) throws Exception {
    this.engine = engine;
    this.servers = SharedServers.of(engine).leaves().subList(0, LEAVES);
    this.zooKeeper = new TestingServer(true);
    ZooKeeperStore.create(address(), engine);
    try (ZooKeeperStore store = connect()) {
      for (int i = 0; i < LEAVES; i++) {
        LeafServer server = servers.get(i);
        Leaf leaf =
            new Leaf(
                i + 1,
                server.host(),
                server.port(),
                engine,
                server.version(),
                1,
                LeafState.ONLINE,
                new LeafAccount("unused", "unused"));
        store.update(snapshot -> snapshot.withLeaf(leaf));
      }
    }
  }

  static DdlCluster of(Engine engine) {
    return switch (engine) {
      case MYSQL -> MySql.CLUSTER;
      case POSTGRESQL -> PostgreSql.CLUSTER;
    };
  }

  Engine engine() {
    return engine;
  }

  private String address() {
    return zooKeeper.getConnectString() + "/canopy";
  }

  private ZooKeeperStore connect() throws MetadataException {
    return ZooKeeperStore.connect(address(), Aggregator.Kind.DRIVER, "localhost", 0);
  }

  /** An aggregator that does its work. */
  DdlAggregator aggregator() throws MetadataException {
    return aggregator(FaultPoint.NONE);
  }

  /** An aggregator that may die. */
  DdlAggregator aggregator(FaultPoint faults) throws MetadataException {
    return new DdlAggregator(engine, connect(), credentials(), faults);
  }

  Credentials credentials() {
    var app = servers.get(0).accounts().app();
    return new Credentials(app.user(), app.password());
  }

  /** A connection to a leaf that nobody else knows of; leaves count from 1. */
  Connection leaf(int leaf, String database) throws SQLException {
    Credentials app = credentials();
    return DriverManager.getConnection(
        servers.get(leaf - 1).jdbcUrl(database), app.user(), app.password());
  }

  private static DdlCluster start(Engine engine) {
    try {
      return new DdlCluster(engine);
    } catch (Exception e) {
      throw new IllegalStateException("the test cluster can't be started", e);
    }
  }

  private static final class MySql {
    static final DdlCluster CLUSTER = start(Engine.MYSQL);
  }

  private static final class PostgreSql {
    static final DdlCluster CLUSTER = start(Engine.POSTGRESQL);
  }
}
