package io.canopydb.metadata.store;

import static io.canopydb.metadata.model.Engine.MYSQL;

import io.canopydb.metadata.model.Engine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real ZooKeeper server for a test class, with a new cluster for each test. */
final class TestZooKeeper
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

  /** Short ticks: the server grants sessions of 2 ticks and more. */
  static final int TICK_MILLIS = 400;

  static final Duration SESSION_TIMEOUT = Duration.ofMillis(1_200);

  private final Engine engine = MYSQL;
  private final AtomicInteger clusters = new AtomicInteger();
  private final Deque<ZooKeeperStore> stores = new ArrayDeque<>();
  private TestingServer server;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    server = new TestingServer(new InstanceSpec(null, -1, -1, -1, true, -1, TICK_MILLIS, -1), true);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    clusters.incrementAndGet();
    ZooKeeperStore.create(connectString(), engine);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    while (!stores.isEmpty()) {
      stores.pop().close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    server.close();
  }

  TestingServer server() {
    return server;
  }

  /** The address of the present test's cluster. */
  String connectString() {
    return server.getConnectString() + "/canopy/test" + clusters.get();
  }

  ConnectOptions options() {
    return ConnectOptions.of(connectString(), Aggregator.Kind.DRIVER, "test-host", 0)
        .withSessionTimeout(SESSION_TIMEOUT);
  }

  /** A store that is closed after the test. */
  ZooKeeperStore connect() throws MetadataException {
    ZooKeeperStore store = ZooKeeperStore.connect(options());
    stores.push(store);
    return store;
  }

  /** Ends the session of a store on the server, as if it had expired there. */
  static void expire(ZooKeeperStore store) throws Exception {
    ZooKeeper handle = store.client().handle();
    CountDownLatch connected = new CountDownLatch(1);
    String server = store.client().curator().getZookeeperClient().getCurrentConnectionString();
    Watcher watcher =
        event -> {
          if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
            connected.countDown();
          }
        };
    ZooKeeper twin =
        new ZooKeeper(
            server,
            (int) SESSION_TIMEOUT.toMillis(),
            watcher,
            handle.getSessionId(),
            handle.getSessionPasswd());
    try {
      if (!connected.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the session could not be taken over");
      }
    } finally {
      twin.close();
    }
  }
}
