package io.canopydb.proxy.local;

import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The MySQL that the user names by the variable CANOPY_MYSQL_HOME. */
record MySqlHome(Machine machine, UserCache cache, Progress progress) implements MySqlSource {

  private static final String VARIABLE = "CANOPY_MYSQL_HOME";
  private static final List<String> PLACES = List.of("bin/mysqld", "sbin/mysqld", "libexec/mysqld");

  @Override
  public String way() {
    return "set " + VARIABLE + " to the directory of a MySQL, so that bin/mysqld lies in it";
  }

  @Override
  public Found find() throws IOException, InterruptedException {
    String home = machine.variable(VARIABLE);
    if (home == null) {
      return new Nothing(VARIABLE + " is not set");
    }
    for (String place : PLACES) {
      Path mysqld = Path.of(home, place);
      if (Files.isExecutable(mysqld)) {
        return usable(mysqld);
      }
    }
    // Whoever sets it wants that server and no other.
    throw new ServerException(
        VARIABLE + " is " + home + ", but none of " + PLACES + " in it is a program");
  }

  private Found usable(Path mysqld) throws IOException, InterruptedException {
    try {
      return new Usable(
          MySqlInstallation.of(
              MySqlProgram.of(mysqld), mysqld + " (" + VARIABLE + ")", machine, cache, progress));
    } catch (ServerException e) {
      throw new ServerException(VARIABLE + " names " + mysqld + ": " + e.getMessage(), e);
    }
  }
}
