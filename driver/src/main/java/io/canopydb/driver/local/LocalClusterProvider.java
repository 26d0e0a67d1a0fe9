package io.canopydb.driver.local;

import java.sql.SQLException;

/**
 * Starts a private cluster inside this process's lifetime; found by {@link
 * java.util.ServiceLoader}. The module canopy-local has the implementation.
 */
public interface LocalClusterProvider {

  /**
   * The cluster of a {@code jdbc:canopy:local:} URL: started at the first call in the process,
   * shared by all further calls with the same URL.
   *
   * @return the {@code jdbc:canopy://...} URL of the running cluster, with user and password
   */
  String start(LocalUrl url) throws SQLException;
}
