package io.canopydb.proxy.local;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.proxy.local.demo.TpchData;
import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of a local cluster, made and filled as any application would do it: by JDBC. */
public final class LocalDatabase {

  private final LocalCluster cluster;
  private final String name;

  public LocalDatabase(LocalCluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
  }

  /** Makes it if it is not there. */
  public void create(int partitions) throws SQLException {
    String sql =
        "CREATE DATABASE IF NOT EXISTS "
            + Dialect.of(cluster.engine()).quoteName(name)
            + " PARTITIONS "
            + partitions;
    try (Connection connection = DriverManager.getConnection(cluster.url(""));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Sets redundancy_level for databases that are made later. */
  public void redundancy(int level) throws SQLException {
    try (Connection connection = DriverManager.getConnection(cluster.url(""));
        Statement statement = connection.createStatement()) {
      statement.execute("SET GLOBAL redundancy_level = " + level);
    }
  }

  /**
   * Fills it with the demo data, unless an earlier start of the cluster has done that. What a start
   * that died half-way loaded is loaded anew.
   */
  public void fill(double scale, Progress progress) throws SQLException, IOException {
    Path filled = cluster.directory().resolve("demo-" + name);
    if (Files.exists(filled)) {
      return;
    }
    try (Connection connection = DriverManager.getConnection(cluster.url(name))) {
      TpchData.load(connection, scale, progress);
    }
    Files.createFile(filled);
  }
}
