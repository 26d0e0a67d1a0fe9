package io.canopydb.proxy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers end with the process that started them, however it ends. */
@Execution(ExecutionMode.CONCURRENT)
class WatchdogTest {

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, KILL, process",
    "POSTGRESQL, KILL, group",
    "POSTGRESQL, INT, group",
    "POSTGRESQL, TERM, process",
    "MYSQL, KILL, process",
    "MYSQL, KILL, group",
    "MYSQL, INT, group",
    "MYSQL, HUP, group"
  })
  void nothingIsLeftBehind(Engine engine, String signal, String whom) throws Exception {
    Process child = ChildJvm.start(ServersInChild.class, engine.name());
    try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
      String pids = output.readLine();
      String directory = output.readLine();
      assertThat(pids).isNotNull();
      List<ProcessHandle> processes =
          List.of(pids.split(" ", -1)).stream()
              .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
              .toList();
      assertThat(processes).hasSize(5).allMatch(ProcessHandle::isAlive);

      String target = whom.equals("group") ? "-" + child.pid() : Long.toString(child.pid());
      Commands.run(
          List.of("kill", "-s", signal, "--", target), Map.of(), "", Duration.ofSeconds(10));

      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      for (ProcessHandle process : processes) {
        process.onExit().get(60, TimeUnit.SECONDS);
      }
      assertThat(Path.of(directory)).doesNotExist();
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void aProgramEndsWithItsMainMethod() throws Exception {
    Process child = ChildJvm.start(PlainProgram.class, "jdbc:canopy:local:shop?leaves=1");
    try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("42");
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).isZero();
    } finally {
      child.destroyForcibly();
    }
  }
}
