package io.canopydb.driver.jdbc;

import com.mysql.cj.jdbc.JdbcStatement;
import io.canopydb.driver.error.CanopyError;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's statement as Connector/J's own: what JDBC has, and the stream that LOAD DATA LOCAL
 * INFILE reads instead of a file. All else is refused.
 */
final class MySqlStatement implements InvocationHandler {
  private final CanopyStatement statement;

  private MySqlStatement(CanopyStatement statement) {
    this.statement = statement;
  }

  static JdbcStatement of(CanopyStatement statement) {
    return (JdbcStatement)
        Proxy.newProxyInstance(
            JdbcStatement.class.getClassLoader(),
            new Class<?>[] {JdbcStatement.class},
            new MySqlStatement(statement));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass().isInstance(statement)) {
      try {
        return method.invoke(statement, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
    switch (method.getName()) {
      case "setLocalInfileInputStream" -> {
        statement.localInfile(arguments == null ? null : (InputStream) arguments[0]);
        return null;
      }
      case "getLocalInfileInputStream" -> {
        return statement.localInfile();
      }
      default -> {
        SQLException refusal =
            CanopyError.UNSUPPORTED.with(
                method.getName() + "() of a MySQL statement", "do without it");
        throw Arrays.asList(method.getExceptionTypes()).contains(SQLException.class)
            ? refusal
            : new IllegalStateException(refusal.getMessage(), refusal);
      }
    }
  }
}
