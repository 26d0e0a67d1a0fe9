package io.canopydb.it.wire.mysql;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.session.AggregatorOptions;
import io.canopydb.driver.session.Clusters;
import io.canopydb.driver.session.OpenCluster;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.proxy.account.KnownAccounts;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import io.canopydb.proxy.server.ProxyServer;
import io.canopydb.proxy.server.ServerOptions;
import io.canopydb.proxy.server.Sessions;
import io.canopydb.proxy.wire.mysql.MySqlOptions;
import io.canopydb.proxy.wire.mysql.MySqlProtocol;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** A proxy in this process, over the cluster that all tests share. */
public final class MySqlProxy implements AutoCloseable {
  private final OpenCluster cluster;
  private final ProxyServer server;
  private final String user;
  private final String password;

  private MySqlProxy(OpenCluster cluster, ProxyServer server, String user, String password) {
    this.cluster = cluster;
    this.server = server;
    this.user = user;
    this.password = password;
  }

  /** The one that most tests use; gone with the process. */
  public static MySqlProxy shared() {
    return Shared.PROXY;
  }

  private static final class Shared {
    static final MySqlProxy PROXY = start(MySqlOptions.DEFAULT);
  }

  /** Starts one. */
  public static MySqlProxy start(MySqlOptions options) {
    LeafServer any = SharedServers.of(Engine.MYSQL).leaves().get(0);
    Credentials app = new Credentials(any.accounts().app().user(), any.accounts().app().password());
    try {
      CanopyUrl url = CanopyUrl.parse(TestCluster.of(Engine.MYSQL).url(""), new Properties());
      OpenCluster cluster =
          new Clusters()
              .open(
                  AggregatorOptions.driver(url, FaultPoint.NONE)
                      .as(Aggregator.Kind.PROXY, "localhost", 1),
                  app);
      MySqlProtocol protocol =
          new MySqlProtocol(
              new Sessions(cluster, url), KnownAccounts.of(Engine.MYSQL, List.of(app)), options);
      return new MySqlProxy(
          cluster,
          ProxyServer.start(protocol, new ServerOptions("127.0.0.1", 0, 1000)),
          app.user(),
          app.password());
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public ProxyServer server() {
    return server;
  }

  public int port() {
    return server.port();
  }

  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  /** A URL for Connector/J. */
  public String url(String database) {
    return url("mysql", database);
  }

  /** A URL for another driver, with its name. */
  public String url(String driver, String database) {
    return "jdbc:"
        + driver
        + "://127.0.0.1:"
        + port()
        + "/"
        + database
        + "?user="
        + user
        + "&password="
        + password
        + "&allowPublicKeyRetrieval=true&sslMode=DISABLED&socketTimeout=20000";
  }

  /** Makes a database anew, of eight partitions. */
  public void createDatabase(String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(TestCluster.of(Engine.MYSQL).url(""));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name);
      statement.execute("CREATE DATABASE " + name + " PARTITIONS 8");
    }
  }

  @Override
  public void close() {
    server.close();
    cluster.close();
  }
}
