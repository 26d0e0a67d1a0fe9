package io.canopydb.it.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/** All that a ZooKeeper holds, and all that was ever written to it. */
final class ZnodeContents {
  private static final int TIMEOUT_MILLIS = 10_000;

  private ZnodeContents() {}

  /** Every znode with its data. */
  static Map<String, String> now(TestingServer server)
      throws IOException, InterruptedException, KeeperException {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper client =
        new ZooKeeper(
            server.getConnectString(),
            TIMEOUT_MILLIS,
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
              }
            });
    try {
      if (!connected.await(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("ZooKeeper does not answer");
      }
      Map<String, String> all = new TreeMap<>();
      collect(client, "/", all);
      return all;
    } finally {
      client.close();
    }
  }

  private static void collect(ZooKeeper client, String path, Map<String, String> all)
      throws InterruptedException, KeeperException {
    byte[] data = client.getData(path, false, null);
    all.put(path, data == null ? "" : new String(data, StandardCharsets.ISO_8859_1));
    for (String child : client.getChildren(path, false)) {
      collect(client, path.equals("/") ? "/" + child : path + "/" + child, all);
    }
  }

  /** The server's files: its log of transactions has also what was deleted since. */
  static String everWritten(TestingServer server) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(server.getTempDirectory().toPath())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
