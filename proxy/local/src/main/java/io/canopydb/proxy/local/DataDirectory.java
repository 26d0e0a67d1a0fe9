package io.canopydb.proxy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A server's data directory, {@code data} below the server's own directory. It counts as made once
 * the file {@code complete} stands beside it; what a process that died half-way left is made anew.
 *
 * @param path the data directory
 * @param fresh whether it was made just now
 */
record DataDirectory(Path path, boolean fresh) {

  /**
   * One copy at a time: five side by side were measured to take several times as long as five in a
   * row, since they contend for the file system's journal.
   */
  private static final ReentrantLock COPYING = new ReentrantLock();

  /** What has to happen to a copy of the template before its first start. */
  @FunctionalInterface
  interface Completion {
    void complete(Path data) throws IOException, InterruptedException;
  }

  /** The data directory that is there, or a new copy of the template. */
  static DataDirectory prepare(Path directory, Path template, Completion completion)
      throws IOException, InterruptedException {
    Path data = directory.resolve("data").toAbsolutePath();
    Path complete = directory.resolve("complete");
    if (Files.exists(complete)) {
      return new DataDirectory(data, false);
    }
    Files.createDirectories(directory);
    Trees.delete(data);
    COPYING.lockInterruptibly();
    try {
      Trees.copy(template, data);
    } finally {
      COPYING.unlock();
    }
    completion.complete(data);
    Files.createFile(complete);
    return new DataDirectory(data, true);
  }
}
