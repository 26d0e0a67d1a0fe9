package io.canopydb.driver.session;

/** Where a session stands with its transaction. */
public enum TransactionStatus {
  /** None has begun. */
  IDLE,
  IN_TRANSACTION,
  /** An error has ended it: only its end, or a rollback to a savepoint, is taken (PostgreSQL). */
  FAILED
}
