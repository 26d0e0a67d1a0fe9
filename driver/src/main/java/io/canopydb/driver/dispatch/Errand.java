package io.canopydb.driver.dispatch;

/** What a leaf's connection is wanted for. */
public enum Errand {
  /** A statement of a session, or its transaction. */
  STATEMENT,
  /** What a session asks beside its transaction. */
  QUESTION,
  /** ANALYZE and its like, on one partition after the other. */
  MAINTENANCE,
  /** A step of DDL, and the rows that it moves. */
  SCHEMA,
  /** A command about the cluster: SHOW LEAVES and its like. */
  COMMAND,
  /** To write down that a transaction over leaves is committed. */
  DECISION,
  /** To end what a transaction has left prepared. */
  SETTLEMENT,
  /** To look who waits for whom, and to end a deadlock over leaves. */
  DEADLOCK
}
