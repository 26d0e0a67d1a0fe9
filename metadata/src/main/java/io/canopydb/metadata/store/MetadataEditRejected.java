package io.canopydb.metadata.store;

import java.io.Serial;

/** Thrown by an edit that finds that its change no longer makes sense. Carries what to say. */
public final class MetadataEditRejected extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public MetadataEditRejected(String message) {
    super(message);
  }
}
