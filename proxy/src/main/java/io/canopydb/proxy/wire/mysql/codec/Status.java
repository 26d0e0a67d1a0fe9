package io.canopydb.proxy.wire.mysql.codec;

/** The bits of what a server says of its session beside each answer. */
public final class Status {
  public static final int IN_TRANSACTION = 1;
  public static final int AUTOCOMMIT = 1 << 1;
  public static final int MORE_RESULTS = 1 << 3;
  public static final int CURSOR = 1 << 6;
  public static final int LAST_ROW_SENT = 1 << 7;
  public static final int NO_BACKSLASH_ESCAPES = 1 << 9;
  public static final int STATE_CHANGED = 1 << 14;

  private Status() {}
}
