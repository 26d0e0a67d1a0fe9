package io.canopydb.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the program offers where nothing but production's modules is on the class path. */
class CanopyTest {

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    CommandLine canopy =
        Canopy.commandLine()
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(errors, true));
    return canopy.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local --engine mysql", "local", "bench tpch --scale 0.1"})
  void whatProductionDoesNotCarrySaysWhereItComesFrom(String arguments) {
    String[] words = arguments.split(" ");

    assertThat(run(words)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString())
        .contains("'canopy " + words[0] + "' is not in this program", "module canopy-local");
  }

  @Test
  void theHelpSaysSoToo() {
    assertThat(run("--help")).isZero();
    assertThat(output.toString())
        .containsPattern("local +Not in this program: it comes with the module canopy-local")
        .containsPattern("bench +Not in this program")
        .containsPattern("manager +\\S");
  }

  @Test
  void theRestIsThere() {
    assertThat(Canopy.commandLine().getSubcommands())
        .containsOnlyKeys(
            "sql",
            "init",
            "proxy",
            "manager",
            "leaf",
            "status",
            "classpath",
            "version",
            "local",
            "bench");
  }
}
