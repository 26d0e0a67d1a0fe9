package io.canopydb.metadata.placement;

import java.io.Serial;

/** The leaves there are cannot hold what is to be placed. Says why, for the user. */
public final class LayoutRejected extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public LayoutRejected(String message) {
    super(message);
  }
}
