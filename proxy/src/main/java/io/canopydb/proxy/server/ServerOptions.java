package io.canopydb.proxy.server;

/**
 * Where a server listens, and for how many.
 *
 * @param host the address to listen on; empty for all
 * @param port the port; 0 for any that is free
 * @param mostConnections how many clients may be connected at once
 */
public record ServerOptions(String host, int port, int mostConnections) {
  /** Ten thousand clients, and some. */
  public static final int MOST_CONNECTIONS = 16_384;

  /** On all addresses. */
  public static ServerOptions of(int port) {
    return new ServerOptions("", port, MOST_CONNECTIONS);
  }
}
