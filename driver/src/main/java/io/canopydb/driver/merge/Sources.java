package io.canopydb.driver.merge;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What cursors over several sources have in common. */
final class Sources {

  private Sources() {}

  /** Closes all, also when some fail; then throws the first failure with the others in it. */
  static void closeAll(List<? extends RowCursor> sources) throws SQLException {
    @Nullable Exception failure = null;
    for (RowCursor source : sources) {
      try {
        source.close();
      } catch (SQLException | RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else if (failure != e) {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure instanceof SQLException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }

  /**
   * Ends a loop that reads rows without giving any out. The flag stays set: it is the caller's.
   *
   * @throws SQLException CANCELLED if this thread was interrupted
   */
  static void checkInterrupt() throws SQLException {
    if (Thread.currentThread().isInterrupted()) {
      throw CanopyError.CANCELLED.with();
    }
  }
}
