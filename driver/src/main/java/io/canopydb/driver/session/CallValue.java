package io.canopydb.driver.session;

import io.canopydb.driver.execute.ObjectParameter;
import io.canopydb.driver.execute.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the place of a call.
 *
 * @param sql an expression
 * @param parameters those that it names
 */
record CallValue(String sql, List<Parameter> parameters) {
  CallValue {
    parameters = List.copyOf(parameters);
  }

  /** A value of a type, which matters where it is shown, or sorted by. */
  static CallValue of(@Nullable Object value, String type, CallSite site) {
    if (value == null) {
      return new CallValue("CAST(NULL AS " + type + ")", List.of());
    }
    return new CallValue(
        site.shown() || site.sorts() ? "CAST(? AS " + type + ")" : "?",
        List.of(new ObjectParameter(value)));
  }
}
