package io.canopydb.proxy.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The user that a server runs as when it refuses to run as root, as PostgreSQL does. For everybody
 * else that is who runs this process, and nothing is done.
 *
 * <p>Root's home, and so its cache, is usually closed to other users. The server is then given the
 * right to read and search there (CAP_DAC_READ_SEARCH; in containers that lack it, the wider
 * CAP_DAC_OVERRIDE): less than what the root that started it has, and only where it is needed.
 */
final class ServerUser {

  private static final String NAME = "nobody";
  private static final List<String> CAPABILITIES = List.of("", "dac_read_search", "dac_override");

  private final boolean root;

  ServerUser(Machine machine) {
    this.root = machine.root();
  }

  /**
   * The command as it has to be started.
   *
   * @param reach files and directories that it must be able to read
   */
  List<String> command(List<String> command, Path... reach)
      throws IOException, InterruptedException {
    if (!root) {
      return command;
    }
    for (String capability : CAPABILITIES) {
      List<String> prefix = prefix(capability);
      if (reaches(prefix, reach)) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
      }
    }
    throw new ServerException(
        "PostgreSQL does not run as root, and the user "
            + NAME
            + " cannot be given access to "
            + reach[0]
            + ": run this as an ordinary user");
  }

  /** Gives a directory tree to that user. */
  void own(Path tree) throws IOException {
    if (!root) {
      return;
    }
    UserPrincipal owner =
        tree.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NAME);
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.setOwner(directory, owner);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.setOwner(file, owner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static List<String> prefix(String capability) {
    List<String> prefix =
        new ArrayList<>(List.of("setpriv", "--reuid=" + NAME, "--regid=65534", "--clear-groups"));
    if (!capability.isEmpty()) {
      // Without this, access(2) of a user that is not root ignores what he was given.
      prefix.add("--securebits=+no_setuid_fixup");
      prefix.add("--inh-caps=-all,+" + capability);
      prefix.add("--ambient-caps=-all,+" + capability);
    }
    prefix.add("--");
    return prefix;
  }

  private static boolean reaches(List<String> prefix, Path... reach)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of("/bin/sh", "-c", "for file; do test -r \"$file\" || exit 1; done", "canopy-reach"));
    for (Path path : reach) {
      command.add(path.toString());
    }
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new ServerException(
          "PostgreSQL does not run as root, and setpriv (of util-linux), which runs it as the user "
              + NAME
              + ", is not here: install it, or run this as an ordinary user",
          e);
    }
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }
}
