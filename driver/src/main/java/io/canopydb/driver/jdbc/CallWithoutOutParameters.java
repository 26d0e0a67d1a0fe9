package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A callable statement that gives nothing back but rows: a prepared statement by another name. Some
 * frameworks ask so for what they could ask of any statement.
 */
final class CallWithoutOutParameters {
  private CallWithoutOutParameters() {}

  /** The statement, under the interface of a callable one. */
  static CallableStatement of(PreparedStatement prepared) {
    return (CallableStatement)
        Proxy.newProxyInstance(
            CallableStatement.class.getClassLoader(),
            new Class<?>[] {CallableStatement.class},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == CallableStatement.class) {
                throw refused();
              }
              try {
                return method.invoke(prepared, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** What is said to whoever wants out parameters, or parameters by their names. */
  static SQLException refused() {
    return CanopyError.UNSUPPORTED.with(
        "a callable statement with out parameters",
        "run CALL through Statement or PreparedStatement, and select what it gives");
  }
}
