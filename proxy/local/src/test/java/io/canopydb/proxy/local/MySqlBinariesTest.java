package io.canopydb.proxy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Where a MySQL server comes from, in which order, and what a user is told. */
@Execution(ExecutionMode.CONCURRENT)
class MySqlBinariesTest {

  @TempDir private Path temporary;
  private final List<String> said = new ArrayList<>();
  private UserCache cache;

  @BeforeEach
  void newCache() {
    cache = new UserCache(temporary.resolve("cache"));
  }

  @Test
  void withoutAnyServerTheFourWaysAreNamed() {
    assertThatThrownBy(() -> resolve(machine(Map.of())))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("no MySQL server can be had")
        .hasMessageContaining("CANOPY_MYSQL_HOME is not set")
        .hasMessageContaining("no mysqld is on the PATH")
        .hasMessageContaining("this is neither Debian nor Ubuntu")
        .hasMessageContaining("no Docker engine answers");
    assertThat(said).isEmpty();
  }

  @Test
  void aHomeWithoutServerIsAnErrorAndNothingElseIsTried() {
    assertThatThrownBy(() -> resolve(machine(Map.of("CANOPY_MYSQL_HOME", "/nowhere"))))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("CANOPY_MYSQL_HOME is /nowhere")
        .hasMessageNotContaining("Docker");
  }

  @Test
  void serversThatCannotBeLeavesAreNamedWithTheReason() throws Exception {
    Path old = fake("old", "Ver 5.7.44 for Linux on x86_64 (MySQL Community Server)");
    Path maria = fake("maria", "Ver 10.11.6-MariaDB for Linux on x86_64");
    assertThatThrownBy(() -> resolve(machine(Map.of("PATH", old + ":" + maria))))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("MySQL 5.7.44, and a leaf has to be 8.0.30 or newer")
        .hasMessageContaining("not a MySQL server: mysqld  Ver 10.11.6-MariaDB");
  }

  @Test
  void aHomeThatIsTooOldIsAnError() throws Exception {
    Path home = temporary.resolve("home");
    Files.createDirectories(home);
    Files.move(fake("old", "Ver 8.0.29 for Linux on x86_64"), home.resolve("bin"));
    assertThatThrownBy(() -> resolve(machine(Map.of("CANOPY_MYSQL_HOME", home.toString()))))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("CANOPY_MYSQL_HOME names " + home)
        .hasMessageContaining("MySQL 8.0.29, and a leaf has to be 8.0.30 or newer");
  }

  @Test
  void theNewestOnThePathIsTriedFirst() throws Exception {
    Path older = fake("older", "Ver 8.0.36 for Linux on x86_64");
    Path newest = fake("newest", "Ver 9.1.0 for Linux on x86_64");
    Path lts = fake("lts", "Ver 8.4.2 for Linux on x86_64");
    // They cannot make a data directory, so each is tried.
    assertThatThrownBy(() -> resolve(machine(Map.of("PATH", older + ":" + newest + ":" + lts))))
        .isInstanceOf(ServerException.class);
    assertThat(said)
        .containsExactly(
            "preparing MySQL 9.1.0", "preparing MySQL 8.4.2", "preparing MySQL 8.0.36");
  }

  @Test
  void theHomeComesBeforeThePath() throws Exception {
    Path home = temporary.resolve("home");
    wrapRealServer(home.resolve("bin"));
    ServerInstallation installation =
        resolve(
            machine(
                Map.of(
                    "CANOPY_MYSQL_HOME",
                    home.toString(),
                    "PATH",
                    fake("path", "Ver 9.9.9 for Linux").toString())));
    assertThat(installation.origin()).isEqualTo(home + "/bin/mysqld (CANOPY_MYSQL_HOME)");
    assertThat(said).last().asString().contains("using MySQL").contains(home.toString());
  }

  @Test
  void aServerOnThePathComesBeforePackages() throws Exception {
    Path bin = temporary.resolve("bin");
    wrapRealServer(bin);
    ServerInstallation installation =
        resolve(
            new Machine(
                Map.of("PATH", bin.toString()),
                "linux",
                "amd64",
                Map.of("ID", "debian"),
                Machine.here().root()));
    assertThat(installation.origin()).isEqualTo(bin.resolve("mysqld").toString());
  }

  private ServerInstallation resolve(Machine machine) throws IOException, InterruptedException {
    List<MySqlSource> sources =
        new ArrayList<>(MySqlBinaries.sources(machine, cache, said::add).subList(0, 3));
    sources.add(new MySqlContainers(() -> false));
    return MySqlBinaries.resolve(sources, said::add);
  }

  /** A machine of another distribution; the user is who runs the test, as far as mysqld cares. */
  private static Machine machine(Map<String, String> environment) throws IOException {
    return new Machine(
        environment, "linux", "amd64", Map.of("ID", "fedora"), Machine.here().root());
  }

  private Path fake(String name, String version) throws IOException {
    Path directory = Files.createDirectories(temporary.resolve(name));
    script(directory.resolve("mysqld"), "[ \"$2\" = --version ] && echo 'mysqld  " + version + "'");
    return directory;
  }

  /** A directory whose mysqld is this machine's real one. */
  private void wrapRealServer(Path bin) throws IOException, InterruptedException {
    MySqlInstallation real =
        (MySqlInstallation) ServerBinaries.resolve(Engine.MYSQL, Progress.SILENT);
    Files.createDirectories(bin);
    String command = String.join("' '", real.program().start());
    String layout = String.join("' '", real.program().layout());
    script(
        bin.resolve("mysqld"),
        "first=$1; shift; exec '" + command + "' \"$first\" '" + layout + "' \"$@\"");
  }

  private static void script(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
