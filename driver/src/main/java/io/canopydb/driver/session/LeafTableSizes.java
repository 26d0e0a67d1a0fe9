package io.canopydb.driver.session;

import io.canopydb.driver.planner.TableSizes;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.LeafState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sizes of tables from a leaf's own statistics of the partitions that it has, taken for a sample of
 * all. They are asked for once in a while for all sessions.
 */
final class LeafTableSizes implements TableSizes {
  private static final Logger LOG = LoggerFactory.getLogger(LeafTableSizes.class);

  /** What a table is taken for that the statistics do not know. */
  private static final Size UNKNOWN = new Size(1_000, 100);

  private static final double MOST_ROW_BYTES = 16_384;

  private final Cluster cluster;
  private final SessionState session;

  LeafTableSizes(SessionState session) {
    this.cluster = session.cluster();
    this.session = session;
  }

  @Override
  public Size of(String database, String table) {
    Map<String, Size> sizes = cluster.facts().sizes.get(database, this::ask);
    return sizes == null ? UNKNOWN : sizes.getOrDefault(table.toLowerCase(Locale.ROOT), UNKNOWN);
  }

  @Override
  public int leaves() {
    return (int)
        session.map().leaves().values().stream()
            .filter(leaf -> leaf.state() == LeafState.ONLINE)
            .count();
  }

  private Map<String, Size> ask(String database) {
    Database found = session.map().databases().get(database);
    if (found == null) {
      return Map.of();
    }
    int partitions = found.partitionMap().count();
    try {
      return session.onShell(connection -> read(connection, database, partitions));
    } catch (SQLException e) {
      LOG.debug("No statistics of {}", database, e);
      return Map.of();
    }
  }

  private Map<String, Size> read(Connection connection, String database, int partitions)
      throws SQLException {
    Map<String, Size> sizes = new HashMap<>();
    String sql =
        switch (cluster.engine()) {
          case MYSQL ->
              "SELECT table_name, SUM(table_rows), COUNT(*), SUM(data_length)"
                  + " FROM information_schema.tables"
                  + " WHERE table_schema REGEXP ? GROUP BY table_name";
          case POSTGRESQL ->
              "SELECT relname, SUM(n_live_tup), COUNT(*), SUM(pg_relation_size(relid))"
                  + " FROM pg_stat_user_tables"
                  + " WHERE schemaname ~ ? GROUP BY relname";
        };
    fresh(connection, "0");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, "^" + database.replaceAll("([^A-Za-z0-9_])", "[$1]") + "_[0-9]+$");
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          double share = Math.max(1, rows.getInt(3)) / (double) partitions;
          double here = Math.max(1, rows.getDouble(2));
          // Space that is kept for rows is none of theirs.
          double rowBytes = Math.max(1, Math.min(rows.getDouble(4) / here, MOST_ROW_BYTES));
          sizes.put(rows.getString(1).toLowerCase(Locale.ROOT), new Size(here / share, rowBytes));
        }
      }
    } finally {
      fresh(connection, "DEFAULT");
    }
    return Map.copyOf(sizes);
  }

  /** MySQL shows statistics of a day ago unless it is told not to. */
  private void fresh(Connection connection, String seconds) throws SQLException {
    switch (cluster.engine()) {
      case MYSQL -> {
        try (Statement statement = connection.createStatement()) {
          statement.execute("SET SESSION information_schema_stats_expiry = " + seconds);
        }
      }
      case POSTGRESQL -> {
        // It has them as they are.
      }
    }
  }
}
