package io.canopydb.driver.front;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.session.Session;
import io.canopydb.metadata.model.Engine;
import org.jspecify.annotations.Nullable;

/**
 * What an application sees instead of the names on a leaf: {@code shop} for MySQL's database {@code
 * shop_3}, {@code public} for PostgreSQL's schema {@code shop_3}. Safe for use by many threads.
 */
public final class LogicalNames {
  /** The namespace of Canopy's own tables. */
  private static final String OWN = "canopy";

  private final Session session;

  public LogicalNames(Session session) {
    this.session = session;
  }

  public Engine engine() {
    return session.engine();
  }

  /** A catalogue's name in JDBC's sense. */
  public @Nullable String catalog(@Nullable String name) {
    return switch (session.engine()) {
      case MYSQL -> logical(name);
      case POSTGRESQL -> name;
    };
  }

  /** A schema's name in JDBC's sense. */
  public @Nullable String schema(@Nullable String name) {
    return switch (session.engine()) {
      case MYSQL -> name;
      case POSTGRESQL -> logical(name);
    };
  }

  private @Nullable String logical(@Nullable String namespace) {
    if (namespace == null) {
      return null;
    }
    String database = session.databaseOfPartition(namespace);
    return database == null ? namespace : Dialect.of(session.engine()).shellNamespace(database);
  }

  /** Whether an application should not see a catalogue: a partition, or Canopy's own. */
  public boolean hidesCatalog(@Nullable String name) {
    return switch (session.engine()) {
      case MYSQL -> hides(name);
      case POSTGRESQL -> false;
    };
  }

  /** Whether an application should not see a schema: a partition, or Canopy's own. */
  public boolean hidesSchema(@Nullable String name) {
    return switch (session.engine()) {
      case MYSQL -> false;
      case POSTGRESQL -> hides(name);
    };
  }

  private boolean hides(@Nullable String namespace) {
    return namespace != null
        && (namespace.equals(OWN) || session.databaseOfPartition(namespace) != null);
  }
}
