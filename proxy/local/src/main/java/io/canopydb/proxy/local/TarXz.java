package io.canopydb.proxy.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks .tar.xz archives of programs: files, directories and symbolic links. */
final class TarXz {

  private static final int ANY_EXECUTE = 0111;

  private TarXz() {}

  /** Unpacks an archive below a directory; what would lie outside of it is refused. */
  static void unpack(InputStream archive, Path directory) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(archive, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, directory);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
      throws IOException {
    Path path = inside(directory, directory.resolve(entry.getName()), entry);
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      inside(directory, path.resolveSibling(entry.getLinkName()), entry);
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Path target = directory.resolve(entry.getLinkName());
      Files.createLink(path, inside(directory, target, entry));
    } else {
      Files.copy(tar, path);
      Files.setPosixFilePermissions(
          path,
          PosixFilePermissions.fromString(
              (entry.getMode() & ANY_EXECUTE) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static Path inside(Path directory, Path path, TarArchiveEntry entry) throws IOException {
    Path plain = path.normalize();
    if (!plain.startsWith(directory.normalize())) {
      throw new IOException("an archive's entry lies outside of it: " + entry.getName());
    }
    return plain;
  }
}
