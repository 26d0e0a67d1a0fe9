package io.canopydb.it.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.LeafPools;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How connections are opened, shared, refused and given up. */
class LeafPoolsTest {
  private static final String DATABASE = "pooled";
  private static final PoolOptions OPTIONS = PoolOptions.DEFAULT;

  private final List<LeafPools> opened = new ArrayList<>();

  @AfterEach
  void closePools() {
    opened.forEach(LeafPools::close);
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionIsUsedAgain(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    String first = id(engine, pools, server);
    assertThat(id(engine, pools, server)).isEqualTo(first);
    assertThat(pools.open(server.leaf())).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aTaintedConnectionIsNotUsedAgain(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    String first;
    try (LeafConnection connection = borrow(pools, server, null)) {
      first = id(connection);
      connection.taint();
    }
    assertThat(id(engine, pools, server)).isNotEqualTo(first);
  }

  /** The leaf dies, and is back, while the pool looks at its first connection. */
  @Test
  void aPoolWhoseFirstConnectionBreaksOpensOthers() throws SQLException {
    PlainServer server = PlainServer.of(Engine.POSTGRESQL);
    BreakingSockets.armed(2);
    LeafPools pools =
        pools(OPTIONS.withProperties(Map.of("socketFactory", BreakingSockets.class.getName())));
    try (LeafConnection connection = borrow(pools, server, null)) {
      assertThat(PlainServer.ask(connection.jdbc(), "SELECT 1")).isEqualTo("1");
      assertThat(PlainServer.ask(connection.jdbc(), "SHOW transaction_isolation"))
          .isEqualTo("read committed");
    }
    assertThat(BreakingSockets.broke()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aKilledConnectionIsBrokenAndNotUsedAgain(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    try (LeafConnection connection = borrow(pools, server, null)) {
      server.administer(kill(engine, id(connection)));
      SQLException error =
          catchThrowableOfType(
              SQLException.class, () -> PlainServer.ask(connection.jdbc(), "SELECT 1"));
      assertThat(connection.failed(error)).isTrue();
    }
    try (LeafConnection connection = borrow(pools, server, null)) {
      assertThat(PlainServer.ask(connection.jdbc(), "SELECT 1")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatDiedInThePoolIsReplacedAtBorrow(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    String id = id(engine, pools, server);
    server.administer(kill(engine, id));
    // So fresh that the pool trusts it unseen; only the settings need the server.
    SessionSettings settings = SessionSettings.NONE.with(anySetting(engine), "1000");
    try (LeafConnection connection = pools.borrow(server.leaf(), server.admin(), null, settings)) {
      assertThat(PlainServer.ask(connection.jdbc(), "SELECT 1")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorOfTheUserDoesNotBreakTheConnection(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    String first;
    try (LeafConnection connection = borrow(pools, server, null)) {
      first = id(connection);
      SQLException error =
          catchThrowableOfType(
              SQLException.class, () -> PlainServer.ask(connection.jdbc(), "SELECT nothing"));
      assertThat(connection.failed(error)).isFalse();
    }
    assertThat(id(engine, pools, server)).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordIsToldAtOnceEvenBesideAPoolOfTheRightOne(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    id(engine, pools, server);
    Credentials wrong = new Credentials(server.admin().user(), "wr0ng");
    for (int attempt = 0; attempt < 3; attempt++) {
      SQLException error =
          refusedWithin(Duration.ofSeconds(3), pools, server.leaf(), wrong, DATABASE);
      assertThat(error.getErrorCode()).isEqualTo(CanopyError.AUTHENTICATION.number());
      assertThat(error.getSQLState()).isEqualTo("28000");
      assertThat(error.getMessage()).doesNotContain("wr0ng").contains(wrong.user());
    }
    assertThat(id(engine, pools, server)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownDatabaseIsToldAtOnceAndCostsNoConnection(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    for (int attempt = 0; attempt < 3; attempt++) {
      SQLException error =
          refusedWithin(Duration.ofSeconds(3), pools, server.leaf(), server.admin(), "nowhere");
      assertThat(error.getErrorCode()).isEqualTo(CanopyError.UNKNOWN_DATABASE.number());
      assertThat(error.getMessage()).contains("nowhere");
    }
    assertThat(pools.open(server.leaf())).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatIsNotThereIsToldAtOnce(Engine engine) throws IOException {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    SQLException error =
        refusedWithin(Duration.ofSeconds(3), pools, server.leaf(free), server.admin(), null);
    assertThat(error.getErrorCode()).isEqualTo(CanopyError.LEAF_UNREACHABLE.number());
    assertThat(error.getMessage()).contains("127.0.0.1:" + free);
  }

  @ParameterizedTest
  @EnumSource
  void manyFirstBorrowersOpenOnePool(Engine engine) throws Exception {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS.withMaximumSize(2));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> id(engine, pools, server)));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isNotEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(pools.open(server.leaf())).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void whoWaitsTooLongForABusyPoolIsTold(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools =
        pools(
            new PoolOptions(
                1,
                Duration.ofSeconds(5),
                Duration.ZERO,
                Duration.ofMillis(600),
                Duration.ofMinutes(1),
                Map.of()));
    try (LeafConnection only = borrow(pools, server, null)) {
      assertThat(id(only)).isNotEmpty();
      SQLException error =
          refusedWithin(Duration.ofSeconds(5), pools, server.leaf(), server.admin(), null);
      assertThat(error.getErrorCode()).isEqualTo(CanopyError.LEAF_BUSY.number());
    }
    assertThat(id(engine, pools, server)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPoolThatNobodyUsesIsClosed(Engine engine) throws Exception {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools =
        pools(
            new PoolOptions(
                4,
                Duration.ofSeconds(5),
                Duration.ZERO,
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Map.of()));
    String id;
    try (LeafConnection connection = borrow(pools, server, null)) {
      id = id(connection);
      // It is in use, so it stays.
      Waiting.until("time passes", after(Duration.ofMillis(400)));
      assertThat(PlainServer.ask(connection.jdbc(), "SELECT 1")).isEqualTo("1");
    }
    Waiting.until("the server sees it closed", () -> !alive(server, id));
    assertThat(pools.open(server.leaf())).isZero();
    assertThat(id(engine, pools, server)).isNotEqualTo(id);
  }

  @ParameterizedTest
  @EnumSource
  void closingClosesEveryConnection(Engine engine) throws Exception {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = new LeafPools(OPTIONS);
    List<LeafConnection> borrowed = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      LeafConnection connection = borrow(pools, server, null);
      borrowed.add(connection);
      ids.add(id(connection));
    }
    borrowed.get(0).close();
    pools.close();
    for (String id : ids) {
      Waiting.until("the server sees connection " + id + " closed", () -> !alive(server, id));
    }
    for (LeafConnection connection : borrowed) {
      connection.close();
    }
    SQLException error =
        refusedWithin(Duration.ofSeconds(1), pools, server.leaf(), server.admin(), null);
    assertThat(error.getErrorCode()).isEqualTo(CanopyError.CLOSED.number());
  }

  @ParameterizedTest
  @EnumSource
  void aForgottenDatabaseCanBeDroppedAndMadeAnew(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    LeafPools pools = pools(OPTIONS);
    server.createDatabase(DATABASE);
    try (LeafConnection connection = borrow(pools, server, DATABASE)) {
      PlainServer.run(connection.jdbc(), "CREATE TABLE t (a INT)");
    }
    pools.forgetDatabase(DATABASE);
    try (LeafConnection connection = borrow(pools, server, null)) {
      PlainServer.run(
          connection.jdbc(), "DROP DATABASE " + DATABASE, "CREATE DATABASE " + DATABASE);
    }
    try (LeafConnection connection = borrow(pools, server, DATABASE)) {
      PlainServer.run(connection.jdbc(), "CREATE TABLE t (a INT)");
      assertThat(PlainServer.ask(connection.jdbc(), "SELECT COUNT(*) FROM t")).isEqualTo("0");
    }
  }

  @Test
  void oneMySqlConnectionServesAllDatabases() throws SQLException {
    PlainServer server = PlainServer.of(Engine.MYSQL);
    LeafPools pools = pools(OPTIONS);
    server.createDatabase(DATABASE);
    server.createDatabase(DATABASE + "_2");
    for (String database : List.of(DATABASE, DATABASE + "_2", DATABASE, DATABASE)) {
      try (LeafConnection connection = borrow(pools, server, database)) {
        assertThat(PlainServer.ask(connection.jdbc(), "SELECT DATABASE()")).isEqualTo(database);
      }
    }
    assertThat(pools.open(server.leaf())).isEqualTo(1);
    try (LeafConnection connection = borrow(pools, server, null)) {
      assertThat(PlainServer.ask(connection.jdbc(), "SELECT DATABASE()")).isNull();
    }
  }

  private LeafPools pools(PoolOptions options) {
    LeafPools pools = new LeafPools(options);
    opened.add(pools);
    return pools;
  }

  static LeafConnection borrow(LeafPools pools, PlainServer server, @Nullable String database)
      throws SQLException {
    return pools.borrow(server.leaf(), server.admin(), database, SessionSettings.NONE);
  }

  static SQLException refusedWithin(
      Duration most,
      LeafPools pools,
      Leaf leaf,
      Credentials credentials,
      @Nullable String database) {
    long start = System.nanoTime();
    SQLException error =
        catchThrowableOfType(
            SQLException.class,
            () -> pools.borrow(leaf, credentials, database, SessionSettings.NONE).close());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(most);
    return error;
  }

  /** The server's own number of the connection that is borrowed next. */
  static String id(Engine engine, LeafPools pools, PlainServer server) throws SQLException {
    assertThat(server.engine()).isEqualTo(engine);
    try (LeafConnection connection = borrow(pools, server, null)) {
      return id(connection);
    }
  }

  static String id(LeafConnection connection) throws SQLException {
    String sql =
        switch (connection.leaf().engine()) {
          case MYSQL -> "SELECT CONNECTION_ID()";
          case POSTGRESQL -> "SELECT pg_backend_pid()";
        };
    return String.valueOf(PlainServer.ask(connection.jdbc(), sql));
  }

  static String kill(Engine engine, String id) {
    return switch (engine) {
      case MYSQL -> "KILL " + id;
      case POSTGRESQL -> "SELECT pg_terminate_backend(" + id + ", 5000)";
    };
  }

  static boolean alive(PlainServer server, String id) throws SQLException {
    String sql =
        switch (server.engine()) {
          case MYSQL -> "SELECT ID FROM performance_schema.processlist WHERE ID = " + id;
          case POSTGRESQL -> "SELECT pid FROM pg_stat_activity WHERE pid = " + id;
        };
    try (var connection = server.connect(null)) {
      return !PlainServer.rows(connection, sql).isEmpty();
    }
  }

  private static String anySetting(Engine engine) {
    return switch (engine) {
      case MYSQL -> "net_write_timeout";
      case POSTGRESQL -> "work_mem";
    };
  }

  private static java.util.concurrent.Callable<Boolean> after(Duration time) {
    long start = System.nanoTime();
    return () -> System.nanoTime() - start > time.toNanos();
  }
}
