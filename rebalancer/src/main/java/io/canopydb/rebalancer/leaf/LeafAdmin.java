package io.canopydb.rebalancer.leaf;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Canopy does to a server as its administrator. Every statement that differs by engine or
 * version stands behind this. Stateless; threads share it. The connections are given: autocommit
 * on, to the maintenance database on PostgreSQL.
 */
public sealed interface LeafAdmin permits MySqlLeafAdmin, PostgreSqlLeafAdmin {

  /** The administration of an engine. */
  static LeafAdmin of(Engine engine) {
    return switch (engine) {
      case MYSQL -> MySqlLeafAdmin.INSTANCE;
      case POSTGRESQL -> PostgreSqlLeafAdmin.INSTANCE;
    };
  }

  /** The server's own version text. */
  String version(Connection server) throws SQLException;

  /** What of the server's version and settings a leaf can't have, or should not; empty if fine. */
  List<Finding> check(Connection server) throws SQLException;

  /**
   * The settings that change what the same SQL gives, so that all leaves must have them alike: name
   * to value.
   */
  Map<String, String> likeness(Connection server) throws SQLException;

  /** Which cluster's leaf the server is; empty where it is none. */
  Optional<LeafIdentity> identity(Connection server) throws SQLException;

  /** Makes the server a leaf, or replaces what it was told. Nothing of this is replicated. */
  void writeIdentity(Connection server, LeafIdentity identity) throws SQLException;

  /** Makes the server no leaf any more. Quiet when it is none. */
  void dropIdentity(Connection server) throws SQLException;

  /** All databases of the server (on MySQL these hold partitions, too). */
  Set<String> databases(Connection server) throws SQLException;
}
