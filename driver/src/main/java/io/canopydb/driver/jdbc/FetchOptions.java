package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Checks of what an application asks of results. */
final class FetchOptions {
  private FetchOptions() {}

  static void checkDirection(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD
        && direction != ResultSet.FETCH_REVERSE
        && direction != ResultSet.FETCH_UNKNOWN) {
      throw CanopyError.INVALID_ARGUMENT.with(
          direction + " is no fetch direction", "use a constant of java.sql.ResultSet");
    }
  }

  /** On MySQL, Integer.MIN_VALUE streams row by row, as its own driver has it. */
  static void checkFetchSize(int rows, Engine engine) throws SQLException {
    boolean allowed =
        rows >= 0
            || switch (engine) {
              case MYSQL -> rows == Integer.MIN_VALUE;
              case POSTGRESQL -> false;
            };
    if (!allowed) {
      throw CanopyError.INVALID_ARGUMENT.with(
          "a fetch size of " + rows + " means nothing", "give 0 or more");
    }
  }

  static void checkConcurrency(int concurrency) throws SQLException {
    if (concurrency != ResultSet.CONCUR_READ_ONLY) {
      throw CanopyError.UNSUPPORTED.with(
          "a result that can be updated",
          "ask for CONCUR_READ_ONLY, and send an UPDATE, INSERT or DELETE");
    }
  }

  /** Changes made by others are never seen in a result: sensitive becomes insensitive. */
  static int type(int asked) throws SQLException {
    return switch (asked) {
      case ResultSet.TYPE_FORWARD_ONLY -> ResultSet.TYPE_FORWARD_ONLY;
      case ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE ->
          ResultSet.TYPE_SCROLL_INSENSITIVE;
      default ->
          throw CanopyError.INVALID_ARGUMENT.with(
              asked + " is no type of results", "use a constant of java.sql.ResultSet");
    };
  }

  static void checkHoldability(int holdability) throws SQLException {
    if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT
        && holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw CanopyError.INVALID_ARGUMENT.with(
          holdability + " is no holdability", "use a constant of java.sql.ResultSet");
    }
  }

  /** What holds unless an application asks otherwise: as with the engine's own driver. */
  static int defaultHoldability(Engine engine) {
    return switch (engine) {
      case MYSQL -> ResultSet.HOLD_CURSORS_OVER_COMMIT;
      case POSTGRESQL -> ResultSet.CLOSE_CURSORS_AT_COMMIT;
    };
  }

  /** Refuses to move a forward-only result otherwise than to its next row. */
  static SQLException forwardOnly(String what) {
    return CanopyError.UNSUPPORTED.with(
        what + " on a forward-only result", "create the statement with TYPE_SCROLL_INSENSITIVE");
  }
}
