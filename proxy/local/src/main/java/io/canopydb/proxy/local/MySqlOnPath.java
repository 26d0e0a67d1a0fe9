package io.canopydb.proxy.local;

import io.canopydb.proxy.local.progress.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The newest mysqld on the PATH, or where systems keep servers off an ordinary user's PATH. */
record MySqlOnPath(Machine machine, UserCache cache, Progress progress) implements MySqlSource {

  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));
  private static final List<String> SERVERS = List.of("/usr/sbin", "/usr/local/sbin");

  @Override
  public String way() {
    return "install a MySQL " + MySqlVersion.OLDEST + " or newer, with its mysqld on the PATH";
  }

  @Override
  public Found find() throws IOException, InterruptedException {
    List<String> reasons = new ArrayList<>();
    List<MySqlProgram> programs = new ArrayList<>();
    for (Path mysqld : candidates()) {
      try {
        programs.add(MySqlProgram.of(mysqld));
      } catch (ServerException e) {
        reasons.add(mysqld + ": " + e.getMessage());
      }
    }
    programs.sort(Comparator.comparing(MySqlProgram::version).reversed());
    for (MySqlProgram program : programs) {
      String path = program.start().get(0);
      try {
        return new Usable(MySqlInstallation.of(program, path, machine, cache, progress));
      } catch (ServerException e) {
        reasons.add(path + ": " + e.getMessage());
      }
    }
    return new Nothing(reasons.isEmpty() ? "no mysqld is on the PATH" : String.join("; ", reasons));
  }

  private Set<Path> candidates() throws IOException {
    String path = machine.variable("PATH");
    List<String> directories = new ArrayList<>();
    if (path != null) {
      directories.addAll(List.of(SEPARATOR.split(path)));
      directories.addAll(SERVERS);
    }
    Set<Path> found = new LinkedHashSet<>();
    for (String directory : directories) {
      Path mysqld = Path.of(directory, "mysqld");
      if (Files.isExecutable(mysqld) && !Files.isDirectory(mysqld)) {
        found.add(mysqld.toRealPath());
      }
    }
    return found;
  }
}
