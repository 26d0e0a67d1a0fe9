package io.canopydb.proxy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server process that cannot outlive this one. It runs under a small shell script in a session of
 * its own, whose standard input is a pipe that this process holds open: the kernel closes the pipe
 * however this process ends, and the script then stops the server (see supervise.sh). Thread-safe.
 */
final class SupervisedProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  private final Process supervisor;
  private final Path pidFile;
  private final Path log;

  private SupervisedProcess(Process supervisor, Path pidFile, Path log) {
    this.supervisor = supervisor;
    this.pidFile = pidFile;
    this.log = log;
  }

  /**
   * Starts a command.
   *
   * @param directory where its process numbers (server.pid) and its output (server.log) go; of a
   *     process that an earlier run left ending there, the end is waited for
   * @param stopSignal what tells the server to shut down in order: {@code TERM}
   */
  static SupervisedProcess start(Path directory, String stopSignal, List<String> command)
      throws IOException, InterruptedException {
    Path pidFile = directory.resolve("server.pid");
    awaitPredecessor(pidFile);
    Path log = directory.resolve("server.log");
    List<String> arguments = new ArrayList<>();
    arguments.add(pidFile.toString());
    arguments.add(stopSignal);
    arguments.add(Integer.toString(PATIENCE_SECONDS));
    arguments.addAll(command);
    Process supervisor =
        new ProcessBuilder(Scripts.detached("supervise.sh", arguments))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new SupervisedProcess(supervisor, pidFile, log);
  }

  /** Whether it, or what supervises it, still runs. */
  boolean isAlive() {
    return supervisor.isAlive();
  }

  /** Waits for its end, no longer than told; whether it has ended. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return supervisor.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The last lines of what it wrote. */
  String lastWords() throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  /** Kills the server with SIGKILL and waits until it is gone. */
  void kill() throws ServerException {
    try {
      List<String> pids = pids(pidFile);
      if (pids.size() == 2) {
        ProcessHandle.of(Long.parseLong(pids.get(1))).ifPresent(ProcessHandle::destroyForcibly);
      }
    } catch (IOException e) {
      throw new ServerException("cannot read " + pidFile + ": " + e.getMessage(), e);
    }
    close();
  }

  /** Has the server shut down and waits until it is gone. Idempotent. */
  @Override
  public void close() throws ServerException {
    try {
      supervisor.getOutputStream().close();
    } catch (IOException e) {
      // The pipe is broken because the script has ended already.
    }
    boolean interrupted = false;
    while (true) {
      try {
        if (supervisor.waitFor(PATIENCE_SECONDS + 10L, TimeUnit.SECONDS)) {
          break;
        }
        throw new ServerException("a server does not end; see " + log);
      } catch (InterruptedException e) {
        // Leaving now would leave a server behind; the script's patience bounds the wait.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitPredecessor(Path pidFile) throws IOException, InterruptedException {
    Optional<ProcessHandle> predecessor = predecessor(pidFile);
    if (predecessor.isEmpty()) {
      return;
    }
    try {
      predecessor.get().onExit().get(PATIENCE_SECONDS + 10L, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ServerException(
          "process "
              + predecessor.get().pid()
              + " still runs a server in "
              + pidFile.getParent()
              + "; stop it first",
          e);
    }
  }

  private static Optional<ProcessHandle> predecessor(Path pidFile) throws IOException {
    List<String> pids = pids(pidFile);
    if (pids.size() != 2) {
      return Optional.empty();
    }
    // Numbers are used again, after a restart of the machine at the latest.
    FileTime written = Files.getLastModifiedTime(pidFile);
    return ProcessHandle.of(Long.parseLong(pids.get(0)))
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .filter(start -> start.isBefore(written.toInstant().plusSeconds(1)))
                    .isPresent());
  }

  private static List<String> pids(Path pidFile) throws IOException {
    return Files.exists(pidFile)
        ? List.of(Files.readString(pidFile).strip().split(" ", -1))
        : List.of();
  }
}
