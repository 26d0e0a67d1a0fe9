package io.canopydb.it.pool;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafUrl;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A test server as a leaf, and short ways to ask it. */
public record PlainServer(LeafServer server) {

  public static PlainServer of(Engine engine) {
    return new PlainServer(SharedServers.of(engine).plain());
  }

  public Engine engine() {
    return server.engine();
  }

  public Dialect dialect() {
    return Dialect.of(engine());
  }

  public Credentials admin() {
    return server.accounts().admin();
  }

  public Leaf leaf() {
    return leaf(server.port());
  }

  /** The leaf, at another port. */
  public Leaf leaf(int port) {
    return new Leaf(
        1,
        server.host(),
        port,
        engine(),
        server.version(),
        1,
        LeafState.ONLINE,
        new LeafAccount("canopy", "sealed"));
  }

  public Connection connect(@Nullable String database) throws SQLException {
    return LeafUrl.connect(leaf(), admin(), database, PoolOptions.DEFAULT);
  }

  /** An empty database of this name. */
  public void createDatabase(String name) throws SQLException {
    dropDatabase(name);
    administer("CREATE DATABASE " + dialect().quoteName(name));
  }

  public void dropDatabase(String name) throws SQLException {
    String force =
        switch (engine()) {
          case MYSQL -> "";
          case POSTGRESQL -> " WITH (FORCE)";
        };
    administer("DROP DATABASE IF EXISTS " + dialect().quoteName(name) + force);
  }

  public void administer(String sql) throws SQLException {
    try (Connection connection = connect(null)) {
      run(connection, sql);
    }
  }

  public static void run(Connection connection, String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : texts) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row. */
  public static @Nullable String ask(Connection connection, String sql) throws SQLException {
    return rows(connection, sql).get(0).get(0);
  }

  public static List<List<@Nullable String>> rows(Connection connection, String sql)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<@Nullable String>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
