package io.canopydb.rebalancer.leaf;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Tells a MySQL server by the packet with which it speaks first; PostgreSQL waits for the client.
 */
final class ServerGreeting {
  private static final int HEADER = 4;
  private static final int PROTOCOL_10 = 10;
  private static final int ERROR = 0xff;

  private ServerGreeting() {}

  /**
   * Whether a MySQL server listens there.
   *
   * @throws SQLException LEAF_UNREACHABLE where nobody does
   */
  static boolean isMySql(HostPort server, Duration timeout) throws SQLException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.host(), server.port()), (int) timeout.toMillis());
      socket.setSoTimeout((int) timeout.toMillis());
      return speaksFirst(socket);
    } catch (IOException e) {
      throw CanopyError.LEAF_UNREACHABLE.causedBy(e, server.toString(), reason(e));
    }
  }

  private static String reason(IOException failure) {
    if (failure instanceof UnknownHostException) {
      return "no such host";
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private static boolean speaksFirst(Socket socket) throws IOException {
    try {
      byte[] start = socket.getInputStream().readNBytes(HEADER + 1);
      if (start.length <= HEADER) {
        return false;
      }
      int kind = start[HEADER] & 0xff;
      return kind == PROTOCOL_10 || kind == ERROR;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }
}
