package io.canopydb.metadata.store;

import java.time.Duration;

/** Cluster operations asked for by any aggregator and carried out by the master aggregator. */
public interface Requests {

  /**
   * A request.
   *
   * @param id given by the store
   * @param command the kind of operation: {@code add-leaf}
   * @param body versioned JSON, owned by the command; no secret in the clear
   */
  record Request(String id, String command, String body) {}

  /**
   * The answer to a request.
   *
   * @param succeeded whether the operation was carried out
   * @param body what it produced, or why it failed
   */
  record Answer(boolean succeeded, String body) {}

  /** Carries requests out; called on one thread, one request after the other. */
  @FunctionalInterface
  interface Handler {
    Answer handle(Request request) throws InterruptedException;
  }

  /** Submits a request and waits for its answer. */
  Answer submit(String command, String body, Duration timeout)
      throws MetadataException, InterruptedException;

  /**
   * Stands for election, and serves requests while this process is the master aggregator. Requests
   * that were under way when another master died are handed to the handler again, so handling must
   * be idempotent.
   */
  AutoCloseable serve(Handler handler) throws MetadataException;
}
