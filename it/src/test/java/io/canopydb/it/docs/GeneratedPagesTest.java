package io.canopydb.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.SyncVariable;
import io.canopydb.driver.url.CanopyProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages say what the code says. With {@code -Dcanopy.docs=update} they are written anew, to be
 * read before they are committed.
 */
class GeneratedPagesTest {
  private static final String UPDATE = "canopy.docs";

  @Test
  void urlPropertiesAreThoseOfTheDriver() throws IOException {
    Stream<String> rows =
        Arrays.stream(CanopyProperty.values())
            .map(p -> row(code(p.key()), code(p.defaultValue()), p.description()));
    page(
        "url-properties.md",
        """
        # URL properties

        `jdbc:canopy://zk1:2181,zk2:2181/database?name=value&name=value`, or the same names as `java.util.Properties`. Besides these,
        `leaf.NAME=value` hands the property NAME to the engine's own driver, for every connection to a leaf.

        | name | default | meaning |
        | --- | --- | --- |
        """,
        rows.toList());
  }

  @Test
  void clusterVariablesAreThoseOfTheCluster() throws IOException {
    Stream<String> rows =
        Arrays.stream(SyncVariable.values())
            .map(v -> row(code(v.sqlName()), code(v.defaultValue()), v.allowed(), v.description()));
    page(
        "cluster-variables.md",
        """
        # Cluster variables

        They hold for the whole cluster and lie in ZooKeeper. `SET GLOBAL name = value` sets one, on any aggregator;
        `SHOW VARIABLES LIKE 'name'` on MySQL, and `SHOW name` on PostgreSQL, shows it.

        | name | default | values | meaning |
        | --- | --- | --- | --- |
        """,
        rows.toList());
  }

  @Test
  void errorsAreThoseOfTheCatalogue() throws IOException {
    Stream<String> rows =
        Arrays.stream(CanopyError.values())
            .sorted(Comparator.comparingInt(CanopyError::number))
            .map(
                e ->
                    row(
                        Integer.toString(e.number()),
                        code(e.sqlState()),
                        blanks(e.happened()),
                        blanks(e.advice())));
    page(
        "errors.md",
        """
        # Errors

        What a leaf raises is passed on as the leaf raised it. These errors are Canopy's own: the number is the exception's vendor
        code, and a blank (..) is filled in when the error is raised.

        | number | SQLSTATE | what happened | what to do |
        | --- | --- | --- | --- |
        """,
        rows.toList());
  }

  private static void page(String name, String head, List<String> rows) throws IOException {
    Path file = Path.of("..", "docs", name);
    String text = head + String.join("\n", rows) + "\n";
    if ("update".equals(System.getProperty(UPDATE))) {
      Files.writeString(file, text);
    }
    assertThat(file).as("-D" + UPDATE + "=update writes it anew").hasContent(text);
  }

  private static String row(String... cells) {
    return Arrays.stream(cells)
        .map(cell -> " " + cell.replace("|", "\\|") + " ")
        .collect(Collectors.joining("|", "|", "|"));
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String blanks(String text) {
    return text.replace("'%s'", "..").replace("%s", "..");
  }
}
