package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.ObjectName;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** What DDL asks a server's own catalogue, besides the shape of tables. Stateless. */
sealed interface Catalogue permits MySqlCatalogue, PostgreSqlCatalogue {

  static Catalogue of(Engine engine) {
    return switch (engine) {
      case MYSQL -> new MySqlCatalogue();
      case POSTGRESQL -> new PostgreSqlCatalogue();
    };
  }

  /** What an object is, less what differs from place to place; empty where there is none. */
  Optional<Description> describe(
      Connection connection, String namespace, String shell, ObjectName name) throws SQLException;

  /** The descriptions of those objects that are there, by {@link #key}. */
  default Map<String, Description> describeAll(
      Connection connection, String namespace, String shell, List<ObjectName> objects)
      throws SQLException {
    Map<String, Description> descriptions = new TreeMap<>();
    for (ObjectName object : objects) {
      describe(connection, namespace, shell, object)
          .ifPresent(found -> descriptions.put(key(object), found));
    }
    return descriptions;
  }

  /** How the journal names an object. */
  static String key(ObjectName object) {
    return object.kind() + " " + object.name();
  }

  /** The foreign keys of a table. */
  List<ForeignKey> foreignKeys(Connection connection, String namespace, String table)
      throws SQLException;

  /** The names of all tables, views and sequences. */
  Set<String> relations(Connection connection, String namespace) throws SQLException;

  /** The tables that are made of this one's rows (PostgreSQL's partitions), at any depth. */
  List<String> children(Connection connection, String namespace, String table) throws SQLException;

  /**
   * The whole tree of partitions that a table belongs to, by name, and whether each has rows of its
   * own; empty for a table without partitions (PostgreSQL).
   */
  Map<String, Boolean> partitionTree(Connection connection, String namespace, String table)
      throws SQLException;

  /** The table and the partitions under it, likewise. */
  Map<String, Boolean> partitionsUnder(Connection connection, String namespace, String table)
      throws SQLException;

  /** The views that use a table or view by other means than its name, with their queries. */
  Map<String, String> viewsOf(Connection connection, String namespace, String relation)
      throws SQLException;

  /** Where an AUTO_INCREMENT or identity column's own values would start; empty for 1. */
  OptionalLong firstId(Connection connection, String namespace, String table, String column)
      throws SQLException;

  /** A sequence's first value and increment. */
  Optional<long[]> sequence(Connection connection, String namespace, String name)
      throws SQLException;

  /** The table that a trigger is on, where the engine's DROP TRIGGER does not say it. */
  Optional<String> tableOfTrigger(Connection connection, String namespace, String trigger)
      throws SQLException;

  /** The table that an index is on, where the engine's DROP INDEX does not say it. */
  Optional<String> tableOfIndex(Connection connection, String namespace, String index)
      throws SQLException;

  /** The code of a function without parameters, where triggers have theirs in such functions. */
  Optional<String> routineBody(Connection connection, String namespace, String name)
      throws SQLException;

  /** The tables that have a trigger which runs a function of this namespace. */
  List<String> tablesWithTriggersBy(Connection connection, String namespace, String routine)
      throws SQLException;

  /** The names of a table's constraints. */
  List<String> constraints(Connection connection, String namespace, String table)
      throws SQLException;

  /** The tables with a foreign key to this one, which need not be there (MySQL). */
  List<String> referring(Connection connection, String namespace, String table) throws SQLException;

  /** Whether a foreign key of another table refers to one of these. */
  boolean referredFromOutside(Connection connection, String namespace, List<String> tables)
      throws SQLException;

  /** Whether a user's database of this name is there. */
  boolean databaseExists(Connection connection, String name) throws SQLException;

  /** Whether a namespace of this name is there, and holds nothing. */
  boolean namespaceEmpty(Connection connection, String namespace) throws SQLException;
}
