package io.canopydb.proxy.local;

import java.io.IOException;
import java.io.Serial;

/** A server on this machine could not be had, started or stopped. The message says what to do. */
public final class ServerException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  public ServerException(String message) {
    super(message);
  }

  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
