package io.canopydb.proxy.local;

import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.secret.ClusterKeySource;
import io.canopydb.proxy.account.KnownAccounts;
import io.canopydb.proxy.run.ProxyOptions;
import io.canopydb.proxy.run.RunningProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The proxy of a local cluster, in this process. */
public final class LocalProxy implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int MYSQL_PORT = 3307;
  private static final int POSTGRESQL_PORT = 5433;
  private static final int HTTP_PORT = 8095;
  private static final int CLIENTS = 1_000;
  private static final int LEAF_CONNECTIONS = 20;

  private final Engine engine;
  private final Credentials app;
  private final int httpPort;
  private final RunningProxy proxy;

  private LocalProxy(Engine engine, Credentials app, int httpPort, RunningProxy proxy) {
    this.engine = engine;
    this.app = app;
    this.httpPort = httpPort;
    this.proxy = proxy;
  }

  /** Starts it at the ports that people expect, or at free ones. */
  static LocalProxy start(LocalSettings settings) throws IOException, SQLException {
    int httpPort = freeOrNext(HTTP_PORT);
    return new LocalProxy(
        settings.engine(),
        settings.accounts().app(),
        httpPort,
        RunningProxy.start(
            new ProxyOptions(
                HOST + ":" + settings.zooKeeperPort(),
                "/canopy",
                ClusterKeySource.of(settings.key()),
                HOST,
                freeOrNext(MYSQL_PORT),
                freeOrNext(POSTGRESQL_PORT),
                HOST,
                Optional.empty(),
                HOST,
                OptionalInt.of(httpPort),
                CLIENTS,
                LEAF_CONNECTIONS,
                Duration.ZERO,
                Duration.ZERO),
            KnownAccounts.of(settings.engine(), List.of(settings.accounts().app()))));
  }

  private static int freeOrNext(int favourite) throws ServerException {
    return FreePorts.isFree(favourite) ? favourite : FreePorts.next();
  }

  /** The port of the engine's protocol. */
  public int port() {
    return proxy.port();
  }

  /** Where its metrics are. */
  public String metrics() {
    return "http://" + HOST + ":" + httpPort + "/metrics";
  }

  /** How the engine's own command line connects. */
  public String commandLine(String database) {
    return switch (engine) {
      case MYSQL ->
          "mysql --host="
              + HOST
              + " --port="
              + port()
              + " --user="
              + app.user()
              + " --password="
              + app.password()
              + " "
              + database;
      case POSTGRESQL ->
          "psql postgresql://"
              + app.user()
              + ":"
              + app.password()
              + "@"
              + HOST
              + ":"
              + port()
              + "/"
              + database;
    };
  }

  @Override
  public void close() {
    proxy.close();
  }
}
