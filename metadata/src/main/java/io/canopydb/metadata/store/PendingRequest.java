package io.canopydb.metadata.store;

import io.canopydb.metadata.codec.JsonCodec;

/**
 * A request as it is stored until it is answered.
 *
 * @param command the kind of operation
 * @param body owned by the command
 * @param state how far it is
 */
record PendingRequest(String command, String body, State state) {

  /** How far a request is. */
  enum State {
    /** No master aggregator has begun it; it can be withdrawn. */
    WAITING,
    /** A master aggregator has begun it; the next one goes on with it. */
    BEGUN,
    /** It was begun, and nobody waits for the answer any more. */
    ABANDONED
  }

  static final JsonCodec<PendingRequest> CODEC =
      new JsonCodec<>(
          "request",
          (request, object) -> {
            object.put("command", request.command());
            object.put("body", request.body());
            object.put("state", request.state().name());
          },
          fields ->
              new PendingRequest(
                  fields.string("command"),
                  fields.string("body"),
                  fields.constant("state", State.class)));

  PendingRequest in(State newState) {
    return new PendingRequest(command, body, newState);
  }
}
