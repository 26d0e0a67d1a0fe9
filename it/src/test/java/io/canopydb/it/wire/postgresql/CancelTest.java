package io.canopydb.it.wire.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.system.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client stops what it runs by the key that it was given. */
class CancelTest {
  private static final String DATABASE = "wire_cancel";

  @BeforeAll
  static void createDatabase() throws Exception {
    TestProxy.createDatabase(DATABASE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aStatementIsStopped(int minor) throws Exception {
    ServerAddress proxy = TestProxy.shared().address();
    try (RawClient client = RawClient.connect(proxy)) {
      List<Backend> said = client.logIn(proxy, minor, Map.of("database", DATABASE));
      Backend key = said.stream().filter(one -> one.type() == 'K').findFirst().orElseThrow();
      client.send(Frontend.query("SELECT pg_sleep(60)"));
      byte[] wrong = key.behindCode();
      wrong[0]++;
      cancel(proxy, key.code(), wrong);
      assertThat(client.socket().getInputStream().available())
          .as("a wrong key does nothing")
          .isZero();
      Eventually.within(
          Duration.ofSeconds(20),
          () -> {
            cancel(proxy, key.code(), key.behindCode());
            assertThat(client.socket().getInputStream().available()).isPositive();
          });
      List<Backend> answer = client.readUntil('Z', 1);
      assertThat(answer).extracting(Backend::type).containsExactly('E', 'Z');
      assertThat(answer.get(0).fields()).containsEntry('C', "57014").containsEntry('S', "ERROR");
      assertThat(client.ask("SELECT 1")).contains("D [1]");
    }
  }

  private static void cancel(ServerAddress server, int process, byte[] secret) throws Exception {
    try (RawClient other = RawClient.connect(server)) {
      other.send(Frontend.cancel(process, secret));
      assertThat(other.readToEnd()).as("nothing is said").isEmpty();
    }
  }
}
