package io.canopydb.rebalancer.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the password of Canopy's account on a leaf comes from. */
final class LeafPassword {
  static final String VARIABLE = "CANOPY_LEAF_PASSWORD";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "The file whose first line is the password of that account; - for standard input."
              + " Default: the environment variable "
              + VARIABLE
              + ", else it is asked for at the terminal.")
  private @Nullable Path file;

  /**
   * The password: what was written with the leaf, else what the options and the environment say,
   * else what the user types.
   *
   * @return null where it can't be had
   */
  @Nullable String of(LeafArgument leaf, Map<String, String> environment) throws IOException {
    if (leaf.password() != null) {
      return leaf.password();
    }
    if (file != null) {
      return firstLine(file);
    }
    String given = environment.get(VARIABLE);
    if (given != null) {
      return given;
    }
    Console console = System.console();
    if (console == null) {
      return null;
    }
    char[] typed = console.readPassword("Password of %s: ", leaf);
    return typed == null ? null : new String(typed);
  }

  private static String firstLine(Path file) throws IOException {
    String text =
        file.equals(Path.of("-"))
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : Files.readString(file);
    return text.lines().findFirst().orElse("");
  }
}
