package io.canopydb.driver.parse.command;

/** Where a leaf listens. */
public record HostPort(String host, int port) {
  public HostPort {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("a host has a name");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + port);
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
