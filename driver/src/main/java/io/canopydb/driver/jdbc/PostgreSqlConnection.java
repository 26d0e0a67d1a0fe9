package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Encoding;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.Utils;

/**
 * A cluster's connection as pgjdbc's own: what JDBC has, COPY, and the quoting of names and texts.
 * All else stands for one server, and is refused.
 *
 * <p>pgjdbc's CopyManager is used as it is. It wants a BaseConnection, and of that the encoding,
 * autocommit, and a QueryExecutor that starts a COPY.
 */
final class PostgreSqlConnection {
  private final Connection connection;
  private final SessionGate gate;

  private PostgreSqlConnection(Connection connection, SessionGate gate) {
    this.connection = connection;
    this.gate = gate;
  }

  /** Whether a connection can be unwrapped to a type. */
  static boolean is(Class<?> type) {
    return type == PGConnection.class || type == BaseConnection.class;
  }

  static BaseConnection of(Connection connection, SessionGate gate) {
    PostgreSqlConnection own = new PostgreSqlConnection(connection, gate);
    return own.proxy(BaseConnection.class, own::run);
  }

  private <T> T proxy(Class<T> type, VendorMethods.Done done) {
    return new VendorMethods(
            connection,
            "a PostgreSQL connection",
            "connect to one leaf for what belongs to one server",
            done)
        .as(type);
  }

  private Object run(Object proxy, String method, @Nullable Object argument) throws SQLException {
    return switch (method) {
      case "getCopyAPI" -> new CopyManager((BaseConnection) proxy);
      case "getEncoding" -> Encoding.getJVMEncoding("UTF-8");
      case "getQueryExecutor" -> proxy(QueryExecutor.class, this::runExecutor);
      case "escapeIdentifier" -> Utils.escapeIdentifier(null, String.valueOf(argument)).toString();
      case "escapeLiteral" -> Utils.escapeLiteral(null, String.valueOf(argument), true).toString();
      case "createArrayOf" ->
          throw CanopyError.UNSUPPORTED.with(
              "an array of this kind", "use Connection.createArrayOf(String, Object[])");
      default -> VendorMethods.NOT_DONE;
    };
  }

  private Object runExecutor(Object proxy, String method, @Nullable Object argument)
      throws SQLException {
    return method.equals("startCopy")
        ? PostgreSqlCopy.begin(gate, String.valueOf(argument))
        : VendorMethods.NOT_DONE;
  }
}
