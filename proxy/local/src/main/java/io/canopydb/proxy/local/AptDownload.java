package io.canopydb.proxy.local;

import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fetches MySQL's server packages with apt and unpacks them with dpkg-deb. apt is given lists, a
 * cache and a status file of its own, so it needs no root and changes nothing of the system; the
 * mirror is the one that the system's own sources name, and the archive's signature is checked.
 */
final class AptDownload {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Pattern MIRROR = Pattern.compile(".*/(debian|ubuntu)/?");
  private static final Pattern PACKAGE = Pattern.compile("mysql-server-core(-\\d+\\.\\d+)?");

  /** Parts of the packages that a server does not read; most of their size. */
  private static final List<String> UNUSED =
      List.of("usr/bin", "usr/share/perl", "usr/share/doc", "usr/share/man", "usr/share/lintian");

  private final boolean debian;
  private final String codename;
  private final Progress progress;

  AptDownload(Machine machine, Progress progress) {
    this.debian = machine.release().getOrDefault("ID", "").equals("debian");
    this.codename = machine.release().getOrDefault("VERSION_CODENAME", "");
    this.progress = progress;
  }

  /** Unpacks the newest MySQL server, with all that it needs, below an empty directory. */
  void unpack(Path target) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("canopy-apt-");
    try {
      Map<String, String> apt = Map.of("APT_CONFIG", configure(work).toString());
      run(apt, "apt-get", "update", "-qq");
      String wanted = newestPackage(apt);
      run(
          apt,
          "apt-get",
          "install",
          "--download-only",
          "--no-install-recommends",
          "-y",
          "-qq",
          wanted);
      progress.say("unpacking MySQL");
      for (Path archive : archives(work)) {
        run(Map.of(), "dpkg-deb", "-x", archive.toString(), target.toString());
      }
      for (String part : UNUSED) {
        Trees.delete(target.resolve(part));
      }
    } finally {
      Trees.delete(work);
    }
  }

  private Path configure(Path work) throws IOException, InterruptedException {
    Files.createDirectories(work.resolve("lists/partial"));
    Files.createDirectories(work.resolve("cache/archives/partial"));
    Files.createFile(work.resolve("status"));
    // Debian's stable releases have no MySQL; its development line has the newest.
    String suite = debian ? "sid" : codename;
    String keyring =
        "/usr/share/keyrings/" + (debian ? "debian" : "ubuntu") + "-archive-keyring.gpg";
    Files.writeString(
        work.resolve("sources.list"),
        "deb [signed-by=%s] %s %s main%s\n"
            .formatted(keyring, mirror(), suite, debian ? "" : " universe"));
    Path configuration = work.resolve("apt.conf");
    Files.writeString(
        configuration,
        """
        Dir::Etc::sourcelist "%1$s/sources.list";
        Dir::Etc::sourceparts "/dev/null";
        Dir::Etc::preferencesparts "/dev/null";
        Dir::State::lists "%1$s/lists";
        Dir::State::status "%1$s/status";
        Dir::Cache "%1$s/cache";
        Debug::NoLocking "1";
        APT::Sandbox::User "root";
        """
            .formatted(work));
    return configuration;
  }

  private static String mirror() throws IOException, InterruptedException {
    String uris =
        run(Map.of(), "apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages");
    return uris.lines()
        .filter(uri -> MIRROR.matcher(uri).matches())
        .findFirst()
        .orElseThrow(
            () -> new ServerException("apt's sources name no mirror of this distribution"));
  }

  /** Ubuntu's packages carry the series in their name, Debian's does not. */
  private static String newestPackage(Map<String, String> apt)
      throws IOException, InterruptedException {
    return run(apt, "apt-cache", "pkgnames", "mysql-server-core")
        .lines()
        .filter(name -> PACKAGE.matcher(name).matches())
        .max(Comparator.comparing(AptDownload::series))
        .orElseThrow(
            () -> new ServerException("this distribution has no package mysql-server-core"));
  }

  /** A text that sorts as the series does; the package without one is the newest. */
  private static String series(String name) {
    String series = name.substring("mysql-server-core".length());
    return series.isEmpty() ? "~" : "%10s".formatted(series);
  }

  private static List<Path> archives(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work.resolve("cache/archives"))) {
      return files.filter(file -> file.toString().endsWith(".deb")).sorted().toList();
    }
  }

  private static String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    return Commands.run(List.of(command), environment, "", LIMIT);
  }
}
