package io.canopydb.proxy.local.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.canopydb.driver.pool.LeafUrl;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.LocalCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/** The application's pools: the same one over Canopy's driver and over the engine's own. */
final class Pools implements AutoCloseable {
  private final int size;
  private final List<HikariDataSource> open = new ArrayList<>();

  /**
   * @param size connections of each pool at most
   */
  Pools(int size) {
    this.size = size;
  }

  /** Over Canopy. */
  DataSource canopy(LocalCluster cluster, String database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("canopy bench");
    config.setJdbcUrl(cluster.url(database));
    return open(config);
  }

  /**
   * Through a proxy, as straight to one server.
   *
   * @param text whether statements are sent as texts with their values, and not prepared
   */
  DataSource proxied(LocalCluster cluster, int port, String database, boolean text) {
    LeafServer any = cluster.servers().get(0);
    String url = any.jdbcUrl(database).replace(":" + any.port() + "/", ":" + port + "/");
    return engine(any, url, text);
  }

  /**
   * Straight to one server, with the very properties that Canopy gives the engine's driver; but the
   * driver may join the rows of a batch, which Canopy does by itself.
   */
  DataSource direct(LeafServer server, String database, boolean text) {
    return engine(server, server.jdbcUrl(database), text);
  }

  private DataSource engine(LeafServer server, String url, boolean text) {
    Map<String, String> joining =
        switch (server.engine()) {
          case MYSQL -> Map.of("rewriteBatchedStatements", "true");
          case POSTGRESQL -> Map.of("reWriteBatchedInserts", "true");
        };
    PoolOptions options = PoolOptions.DEFAULT.withProperties(joining);
    Properties properties = LeafUrl.properties(server.engine(), options);
    if (text) {
      switch (server.engine()) {
        case MYSQL -> properties.setProperty("useServerPrepStmts", "false");
        case POSTGRESQL -> properties.setProperty("preferQueryMode", "simple");
      }
    }
    if (server.engine() == Engine.MYSQL) {
      properties.remove("socketTimeout");
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName("bench " + url);
    config.setJdbcUrl(url);
    config.setUsername(server.accounts().app().user());
    config.setPassword(server.accounts().app().password());
    config.setDataSourceProperties(properties);
    return open(config);
  }

  private DataSource open(HikariConfig config) {
    config.setMaximumPoolSize(size);
    HikariDataSource source = new HikariDataSource(config);
    open.add(source);
    return source;
  }

  @Override
  public void close() {
    open.forEach(HikariDataSource::close);
  }
}
