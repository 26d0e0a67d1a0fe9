package io.canopydb.it.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.driver.dialect.ErrorClasses;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafUrl;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What errors mean, told from errors that real servers and drivers gave. */
class ErrorClassesOnServerTest {
  private static final String DATABASE = "errors_on_server";

  /** The meanings of an error; those it has not are false. */
  private enum Meaning {
    BROKEN,
    DUPLICATE_KEY,
    AUTHENTICATION,
    UNREACHABLE,
    UNKNOWN_DATABASE
  }

  @ParameterizedTest
  @EnumSource
  void aDuplicateKey(Engine engine) throws SQLException {
    try (Connection connection = database(engine)) {
      PlainServer.run(
          connection,
          "CREATE TABLE t (a INT PRIMARY KEY, b INT UNIQUE)",
          "INSERT INTO t VALUES (1, 1)");
      means(engine, error(connection, "INSERT INTO t VALUES (1, 2)"), Meaning.DUPLICATE_KEY);
      means(engine, error(connection, "INSERT INTO t VALUES (2, 1)"), Meaning.DUPLICATE_KEY);
      PlainServer.run(connection, "CREATE TABLE u (a INT)", "INSERT INTO u VALUES (1), (1)");
      means(engine, error(connection, "CREATE UNIQUE INDEX k ON u (a)"), Meaning.DUPLICATE_KEY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theUsersOwnMistakesMeanNothing(Engine engine) throws SQLException {
    try (Connection connection = database(engine)) {
      PlainServer.run(connection, "CREATE TABLE t (a INT NOT NULL, CHECK (a > 0))");
      means(engine, error(connection, "SELEC 1"));
      means(engine, error(connection, "SELECT * FROM nowhere"));
      means(engine, error(connection, "INSERT INTO t VALUES (NULL)"));
      means(engine, error(connection, "INSERT INTO t VALUES (-1)"));
      means(engine, error(connection, "INSERT INTO t VALUES (99999999999)"));
      assertThat(PlainServer.ask(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledStatementLeavesTheConnectionWhole(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    try (Connection connection = server.connect(null);
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      String slow =
          switch (engine) {
            // Not SLEEP, which ends without an error when it is cancelled.
            case MYSQL ->
                "SELECT COUNT(*) FROM information_schema.COLUMNS a, information_schema.COLUMNS b,"
                    + " information_schema.COLUMNS c";
            case POSTGRESQL -> "SELECT pg_sleep(20)";
          };
      means(engine, catchThrowableOfType(SQLException.class, () -> statement.execute(slow)));
      assertThat(PlainServer.ask(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKilledConnectionIsBroken(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    try (Connection connection = server.connect(null)) {
      switch (engine) {
        case MYSQL ->
            server.administer("KILL " + PlainServer.ask(connection, "SELECT CONNECTION_ID()"));
        case POSTGRESQL ->
            server.administer(
                "SELECT pg_terminate_backend("
                    + PlainServer.ask(connection, "SELECT pg_backend_pid()")
                    + ")");
      }
      SQLException first = error(connection, "SELECT 1");
      assertThat(server.dialect().errors().connectionBroken(first)).as("%s", first).isTrue();
      SQLException second = error(connection, "SELECT 1");
      assertThat(server.dialect().errors().connectionBroken(second)).as("%s", second).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MYSQL, SET wait_timeout = 1",
    "POSTGRESQL, SET idle_session_timeout = 300",
    "POSTGRESQL, SET idle_in_transaction_session_timeout = 300; BEGIN",
    "POSTGRESQL, SET transaction_timeout = 300; BEGIN"
  })
  void aConnectionThatTheServerFoundIdleIsBroken(Engine engine, String setting)
      throws SQLException {
    PlainServer server = PlainServer.of(engine);
    try (Connection connection = server.connect(null)) {
      PlainServer.run(connection, setting);
      LockSupport.parkNanos(Duration.ofMillis(1800).toNanos());
      SQLException error = error(connection, "SELECT 1");
      assertThat(server.dialect().errors().connectionBroken(error)).as("%s", error).isTrue();
    }
  }

  @Test
  void aTextThatConnectorJFindsTooLongBreaksNothing() throws SQLException {
    PlainServer server = PlainServer.of(Engine.MYSQL);
    PoolOptions options = PoolOptions.DEFAULT.withProperties(Map.of("maxAllowedPacket", "100000"));
    try (Connection connection = LeafUrl.connect(server.leaf(), server.admin(), null, options)) {
      means(Engine.MYSQL, error(connection, "SELECT '" + "x".repeat(200_000) + "'"));
      assertThat(PlainServer.ask(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordOrUser(Engine engine) {
    PlainServer server = PlainServer.of(engine);
    String user = server.admin().user();
    for (Credentials wrong :
        new Credentials[] {
          new Credentials(user, "wrong"),
          new Credentials(user, ""),
          new Credentials("nobody", "wrong"),
          new Credentials("nobody", "")
        }) {
      SQLException error = connectError(server.leaf(), wrong, null);
      assertThat(server.dialect().errors().authenticationFailed(error)).as("%s", error).isTrue();
      assertThat(server.dialect().errors().unreachable(error)).as("%s", error).isFalse();
      assertThat(server.dialect().errors().unknownDatabase(error)).as("%s", error).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MYSQL, CREATE USER shut IDENTIFIED BY 'pw' ACCOUNT LOCK, DROP USER IF EXISTS shut",
    "MYSQL, CREATE USER shut IDENTIFIED BY 'pw' PASSWORD EXPIRE, DROP USER IF EXISTS shut",
    "MYSQL, CREATE USER shut@'192.0.2.1' IDENTIFIED BY 'pw', DROP USER IF EXISTS shut@'192.0.2.1'",
    "POSTGRESQL, CREATE ROLE shut NOLOGIN PASSWORD 'pw', DROP ROLE IF EXISTS shut",
    "POSTGRESQL, CREATE ROLE shut LOGIN PASSWORD 'pw' VALID UNTIL '2000-01-01', DROP ROLE IF EXISTS shut"
  })
  void anAccountThatMayNotLogIn(Engine engine, String create, String drop) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    server.administer(drop);
    server.administer(create);
    try {
      SQLException error = connectError(server.leaf(), new Credentials("shut", "pw"), null);
      assertThat(server.dialect().errors().authenticationFailed(error)).as("%s", error).isTrue();
    } finally {
      server.administer(drop);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownDatabase(Engine engine) {
    PlainServer server = PlainServer.of(engine);
    SQLException error = connectError(server.leaf(), server.admin(), "no_such_database");
    assertThat(server.dialect().errors().unknownDatabase(error)).as("%s", error).isTrue();
    assertThat(server.dialect().errors().authenticationFailed(error)).as("%s", error).isFalse();
    assertThat(server.dialect().errors().unreachable(error)).as("%s", error).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aPortWhereNobodyListens(Engine engine) throws IOException {
    PlainServer server = PlainServer.of(engine);
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    unreachable(server, server.leaf(free));
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatDoesNotExist(Engine engine) {
    PlainServer server = PlainServer.of(engine);
    Leaf leaf = server.leaf();
    unreachable(
        server,
        new Leaf(
            1, "no-such-host.invalid", leaf.port(), engine, "1", 1, leaf.state(), leaf.account()));
  }

  /** A server that hangs can't be had from a real one in the moment of the connect. */
  @ParameterizedTest
  @EnumSource
  void aServerThatAcceptsAndSaysNothing(Engine engine) throws IOException {
    PlainServer server = PlainServer.of(engine);
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      long start = System.nanoTime();
      unreachable(server, server.leaf(silent.getLocalPort()));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  private static void unreachable(PlainServer server, Leaf leaf) {
    ErrorClasses errors = server.dialect().errors();
    SQLException error = connectError(leaf, server.admin(), null);
    assertThat(errors.unreachable(error)).as("%s", error).isTrue();
    assertThat(errors.authenticationFailed(error)).as("%s", error).isFalse();
    assertThat(errors.unknownDatabase(error)).as("%s", error).isFalse();
  }

  private static Connection database(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    server.createDatabase(DATABASE);
    return server.connect(DATABASE);
  }

  private static SQLException error(Connection connection, String sql) {
    return catchThrowableOfType(SQLException.class, () -> PlainServer.run(connection, sql));
  }

  private static SQLException connectError(Leaf leaf, Credentials credentials, String database) {
    return catchThrowableOfType(
        SQLException.class,
        () -> LeafUrl.connect(leaf, credentials, database, PoolOptions.DEFAULT).close());
  }

  private static void means(Engine engine, SQLException error, Meaning... meanings) {
    assertThat((Throwable) error).isNotNull();
    ErrorClasses errors = PlainServer.of(engine).dialect().errors();
    for (Meaning meaning : Meaning.values()) {
      boolean has =
          switch (meaning) {
            case BROKEN -> errors.connectionBroken(error);
            case DUPLICATE_KEY -> errors.duplicateKey(error);
            case AUTHENTICATION -> errors.authenticationFailed(error);
            case UNREACHABLE -> errors.unreachable(error);
            case UNKNOWN_DATABASE -> errors.unknownDatabase(error);
          };
      assertThat(has).as("%s of %s", meaning, error).isEqualTo(List.of(meanings).contains(meaning));
    }
  }
}
