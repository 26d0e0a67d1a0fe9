package io.canopydb.it.cli;

import io.canopydb.proxy.Canopy;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** Runs canopy commands: inside this process by their entry, or as programs. */
final class Canopies {
  private Canopies() {}

  /** What a command ended with, and all that it printed. */
  record Outcome(int exitCode, String output) {}

  /** Runs a command inside this process. */
  static Outcome run(String... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter printer = new PrintWriter(output, true);
    CommandLine canopy = Canopy.commandLine().setOut(printer).setErr(printer);
    int exitCode = canopy.execute(arguments);
    return new Outcome(exitCode, output.toString());
  }

  /** Starts a command as a program; its errors go where its output goes. */
  static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), Canopy.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("CANOPY_"));
    return builder.start();
  }

  /** Some test launchers load the tests by a class loader of their own. */
  private static String classPath() {
    if (Canopies.class.getClassLoader() instanceof URLClassLoader loader) {
      return String.join(
          File.pathSeparator,
          Arrays.stream(loader.getURLs()).map(URL::getPath).toArray(String[]::new));
    }
    return System.getProperty("java.class.path");
  }
}
