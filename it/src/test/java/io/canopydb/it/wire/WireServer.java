package io.canopydb.it.wire;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.session.AggregatorOptions;
import io.canopydb.driver.session.Clusters;
import io.canopydb.driver.session.OpenCluster;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.proxy.account.Accounts;
import io.canopydb.proxy.account.KnownAccounts;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import io.canopydb.proxy.server.Protocol;
import io.canopydb.proxy.server.ProxyServer;
import io.canopydb.proxy.server.ServerOptions;
import io.canopydb.proxy.server.Sessions;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** A proxy of the test cluster, in this process. */
public final class WireServer implements AutoCloseable {
  private final Clusters clusters;
  private final OpenCluster cluster;
  private final ProxyServer server;
  private final Credentials app;

  private WireServer(Clusters clusters, OpenCluster cluster, ProxyServer server, Credentials app) {
    this.clusters = clusters;
    this.cluster = cluster;
    this.server = server;
    this.app = app;
  }

  /** Makes the protocol that is served. */
  @FunctionalInterface
  public interface Making {
    Protocol of(Sessions sessions, Accounts accounts) throws IOException;
  }

  /**
   * Starts one.
   *
   * @param leafProperties as of a URL: {@code &leaf.binaryTransfer=false}
   */
  public static WireServer start(Engine engine, String leafProperties, Making protocol)
      throws SQLException, IOException {
    LeafServer leaf = SharedServers.of(engine).leaves().get(0);
    Credentials app = leaf.accounts().app();
    CanopyUrl url =
        CanopyUrl.parse(TestCluster.of(engine).url("") + leafProperties, new Properties());
    Clusters clusters = new Clusters();
    OpenCluster cluster =
        clusters.open(
            AggregatorOptions.driver(url, FaultPoint.NONE)
                .as(Aggregator.Kind.PROXY, "127.0.0.1", 1),
            app);
    ProxyServer server =
        ProxyServer.start(
            protocol.of(new Sessions(cluster, url), KnownAccounts.of(engine, List.of(app))),
            new ServerOptions("127.0.0.1", 0, 1_000));
    return new WireServer(clusters, cluster, server, app);
  }

  public int port() {
    return server.port();
  }

  /** The account by which clients log in. */
  public Credentials app() {
    return app;
  }

  /** How many clients are connected. */
  public int connections() {
    return server.connections();
  }

  public ProxyServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
    cluster.close();
    clusters.end();
  }
}
