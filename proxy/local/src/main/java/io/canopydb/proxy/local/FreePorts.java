package io.canopydb.proxy.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Finds TCP ports of the loopback address that nobody listens on. They lie below the range that
 * systems use for outgoing connections: else any client on the machine could take the port of a
 * server that is being started again. Somebody else can still take one before a server binds it:
 * who starts a server has to try another one then. Within this process no port is given out twice.
 */
final class FreePorts {

  private static final int FIRST = 15_000;
  private static final int COUNT = 17_000;
  private static final int TRIES = 1_000;

  private static final Random RANDOM = new SecureRandom();
  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePorts() {}

  /** A port that was free a moment ago. */
  static synchronized int next() throws ServerException {
    for (int i = 0; i < TRIES; i++) {
      int port = FIRST + RANDOM.nextInt(COUNT);
      if (!GIVEN.contains(port) && isFree(port)) {
        GIVEN.add(port);
        return port;
      }
    }
    throw new ServerException("no free TCP port was found in " + TRIES + " tries");
  }

  /** Whether nobody listens on a port now. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the servers do: a port whose last connections linger in TIME_WAIT can be bound.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
