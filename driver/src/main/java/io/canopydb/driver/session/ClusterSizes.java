package io.canopydb.driver.session;

import io.canopydb.driver.dialect.StoredSize;
import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What sharded tables take in all their partitions, by the statistics of each leaf: all leaves are
 * asked at once, beside the session's transaction. What lies on a leaf that does not answer is not
 * counted, since these are estimates, and a look at the catalogue should not fail with it.
 */
final class ClusterSizes {
  private static final String MYSQL =
      "SELECT table_schema, table_name, COALESCE(table_rows, 0), 0, COALESCE(data_length, 0),"
          + " COALESCE(data_length, 0), COALESCE(index_length, 0), COALESCE(data_free, 0)"
          + " FROM information_schema.tables"
          + " WHERE table_type = 'BASE TABLE' AND table_schema REGEXP '_[0-9]+$'";
  private static final String POSTGRESQL =
      "SELECT n.nspname, c.relname, c.reltuples, c.relpages, pg_relation_size(c.oid),"
          + " pg_table_size(c.oid), pg_indexes_size(c.oid), 0"
          + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.relkind IN ('r', 'i', 'm') AND n.nspname ~ '_[0-9]+$'";

  /** MySQL shows statistics of a day ago unless it is told not to. */
  private static final SessionSettings FRESH =
      SessionSettings.NONE.with("information_schema_stats_expiry", "0");

  private final Cluster cluster;
  private final ClusterSnapshot map;
  private final Identity credentials;
  private final @Nullable String database;

  ClusterSizes(
      Cluster cluster, ClusterSnapshot map, Identity credentials, @Nullable String database) {
    this.cluster = cluster;
    this.map = map;
    this.credentials = credentials;
    this.database = database;
  }

  /** For the gap in a text that asks for sizes. */
  String sql() throws SQLException {
    return cluster.dialect().systemTables().sizes(read());
  }

  /** One for each table of each database: on PostgreSQL of the session's only. */
  List<StoredSize> read() throws SQLException {
    Map<Integer, Map<String, String>> masters = masters();
    List<Callable<List<StoredSize>>> parts = new ArrayList<>();
    for (Leaf leaf : map.leaves().values()) {
      Map<String, String> namespaces = masters.get(leaf.id());
      if (namespaces != null && leaf.state() == LeafState.ONLINE) {
        parts.add(() -> ask(leaf, namespaces));
      }
    }
    FanOut.Results<List<StoredSize>> answers = new FanOut(cluster.executor()).run(parts);
    for (SQLException failure : answers.failures()) {
      if (!CanopyError.LEAF_UNREACHABLE.is(failure) && !CanopyError.LEAF_LOST.is(failure)) {
        throw failure;
      }
    }
    Map<List<String>, StoredSize> all = new HashMap<>();
    for (List<StoredSize> of : answers.values()) {
      for (StoredSize size : of) {
        all.merge(List.of(size.database(), size.name()), size, StoredSize::plus);
      }
    }
    return List.copyOf(all.values());
  }

  /** By leaf, the namespaces of the partitions whose masters it has, and their databases. */
  private Map<Integer, Map<String, String>> masters() {
    Map<Integer, Map<String, String>> masters = new TreeMap<>();
    for (Database of : map.databases().values()) {
      boolean seen =
          switch (cluster.engine()) {
            case MYSQL -> true;
            case POSTGRESQL -> of.name().equals(database);
          };
      for (int i = 0; seen && i < of.partitionMap().count(); i++) {
        masters
            .computeIfAbsent(of.partitionMap().masterLeaf(i), leaf -> new HashMap<>())
            .put(cluster.dialect().partitionNamespace(of.name(), i), of.name());
      }
    }
    return masters;
  }

  private List<StoredSize> ask(Leaf leaf, Map<String, String> namespaces) throws SQLException {
    boolean mySql =
        switch (cluster.engine()) {
          case MYSQL -> true;
          case POSTGRESQL -> false;
        };
    List<StoredSize> sizes = new ArrayList<>();
    try (LeafConnection connection =
            cluster
                .door()
                .open(
                    Errand.QUESTION,
                    leaf,
                    credentials,
                    database,
                    mySql ? FRESH : SessionSettings.NONE);
        PreparedStatement statement =
            connection.jdbc().prepareStatement(mySql ? MYSQL : POSTGRESQL);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String of = namespaces.get(rows.getString(1));
        if (of != null) {
          sizes.add(
              new StoredSize(
                  of,
                  rows.getString(2),
                  rows.getLong(3),
                  rows.getLong(4),
                  rows.getLong(5),
                  rows.getLong(6),
                  rows.getLong(7),
                  rows.getLong(8)));
        }
      }
    }
    return sizes;
  }
}
