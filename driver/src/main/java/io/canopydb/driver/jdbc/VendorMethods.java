package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An object of a cluster's as one of the engine's own driver: what is JDBC's it does itself, some
 * of the driver's methods are done here, and all others are refused, since they are about one
 * server.
 *
 * @param own the cluster's object
 * @param what what the driver's object is: "a PostgreSQL connection"
 * @param wayRound what to do instead of calling a method that is refused
 */
record VendorMethods(Object own, String what, String wayRound, Done done)
    implements InvocationHandler {
  /** What {@link Done} gives for a method that is refused. */
  static final Object NOT_DONE = new Object();

  /** The driver's methods that are done here. */
  interface Done {
    /**
     * Runs one of them.
     *
     * @param argument its first; null where it has none
     */
    @Nullable Object run(Object proxy, String method, @Nullable Object argument)
        throws SQLException;
  }

  /** The object of the driver's type. */
  <T> T as(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass().isInstance(own)) {
      try {
        return method.invoke(own, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
    boolean any = arguments != null && arguments.length > 0;
    Object result = done.run(proxy, method.getName(), any ? arguments[0] : null);
    if (result != NOT_DONE) {
      return result;
    }
    SQLException refusal =
        CanopyError.UNSUPPORTED.with(method.getName() + "() of " + what, wayRound);
    throw Arrays.asList(method.getExceptionTypes()).contains(SQLException.class)
        ? refusal
        : new IllegalStateException(refusal.getMessage(), refusal);
  }
}
