package io.canopydb.driver.dialect;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Errors of PostgreSQL and PgJDBC, told by their SQLSTATE. */
final class PostgreSqlErrorClasses implements ErrorClasses {

  @Override
  public boolean connectionBroken(SQLException error) {
    return switch (state(error)) {
      // Shutdown, crash of another backend, not accepting connections, idle session timeout, idle
      // in transaction timeout, transaction timeout: the server hangs up after each of them.
      case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04" -> true;
      default -> state(error).startsWith("08") || fatal(error);
    };
  }

  @Override
  public boolean duplicateKey(SQLException error) {
    return state(error).equals("23505");
  }

  /** It stands, failed, until it is ended. */
  @Override
  public boolean transactionUndone(SQLException error) {
    return false;
  }

  @Override
  public boolean authenticationFailed(SQLException error) {
    return state(error).startsWith("28") || (state(error).equals("08004") && !fromServer(error));
  }

  @Override
  public boolean unreachable(SQLException error) {
    return switch (state(error)) {
      case "57P01", "57P02", "57P03" -> true;
      case "08004" -> false;
      default -> state(error).startsWith("08");
    };
  }

  @Override
  public boolean unknownDatabase(SQLException error) {
    return state(error).equals("3D000");
  }

  private static String state(SQLException error) {
    String state = error.getSQLState();
    return state == null ? "" : state;
  }

  private static boolean fromServer(SQLException error) {
    return error instanceof PSQLException own && own.getServerErrorMessage() != null;
  }

  private static boolean fatal(SQLException error) {
    if (!(error instanceof PSQLException own)) {
      return false;
    }
    ServerErrorMessage message = own.getServerErrorMessage();
    return message != null
        && ("FATAL".equals(message.getSeverity()) || "PANIC".equals(message.getSeverity()));
  }
}
