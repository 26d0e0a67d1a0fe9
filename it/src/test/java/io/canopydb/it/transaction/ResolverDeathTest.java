package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.system.Eventually;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A coordinator is killed, and then the resolver that is settling what it left. The next resolver
 * brings it to the same end.
 */
class ResolverDeathTest {
  private static final Duration TAKEN_OVER = Duration.ofSeconds(12);

  static Stream<Arguments> deaths() {
    List<Arguments> all = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      all.add(Arguments.of(engine, "all prepared", "verdict asked", 1000));
      all.add(Arguments.of(engine, "decided", "settled on a leaf", 1050));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void isFollowedByAnotherResolver(Engine engine, String step, String resolving, int balance)
      throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int from = cluster.accountsOn(1).get(1);
    int second = cluster.accountsOn(2).get(1);
    int third = cluster.accountsOn(3).get(1);
    String url = cluster.url(FragileCluster.DATABASE);
    try (Victim coordinator =
            Victim.start(
                TransferProcess.class,
                url,
                step,
                CoordinatorDeathTest.add(from, -100),
                CoordinatorDeathTest.add(second, 50),
                CoordinatorDeathTest.add(third, 50));
        Victim resolver = Victim.start(TransferProcess.class, url, resolving)) {
      coordinator.awaitReached();
      coordinator.kill();
      resolver.awaitReached();
      resolver.kill();
      try (Connection connection = cluster.connect(FragileCluster.DATABASE)) {
        Eventually.within(TAKEN_OVER, () -> assertThat(cluster.preparedAnywhere()).isZero());
        assertThat(CoordinatorDeathTest.balance(connection, second)).isEqualTo(balance);
        assertThat(CoordinatorDeathTest.balance(connection, third)).isEqualTo(balance);
        assertThat(CoordinatorDeathTest.balance(connection, from)).isEqualTo(3000 - 2 * balance);
      }
    }
  }
}
