package io.canopydb.driver.dialect;

import com.mysql.cj.jdbc.exceptions.MysqlDataTruncation;
import com.mysql.cj.jdbc.exceptions.SQLError;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a MySQL server said of an error, told in other words. */
public final class MySqlError {
  /** Errors that Connector/J makes classes of its own for name nothing that we change. */
  private static final Set<String> PLAIN =
      Set.of(
          "SQLException",
          "SQLSyntaxErrorException",
          "SQLDataException",
          "SQLIntegrityConstraintViolationException");

  private static final String TRUNCATION = "Data truncation: ";

  private MySqlError() {}

  /** The error with another message; the same where the message is. */
  public static SQLException reworded(SQLException error, UnaryOperator<String> change) {
    String before = String.valueOf(error.getMessage());
    String after = change.apply(before);
    if (after.equals(before)) {
      return error;
    }
    SQLException told;
    if (error instanceof MysqlDataTruncation && after.startsWith(TRUNCATION)) {
      String text = after.substring(TRUNCATION.length());
      told = new MysqlDataTruncation(text, 0, false, false, 0, 0, error.getErrorCode());
    } else if (PLAIN.contains(error.getClass().getSimpleName())) {
      told = SQLError.createSQLException(after, error.getSQLState(), error.getErrorCode(), null);
    } else {
      return error;
    }
    told.setStackTrace(error.getStackTrace());
    for (Throwable suppressed : error.getSuppressed()) {
      told.addSuppressed(suppressed);
    }
    return told;
  }
}
