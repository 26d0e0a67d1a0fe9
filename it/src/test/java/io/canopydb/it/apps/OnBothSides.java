package io.canopydb.it.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Runs an application on a plain server and on a cluster of the same engine. */
final class OnBothSides {
  private OnBothSides() {}

  /**
   * Runs it on each side over a new database, and compares what it noted.
   *
   * @param database used by one test only
   */
  static void same(Engine engine, String database, Application application) throws Exception {
    same(engine, database, "", application);
  }

  /**
   * As {@link #same(Engine, String, Application)}.
   *
   * @param properties what the cluster's URL says besides: {@code &name=value}
   */
  static void same(Engine engine, String database, String properties, Application application)
      throws Exception {
    TestCluster cluster = TestCluster.of(engine);
    List<String> plain =
        run(cluster.plainUrl(""), cluster.plainUrl(database), database, "", application);
    List<String> canopy =
        run(
            cluster.url(""),
            cluster.url(database) + properties,
            database,
            " PARTITIONS 5",
            application);
    assertThat(plain).isNotEmpty();
    assertThat(onlyIn(canopy, plain)).as("seen on Canopy only").isEqualTo(onlyIn(plain, canopy));
    assertThat(canopy).isEqualTo(plain);
  }

  private static List<String> onlyIn(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line)).toList();
  }

  private static List<String> run(
      String adminUrl, String url, String database, String options, Application application)
      throws Exception {
    remake(adminUrl, database, options);
    Notes notes = new Notes();
    application.run(url, notes);
    return notes.lines();
  }

  private static void remake(String adminUrl, String database, String options) throws SQLException {
    try (Connection admin = DriverManager.getConnection(adminUrl);
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + database);
      statement.execute("CREATE DATABASE " + database + options);
    }
  }
}
