package io.canopydb.metadata.store;

import java.io.IOException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ConnectStringParser;
import org.apache.zookeeper.client.ZKClientConfig;

/** ZooKeeper's client, which tries only servers that answer, and so has nothing to log. */
final class QuietZooKeeper extends ZooKeeper {
  private final AnsweringServers servers;

  QuietZooKeeper(String connectString, int sessionTimeout, Watcher watcher, boolean readOnly)
      throws IOException {
    this(
        connectString,
        sessionTimeout,
        watcher,
        readOnly,
        servers(connectString),
        endingAfter(sessionTimeout));
  }

  private QuietZooKeeper(
      String connectString,
      int sessionTimeout,
      Watcher watcher,
      boolean readOnly,
      AnsweringServers servers,
      ZKClientConfig config)
      throws IOException {
    super(connectString, sessionTimeout, watcher, readOnly, servers, config);
    this.servers = servers;
  }

  /**
   * Calls have an end: one that comes just after the connection was lost would wait for the next
   * connection, for as long as it takes.
   */
  private static ZKClientConfig endingAfter(int millis) {
    ZKClientConfig config = new ZKClientConfig();
    config.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, Integer.toString(millis));
    return config;
  }

  private static AnsweringServers servers(String connectString) {
    return new AnsweringServers(
        new ConnectStringParser(connectString).getServerAddresses(),
        !new ZKClientConfig().getBoolean(ZKClientConfig.SECURE_CLIENT));
  }

  @Override
  public synchronized void close() throws InterruptedException {
    servers.stop();
    super.close();
  }
}
