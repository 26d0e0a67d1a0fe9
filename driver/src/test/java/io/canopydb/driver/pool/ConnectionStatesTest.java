package io.canopydb.driver.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionStatesTest {
  private final List<String> calls = new ArrayList<>();
  private final LeafGate gate = new LeafGate();
  private final ConnectionStates states = new ConnectionStates(gate);

  /** A connection that keeps the names of what is called. */
  private Connection fake() {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              calls.add(method.getName());
              return null;
            });
  }

  @Test
  void oneThatWasBeingOpenedIsEvictedToo() throws SQLException {
    for (Runnable eviction : List.<Runnable>of(states::evict, gate::evict)) {
      Connection before = states.open(this::fake, connection -> "server");
      Connection meanwhile =
          states.open(
              () -> {
                eviction.run();
                return fake();
              },
              connection -> "server");
      Connection after = states.open(this::fake, connection -> "server");
      assertThat(states.evicted(states.of(before))).isTrue();
      assertThat(states.evicted(states.of(meanwhile))).isTrue();
      assertThat(states.evicted(states.of(after))).isFalse();
    }
  }

  @Test
  void oneThatWasBeingOpenedWhenAnotherBrokeIsNotTrusted() throws SQLException {
    Connection meanwhile =
        states.open(
            () -> {
              states.broke();
              return fake();
            },
            connection -> "server");
    assertThat(states.of(meanwhile).trusted()).isNotEqualTo(states.breakdowns());
    assertThat(states.of(meanwhile).incarnation()).isEqualTo("server");
  }

  @Test
  void onlyThoseThatAreEvictedAreAborted() throws SQLException {
    Connection kept = states.open(this::fake, connection -> "server");
    states.abortEvicted();
    assertThat(calls).isEmpty();
    states.evict();
    Connection later = states.open(this::fake, connection -> "server");
    states.abortEvicted();
    assertThat(calls).containsExactly("abort");
    assertThat(states.evicted(states.of(later))).isFalse();
    assertThat(states.evicted(states.of(kept))).isTrue();
  }

  @Test
  void oneThatDoesNotSayWhichServerItHasIsClosed() {
    assertThatThrownBy(
            () ->
                states.open(
                    this::fake,
                    connection -> {
                      throw new SQLException("no answer");
                    }))
        .hasMessage("no answer");
    assertThat(calls).containsExactly("close");
  }
}
