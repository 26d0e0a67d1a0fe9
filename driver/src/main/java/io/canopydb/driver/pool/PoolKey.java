package io.canopydb.driver.pool;

import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * What connections can be shared by. What proves the account is part of it, so that a wrong
 * password is never served by the pool of the right one; it is held once, for the pool's connects.
 *
 * @param leafId the leaf
 * @param host its address, which may change under the same id
 * @param port likewise
 * @param credentials the account
 * @param database on PostgreSQL the database of the connection, null for {@code postgres}. On MySQL
 *     empty, because one connection serves all databases; but null for connections that have none,
 *     since MySQL cannot leave a database without entering another
 */
record PoolKey(int leafId, String host, int port, Identity credentials, @Nullable String database) {

  static PoolKey of(Leaf leaf, Identity credentials, @Nullable String database) {
    String key =
        switch (leaf.engine()) {
          case MYSQL -> database == null ? null : "";
          case POSTGRESQL -> database;
        };
    return new PoolKey(leaf.id(), leaf.host(), leaf.port(), credentials, key);
  }

  /** The database to name when a connection is opened. */
  @Nullable String connectedDatabase() {
    return database == null || database.isEmpty() ? null : database;
  }

  /** Whether pools of a database that is gone must go with it. */
  boolean bound(Engine engine, String toDatabase) {
    return switch (engine) {
      case MYSQL -> false;
      case POSTGRESQL -> toDatabase.equals(database);
    };
  }
}
