package io.canopydb.proxy.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Short-lived programs: run to their end, with their output. */
final class Commands {

  private Commands() {}

  /**
   * Runs a program and waits for its end.
   *
   * @param environment variables besides those of this process
   * @param input what it reads from standard input
   * @return what it wrote to standard output
   * @throws ServerException it is not there, took longer than {@code limit}, or failed; with its
   *     last words
   */
  static String run(
      List<String> command, Map<String, String> environment, String input, Duration limit)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("canopy-", ".out");
    Path errors = Files.createTempFile("canopy-", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = start(builder);
      try {
        feed(process, input);
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new ServerException(
              command.get(0) + " took longer than " + limit.toSeconds() + " s");
        }
      } finally {
        process.destroyForcibly();
      }
      if (process.exitValue() != 0) {
        throw new ServerException(
            command.get(0) + " failed (" + process.exitValue() + "): " + tail(errors, output));
      }
      return text(output);
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    }
  }

  private static void feed(Process process, String input) {
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended without reading all: its exit status says whether that is an error.
    }
  }

  private static Process start(ProcessBuilder builder) throws ServerException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ServerException("cannot run " + builder.command().get(0), e);
    }
  }

  private static String tail(Path errors, Path output) throws IOException {
    String all = (text(output) + text(errors)).strip();
    return all.substring(Math.max(0, all.length() - 1500));
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
