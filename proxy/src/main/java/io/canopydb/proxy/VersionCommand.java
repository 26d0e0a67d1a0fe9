package io.canopydb.proxy;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code canopy version}. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer> {

  @Override
  public Integer call() throws IOException {
    for (String line : new CanopyVersion().getVersion()) {
      System.out.println(line);
    }
    return 0;
  }
}
