package io.canopydb.it.differential;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session with a server or a cluster, through whatever front, that writes down what it is told.
 */
interface Client extends AutoCloseable {

  /** Opens sessions. */
  @FunctionalInterface
  interface Source {
    Client open(String database) throws SQLException;
  }

  /**
   * Runs a text once.
   *
   * @param parameters null where it is not prepared
   * @param keys whether generated keys are asked for
   */
  Observation run(String sql, @Nullable List<ParameterValue> parameters, boolean keys);

  @Override
  void close() throws SQLException;
}
