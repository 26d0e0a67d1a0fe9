package io.canopydb.it.wire.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A proxy that ends lets transactions end first, and tells its clients. */
class ShutdownTest {
  private static final String DATABASE = "wire_shutdown";

  @Test
  void clientsAreTold() throws Exception {
    TestProxy.createDatabase(DATABASE);
    try (TestProxy proxy = TestProxy.start(Optional.empty());
        RawClient idle = RawClient.open(proxy.address(), DATABASE);
        RawClient busy = RawClient.open(proxy.address(), DATABASE)) {
      busy.ask("CREATE TABLE t (id int PRIMARY KEY)");
      busy.ask("BEGIN");
      busy.ask("INSERT INTO t VALUES (1)");
      Thread leaving = new Thread(() -> proxy.leave(Duration.ofSeconds(20)), "leaving");
      leaving.start();
      String told =
          "E {C=57P01, M=terminating connection due to administrator command, S=FATAL, V=FATAL}";
      assertThat(RawClient.shown(idle.readToEnd())).containsExactly(told);
      assertThat(busy.ask("SELECT id FROM t")).contains("D [1]", "Z T");
      busy.send(Frontend.query("COMMIT"));
      assertThat(RawClient.shown(busy.readToEnd())).containsExactly("C COMMIT", "Z I", told);
      leaving.join(Duration.ofSeconds(30).toMillis());
      assertThat(leaving.isAlive()).isFalse();
    }
    try (RawClient client = RawClient.open(TestProxy.shared().address(), DATABASE)) {
      assertThat(client.ask("SELECT id FROM t")).contains("D [1]");
    }
  }
}
