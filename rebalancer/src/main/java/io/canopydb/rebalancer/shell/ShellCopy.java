package io.canopydb.rebalancer.shell;

import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.rebalancer.leaf.ServerAccount;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Copies shells from a leaf to a server that joins. The caller holds off DDL meanwhile. Stateless.
 */
public sealed interface ShellCopy permits MySqlShellCopy, PostgreSqlShellCopy {

  /** The copying of an engine. */
  static ShellCopy of(Engine engine) {
    return switch (engine) {
      case MYSQL -> MySqlShellCopy.INSTANCE;
      case POSTGRESQL -> PostgreSqlShellCopy.INSTANCE;
    };
  }

  /**
   * Keeps the reference tables of databases from being written until it is closed. Every write of a
   * reference table reaches every leaf, so to hold one leaf is to hold all.
   */
  ReferenceHold hold(ServerAccount source, Collection<Database> databases) throws SQLException;

  /**
   * Makes the shell of a database on the target as it is on the source, reference rows included.
   * What the target had of it is dropped first.
   *
   * @throws SQLException LEAF_UNSUITABLE or UNSUPPORTED where the shell holds what can't be copied
   */
  void copy(ServerAccount source, ServerAccount target, Database database) throws SQLException;

  /** Drops what {@link #copy} made. Quiet when nothing is there. */
  void drop(ServerAccount target, String database) throws SQLException;

  /** Reference tables that nobody can write. */
  interface ReferenceHold extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }
}
