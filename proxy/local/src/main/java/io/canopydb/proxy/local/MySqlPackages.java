package io.canopydb.proxy.local;

import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * MySQL from the packages of Debian or Ubuntu, fetched and unpacked without root. It runs with the
 * C library that came with it, by that library's own loader, since this system's may be older.
 */
record MySqlPackages(Machine machine, UserCache cache, Progress progress) implements MySqlSource {

  private static final String ORIGIN = "the distribution's packages";

  @Override
  public String way() {
    return "use Debian or Ubuntu with a network, whose packages are fetched without root";
  }

  @Override
  public Found find() throws IOException, InterruptedException {
    String id = machine.release().getOrDefault("ID", "");
    if (!id.equals("debian") && !id.equals("ubuntu")) {
      return new Nothing("this is neither Debian nor Ubuntu");
    }
    try {
      Path root =
          cache.directory(
              "mysql-packages-" + machine.architecture(),
              "fetching MySQL from " + ORIGIN + " (about 60 MB)",
              progress,
              directory -> new AptDownload(machine, progress).unpack(directory));
      return new Usable(MySqlInstallation.of(program(root), ORIGIN, machine, cache, progress));
    } catch (ServerException e) {
      return new Nothing(e.getMessage());
    }
  }

  private static MySqlProgram program(Path root) throws IOException, InterruptedException {
    Path loader = loader(root);
    List<String> libraries = new ArrayList<>();
    for (String lib : List.of("usr/lib", "lib")) {
      Path directory = root.resolve(lib).resolve(loader.getParent().getFileName());
      if (Files.isDirectory(directory)) {
        libraries.add(directory.toString());
      }
    }
    Path usr = root.resolve("usr");
    return MySqlProgram.of(
        List.of(
            loader.toString(),
            "--library-path",
            String.join(":", libraries),
            usr.resolve("sbin/mysqld").toString()),
        List.of(
            "--basedir=" + usr,
            "--lc-messages-dir=" + usr.resolve("share/mysql"),
            "--plugin-dir=" + usr.resolve("lib/mysql/plugin")));
  }

  /** The packages' own ld-linux, in the library directory of this architecture. */
  private static Path loader(Path root) throws IOException {
    for (String lib : List.of("usr/lib", "lib")) {
      Path directory = root.resolve(lib);
      if (Files.isDirectory(directory)) {
        try (Stream<Path> files = Files.walk(directory, 2)) {
          var found =
              files
                  .filter(file -> file.getParent().getFileName().toString().contains("-linux-"))
                  .filter(file -> file.getFileName().toString().startsWith("ld-linux"))
                  .findFirst();
          if (found.isPresent()) {
            return found.get();
          }
        }
      }
    }
    throw new ServerException("there is no loader in " + root + "; delete it and try again");
  }
}
