package io.canopydb.driver.url;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The properties that a URL and a {@link Properties} give; the URL's win. */
final class UrlQuery {
  private UrlQuery() {}

  /**
   * Reads both.
   *
   * @param query what follows the question mark; may be empty
   */
  static Map<String, String> read(UrlErrors errors, String query, Properties info)
      throws SQLException {
    Map<String, String> all = new LinkedHashMap<>();
    for (String key : info.stringPropertyNames()) {
      String value = info.getProperty(key);
      if (value != null) {
        all.put(key, value);
      }
    }
    Map<String, String> inUrl = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals < 1) {
        // Not repeated in the message: it may be a piece of a password with an & in it.
        throw errors.wrong("a property has no '='");
      }
      String key = errors.decode(pair.substring(0, equals));
      if (inUrl.put(key, errors.decode(pair.substring(equals + 1))) != null) {
        throw errors.wrong("the property " + key + " is given twice");
      }
    }
    all.putAll(inUrl);
    return all;
  }

  /** Checks names and values, and sorts out those of the leaves' drivers. */
  static Settings settings(UrlErrors errors, Map<String, String> all) throws SQLException {
    Map<CanopyProperty, String> given = new LinkedHashMap<>();
    Map<String, String> leaf = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : all.entrySet()) {
      String key = entry.getKey();
      if (key.startsWith("leaf.") && key.length() > "leaf.".length()) {
        leaf.put(key.substring("leaf.".length()), entry.getValue());
        continue;
      }
      CanopyProperty property = CanopyProperty.byKey(key);
      if (property == null) {
        throw errors.unknown(key);
      }
      String complaint = property.kind().complaint(entry.getValue());
      // An empty value stands for the default, as where a template left the property blank.
      if (complaint != null && !entry.getValue().isEmpty()) {
        throw errors.wrong("the property " + key + " " + complaint);
      }
      if (!entry.getValue().isEmpty() || property.secret()) {
        given.put(property, entry.getValue());
      }
    }
    return new Settings(given, leaf);
  }
}
