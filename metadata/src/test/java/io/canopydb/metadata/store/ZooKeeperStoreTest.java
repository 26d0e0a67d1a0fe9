package io.canopydb.metadata.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ZooKeeperStoreTest {

  @RegisterExtension static final TestZooKeeper ZOOKEEPER = new TestZooKeeper();

  @Test
  void aChangeOfOneStoreReachesAnother() throws Exception {
    ZooKeeperStore a = ZOOKEEPER.connect();
    ZooKeeperStore b = ZOOKEEPER.connect();
    long version = a.update(s -> s.withVariable("redundancy_level", "2")).version();
    a.barrier(version, Duration.ofSeconds(5));
    assertThat(b.snapshot().version()).isEqualTo(version);
    assertThat(b.snapshot().variables()).containsEntry("redundancy_level", "2");
    assertThat(b.lease().held()).isTrue();
    try (AutoCloseable serving =
        b.requests().serve(r -> new Requests.Answer(true, r.command() + r.body()))) {
      assertThat(a.requests().submit("add-leaf", "{}", Duration.ofSeconds(5)).body())
          .isEqualTo("add-leaf{}");
    }
    assertThat(a.idRanges().reserve("shop", "t.id", 1, 100)).isEqualTo(1);
    assertThat(b.idRanges().reserve("shop", "t.id", 1, 100)).isEqualTo(101);
    try (Journal.Lock lock = a.journal().lock("shop", Duration.ofSeconds(5))) {
      assertThat(lock.held()).isTrue();
    }
    assertThat(a.aggregators()).hasSize(2);
  }
}
