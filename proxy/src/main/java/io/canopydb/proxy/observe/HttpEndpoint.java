package io.canopydb.proxy.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A port for those who watch a proxy: {@code /health} answers while the process does, {@code
 * /ready} where it may be given clients, {@code /metrics} what is measured. It tells no values of
 * statements and asks for no account, so it listens where the operator says. Safe for use by many
 * threads.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 32;

  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  /** A page; null where it can't be given now. */
  private interface Page {
    Answer answer();
  }

  private record Answer(int status, String text) {}

  private HttpEndpoint(HttpServer server, ThreadPoolExecutor threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Begins to listen.
   *
   * @param host the address to listen on
   * @param port the port; 0 for any that is free
   * @param notReady why it should be given no clients now; null where it may
   */
  public static HttpEndpoint start(
      String host, int port, Observation observation, Supplier<@Nullable String> notReady)
      throws IOException {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), WAITING);
    } catch (IOException e) {
      throw new IOException("port " + port + " for HTTP can't be had: " + e.getMessage(), e);
    }
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "canopy-http");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    serve(server, "/health", () -> new Answer(200, "ok\n"));
    serve(
        server,
        "/ready",
        () -> {
          String reason = notReady.get();
          return reason == null ? new Answer(200, "ready\n") : new Answer(503, reason + "\n");
        });
    serve(server, "/metrics", () -> new Answer(200, observation.scrape()));
    server.start();
    return new HttpEndpoint(server, threads);
  }

  private static void serve(HttpServer server, String path, Page page) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
              send(exchange, new Answer(404, "There are /health, /ready and /metrics.\n"));
            } else if (!exchange.getRequestMethod().equals("GET")) {
              send(exchange, new Answer(405, "Only GET is answered.\n"));
            } else {
              send(exchange, page.answer());
            }
          }
        });
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
