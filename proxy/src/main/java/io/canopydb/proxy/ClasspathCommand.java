package io.canopydb.proxy;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code canopy classpath}. */
@Command(
    name = "classpath",
    mixinStandardHelpOptions = true,
    description = {
      "Print a class path with which any Java program can use all of Canopy.",
      "Canopy logs by SLF4J. The class path has no backend of it: the program brings its own, or"
          + " nothing is logged."
    })
final class ClasspathCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    String path = System.getProperty("java.class.path");
    spec.commandLine()
        .getOut()
        .println(
            Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .filter(entry -> !isBackend(entry))
                .collect(Collectors.joining(File.pathSeparator)));
    return 0;
  }

  /** The canopy program's own backend. */
  private static boolean isBackend(String entry) {
    return String.valueOf(Path.of(entry).getFileName()).startsWith("logback-");
  }
}
