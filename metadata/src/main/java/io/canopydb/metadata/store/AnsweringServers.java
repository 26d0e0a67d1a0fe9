package io.canopydb.metadata.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.client.HostProvider;
import org.jspecify.annotations.Nullable;

/**
 * Gives ZooKeeper's client the address of a server only when one answers. By itself the client
 * tries server after server, and logs a stack trace for each that it does not reach: one a second
 * for as long as ZooKeeper is away. Used by one thread of the client; {@link #stop} is for any
 * thread.
 */
final class AnsweringServers implements HostProvider {
  private static final int PATIENCE_MILLIS = 1_000;
  private static final long PAUSE_MILLIS = 250;
  private static final long STEP_MILLIS = 50;

  private final List<InetSocketAddress> servers;
  private final boolean plain;
  private int last = -1;

  /** Whether the server that was given last was never connected to. */
  private boolean failing;

  private volatile boolean stopped;

  /**
   * Servers to be tried in a random order.
   *
   * @param servers their names and ports, not resolved
   * @param plain whether they are spoken to without TLS
   */
  AnsweringServers(Collection<InetSocketAddress> servers, boolean plain) {
    this.servers = new ArrayList<>(servers);
    this.plain = plain;
    Collections.shuffle(this.servers);
  }

  @Override
  public int size() {
    return servers.size();
  }

  @Override
  public InetSocketAddress next(long spinDelay) {
    if (failing) {
      pause(spinDelay);
    }
    for (int tried = 1; !stopped; tried++) {
      last = (last + 1) % servers.size();
      InetSocketAddress server = resolved(servers.get(last));
      boolean answers = server != null && answers(server);
      failing = true;
      if (server != null && answers) {
        return server;
      }
      if (tried % servers.size() == 0) {
        pause(PAUSE_MILLIS);
      }
    }
    return servers.get(0);
  }

  /** Looked up each time, since a server that comes back may have another address. */
  private static @Nullable InetSocketAddress resolved(InetSocketAddress server) {
    try {
      InetAddress address = InetAddress.getByName(server.getHostString());
      return new InetSocketAddress(
          InetAddress.getByAddress(server.getHostString(), address.getAddress()), server.getPort());
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Whether somebody listens there, and is no server without its quorum. */
  private boolean answers(InetSocketAddress server) {
    if (!plain && !failing) {
      return true;
    }
    try (Socket socket = new Socket()) {
      socket.connect(server, PATIENCE_MILLIS);
      return !plain || serves(socket);
    } catch (IOException e) {
      return false;
    }
  }

  /** A server without its quorum hangs up on clients, and one that is halted says nothing. */
  private static boolean serves(Socket socket) throws SocketTimeoutException {
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readNBytes(200), StandardCharsets.US_ASCII);
      return !answer.contains("not currently serving requests");
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // It may refuse to be asked so.
      return true;
    }
  }

  private void pause(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!stopped && System.nanoTime() - end < 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(Math.min(millis, STEP_MILLIS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped = true;
      }
    }
  }

  @Override
  public void onConnected() {
    failing = false;
  }

  @Override
  public boolean updateServerList(
      Collection<InetSocketAddress> newServers, InetSocketAddress current) {
    // The servers stay those that the user named.
    return false;
  }

  /** Lets go of the client, which is being closed and may be waiting for a server. */
  void stop() {
    stopped = true;
  }
}
