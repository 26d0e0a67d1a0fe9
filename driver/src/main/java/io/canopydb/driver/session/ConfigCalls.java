package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ObjectParameter;
import io.canopydb.driver.parse.SessionCall;
import io.canopydb.driver.parse.StatementKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's set_config(): it is a SET, which holds on every leaf that the session comes to. */
final class ConfigCalls {
  private final Cluster cluster;
  private final SessionConnections connections;
  private final SessionVariables variables;

  ConfigCalls(Cluster cluster, SessionConnections connections, SessionVariables variables) {
    this.cluster = cluster;
    this.connections = connections;
    this.variables = variables;
  }

  /** What stands in the place of the call; null where it stays, and means this statement only. */
  @Nullable CallValue value(CallSite site) throws SQLException {
    SessionCall call = site.call();
    if (call.arguments().size() != 3) {
      return null;
    }
    boolean once =
        !site.conditional()
            && !(site.kind() instanceof StatementKind.Update)
            && !(site.kind() instanceof StatementKind.Delete);
    if (!once) {
      throw CanopyError.UNSUPPORTED.with(
          "set_config() where it may be evaluated for several rows, or not at all",
          "say SELECT set_config(..)");
    }
    List<@Nullable Object> arguments;
    try {
      arguments = site.arguments();
    } catch (SQLException e) {
      if ("42703".equals(e.getSQLState()) || "42P01".equals(e.getSQLState())) {
        throw CanopyError.UNSUPPORTED.with(
            "set_config() with values of columns", "read them first, and set them one by one");
      }
      throw e;
    }
    if (arguments.get(0) == null) {
      return null;
    }
    String name = String.valueOf(arguments.get(0)).toLowerCase(Locale.ROOT);
    boolean local = isTrue(arguments.get(2));
    if (local && !connections.inTransaction()) {
      return null;
    }
    String variable = name.equals("session_authorization") ? "session authorization" : name;
    Object text = arguments.get(1);
    String expression =
        text == null
            ? name.indexOf('.') < 0 ? "DEFAULT" : "''"
            : cluster.dialect().settings().expression(variable, String.valueOf(text));
    cluster.dialect().settings().check(variable, expression);
    if (local) {
      variables.setLocal(variable, expression);
    } else {
      variables.set(variable, expression);
    }
    return new CallValue("current_setting(CAST(? AS text))", List.of(new ObjectParameter(name)));
  }

  private static boolean isTrue(@Nullable Object value) {
    return value instanceof Boolean yes
        ? yes
        : value != null
            && List.of("t", "true", "on", "yes", "y", "1")
                .contains(String.valueOf(value).toLowerCase(Locale.ROOT));
  }
}
