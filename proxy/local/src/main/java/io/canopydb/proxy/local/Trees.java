package io.canopydb.proxy.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whole directory trees: deleted and copied. */
final class Trees {

  private Trees() {}

  /** Deletes a tree, and never follows a link out of it. Quiet when there is none. */
  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
            // A server that is ending deletes files of its own meanwhile.
            if (error instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw error;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException error)
              throws IOException {
            if (error != null) {
              throw error;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Copies a tree with its permissions (and, for root, its owners) to a place that is not there. By
   * the system's own program: a data directory has a thousand files, and Java takes three times the
   * processor time for each.
   */
  static void copy(Path from, Path to) throws IOException, InterruptedException {
    Commands.run(
        List.of("cp", "-a", from.toString(), to.toString()), Map.of(), "", Duration.ofSeconds(120));
  }
}
