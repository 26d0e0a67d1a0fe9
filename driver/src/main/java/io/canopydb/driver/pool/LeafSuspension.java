package io.canopydb.driver.pool;

/** While it is not closed, nobody borrows a connection to the leaf. */
@FunctionalInterface
public interface LeafSuspension extends AutoCloseable {

  /** Resumes the leaf, once all its suspensions are closed. Idempotent. */
  @Override
  void close();
}
