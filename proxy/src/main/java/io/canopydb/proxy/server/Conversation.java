package io.canopydb.proxy.server;

import io.netty.buffer.ByteBuf;

/**
 * What is said to one client. Its requests come one after the other, on threads that may wait; only
 * {@link #hangUp} is called by any thread at any time.
 */
public interface Conversation {

  /**
   * Answers one request.
   *
   * @param frame the protocol's message, which its caller releases
   * @throws Exception what can't be told to the client; its connection is closed
   */
  void answer(ByteBuf frame) throws Exception;

  /**
   * The server is about to end. Where nothing is open the conversation says so and closes its
   * connection; else it does so as soon as its transaction has ended.
   */
  void leave();

  /** The client is gone: stops what is being done for it. Returns at once. */
  void hangUp();

  /** Gives everything back; the last call, also after failures. */
  void end();
}
