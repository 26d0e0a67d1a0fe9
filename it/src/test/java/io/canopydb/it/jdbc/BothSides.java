package io.canopydb.it.jdbc;

import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafAccounts;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A database of the same name on one plain server and on a cluster, with a connection to each by
 * the driver that belongs to it.
 *
 * @param url the cluster's URL
 */
record BothSides(Engine engine, String url, Connection plain, Connection canopy)
    implements AutoCloseable {

  /**
   * Makes the database anew on both sides.
   *
   * @param database used by one test class only
   */
  static BothSides create(Engine engine, String database) throws SQLException {
    TestCluster cluster = TestCluster.of(engine);
    for (String url : List.of(cluster.plainUrl(""), cluster.url(""))) {
      try (Connection admin = DriverManager.getConnection(url);
          Statement statement = admin.createStatement()) {
        statement.execute("DROP DATABASE IF EXISTS " + database);
        statement.execute(
            "CREATE DATABASE "
                + database
                + (url.startsWith("jdbc:canopy:") ? " PARTITIONS 5" : ""));
      }
    }
    return open(engine, database);
  }

  /** Connects to a database that {@link #create} has made. */
  static BothSides open(Engine engine, String database) throws SQLException {
    TestCluster cluster = TestCluster.of(engine);
    Connection plain = DriverManager.getConnection(cluster.plainUrl(database));
    try {
      String url = cluster.url(database);
      return new BothSides(engine, url, plain, DriverManager.getConnection(url));
    } catch (SQLException e) {
      plain.close();
      throw e;
    }
  }

  List<Connection> each() {
    return List.of(plain, canopy);
  }

  /** Runs statements on both sides. */
  void run(String... statements) throws SQLException {
    for (Connection connection : each()) {
      runOn(connection, statements);
    }
  }

  /** Runs statements on one side. */
  static void runOn(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** How many INSERTs MySQL's leaves have run so far. */
  static long insertsOnLeaves() throws SQLException {
    long sum = 0;
    for (LeafServer leaf : SharedServers.of(Engine.MYSQL).leaves()) {
      LeafAccounts accounts = leaf.accounts();
      try (Connection connection =
              DriverManager.getConnection(
                  leaf.jdbcUrl(""), accounts.app().user(), accounts.app().password());
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Com_insert'")) {
        rows.next();
        sum += rows.getLong(2);
      }
    }
    return sum;
  }

  /** The text that belongs to the engine. */
  String sql(String mySql, String postgreSql) {
    return switch (engine) {
      case MYSQL -> mySql;
      case POSTGRESQL -> postgreSql;
    };
  }

  @Override
  public void close() throws SQLException {
    try (plain) {
      canopy.close();
    }
  }
}
