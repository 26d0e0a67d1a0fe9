package io.canopydb.proxy.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a command's options don't say: the environment's ({@code
 * CANOPY_PROXY_MYSQL_PORT}), else a file's ({@code mysql-port=3307}). Immutable.
 */
final class SettingsFile {
  private static final String PREFIX = "CANOPY_PROXY_";

  private final Map<String, String> environment;
  private final Properties file;

  private SettingsFile(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads them.
   *
   * @param path null for no file
   * @param known the names that a file may have
   * @throws IOException where the file can't be read, or has another name
   */
  static SettingsFile read(@Nullable Path path, Map<String, String> environment, Set<String> known)
      throws IOException {
    Properties file = new Properties();
    if (path != null) {
      try (Reader reader = Files.newBufferedReader(path)) {
        file.load(reader);
      } catch (IllegalArgumentException e) {
        throw new IOException(path + " is no settings file: " + e.getMessage(), e);
      }
      Set<String> others = new TreeSet<>(file.stringPropertyNames());
      others.removeAll(known);
      if (!others.isEmpty()) {
        throw new IOException(
            path
                + " has settings that there are not: "
                + String.join(", ", others)
                + "; there are "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
    return new SettingsFile(environment, file);
  }

  /** What they say of one setting. */
  Optional<String> get(String name) {
    String variable = environment.get(PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_'));
    return Optional.ofNullable(
        variable != null && !variable.isBlank() ? variable : file.getProperty(name));
  }
}
