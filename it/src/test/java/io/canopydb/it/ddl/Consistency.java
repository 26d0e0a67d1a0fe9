package io.canopydb.it.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.TableReader.TableShape;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What holds whenever no DDL is under way: each table of the metadata is at every place where it
 * belongs, everywhere alike and as the metadata say, and there is no other table anywhere.
 */
final class Consistency {
  private static final int LEAVES = 2;

  private final DdlCluster cluster;
  private final Dialect dialect;

  Consistency(DdlCluster cluster) {
    this.cluster = cluster;
    this.dialect = Dialect.of(cluster.engine());
  }

  void check(DdlAggregator aggregator, String name) throws Exception {
    Database database = aggregator.database(name);
    assertThat(aggregator.store().journal().entries(name)).isEmpty();
    for (int leaf = 1; leaf <= LEAVES; leaf++) {
      try (Connection connection = cluster.leaf(leaf, name)) {
        checkShell(database, connection);
        for (int ordinal = 0; ordinal < database.partitionMap().count(); ordinal++) {
          if (database.partitionMap().masterLeaf(ordinal) == leaf) {
            checkPartition(database, connection, dialect.partitionNamespace(name, ordinal));
          }
        }
      }
    }
  }

  private void checkShell(Database database, Connection connection) throws SQLException {
    String shell = dialect.shellNamespace(database.name());
    Set<String> wanted = new TreeSet<>(database.tables().keySet());
    wanted.addAll(database.views().keySet());
    assertThat(relations(connection, shell)).isEqualTo(wanted);
    for (Table table : database.tables().values()) {
      checkTable(table, connection, shell);
    }
  }

  private void checkPartition(Database database, Connection connection, String namespace)
      throws SQLException {
    Set<String> wanted = new TreeSet<>(Set.of("canopy_decision"));
    for (Table table : database.tables().values()) {
      if (!(table.distribution() instanceof Distribution.Reference)) {
        wanted.add(table.name());
        table.globalKeys().forEach(key -> wanted.add(key.lookup()));
        checkTable(table, connection, namespace);
      }
    }
    Set<String> found = relations(connection, namespace);
    // Whoever dies may leave lookups that nobody reads.
    found.removeIf(name -> name.startsWith("canopy_unique_") && !wanted.contains(name));
    assertThat(found).as(namespace).isEqualTo(wanted);
  }

  private void checkTable(Table table, Connection connection, String namespace)
      throws SQLException {
    Optional<TableShape> shape = dialect.tableReader().read(connection, namespace, table.name());
    assertThat(shape).as(namespace + "." + table.name()).isPresent();
    assertThat(withoutSequences(shape.get().columns().toString(), namespace))
        .isEqualTo(
            withoutSequences(
                table.columns().toString(), dialect.shellNamespace("not one of these")));
    // No catalogue of a leaf says that a key has a lookup.
    assertThat(shape.get().uniqueKeys())
        .as(namespace)
        .isEqualTo(table.uniqueKeys().stream().map(key -> key.withLookup(null)).toList());
  }

  /** The default of a serial column names the sequence of its own place. */
  private static String withoutSequences(String columns, String namespace) {
    return columns.replace("nextval('" + namespace + ".", "nextval('");
  }

  private Set<String> relations(Connection connection, String namespace) throws SQLException {
    String sql =
        cluster.engine() == Engine.MYSQL
            ? "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = "
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = ";
    Set<String> names = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql + dialect.quoteText(namespace))) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** What one query gives in each shell, by leaf. */
  Map<String, String> inShells(String name, String query) throws SQLException {
    Map<String, String> answers = new TreeMap<>();
    for (int leaf = 1; leaf <= LEAVES; leaf++) {
      try (Connection connection = cluster.leaf(leaf, name)) {
        answers.put("leaf " + leaf, value(connection, dialect.shellNamespace(name), query));
      }
    }
    return answers;
  }

  /** What one query gives in each partition, by namespace. */
  Map<String, String> inPartitions(DdlAggregator aggregator, String name, String query)
      throws SQLException {
    Map<String, String> answers = new TreeMap<>();
    Database database = aggregator.database(name);
    for (int ordinal = 0; ordinal < database.partitionMap().count(); ordinal++) {
      String namespace = dialect.partitionNamespace(name, ordinal);
      try (Connection connection =
          cluster.leaf(database.partitionMap().masterLeaf(ordinal), name)) {
        answers.put(namespace, value(connection, namespace, query));
      }
    }
    return answers;
  }

  private String value(Connection connection, String namespace, String query) throws SQLException {
    enter(connection, dialect, namespace);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "no row";
    }
  }

  /** Makes a namespace the default; statements made before have another one (MySQL). */
  static void enter(Connection connection, Dialect dialect, String namespace) throws SQLException {
    switch (dialect.engine()) {
      case MYSQL -> connection.setCatalog(namespace);
      case POSTGRESQL -> {
        try (Statement statement = connection.createStatement()) {
          statement.execute("SET search_path TO " + dialect.quoteName(namespace) + ", public");
        }
      }
    }
  }
}
