package io.canopydb.proxy.wire.mysql.codec;

/** A client's packet is not what the protocol says. */
public final class MalformedPacketException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedPacketException(String message) {
    super(message);
  }
}
