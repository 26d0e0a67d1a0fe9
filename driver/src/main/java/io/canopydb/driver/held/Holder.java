package io.canopydb.driver.held;

/** What a session does now. Asked by other threads; answers at once. */
public interface Holder {
  /** Whether a statement or a COPY is under way. */
  boolean inStatement();

  /** Whether a transaction is open. */
  boolean inTransaction();

  /** Whether that transaction has written. */
  boolean hasWritten();
}
