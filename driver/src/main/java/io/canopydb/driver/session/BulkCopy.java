package io.canopydb.driver.session;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A COPY of PostgreSQL between the application and the cluster. While it is open the session does
 * nothing else. It ends by itself when one of its methods throws.
 */
public sealed interface BulkCopy permits BulkCopy.In, BulkCopy.Out {

  int fieldCount();

  /** 0 for text and CSV, 1 for binary. */
  int format();

  boolean isOpen();

  /** How many rows it came to; known when it has ended. */
  long rows();

  /** Ends it; what has come is not written. Idempotent. */
  void cancel() throws SQLException;

  /** From the application. */
  non-sealed interface In extends BulkCopy {
    /** Takes some bytes, which may end within a row. */
    void write(byte[] bytes, int offset, int length) throws SQLException;

    /** Writes all; gives the number of rows. */
    long end() throws SQLException;
  }

  /** To the application. */
  non-sealed interface Out extends BulkCopy {
    /** The next row, as it is written; null at the end. */
    byte @Nullable [] read() throws SQLException;
  }
}
