package io.canopydb.proxy.server;

import io.netty.channel.Channel;

/** A wire protocol: it says what becomes of the bytes of a connection. Safe for many threads. */
public interface Protocol {

  /** As people call it: {@code MySQL}. */
  String name();

  /**
   * Puts handlers into the pipeline of a new connection, on its event loop. The last of them is a
   * {@link Mailbox}, at once or when the client has greeted.
   */
  void begin(Channel channel, Workers workers);

  /** Says in the protocol's words that no further connection is taken, and closes it. */
  void refuse(Channel channel);
}
