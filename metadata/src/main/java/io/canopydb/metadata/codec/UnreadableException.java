package io.canopydb.metadata.codec;

import java.io.Serial;

/** What is stored is not what this version of Canopy writes, or can read. */
public final class UnreadableException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public UnreadableException(String message) {
    super(message);
  }

  public UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
