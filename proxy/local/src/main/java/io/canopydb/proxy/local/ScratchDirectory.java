package io.canopydb.proxy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A temporary directory that goes away with this process, however it ends: a small shell script
 * waits for that (see scratch.sh). Servers in it run in directories directly below.
 */
final class ScratchDirectory implements AutoCloseable {

  private final Path path;
  private final Process remover;

  private ScratchDirectory(Path path, Process remover) {
    this.path = path;
    this.remover = remover;
  }

  static ScratchDirectory create() throws IOException {
    Path path = Files.createTempDirectory("canopy-");
    // A server that may not run as root has to pass through; what lies inside is closed to others.
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
    Process remover =
        new ProcessBuilder(Scripts.detached("scratch.sh", List.of(path.toString())))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new ScratchDirectory(path, remover);
  }

  Path path() {
    return path;
  }

  /** The process that will remove it. */
  long removerPid() {
    return remover.pid();
  }

  /** Removes it now, once the servers in it have ended. Idempotent. */
  @Override
  public void close() throws IOException {
    remover.getOutputStream().close();
    try {
      if (!remover.waitFor(90, TimeUnit.SECONDS)) {
        throw new ServerException("the temporary directory " + path + " is not removed yet");
      }
    } catch (InterruptedException e) {
      // The script finishes by itself.
      Thread.currentThread().interrupt();
    }
  }
}
