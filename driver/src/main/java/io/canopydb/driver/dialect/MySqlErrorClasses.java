package io.canopydb.driver.dialect;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.sql.SQLException;

/**
 * Errors of MySQL and Connector/J. The server's own are told by their number, those that
 * Connector/J finds by itself have the number 0 and are told by their SQLSTATE.
 */
final class MySqlErrorClasses implements ErrorClasses {

  @Override
  public boolean connectionBroken(SQLException error) {
    return switch (error.getErrorCode()) {
      // Shutdown; too many connections at connect; packet too large: the server hangs up after it.
      // Idle for longer than the server allows: likewise.
      case 1053, 1040, 1153, 4031 -> true;
      // Connector/J found by itself that the text is too long, and sent nothing.
      default -> isClass(error, "08") && !(error instanceof PacketTooBigException);
    };
  }

  @Override
  public boolean duplicateKey(SQLException error) {
    return switch (error.getErrorCode()) {
      case 1022, 1062, 1169, 1586, 1859 -> true;
      default -> false;
    };
  }

  @Override
  public boolean transactionUndone(SQLException error) {
    return switch (error.getErrorCode()) {
      // Deadlock; the lock table is full; an XA transaction that was undone, for either reason.
      case 1213, 1206, 1402, 1613, 1614 -> true;
      default -> false;
    };
  }

  @Override
  public boolean authenticationFailed(SQLException error) {
    return switch (error.getErrorCode()) {
      // Access denied, with and without a password; host not allowed; host blocked; expired
      // password; account locked; authentication method not known to the client.
      case 1045, 1698, 1130, 1129, 1862, 3118, 1251 -> true;
      default -> isClass(error, "28");
    };
  }

  @Override
  public boolean unreachable(SQLException error) {
    return error.getErrorCode() == 1053 || (error.getErrorCode() == 0 && isClass(error, "08"));
  }

  @Override
  public boolean unknownDatabase(SQLException error) {
    return error.getErrorCode() == 1049;
  }

  private static boolean isClass(SQLException error, String sqlStateClass) {
    String state = error.getSQLState();
    return state != null && state.startsWith(sqlStateClass);
  }
}
