package io.canopydb.driver.command;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.driver.transaction.DecisionTable;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a leaf really holds of a partition, by its own catalogue.
 *
 * @param bytes of data and indexes
 * @param rows an estimate: the engine's statistics
 */
record PartitionContents(long bytes, long rows) {

  // One statement for all partitions of a leaf. A partition without tables has one row of zeros.
  private static final String MYSQL =
      "SELECT s.schema_name, COALESCE(SUM(t.data_length + t.index_length), 0),"
          + " COALESCE(SUM(t.table_rows), 0) FROM information_schema.schemata s"
          + " LEFT JOIN information_schema.tables t ON t.table_schema = s.schema_name AND t.table_name <> '"
          + DecisionTable.NAME
          + "'"
          + " WHERE s.schema_name LIKE ? ESCAPE '|' GROUP BY s.schema_name";
  private static final String POSTGRESQL =
      "SELECT n.nspname, COALESCE(SUM(pg_total_relation_size(c.oid)), 0),"
          + " COALESCE(SUM(GREATEST(c.reltuples, 0)), 0) FROM pg_namespace n"
          + " LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'm')"
          + " AND c.relname <> '"
          + DecisionTable.NAME
          + "'"
          + " WHERE n.nspname LIKE ? ESCAPE '|' GROUP BY n.nspname";

  /** MySQL keeps a table's size and row count for a day unless the session asks otherwise. */
  private static final SessionSettings FRESH_STATISTICS =
      SessionSettings.NONE.with("information_schema_stats_expiry", "0");

  /** Reads the partitions of a database that a leaf has, by ordinal. */
  static Map<Integer, PartitionContents> read(Leaf leaf, Database database, LeafDoor door)
      throws SQLException {
    switch (leaf.engine()) {
      case MYSQL -> {
        try (LeafConnection connection = door.open(leaf, null)) {
          connection.apply(FRESH_STATISTICS);
          return read(connection, MYSQL, database);
        }
      }
      case POSTGRESQL -> {
        try (LeafConnection connection = door.open(leaf, database.name())) {
          return read(connection, POSTGRESQL, database);
        }
      }
    }
    throw new IllegalStateException("no such engine");
  }

  private static Map<Integer, PartitionContents> read(
      LeafConnection connection, String sql, Database database) throws SQLException {
    Map<String, Integer> ordinals = namespaces(connection.leaf().engine(), database);
    try (PreparedStatement statement = connection.jdbc().prepareStatement(sql)) {
      statement.setString(1, database.name().replaceAll("[|%_]", "|$0") + "|_%");
      try (ResultSet result = statement.executeQuery()) {
        Map<Integer, PartitionContents> contents = new TreeMap<>();
        while (result.next()) {
          Integer ordinal = ordinals.get(result.getString(1));
          if (ordinal != null) {
            contents.put(ordinal, new PartitionContents(result.getLong(2), result.getLong(3)));
          }
        }
        return contents;
      }
    } catch (SQLException e) {
      connection.failed(e);
      throw e;
    }
  }

  private static Map<String, Integer> namespaces(Engine engine, Database database) {
    Dialect dialect = Dialect.of(engine);
    Map<String, Integer> ordinals = new HashMap<>();
    for (int ordinal = 0; ordinal < database.partitionMap().count(); ordinal++) {
      ordinals.put(dialect.partitionNamespace(database.name(), ordinal), ordinal);
    }
    return ordinals;
  }
}
