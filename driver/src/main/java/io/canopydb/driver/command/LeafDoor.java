package io.canopydb.driver.command;

import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How commands get at a leaf: it decides the account. Safe for use by many threads. */
@FunctionalInterface
public interface LeafDoor {

  /** Borrows a connection; {@code database} as Door.open takes it. */
  LeafConnection open(Leaf leaf, @Nullable String database) throws SQLException;
}
