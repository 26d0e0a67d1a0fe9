package io.canopydb.it.pool;

import static io.canopydb.it.pool.LeafPoolsTest.alive;
import static io.canopydb.it.pool.LeafPoolsTest.borrow;
import static io.canopydb.it.pool.LeafPoolsTest.id;
import static io.canopydb.it.pool.LeafPoolsTest.kill;
import static io.canopydb.it.pool.LeafPoolsTest.refusedWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.LeafPools;
import io.canopydb.driver.pool.LeafSuspension;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.SharedServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A leaf that is held up, one whose connections have to go, and which server it is. */
class SuspendedLeafTest {
  private static final PoolOptions OPTIONS = PoolOptions.DEFAULT;

  private final List<LeafPools> opened = new ArrayList<>();

  @AfterEach
  void closePools() {
    opened.forEach(LeafPools::close);
  }

  @ParameterizedTest
  @EnumSource
  void whoWantsASuspendedLeafWaitsForIt(Engine engine) throws Exception {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    String id = id(engine, pools, server);
    LeafSuspension first = pools.suspend(server.leaf());
    LeafSuspension second = pools.suspend(server.leaf());
    assertThat(pools.hasSpare(server.leaf(), server.admin(), null)).isFalse();
    assertThat(pools.worthTrying(server.leaf())).isFalse();
    List<String> answers = new CopyOnWriteArrayList<>();
    List<Thread> waiting = new ArrayList<>();
    // The second has no pool yet.
    for (String database : Arrays.asList(null, systemDatabase(engine))) {
      Thread thread =
          new Thread(
              () -> {
                try (LeafConnection connection = borrow(pools, server, database)) {
                  answers.add(id(connection));
                } catch (SQLException e) {
                  answers.add(String.valueOf(e.getMessage()));
                }
              });
      thread.start();
      waiting.add(thread);
    }
    first.close();
    first.close();
    for (Thread thread : waiting) {
      Waiting.until("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
    }
    assertThat(pools.open(server.leaf())).isEqualTo(1);
    assertThat(answers).isEmpty();
    second.close();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertThat(answers).hasSize(2).contains(id).allMatch(answer -> answer.matches("\\d+"));
    assertThat(pools.worthTrying(server.leaf())).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void whoWaitsTooLongForASuspendedLeafIsToldAndWhoHasAConnectionKeepsIt(Engine engine)
      throws SQLException {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools =
        pools(
            new PoolOptions(
                4,
                Duration.ofSeconds(5),
                Duration.ZERO,
                Duration.ofMillis(300),
                Duration.ofMinutes(1),
                Map.of()));
    try (LeafConnection borrowed = borrow(pools, server, null);
        LeafSuspension suspension = pools.suspend(server.leaf())) {
      assertThat(PlainServer.ask(borrowed.jdbc(), "SELECT 1")).isEqualTo("1");
      for (String database : Arrays.asList(null, systemDatabase(engine))) {
        SQLException error =
            refusedWithin(Duration.ofSeconds(5), pools, server.leaf(), server.admin(), database);
        assertThat(error.getErrorCode()).isEqualTo(CanopyError.LEAF_SUSPENDED.number());
        assertThat(error.getSQLState()).isEqualTo("58030");
      }
      assertThat(pools.open(server.leaf())).isEqualTo(1);
    }
    assertThat(id(engine, pools, server)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anEvictedLeafKeepsOnlyWhatIsInUse(Engine engine) throws Exception {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    LeafConnection used = borrow(pools, server, null);
    String idle = id(engine, pools, server);
    pools.evict(server.leaf(), /* abort= */ false);
    Waiting.until("the server sees the idle one closed", () -> !alive(server, idle));
    String id = id(used);
    assertThat(used.usable()).isTrue();
    used.close();
    Waiting.until("the server sees the other one closed", () -> !alive(server, id));
    assertThat(id(engine, pools, server)).isNotIn(idle, id);
  }

  @ParameterizedTest
  @EnumSource
  void anAbortEndsAStatementUnderWay(Engine engine) throws Exception {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    LeafConnection used = borrow(pools, server, null);
    String id = id(used);
    String sleep = engine == Engine.MYSQL ? "SELECT SLEEP(600)" : "SELECT pg_sleep(600)";
    AtomicReference<SQLException> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            () ->
                failure.set(
                    catchThrowableOfType(
                        SQLException.class, () -> PlainServer.ask(used.jdbc(), sleep))));
    thread.start();
    Waiting.until("it sleeps", () -> asks(server, id, "sleep"));
    pools.evict(server.leaf(), /* abort= */ true);
    thread.join();
    assertThat(used.failed(failure.get())).isTrue();
    assertThat(used.usable()).isFalse();
    used.close();
    assertThat(id(engine, pools, server)).isNotEqualTo(id);
    // The server itself notices when it next has something to say.
    if (alive(server, id)) {
      server.administer(kill(engine, id));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionKnowsWhichServerItHas(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    PlainServer another = new PlainServer(SharedServers.of(engine).leaves().get(0));
    LeafPools pools = pools(OPTIONS);
    LeafPools others = pools(OPTIONS);
    try (LeafConnection first = borrow(pools, server, null);
        LeafConnection second = borrow(pools, server, null);
        LeafConnection other = borrow(others, another, null)) {
      assertThat(first.incarnation()).isNotEmpty().isEqualTo(second.incarnation());
      assertThat(other.incarnation()).isNotEmpty().isNotEqualTo(first.incarnation());
    }
  }

  private LeafPools pools(PoolOptions options) {
    LeafPools pools = new LeafPools(options);
    opened.add(pools);
    return pools;
  }

  /** Whether a connection runs a statement with such a word. */
  private static boolean asks(PlainServer server, String id, String word) throws SQLException {
    String sql =
        switch (server.engine()) {
          case MYSQL -> "SELECT INFO FROM performance_schema.processlist WHERE ID = " + id;
          case POSTGRESQL -> "SELECT query FROM pg_stat_activity WHERE pid = " + id;
        };
    try (var connection = server.connect(null)) {
      String text = PlainServer.ask(connection, sql);
      return text != null && text.toLowerCase(Locale.ROOT).contains(word);
    }
  }

  /** One that every server has, and whose connections are of another pool than those of none. */
  private static String systemDatabase(Engine engine) {
    return switch (engine) {
      case MYSQL -> "mysql";
      case POSTGRESQL -> "template1";
    };
  }
}
