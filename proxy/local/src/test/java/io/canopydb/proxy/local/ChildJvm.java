package io.canopydb.proxy.local;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Java programs of this class path, run as child processes. */
final class ChildJvm {

  private ChildJvm() {}

  /** Starts a program in a process group of its own, as a shell would; errors go to ours. */
  static Process start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("setsid");
    // Whoever started the tests in the background had their signals ignored, and ours with them.
    command.add("env");
    command.add("--default-signal=HUP,INT,TERM");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    // To standard error, as the canopy program logs: what is read from it is no log.
    command.add("-Dlogback.configurationFile=io/canopydb/proxy/logback.xml");
    command.add("-cp");
    command.add(classPath());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Some test launchers load the tests by a class loader of their own. */
  private static String classPath() {
    if (ChildJvm.class.getClassLoader() instanceof URLClassLoader loader) {
      return String.join(
          File.pathSeparator,
          Arrays.stream(loader.getURLs()).map(URL::getPath).toArray(String[]::new));
    }
    return System.getProperty("java.class.path");
  }
}
