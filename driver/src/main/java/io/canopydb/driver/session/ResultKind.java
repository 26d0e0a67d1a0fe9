package io.canopydb.driver.session;

/** What executing a statement gives, as far as its text tells. */
public enum ResultKind {
  ROWS,
  COUNT,
  /** Only running it tells: CALL, EXECUTE. */
  EITHER
}
