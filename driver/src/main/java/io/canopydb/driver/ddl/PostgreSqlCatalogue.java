package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.ObjectName;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.transaction.DecisionTable;
import io.canopydb.metadata.model.Engine;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** PostgreSQL's pg_catalog. */
final class PostgreSqlCatalogue implements Catalogue {
  private static final Dialect DIALECT = Dialect.of(Engine.POSTGRESQL);

  private static final String INDEX =
      """
      SELECT CASE WHEN x.indisvalid THEN '' ELSE 'invalid: ' END
        || pg_catalog.pg_get_indexdef(c.oid)
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_index x ON x.indexrelid = c.oid
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private static final String FOREIGN_KEYS =
      """
      SELECT k.conname, p.relname,
        ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY part(number, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = part.number
          ORDER BY part.place),
        ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY part(number, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = part.number
          ORDER BY part.place),
        k.confdeltype NOT IN ('a', 'r') OR k.confupdtype NOT IN ('a', 'r')
      FROM pg_catalog.pg_constraint k
      JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
      WHERE k.contype = 'f' AND n.nspname = ? AND c.relname = ?
      ORDER BY k.conname
      """;

  private static final String RELATIONS =
      """
      SELECT c.relname FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      """;

  private static final String PARTITIONS =
      """
      SELECT c.relname, c.relkind = 'r' FROM pg_catalog.pg_class t
      JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
      CROSS JOIN LATERAL pg_catalog.pg_partition_tree(%s) p
      JOIN pg_catalog.pg_class c ON c.oid = p.relid
      WHERE n.nspname = ? AND t.relname = ? ORDER BY p.level, c.relname
      """;

  private static final String CHILDREN =
      """
      WITH RECURSIVE child(oid) AS (
        SELECT i.inhrelid FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_class c ON c.oid = i.inhparent
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ? AND c.relname = ?
        UNION SELECT i.inhrelid FROM child JOIN pg_catalog.pg_inherits i ON i.inhparent = child.oid)
      SELECT c.relname FROM child JOIN pg_catalog.pg_class c ON c.oid = child.oid
      WHERE c.relkind IN ('r', 'p') ORDER BY c.relname
      """;

  private static final String VIEWS_OF =
      """
      SELECT DISTINCT v.relname, pg_catalog.pg_get_viewdef(v.oid)
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_depend d ON d.refobjid = c.oid
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
      JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid
      JOIN pg_catalog.pg_class v ON v.oid = r.ev_class AND v.relkind = 'v' AND v.oid <> c.oid
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private static final String FIRST_ID =
      """
      SELECT s.seqstart FROM pg_catalog.pg_sequence s
      JOIN pg_catalog.pg_depend d ON d.objid = s.seqrelid AND d.deptype IN ('a', 'i')
        AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
      JOIN pg_catalog.pg_class c ON c.oid = d.refobjid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
      WHERE n.nspname = ? AND c.relname = ? AND a.attname = ?
      """;

  private static final String SEQUENCE =
      """
      SELECT s.seqstart, s.seqincrement FROM pg_catalog.pg_sequence s
      JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private static final String TABLE_OF_INDEX =
      """
      SELECT t.relname FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_index x ON x.indexrelid = c.oid
      JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private static final String BODY =
      """
      SELECT p.prosrc FROM pg_catalog.pg_proc p
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = ? AND p.proname = ? AND p.pronargs = 0
      """;

  private static final String TABLES_WITH_TRIGGERS =
      """
      SELECT DISTINCT c.relname FROM pg_catalog.pg_trigger g
      JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
      JOIN pg_catalog.pg_proc p ON p.oid = g.tgfoid
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = ? AND p.proname = ? AND NOT g.tgisinternal ORDER BY 1
      """;

  private static final String DATABASE =
      "SELECT datname FROM pg_catalog.pg_database WHERE datname = ?";

  @Override
  public Optional<Description> describe(
      Connection connection, String namespace, String shell, ObjectName object)
      throws SQLException {
    return switch (object.kind()) {
      case INDEX ->
          first(connection, INDEX, namespace, object.name())
              .map(sql -> sql.replace(" " + DIALECT.quoteName(namespace) + ".", " "))
              .map(sql -> sql.replace(" " + namespace + ".", " "))
              .map(Description::of);
      // Everything else is done in a transaction, whose fate the server tells.
      case TABLE, VIEW, TRIGGER, FUNCTION, PROCEDURE -> Optional.empty();
    };
  }

