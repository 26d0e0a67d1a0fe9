package io.canopydb.it.transaction;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of its own that a test kills, as kill -9 does. */
final class Victim implements AutoCloseable {
  private final Process process;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch reached = new CountDownLatch(1);
  private final Thread reader;

  private Victim(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "victim-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a main class of this package. */
  static Victim start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("-Xmx128m");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new Victim(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (line.equals("REACHED")) {
          reached.countDown();
        }
      }
    } catch (IOException e) {
      lines.add("its output broke off: " + e);
    }
    reached.countDown();
  }

  /** Waits until it has come to the step at which it waits to be killed. */
  void awaitReached() throws InterruptedException {
    if (!reached.await(60, TimeUnit.SECONDS) || !lines.contains("REACHED")) {
      throw new AssertionError("the process did not come to its step: " + lines);
    }
  }

  /** Kills it, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    reader.join(TimeUnit.SECONDS.toMillis(10));
  }

  /** What it has said. */
  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
