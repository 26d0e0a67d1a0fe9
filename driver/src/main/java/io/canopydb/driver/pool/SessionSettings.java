package io.canopydb.driver.pool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a user's session, which every leaf connection it borrows must have. Immutable; a
 * connection that already has this very object needs no round trip.
 *
 * @param variables variable to SQL expression, in the order they were set; MySQL user variables
 *     with their {@code @}
 */
public record SessionSettings(Map<String, String> variables) {
  /** What a new connection has. */
  public static final SessionSettings NONE = new SessionSettings(Map.of());

  public SessionSettings {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /** These settings with one variable set. */
  public SessionSettings with(String variable, String expression) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.remove(variable);
    all.put(variable, expression);
    return new SessionSettings(all);
  }

  /** These settings with one variable back at its default. */
  public SessionSettings without(String variable) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.remove(variable);
    return new SessionSettings(all);
  }
}
