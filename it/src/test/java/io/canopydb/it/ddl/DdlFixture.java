package io.canopydb.it.ddl;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A database on two leaves, of four partitions by default, made for a test and dropped behind it.
 */
final class DdlFixture implements AutoCloseable {
  static final DdlFixture NONE = new DdlFixture(null, null, "");

  private final @Nullable DdlCluster cluster;
  private final @Nullable DdlAggregator ddl;
  private final String database;

  private DdlFixture(@Nullable DdlCluster cluster, @Nullable DdlAggregator ddl, String database) {
    this.cluster = cluster;
    this.ddl = ddl;
    this.database = database;
  }

  static DdlFixture open(Engine engine, String database) throws Exception {
    return open(engine, database, 4);
  }

  static DdlFixture open(Engine engine, String database, int partitions) throws Exception {
    DdlCluster cluster = DdlCluster.of(engine);
    DdlAggregator ddl = cluster.aggregator();
    ddl.run(null, "CREATE DATABASE " + database + " PARTITIONS " + partitions);
    return new DdlFixture(cluster, ddl, database);
  }

  DdlCluster cluster() {
    return Objects.requireNonNull(cluster);
  }

  DdlAggregator ddl() {
    return Objects.requireNonNull(ddl);
  }

  void run(String sql) throws SQLException {
    ddl().run(database, sql);
  }

  void check() throws Exception {
    new Consistency(cluster()).check(ddl(), database);
  }

  /** Leaves the database empty. */
  void dropAll() throws SQLException {
    Database known = ddl().database(database);
    if (!known.views().isEmpty()) {
      run("DROP VIEW " + String.join(", ", known.views().keySet()));
    }
    if (!known.tables().isEmpty()) {
      run("DROP TABLE " + String.join(", ", known.tables().keySet()));
    }
    if (cluster().engine() == Engine.POSTGRESQL) {
      run("DROP TYPE IF EXISTS n");
    }
  }

  /** Runs a statement in every partition, behind Canopy's back. */
  void fillPartitions(String sql) throws SQLException {
    int partitions = ddl().database(database).partitionMap().count();
    for (int ordinal = 0; ordinal < partitions; ordinal++) {
      fillPartition(ordinal, sql);
    }
  }

  void fillPartition(int ordinal, String sql) throws SQLException {
    int leaf = ddl().database(database).partitionMap().masterLeaf(ordinal);
    at(leaf, dialect().partitionNamespace(database, ordinal), sql);
  }

  void fillShells(String sql) throws SQLException {
    at(1, dialect().shellNamespace(database), sql);
    at(2, dialect().shellNamespace(database), sql);
  }

  private void at(int leaf, String namespace, String sql) throws SQLException {
    try (Connection connection = cluster().leaf(leaf, database)) {
      Consistency.enter(connection, dialect(), namespace);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** What a query gives in each partition. */
  Collection<String> inPartitions(String query) throws SQLException {
    return new Consistency(cluster()).inPartitions(ddl(), database, query).values();
  }

  /** What a query gives in each shell. */
  Collection<String> inShells(String query) throws SQLException {
    return new Consistency(cluster()).inShells(database, query).values();
  }

  String inPartition(int ordinal, String query) throws SQLException {
    return Objects.requireNonNull(
        new Consistency(cluster())
            .inPartitions(ddl(), database, query)
            .get(dialect().partitionNamespace(database, ordinal)));
  }

  private Dialect dialect() {
    return Dialect.of(cluster().engine());
  }

  @Override
  public void close() throws Exception {
    if (ddl != null) {
      ddl.run(null, "DROP DATABASE IF EXISTS " + database);
      ddl.close();
    }
  }
}
