package io.canopydb.driver.pool;

import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Who works on the leaves, and how a connection proves it. Two that are equal share connections, so
 * they must be equal only if either may do and see what the other may: what proves one is part of
 * it. No text that one gives of itself has a secret in it. Immutable.
 */
public interface Identity {

  /** The account, as it is shown in errors and reports. */
  String user();

  /**
   * Tells the engine's own driver what a connection proves itself by.
   *
   * @param properties of the connection that is about to be opened to that leaf; this adds to them
   * @throws SQLException if there is no proof for that leaf
   */
  void prove(Leaf leaf, Properties properties) throws SQLException;
}
