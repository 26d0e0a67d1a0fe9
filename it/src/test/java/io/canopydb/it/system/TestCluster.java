package io.canopydb.it.system;

import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.Requests;
import io.canopydb.metadata.store.ZooKeeperStore;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.util.List;
import org.apache.curator.test.TestingServer;

/** A cluster of real servers for tests, one an engine and test run; it ends with the process. */
public final class TestCluster {
  private final Engine engine;
  private final SharedServers servers;
  private final TestingServer zooKeeper;

  private TestCluster(Engine engine) throws Exception {
    this.engine = engine;
    this.servers = SharedServers.of(engine);
    this.zooKeeper = new TestingServer(true);
    ZooKeeperStore.create(zooKeeper.getConnectString() + "/canopy", engine);
    register();
  }

  /** The cluster of an engine. */
  public static TestCluster of(Engine engine) {
    return switch (engine) {
      case MYSQL -> MySql.CLUSTER;
      case POSTGRESQL -> PostgreSql.CLUSTER;
    };
  }

  private void register() throws MetadataException {
    try (ZooKeeperStore store = store()) {
      List<LeafServer> leaves = servers.leaves();
      store.update(
          snapshot -> {
            var changed = snapshot;
            for (int i = 0; i < leaves.size(); i++) {
              LeafServer server = leaves.get(i);
              changed =
                  changed.withLeaf(
                      new Leaf(
                          i + 1,
                          server.host(),
                          server.port(),
                          engine,
                          server.version(),
                          1 + i % 2,
                          LeafState.ONLINE,
                          new LeafAccount("unused", "unused")));
            }
            return changed;
          });
    }
  }

  /** The metadata, as one more aggregator sees them. */
  ZooKeeperStore store() throws MetadataException {
    return ZooKeeperStore.connect(
        zooKeeper.getConnectString() + "/canopy", Aggregator.Kind.MANAGER, "localhost", 0);
  }

  /**
   * Stands for master aggregator and does nothing. While there is one, no driver looks for
   * transactions to settle on the leaves.
   */
  AutoCloseable idleMaster() throws MetadataException {
    ZooKeeperStore store = store();
    AutoCloseable candidacy = store.requests().serve(request -> new Requests.Answer(false, "idle"));
    return () -> {
      candidacy.close();
      store.close();
    };
  }

  /** The URL of a database; empty for none. */
  public String url(String database) {
    LeafServer any = servers.leaves().get(0);
    return url(database, any.accounts().app().user(), any.accounts().app().password());
  }

  /** The URL of a database for another account. */
  public String url(String database, String user, String password) {
    return "jdbc:canopy://"
        + zooKeeper.getConnectString()
        + "/"
        + database
        + "?user="
        + user
        + "&password="
        + password;
  }

  /** The URL of the plain server for the engine's own driver; empty for no database. */
  public String plainUrl(String database) {
    LeafServer plain = servers.plain();
    return plain.jdbcUrl(database)
        + "?user="
        + plain.accounts().app().user()
        + "&password="
        + plain.accounts().app().password();
  }

  private static TestCluster start(Engine engine) {
    try {
      return new TestCluster(engine);
    } catch (Exception e) {
      throw new IllegalStateException("the test cluster can't be started", e);
    }
  }

  private static final class MySql {
    static final TestCluster CLUSTER = start(Engine.MYSQL);
  }

  private static final class PostgreSql {
    static final TestCluster CLUSTER = start(Engine.POSTGRESQL);
  }
}
