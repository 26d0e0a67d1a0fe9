package io.canopydb.it.pool;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;

/** Sockets of PgJDBC, of which one breaks when the isolation is asked for the n-th time. */
public final class BreakingSockets extends SocketFactory {
  private static final AtomicInteger LEFT = new AtomicInteger();

  /** From now on the n-th question breaks its connection. */
  static void armed(int n) {
    LEFT.set(n);
  }

  static boolean broke() {
    return LEFT.get() <= 0;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public OutputStream getOutputStream() throws IOException {
        return new Watched(this, super.getOutputStream());
      }
    };
  }

  private static final class Watched extends FilterOutputStream {
    private final Socket socket;

    Watched(Socket socket, OutputStream to) {
      super(to);
      this.socket = socket;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      String sent = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
      if (sent.contains("TRANSACTION ISOLATION LEVEL") && LEFT.decrementAndGet() == 0) {
        socket.close();
      }
      out.write(bytes, from, length);
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("PgJDBC connects by itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException("PgJDBC connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("PgJDBC connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("PgJDBC connects by itself");
  }
}
