package io.canopydb.proxy.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the search for server programs needs to know of this machine. A record, so that a test can
 * ask what would happen on another one.
 *
 * @param environment the environment variables
 * @param system the operating system: {@code linux}, {@code darwin}, or whatever Java says
 * @param architecture as Debian names it: {@code amd64}, {@code arm64}, or whatever Java says
 * @param release the fields of /etc/os-release; empty where there is none
 * @param root whether this process runs as root
 */
public record Machine(
    Map<String, String> environment,
    String system,
    String architecture,
    Map<String, String> release,
    boolean root) {

  public Machine {
    environment = Map.copyOf(environment);
    release = Map.copyOf(release);
  }

  /** The machine this process runs on. */
  public static Machine here() throws IOException {
    return new Machine(
        System.getenv(),
        system(System.getProperty("os.name", "")),
        architecture(System.getProperty("os.arch", "")),
        release(Path.of("/etc/os-release")),
        new UnixSystem().getUid() == 0);
  }

  /** An environment variable; null when it is not set, or set to nothing. */
  @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  private static String system(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("mac") ? "darwin" : lower;
  }

  private static String architecture(String name) {
    return switch (name) {
      case "x86_64", "amd64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      default -> name;
    };
  }

  private static Map<String, String> release(Path file) throws IOException {
    Map<String, String> fields = new HashMap<>();
    if (Files.isReadable(file)) {
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          fields.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
        }
      }
    }
    return fields;
  }
}
