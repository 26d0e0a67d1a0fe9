package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Arrays;
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
final class PostgreSqlConnection implements InvocationHandler {
  private final CanopyConnection connection;

  private PostgreSqlConnection(CanopyConnection connection) {
    this.connection = connection;
  }

  /** Whether a connection can be unwrapped to a type. */
  static boolean is(Class<?> type) {
    return type == PGConnection.class || type == BaseConnection.class;
  }

  static BaseConnection of(CanopyConnection connection) {
    return proxy(BaseConnection.class, new PostgreSqlConnection(connection));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass().isInstance(connection)) {
      try {
        return method.invoke(connection, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
    return switch (method.getName()) {
      case "getCopyAPI" -> new CopyManager((BaseConnection) proxy);
      case "getEncoding" -> Encoding.getJVMEncoding("UTF-8");
      case "getQueryExecutor" -> proxy(QueryExecutor.class, this::onExecutor);
      case "escapeIdentifier" ->
          Utils.escapeIdentifier(null, String.valueOf(argument(arguments))).toString();
      case "escapeLiteral" ->
          Utils.escapeLiteral(null, String.valueOf(argument(arguments)), true).toString();
      case "createArrayOf" ->
          throw CanopyError.UNSUPPORTED.with(
              "an array of this kind", "use Connection.createArrayOf(String, Object[])");
      default -> throw refused(method);
    };
  }

  private @Nullable Object onExecutor(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getName().equals("startCopy")) {
      return PostgreSqlCopy.begin(connection, String.valueOf(argument(arguments)));
    }
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(this, arguments);
    }
    throw refused(method);
  }

  private static @Nullable Object argument(@Nullable Object @Nullable [] arguments) {
    return arguments == null ? null : arguments[0];
  }

  private static Exception refused(Method method) {
    SQLException refusal =
        CanopyError.UNSUPPORTED.with(
            method.getName() + "() of a PostgreSQL connection",
            "connect to one leaf for what belongs to one server");
    return Arrays.asList(method.getExceptionTypes()).contains(SQLException.class)
        ? refusal
        : new IllegalStateException(refusal.getMessage(), refusal);
  }
}
