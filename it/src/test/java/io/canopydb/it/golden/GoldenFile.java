package io.canopydb.it.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Plans as files hold them. {@code -Dcanopy.golden=update} writes the files anew. */
final class GoldenFile {

  private GoldenFile() {}

  static Path path(String name) {
    return Path.of("src", "test", "resources", "golden", name + ".txt");
  }

  static void compare(Path file, String printed) throws IOException {
    if ("update".equals(System.getProperty("canopy.golden"))) {
      Files.writeString(file, printed);
    }
    assertThat(printed).isEqualTo(Files.readString(file));
  }

  /** What EXPLAIN prints, without what differs from run to run. */
  static List<String> explain(Connection connection, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
      while (rows.next()) {
        lines.add(
            rows.getString(1)
                .replaceAll("\\([^()]*:\\d+\\)", "(host:port)")
                .replaceAll(": [0-9,]+ rows, [0-9,]+ KB sent", ": n rows, n KB sent"));
      }
    }
    return lines;
  }
}
