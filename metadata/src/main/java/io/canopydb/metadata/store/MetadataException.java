package io.canopydb.metadata.store;

import java.io.Serial;

/** The metadata store could not be reached, or refused a change. */
public final class MetadataException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** Why a call failed, for the error that a user gets to see. */
  public enum Reason {
    /** No server of the store answered in time, or the session was lost. */
    UNREACHABLE,
    /** What the caller wants to change, or its starting point, is not there. */
    NOT_FOUND,
    /** Somebody else changed or holds it. */
    CONFLICT,
    /** What is stored can't be read by this version. */
    UNREADABLE,
    /** The time given was not enough. */
    TIMEOUT,
    /** What is asked for is beyond what the store can keep. */
    TOO_LARGE
  }

  private final Reason reason;

  public MetadataException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public MetadataException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
