package io.canopydb.it.differential;

import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs scripts of the corpus on a cluster that it starts: {@code RunCorpus mysql [-update]
 * [words]}. See {@link RunScript}.
 */
public final class RunCorpus {
  private RunCorpus() {}

  public static void main(String[] arguments) {
    RunScript.ended(() -> run(arguments));
  }

  private static boolean run(String[] arguments) throws SQLException, IOException {
    Engine engine = Engine.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    TestCluster cluster = TestCluster.of(engine);
    try (Connection connection = DriverManager.getConnection(cluster.url(""));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE start PARTITIONS 8");
    }
    String plain = cluster.plainUrl("");
    return RunScript.run(
        Stream.concat(Stream.of(plain, cluster.url("start")), Arrays.stream(arguments).skip(1))
            .toArray(String[]::new));
  }
}
