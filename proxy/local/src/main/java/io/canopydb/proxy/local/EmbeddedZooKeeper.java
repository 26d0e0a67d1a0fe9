package io.canopydb.proxy.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.util.ServiceUtils;

/** A ZooKeeper of one server inside this process, for the loopback address only. */
final class EmbeddedZooKeeper implements AutoCloseable {

  /** Milliseconds. Sessions may be 2 to 20 ticks long: 1 to 10 s. */
  private static final int TICK = 500;

  private static final int MAX_CONNECTIONS = 0;

  static {
    // An embedding application must not be ended because ZooKeeper cannot go on.
    ServiceUtils.setSystemExitProcedure(ServiceUtils.LOG_ONLY);
  }

  private final ServerCnxnFactory connections;

  private EmbeddedZooKeeper(ServerCnxnFactory connections) {
    this.connections = connections;
  }

  /**
   * Starts it.
   *
   * @param directory where its data lie, and are found again
   * @param port 0 for any free port
   */
  static EmbeddedZooKeeper start(Path directory, int port)
      throws IOException, InterruptedException {
    // A server's threads are daemons where the one that starts them is, and so don't keep a program
    // alive whose main method has ended.
    FutureTask<EmbeddedZooKeeper> task = new FutureTask<>(() -> startHere(directory, port));
    Thread starter = new Thread(task, "canopy-zookeeper-start");
    starter.setDaemon(true);
    starter.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new ServerException(String.valueOf(e.getCause().getMessage()), e.getCause());
    }
  }

  private static EmbeddedZooKeeper startHere(Path directory, int port)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    ServerCnxnFactory connections;
    try {
      connections =
          ServerCnxnFactory.createFactory(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MAX_CONNECTIONS);
    } catch (IOException e) {
      throw new ServerException("ZooKeeper cannot listen on port " + port, e);
    }
    boolean started = false;
    try {
      connections.startup(new ZooKeeperServer(directory.toFile(), directory.toFile(), TICK));
      started = true;
      return new EmbeddedZooKeeper(connections);
    } finally {
      if (!started) {
        connections.shutdown();
      }
    }
  }

  int port() {
    return connections.getLocalPort();
  }

  /** As clients name it: {@code 127.0.0.1:2181}. */
  String connectString() {
    return "127.0.0.1:" + port();
  }

  /** Ends it, with everything written. Idempotent. */
  @Override
  public void close() {
    connections.shutdown();
  }
}
