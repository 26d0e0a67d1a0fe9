package io.canopydb.it.apps;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An application of its own that has Liquibase bring the schema up to date as it starts. */
final class LiquibaseProcess {
  private LiquibaseProcess() {}

  /** Takes the URL, and the directory with the changes. */
  public static void main(String[] arguments) throws Exception {
    try (HikariDataSource source = DataSources.hikari(arguments[0])) {
      LiquibaseTest.with(source, Path.of(arguments[1]), LiquibaseTest::update);
    }
  }

  static Process start(String url, Path directory) throws IOException {
    return new ProcessBuilder(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                // It looks at the lock that often.
                "-Dliquibase.changelogLockPollRate=1",
                "-cp",
                System.getProperty("java.class.path"),
                LiquibaseProcess.class.getName(),
                url,
                directory.toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
