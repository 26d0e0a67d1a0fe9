package io.canopydb.metadata.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingCluster;
import org.junit.jupiter.api.Test;

class ClusterOfServersTest {

  @Test
  void oneServerMayDieAndWithoutAQuorumTheLeaseLapses() throws Exception {
    List<InstanceSpec> specs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      specs.add(new InstanceSpec(null, -1, -1, -1, true, -1, TestZooKeeper.TICK_MILLIS, -1));
    }
    try (TestingCluster servers = new TestingCluster(specs)) {
      servers.start();
      String address = servers.getConnectString();
      ZooKeeperStore.create(address, Engine.MYSQL);
      ConnectOptions options =
          ConnectOptions.of(address, Aggregator.Kind.DRIVER, "h", 0)
              .withSessionTimeout(TestZooKeeper.SESSION_TIMEOUT);
      try (ZooKeeperStore store = ZooKeeperStore.connect(options)) {
        store.update(s -> s.withVariable("v", "1"));
        InstanceSpec connected = servers.findConnectionInstance(store.client().handle());
        assertThat(servers.killServer(connected)).isTrue();
        Eventually.holds("a change is stored again", () -> stores(store, "2"));
        Eventually.holds("the lease is held", () -> store.lease().held());

        InstanceSpec next = servers.findConnectionInstance(store.client().handle());
        specs.stream()
            .filter(spec -> spec != connected && spec != next)
            .forEach(spec -> kill(servers, spec));
        // The server that the store is connected to lives on, without a quorum.
        Eventually.holds("the lease lapses", () -> !store.lease().held());
        assertThat(store.snapshot().variables()).containsEntry("v", "2");
      }
    }
  }

  private static boolean stores(ZooKeeperStore store, String value) {
    try {
      store.update(s -> s.withVariable("v", value));
      return true;
    } catch (MetadataException e) {
      return false;
    }
  }

  private static void kill(TestingCluster servers, InstanceSpec spec) {
    try {
      servers.killServer(spec);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
