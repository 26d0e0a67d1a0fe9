package io.canopydb.driver.url;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The properties of a connection, checked. Immutable. Two that are equal give equal connections.
 *
 * @param given what was given, by property
 * @param leaf what goes to the engine's own driver, without the {@code leaf.}
 */
public record Settings(Map<CanopyProperty, String> given, Map<String, String> leaf) {

  public Settings {
    Map<CanopyProperty, String> copy = new EnumMap<>(CanopyProperty.class);
    copy.putAll(given);
    given = Collections.unmodifiableMap(copy);
    leaf = Collections.unmodifiableMap(new TreeMap<>(leaf));
  }

  /** The value given, or the default; empty where there is neither. */
  public String text(CanopyProperty property) {
    return given.getOrDefault(property, property.defaultValue());
  }

  /** The value of a property that is a number. */
  public int number(CanopyProperty property) {
    return Integer.parseInt(text(property));
  }

  /** The value of a property that is true or false; empty where neither given nor by default. */
  public Optional<Boolean> flag(CanopyProperty property) {
    return Optional.ofNullable(CanopyProperty.parseSwitch(text(property)));
  }

  /**
   * Whether a value under this name must never be shown; leaf drivers have secrets of their own.
   */
  static boolean secret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.contains("password") || lower.contains("secret") || lower.contains("passphrase");
  }

  /** What was given, without secrets. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    given.forEach(
        (property, value) -> {
          if (!property.secret()) {
            append(text, property.key(), value);
          }
        });
    leaf.forEach(
        (key, value) -> {
          if (!secret(key)) {
            append(text, "leaf." + key, value);
          }
        });
    return text.toString();
  }

  private static void append(StringBuilder text, String key, String value) {
    text.append(text.isEmpty() ? "" : "&")
        .append(key)
        .append('=')
        .append(PercentCoding.encode(value));
  }
}
