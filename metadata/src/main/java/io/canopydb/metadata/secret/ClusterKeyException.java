package io.canopydb.metadata.secret;

import java.io.Serial;

/** The cluster key is missing or malformed, or is not the one that a secret was sealed with. */
public final class ClusterKeyException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public ClusterKeyException(String message) {
    super(message);
  }

  public ClusterKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
