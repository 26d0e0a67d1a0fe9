package io.canopydb.proxy.console;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the shell has its password from, so that it need not stand in the URL. */
final class ShellPassword {
  static final String VARIABLE = "CANOPY_PASSWORD";

  private static final Pattern USER = Pattern.compile("[?&]user=");
  private static final Pattern PASSWORD = Pattern.compile("[?&]password=");

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "The file whose first line is the password. Default: that of the URL, else the"
              + " environment variable "
              + VARIABLE
              + ", else it is asked for at the terminal.")
  private @Nullable Path file;

  /** The password; null where the URL has it, or nobody knows one. */
  @Nullable String of(String url, Map<String, String> environment) throws IOException {
    if (file != null) {
      return Files.readString(file).lines().findFirst().orElse("");
    }
    if (PASSWORD.matcher(url).find() || !USER.matcher(url).find()) {
      return null;
    }
    String given = environment.get(VARIABLE);
    Console console = System.console();
    if (given != null || console == null) {
      return given;
    }
    char[] typed = console.readPassword("Password: ");
    return typed == null ? null : new String(typed);
  }
}
