package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The COPY that a session has open, of which there is one at a time. */
final class OpenCopy {
  private final Runnable whenOver;
  private volatile @Nullable BulkCopy open;

  OpenCopy(Runnable whenOver) {
    this.whenOver = whenOver;
  }

  /** One has begun. */
  <T extends BulkCopy> T begun(T copy) {
    open = copy;
    return copy;
  }

  /** One is over. */
  void ended(BulkCopy over) {
    if (open == over) {
      open = null;
      whenOver.run();
    }
  }

  boolean isOpen() {
    return open != null;
  }

  /** Refuses what an open one does not let happen. */
  void checkNone() throws SQLException {
    if (open != null) {
      throw CanopyError.COPY_OPEN.with();
    }
  }

  /** Breaks off the open one; false where there is none. */
  boolean stop() throws SQLException {
    BulkCopy stopping = open;
    if (stopping != null) {
      stopping.cancel();
    }
    return stopping != null;
  }
}
