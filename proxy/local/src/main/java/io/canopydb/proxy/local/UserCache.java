package io.canopydb.proxy.local;

import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Directories that are costly to make and used again by later processes of the same user: unpacked
 * programs and template data directories. Each is made once, by one process at a time, and appears
 * under its name only when it is complete.
 *
 * @param root where they lie
 */
public record UserCache(Path root) {

  /** File locks are held by a process as a whole, so its threads need one of their own. */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  /** Fills a new directory. */
  @FunctionalInterface
  interface Builder {
    /**
     * @param directory an empty directory, which will be renamed afterwards: nothing in it may know
     *     its path
     */
    void build(Path directory) throws IOException, InterruptedException;
  }

  /** The cache of the user this process runs as: {@code ~/.cache/canopy}, or as XDG has it. */
  public static UserCache of(Machine machine) {
    String xdg = machine.variable("XDG_CACHE_HOME");
    Path caches =
        xdg != null ? Path.of(xdg) : Path.of(System.getProperty("user.home", "."), ".cache");
    return new UserCache(caches.resolve("canopy").toAbsolutePath());
  }

  /**
   * The directory of a name, made if it is not there yet.
   *
   * @param doing what a user reads while it is made: {@code unpacking PostgreSQL 18.6}
   */
  Path directory(String name, String doing, Progress progress, Builder builder)
      throws IOException, InterruptedException {
    Path wanted = root.resolve(name);
    if (Files.isDirectory(wanted)) {
      return wanted;
    }
    Files.createDirectories(root);
    IN_THIS_PROCESS.lockInterruptibly();
    try (FileChannel file =
            FileChannel.open(
                root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(file, doing, progress)) {
      if (lock.isValid() && !Files.isDirectory(wanted)) {
        progress.say(doing);
        make(wanted, root.resolve(name + ".work"), builder);
      }
      return wanted;
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  private static FileLock lock(FileChannel file, String doing, Progress progress)
      throws IOException {
    FileLock lock = file.tryLock();
    if (lock != null) {
      return lock;
    }
    progress.say("another process is " + doing + "; waiting for it");
    return file.lock();
  }

  private static void make(Path wanted, Path work, Builder builder)
      throws IOException, InterruptedException {
    // What a process that died half-way left.
    Trees.delete(work);
    Files.createDirectories(work);
    try {
      builder.build(work);
      Files.move(work, wanted, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Trees.delete(work);
    }
  }
}
