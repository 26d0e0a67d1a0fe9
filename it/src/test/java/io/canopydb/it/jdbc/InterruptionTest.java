package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A statement that takes too long is stopped, by a timeout, by cancel, or by abort. */
class InterruptionTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static BothSides sides(Engine engine, String database) throws SQLException {
    BothSides sides = BothSides.create(engine, database);
    sides.run(
        "CREATE TABLE t (id INT PRIMARY KEY)",
        "INSERT INTO t VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)");
    return sides;
  }

  /** Takes 60 s for a row, on every leaf. */
  private static String slowQuery(BothSides sides) {
    return sides.sql("SELECT id, SLEEP(60) FROM t", "SELECT id, pg_sleep(60) FROM t");
  }

  private static void read(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getInt(1);
      }
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM t")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theQueryTimeoutEndsAStatementOnAllLeaves(Engine engine) throws SQLException {
    try (BothSides sides = sides(engine, "jdbc_timeout")) {
      SQLException[] failures = new SQLException[2];
      for (int side = 0; side < 2; side++) {
        Connection connection = sides.each().get(side);
        try (Statement statement = connection.createStatement()) {
          statement.setQueryTimeout(1);
          long start = System.nanoTime();
          failures[side] =
              catchThrowableOfType(SQLException.class, () -> read(statement, slowQuery(sides)));
          assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
        }
        assertThat(count(connection)).isEqualTo(10);
      }
      assertThat(failures[1].getClass()).isEqualTo(failures[0].getClass());
      assertThat(failures[1].getSQLState()).isEqualTo(failures[0].getSQLState());
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anotherThreadCancelsIt(Engine engine) throws Exception {
    try (BothSides sides = sides(engine, "jdbc_cancel");
        Statement statement = sides.canopy().createStatement()) {
      for (boolean autoCommit : new boolean[] {true, false}) {
        sides.canopy().setAutoCommit(autoCommit);
        Future<?> running =
            threads.submit(
                () -> {
                  read(statement, slowQuery(sides));
                  return null;
                });
        assertThatThrownBy(() -> whileItRuns(running, statement::cancel))
            .cause()
            .isInstanceOf(SQLException.class);
        if (!autoCommit) {
          sides.canopy().rollback();
        }
        assertThat(count(sides.canopy())).isEqualTo(10);
      }
    }
  }

  /** What a leaf gets as the user wrote it. */
  private static List<String> slowPassed(BothSides sides) throws SQLException {
    sides.run(
        sides.sql(
            "CREATE PROCEDURE doze() DO SLEEP(60)",
            "CREATE PROCEDURE doze() LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); END'"));
    return List.of(
        "CALL doze()",
        sides.sql("DO SLEEP(60)", "DO 'BEGIN PERFORM pg_sleep(60); END'"),
        sides.sql("EXPLAIN ANALYZE SELECT SLEEP(60)", "EXPLAIN ANALYZE SELECT pg_sleep(60)"),
        sides.sql(
            "CREATE TEMPORARY TABLE late AS SELECT SLEEP(60) AS a",
            "CREATE TEMPORARY TABLE late AS SELECT pg_sleep(60) AS a"));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theQueryTimeoutEndsWhatALeafGetsAsItIs(Engine engine) throws SQLException {
    try (BothSides sides = sides(engine, "jdbc_passed_timeout")) {
      for (String sql : slowPassed(sides)) {
        SQLException[] failures = new SQLException[2];
        for (int side = 0; side < 2; side++) {
          try (Statement statement = sides.each().get(side).createStatement()) {
            statement.setQueryTimeout(1);
            long start = System.nanoTime();
            failures[side] = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(sql).isLessThan(LONG);
          }
        }
        assertThat(failures[1].getClass()).as(sql).isEqualTo(failures[0].getClass());
        assertThat(failures[1].getSQLState()).as(sql).isEqualTo(failures[0].getSQLState());
      }
      assertThat(count(sides.canopy())).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anotherThreadCancelsWhatALeafGetsAsItIs(Engine engine) throws Exception {
    try (BothSides sides = sides(engine, "jdbc_passed_cancel");
        Statement statement = sides.canopy().createStatement()) {
      for (String sql : slowPassed(sides)) {
        Future<?> running = threads.submit(() -> statement.execute(sql));
        Throwable end = catchThrowable(() -> whileItRuns(running, statement::cancel));
        // MySQL's SLEEP() that is killed is over, but no error; its driver may miss that, too.
        if (engine == Engine.POSTGRESQL || end != null) {
          assertThat(end).as(sql).cause().isInstanceOf(SQLException.class);
        }
      }
      assertThat(count(sides.canopy())).isEqualTo(10);
    }
  }

  /** Something to do until a thread ends. */
  @FunctionalInterface
  private interface Action {
    void run() throws SQLException;
  }

  private static void whileItRuns(Future<?> running, Action action)
      throws SQLException, ExecutionException, InterruptedException, TimeoutException {
    long end = System.nanoTime() + LONG.toNanos();
    while (System.nanoTime() < end) {
      action.run();
      try {
        running.get(50, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        // It may not have begun yet when it was cancelled; once more.
      }
    }
    throw new TimeoutException("it runs on");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void abortBreaksItAndGivesAllBack(Engine engine) throws Exception {
    try (BothSides sides = sides(engine, "jdbc_abort")) {
      // More rounds than the pool has connections.
      for (int round = 0; round < 3; round++) {
        Connection aborted = DriverManager.getConnection(sides.url() + "&poolSize=2");
        aborted.setAutoCommit(round != 1);
        Statement statement = aborted.createStatement();
        Future<?> running =
            threads.submit(
                () -> {
                  read(statement, slowQuery(sides));
                  return null;
                });
        Statement probe = sides.canopy().createStatement();
        awaitSleeping(sides, probe);
        aborted.abort(threads);
        assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isInstanceOf(SQLException.class);
        assertThat(aborted.isClosed()).isTrue();
        assertThat(aborted.isValid(1)).isFalse();
        aborted.close();
        probe.close();
      }
      try (Connection next = DriverManager.getConnection(sides.url() + "&poolSize=2")) {
        assertThat(count(next)).isEqualTo(10);
      }
    }
  }

  /** Waits until a leaf says that it runs the slow query. */
  private static void awaitSleeping(BothSides sides, Statement probe) throws SQLException {
    long end = System.nanoTime() + LONG.toNanos();
    String sql =
        sides.sql(
            "SELECT COUNT(*) FROM information_schema.processlist WHERE state = 'User sleep'",
            "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
    while (System.nanoTime() < end) {
      try (ResultSet rows = probe.executeQuery(sql)) {
        rows.next();
        if (rows.getInt(1) > 0) {
          return;
        }
      }
    }
    throw new AssertionError("no leaf runs the query");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theNetworkTimeoutAborts(Engine engine) throws Exception {
    try (BothSides sides = sides(engine, "jdbc_network_timeout")) {
      Connection connection = DriverManager.getConnection(sides.url());
      try (Statement statement = connection.createStatement()) {
        connection.setNetworkTimeout(threads, 500);
        assertThatThrownBy(() -> read(statement, slowQuery(sides)))
            .isInstanceOf(SQLException.class);
        assertThat(connection.isClosed()).isTrue();
      }
    }
  }
}
