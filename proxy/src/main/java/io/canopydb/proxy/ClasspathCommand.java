package io.canopydb.proxy;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code canopy classpath}. */
@Command(
    name = "classpath",
    description = "Print a class path with which any Java program can use all of Canopy.")
final class ClasspathCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.out.println(System.getProperty("java.class.path"));
    return 0;
  }
}
