package io.canopydb.proxy.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a local cluster lies: a directory that stays, for one process at a time, or a temporary
 * one.
 */
final class ClusterDirectory implements AutoCloseable {

  private final Path path;
  private final @Nullable ScratchDirectory scratch;
  private final @Nullable FileChannel lock;

  private ClusterDirectory(
      Path path, @Nullable ScratchDirectory scratch, @Nullable FileChannel lock) {
    this.path = path;
    this.scratch = scratch;
    this.lock = lock;
  }

  /** The directory given, or a temporary one. */
  static ClusterDirectory open(Optional<Path> data) throws IOException {
    if (data.isEmpty()) {
      ScratchDirectory scratch = ScratchDirectory.create();
      return new ClusterDirectory(scratch.path(), scratch, null);
    }
    Path path = Files.createDirectories(data.get()).toRealPath();
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = lock(channel) != null;
      if (!locked) {
        throw new ServerException("a cluster in " + path + " is running already");
      }
      return new ClusterDirectory(path, null, channel);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this process itself.
      return null;
    }
  }

  Path path() {
    return path;
  }

  /** Lets the directory go: a temporary one is removed. Idempotent. */
  @Override
  public void close() throws IOException {
    if (scratch != null) {
      scratch.close();
    }
    if (lock != null) {
      lock.close();
    }
  }
}
