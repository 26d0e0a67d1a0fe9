package io.canopydb.driver.pool;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.ErrorClasses;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns the failure of a leaf connection into the error that the user gets. */
public final class ConnectFailure {
  private ConnectFailure() {}

  /** The catalogue's error for a failed connect or a refused database; else what the leaf said. */
  public static SQLException of(
      SQLException error, Leaf leaf, Identity credentials, @Nullable String database) {
    ErrorClasses errors = Dialect.of(leaf.engine()).errors();
    if (errors.unknownDatabase(error) && database != null) {
      return CanopyError.UNKNOWN_DATABASE.causedBy(error, database);
    }
    if (errors.authenticationFailed(error)) {
      return CanopyError.AUTHENTICATION.causedBy(
          error, leaf.address(), credentials.user(), said(error));
    }
    if (errors.unreachable(error)) {
      return CanopyError.LEAF_UNREACHABLE.causedBy(error, leaf.address(), said(error));
    }
    return error;
  }

  /** What the innermost cause says, as far as it fits a line: drivers wrap it in paragraphs. */
  private static String said(SQLException error) {
    Throwable innermost = error;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage() == null ? error.getMessage() : innermost.getMessage();
    return message == null
        ? innermost.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
