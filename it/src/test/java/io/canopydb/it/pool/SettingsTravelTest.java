package io.canopydb.it.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.dialect.SettingSql;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.LeafPools;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a borrower set is there for it, and gone for the next, on one and the same connection: the
 * whole list of the server's variables is compared with that of a new connection.
 */
class SettingsTravelTest {
  private static final String DATABASE = "settings_travel";

  /** What a server changes by itself from one look to the next. */
  private static final String MYSQL_VARIABLES =
      "SELECT VARIABLE_NAME, VARIABLE_VALUE FROM performance_schema.session_variables WHERE"
          + " VARIABLE_NAME NOT IN ('timestamp', 'rand_seed1', 'rand_seed2', 'pseudo_thread_id',"
          + " 'statement_id', 'warning_count', 'error_count', 'insert_id', 'last_insert_id',"
          + " 'identity', 'gtid_executed')";

  private static final String POSTGRESQL_VARIABLES =
      "SELECT name, setting FROM pg_settings WHERE name NOT IN ('transaction_isolation')";

  private @Nullable LeafPools pools;

  @AfterEach
  void closePools() {
    if (pools != null) {
      pools.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void settingsAreThereAndThenGone(Engine engine) throws SQLException {
    PlainServer server = server(engine);
    Map<String, String> before = variables(server, SessionSettings.NONE);
    for (SessionSettings settings : settings(engine)) {
      Map<String, String> with = variables(server, settings);
      assertThat(with).as("%s", settings).isNotEqualTo(before);
      assertThat(variables(server, settings)).isEqualTo(with);
      assertSame(variables(server, SessionSettings.NONE), before, "after " + settings);
    }
  }

  @ParameterizedTest
  @EnumSource
  void settingsGoOverFromEachToEach(Engine engine) throws SQLException {
    PlainServer server = server(engine);
    List<SessionSettings> all = new ArrayList<>(settings(engine));
    all.add(SessionSettings.NONE);
    List<Map<String, String>> expected = new ArrayList<>();
    for (SessionSettings settings : all) {
      try (LeafPools fresh = new LeafPools(PoolOptions.DEFAULT);
          LeafConnection connection =
              fresh.borrow(server.leaf(), server.admin(), DATABASE, settings)) {
        expected.add(variables(connection.jdbc()));
      }
    }
    for (int from = 0; from < all.size(); from++) {
      for (int to = 0; to < all.size(); to++) {
        variables(server, all.get(from));
        assertSame(
            variables(server, all.get(to)),
            expected.get(to),
            "from " + all.get(from) + " to " + all.get(to));
      }
    }
  }

  @Test
  void mySqlUserVariablesTravelToo() throws SQLException {
    PlainServer server = server(Engine.MYSQL);
    SessionSettings settings =
        SessionSettings.NONE.with("@a", "'x'").with("@My Own`", "2").with("@b", "@a");
    try (LeafConnection connection = borrow(server, settings)) {
      assertThat(PlainServer.rows(connection.jdbc(), "SELECT @a, @`My Own```, @b"))
          .containsExactly(List.of("x", "2", "x"));
    }
    try (LeafConnection connection = borrow(server, SessionSettings.NONE)) {
      assertThat(PlainServer.ask(connection.jdbc(), "SELECT CONCAT_WS('-', @a, @b)")).isEmpty();
    }
  }

  @Test
  void anExpressionBecomesAConstantOnceItIsSet() throws SQLException {
    PlainServer server = server(Engine.MYSQL);
    SettingSql sql = server.dialect().settings();
    String[][] settings = {
      {"sql_mode", "REPLACE(@@sql_mode, 'ONLY_FULL_GROUP_BY', '')"},
      {"net_write_timeout", "@@net_write_timeout + 40"},
      {"time_zone", "CONCAT('+0', 3, ':00')"},
      {"sql_mode", "'ANSI'"},
    };
    for (String[] setting : settings) {
      String constant;
      Map<String, String> expected;
      try (Connection connection = server.connect(DATABASE)) {
        PlainServer.run(connection, "SET " + setting[0] + " = " + setting[1]);
        constant = sql.constant(connection, setting[0], setting[1]);
        expected = variables(connection);
      }
      assertThat(constant).doesNotContain("@");
      variables(server, SessionSettings.NONE.with("sql_mode", "''"));
      assertSame(
          variables(server, SessionSettings.NONE.with(setting[0], constant)), expected, setting[1]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatABorrowerLeavesOpenIsUndone(Engine engine) throws SQLException {
    PlainServer server = server(engine);
    try (Connection connection = server.connect(DATABASE)) {
      PlainServer.run(connection, "CREATE TABLE t (a INT)");
    }
    Map<String, String> before = variables(server, SessionSettings.NONE);
    try (LeafConnection connection = borrow(server, SessionSettings.NONE)) {
      connection.jdbc().setReadOnly(true);
      connection.jdbc().setReadOnly(false);
      connection.jdbc().setAutoCommit(false);
      PlainServer.run(connection.jdbc(), "INSERT INTO t VALUES (1)");
    }
    try (LeafConnection connection = borrow(server, SessionSettings.NONE)) {
      assertThat(connection.jdbc().getAutoCommit()).isTrue();
      assertThat(PlainServer.ask(connection.jdbc(), "SELECT COUNT(*) FROM t")).isEqualTo("0");
      connection.jdbc().setReadOnly(true);
    }
    try (LeafConnection connection = borrow(server, SessionSettings.NONE)) {
      assertThat(connection.jdbc().isReadOnly()).isFalse();
      PlainServer.run(connection.jdbc(), "INSERT INTO t VALUES (2)");
      // A transaction that JDBC knows nothing of.
      PlainServer.run(connection.jdbc(), "START TRANSACTION", "INSERT INTO t VALUES (3)");
    }
    assertSame(variables(server, SessionSettings.NONE), before, "afterwards");
    try (LeafConnection connection = borrow(server, SessionSettings.NONE)) {
      assertThat(PlainServer.rows(connection.jdbc(), "SELECT a FROM t"))
          .containsExactly(List.of("2"));
    }
    assertThat(pools().open(server.leaf())).isEqualTo(1);
  }

  @Test
  void anIsolationThatWasSetByJdbcIsUndoneWhereTheDriverKnowsIt() throws SQLException {
    PlainServer server = server(Engine.MYSQL);
    Map<String, String> before = variables(server, SessionSettings.NONE);
    try (LeafConnection connection = borrow(server, SessionSettings.NONE)) {
      connection.jdbc().setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      assertThat(PlainServer.ask(connection.jdbc(), "SELECT @@transaction_isolation"))
          .isEqualTo("SERIALIZABLE");
    }
    assertSame(variables(server, SessionSettings.NONE), before, "afterwards");
  }

  @ParameterizedTest
  @EnumSource
  void anIsolationIsASetting(Engine engine) throws SQLException {
    PlainServer server = server(engine);
    SessionSettings serializable =
        switch (engine) {
          case MYSQL -> SessionSettings.NONE.with("transaction_isolation", "'SERIALIZABLE'");
          case POSTGRESQL ->
              SessionSettings.NONE.with("default_transaction_isolation", "serializable");
        };
    String ask =
        switch (engine) {
          case MYSQL -> "SELECT @@transaction_isolation";
          case POSTGRESQL -> "SHOW transaction_isolation";
        };
    try (LeafConnection connection = borrow(server, serializable)) {
      connection.jdbc().setAutoCommit(false);
      assertThat(PlainServer.ask(connection.jdbc(), ask)).isEqualToIgnoringCase("SERIALIZABLE");
    }
    try (LeafConnection connection = borrow(server, SessionSettings.NONE)) {
      assertThat(PlainServer.ask(connection.jdbc(), ask)).isNotEqualToIgnoringCase("SERIALIZABLE");
    }
  }

  /** On PostgreSQL a rollback takes back what was set inside the transaction. */
  @Test
  void whatARollbackTookBackIsSetAgain() throws SQLException {
    PlainServer server = server(Engine.POSTGRESQL);
    SessionSettings first = SessionSettings.NONE.with("work_mem", "'1111kB'");
    SessionSettings second = first.with("work_mem", "'2222kB'");
    try (LeafConnection connection = borrow(server, first)) {
      connection.jdbc().setAutoCommit(false);
      connection.apply(second);
      connection.jdbc().rollback();
      connection.jdbc().setAutoCommit(true);
      connection.apply(second);
      assertThat(PlainServer.ask(connection.jdbc(), "SHOW work_mem")).isEqualTo("2222kB");
      connection.jdbc().setAutoCommit(false);
      connection.apply(SessionSettings.NONE);
    }
    try (LeafConnection connection = borrow(server, SessionSettings.NONE)) {
      assertThat(PlainServer.ask(connection.jdbc(), "SHOW work_mem")).isEqualTo("4MB");
    }
    try (LeafConnection connection = borrow(server, second)) {
      assertThat(PlainServer.ask(connection.jdbc(), "SHOW work_mem")).isEqualTo("2222kB");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSettingThatTheServerRefusesHurtsOnlyItsOwner(Engine engine) throws SQLException {
    PlainServer server = server(engine);
    Map<String, String> before = variables(server, SessionSettings.NONE);
    SessionSettings good = settings(engine).get(0);
    SessionSettings bad = good.with("no_such_setting", "1");
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> borrow(server, bad)).isInstanceOf(SQLException.class);
    }
    assertSame(variables(server, SessionSettings.NONE), before, "afterwards");
    assertThat(pools().open(server.leaf())).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void manyThreadsEachHaveTheirOwn(Engine engine) throws Exception {
    PlainServer server = server(engine);
    String variable =
        switch (engine) {
          case MYSQL -> "net_write_timeout";
          case POSTGRESQL -> "statement_timeout";
        };
    String ask =
        switch (engine) {
          case MYSQL -> "SELECT @@net_write_timeout";
          case POSTGRESQL -> "SELECT setting FROM pg_settings WHERE name = 'statement_timeout'";
        };
    ExecutorService threads = Executors.newFixedThreadPool(6);
    LeafPools shared = new LeafPools(PoolOptions.DEFAULT.withMaximumSize(3));
    try {
      List<Future<Boolean>> runs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String mine = Integer.toString(100_000 + i);
        SessionSettings settings = SessionSettings.NONE.with(variable, mine);
        runs.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < 150; round++) {
                    try (LeafConnection connection =
                        shared.borrow(server.leaf(), server.admin(), DATABASE, settings)) {
                      if (!mine.equals(PlainServer.ask(connection.jdbc(), ask))) {
                        return false;
                      }
                    }
                  }
                  return true;
                }));
      }
      for (Future<Boolean> run : runs) {
        assertThat(run.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
      shared.close();
    }
  }

  /** Names only those variables that differ. */
  private static void assertSame(
      Map<String, String> actual, Map<String, String> expected, String when) {
    Map<String, String> differing = new TreeMap<>();
    Set<String> names = new TreeSet<>(actual.keySet());
    names.addAll(expected.keySet());
    for (String name : names) {
      String is = String.valueOf(actual.get(name));
      String was = String.valueOf(expected.get(name));
      if (!is.equals(was)) {
        differing.put(name, is + " instead of " + was);
      }
    }
    assertThat(differing).as(when).isEmpty();
  }

  private static List<SessionSettings> settings(Engine engine) {
    return switch (engine) {
      case MYSQL ->
          List.of(
              SessionSettings.NONE.with("sql_mode", "'ANSI'").with("time_zone", "'+03:00'"),
              SessionSettings.NONE
                  .with("time_zone", "'+01:00'")
                  .with("autocommit", "1")
                  .with("group_concat_max_len", "5"),
              SessionSettings.NONE.with("names", "utf8mb3"),
              SessionSettings.NONE
                  .with("names", "utf8mb4 COLLATE utf8mb4_bin")
                  .with("character_set_results", "latin1"),
              SessionSettings.NONE
                  .with("character_set_results", "latin1")
                  .with("character set", "utf8mb4"),
              SessionSettings.NONE.with("collation_connection", "utf8mb4_bin"),
              SessionSettings.NONE
                  .with("sql_mode", "'NO_BACKSLASH_ESCAPES'")
                  .with("max_execution_time", "100000"),
              SessionSettings.NONE
                  .with("transaction_isolation", "'READ-COMMITTED'")
                  .with("innodb_lock_wait_timeout", "7"),
              SessionSettings.NONE.with("@a", "3").with("net_write_timeout", "@a + 100"));
      case POSTGRESQL ->
          List.of(
              SessionSettings.NONE.with("timezone", "'Asia/Tokyo'").with("work_mem", "'7MB'"),
              SessionSettings.NONE.with("timezone", "INTERVAL '+02:00' HOUR TO MINUTE"),
              SessionSettings.NONE.with("search_path", "pg_catalog, public"),
              SessionSettings.NONE
                  .with("standard_conforming_strings", "off")
                  .with("default_transaction_isolation", "serializable"),
              SessionSettings.NONE
                  .with("extra_float_digits", "0")
                  .with("application_name", "'mine'"),
              SessionSettings.NONE
                  .with("role", "pg_read_all_data")
                  .with("statement_timeout", "100000"),
              SessionSettings.NONE
                  .with("statement_timeout", "90000")
                  .with("role", "pg_write_all_data"),
              SessionSettings.NONE.with("my.own", "'x'").with("enable_seqscan", "off"));
    };
  }

  private PlainServer server(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    server.createDatabase(DATABASE);
    pools = new LeafPools(PoolOptions.DEFAULT.withMaximumSize(1));
    return server;
  }

  private LeafPools pools() {
    if (pools == null) {
      throw new AssertionError("no pools");
    }
    return pools;
  }

  private LeafConnection borrow(PlainServer server, SessionSettings settings) throws SQLException {
    return pools().borrow(server.leaf(), server.admin(), DATABASE, settings);
  }

  private Map<String, String> variables(PlainServer server, SessionSettings settings)
      throws SQLException {
    try (LeafConnection connection = borrow(server, settings)) {
      return variables(connection.jdbc());
    }
  }

  private static Map<String, String> variables(Connection connection) throws SQLException {
    String sql =
        connection.getMetaData().getDatabaseProductName().equals("MySQL")
            ? MYSQL_VARIABLES
            : POSTGRESQL_VARIABLES;
    Map<String, String> variables = new TreeMap<>();
    for (List<@Nullable String> row : PlainServer.rows(connection, sql)) {
      variables.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
    }
    return variables;
  }
}
