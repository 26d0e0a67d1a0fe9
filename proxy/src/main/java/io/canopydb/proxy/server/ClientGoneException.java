package io.canopydb.proxy.server;

import java.io.IOException;

/** The client went away while it was answered. */
public final class ClientGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  public ClientGoneException() {
    super("the client has closed its connection");
  }
}
