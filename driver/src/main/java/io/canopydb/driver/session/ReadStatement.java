package io.canopydb.driver.session;

import io.canopydb.driver.parse.StatementKind;

/**
 * A statement that was read for a session.
 *
 * @param prepared whether the application prepared it, so that {@code ?} is a parameter
 */
record ReadStatement(StatementShape shape, boolean prepared) implements Session.Prepared {
  @Override
  public int parameterCount() {
    return shape.parameterCount();
  }

  @Override
  public ResultKind result() {
    return shape.result();
  }

  @Override
  public boolean isEmpty() {
    return shape.kind() instanceof StatementKind.Empty;
  }

  @Override
  public boolean copies() {
    return shape.kind() instanceof StatementKind.Copy;
  }
}