  @Override
  public List<ForeignKey> foreignKeys(Connection connection, String namespace, String table)
      throws SQLException {
    List<ForeignKey> keys = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(FOREIGN_KEYS)) {
      statement.setString(1, namespace);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(
              new ForeignKey(
                  rows.getString(1),
                  texts(rows, 3),
                  rows.getString(2),
                  texts(rows, 4),
                  rows.getBoolean(5)));
        }
      }
    }
    return keys;
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    try {
      return List.of((String[]) array.getArray());
    } finally {
      array.free();
    }
  }

  @Override
  public Set<String> relations(Connection connection, String namespace) throws SQLException {
    return new HashSet<>(all(connection, RELATIONS, namespace));
  }

  @Override
  public List<String> children(Connection connection, String namespace, String table)
      throws SQLException {
    return all(connection, CHILDREN, namespace, table);
  }

  @Override
  public Map<String, Boolean> partitionTree(Connection connection, String namespace, String table)
      throws SQLException {
    return partitions(connection, "pg_catalog.pg_partition_root(t.oid)", namespace, table);
  }

  @Override
  public Map<String, Boolean> partitionsUnder(Connection connection, String namespace, String table)
      throws SQLException {
    return partitions(connection, "t.oid", namespace, table);
  }

  private static Map<String, Boolean> partitions(
      Connection connection, String root, String namespace, String table) throws SQLException {
    Map<String, Boolean> partitions = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(PARTITIONS.formatted(root))) {
      statement.setString(1, namespace);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          partitions.put(rows.getString(1), rows.getBoolean(2));
        }
      }
    }
    return partitions;
  }

  @Override
  public Map<String, String> viewsOf(Connection connection, String namespace, String relation)
      throws SQLException {
    Map<String, String> queries = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(VIEWS_OF)) {
      statement.setString(1, namespace);
      statement.setString(2, relation);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String query = rows.getString(2).strip();
          queries.put(
              rows.getString(1),
              query.endsWith(";") ? query.substring(0, query.length() - 1) : query);
        }
      }
    }
    return queries;
  }

  @Override
  public OptionalLong firstId(Connection connection, String namespace, String table, String column)
      throws SQLException {
    Optional<String> start = first(connection, FIRST_ID, namespace, table, column);
    return start.isPresent() ? OptionalLong.of(Long.parseLong(start.get())) : OptionalLong.empty();
  }

  @Override
  public Optional<long[]> sequence(Connection connection, String namespace, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SEQUENCE)) {
      statement.setString(1, namespace);
      statement.setString(2, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new long[] {row.getLong(1), row.getLong(2)})
            : Optional.empty();
      }
    }
  }

  @Override
  public Optional<String> tableOfTrigger(Connection connection, String namespace, String trigger) {
    return Optional.empty(); // DROP TRIGGER names the table
  }

  @Override
  public Optional<String> tableOfIndex(Connection connection, String namespace, String index)
      throws SQLException {
    return first(connection, TABLE_OF_INDEX, namespace, index);
  }

  @Override
  public Optional<String> routineBody(Connection connection, String namespace, String name)
      throws SQLException {
    return first(connection, BODY, namespace, name);
  }

  @Override
  public List<String> tablesWithTriggersBy(Connection connection, String namespace, String routine)
      throws SQLException {
    return all(connection, TABLES_WITH_TRIGGERS, namespace, routine);
  }

  @Override
  public List<String> constraints(Connection connection, String namespace, String table)
      throws SQLException {
    return all(
        connection,
        "SELECT k.conname FROM pg_catalog.pg_constraint k"
            + " JOIN pg_catalog.pg_class c ON c.oid = k.conrelid"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = ? AND c.relname = ?",
        namespace,
        table);
  }

  @Override
  public List<String> referring(Connection connection, String namespace, String table) {
    return List.of(); // no table refers to one that is still to be made
  }

  @Override
  public boolean referredFromOutside(Connection connection, String namespace, List<String> tables) {
    return false; // nobody needs to know before: a transaction takes all back
  }

  @Override
  public boolean databaseExists(Connection connection, String name) throws SQLException {
    return first(connection, DATABASE, name).isPresent();
  }

  @Override
  public boolean namespaceEmpty(Connection connection, String namespace) throws SQLException {
    return Set.of(DecisionTable.NAME).containsAll(relations(connection, namespace));
  }

  private static Optional<String> first(Connection connection, String sql, String... arguments)
      throws SQLException {
    List<String> all = all(connection, sql, arguments);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  private static List<String> all(Connection connection, String sql, String... arguments)
      throws SQLException {
    List<String> values = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
    }
    return values;
  }
}
