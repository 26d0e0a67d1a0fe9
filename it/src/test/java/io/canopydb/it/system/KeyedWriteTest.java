package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A write whose rows several partitions find together, while another session writes one of them.
 */
class KeyedWriteTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRowThatAnotherSessionChangedMeanwhileIsNotOverwritten(Engine engine) throws Exception {
    TestCluster cluster = TestCluster.of(engine);
    try (Connection admin = DriverManager.getConnection(cluster.url(""));
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS keyed_write");
      statement.execute("CREATE DATABASE keyed_write PARTITIONS 5");
    }
    String url = cluster.url("keyed_write");
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Connection one = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url)) {
      run(
          one,
          "CREATE TABLE item (id INT PRIMARY KEY, n INT)",
          "CREATE TABLE stock (sku INT PRIMARY KEY, item INT, qty INT)",
          "INSERT INTO item VALUES (1, 10), (2, 20), (3, 30), (4, 40)",
          "INSERT INTO stock VALUES (101, 1, 1), (102, 2, 2), (103, 3, 3), (104, 4, 4)");
      String write =
          "UPDATE item SET n = n + (SELECT qty FROM stock WHERE stock.item = item.id)"
              + " WHERE n BETWEEN 10 AND 40";
      other.setAutoCommit(false);
      run(other, "UPDATE item SET n = 35 WHERE id = 3");
      Future<?> writing =
          threads.submit(
              () -> {
                run(one, write);
                return null;
              });
      waitUntilBlocked(engine);
      other.commit();
      ExecutionException failure =
          catchThrowableOfType(ExecutionException.class, () -> writing.get());
      assertThat(failure.getCause()).isInstanceOf(SQLTransactionRollbackException.class);
      assertThat(((SQLException) failure.getCause()).getSQLState()).isEqualTo("40001");
      // Nothing of it is there, and the connection is as good as before.
      assertThat(sum(one)).isEqualTo(10 + 20 + 35 + 40);
      run(one, write);
      assertThat(sum(one)).isEqualTo(10 + 20 + 35 + 40 + 1 + 2 + 3 + 4);
    } finally {
      threads.shutdownNow();
    }
  }

  /** A queue: each worker takes what no other has, until nothing is left. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void noTwoWorkersGetTheSameJob(Engine engine) throws Exception {
    TestCluster cluster = TestCluster.of(engine);
    try (Connection admin = DriverManager.getConnection(cluster.url(""));
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS job_queue");
      statement.execute("CREATE DATABASE job_queue PARTITIONS 5");
    }
    String url = cluster.url("job_queue");
    int jobs = 90;
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (Connection connection = DriverManager.getConnection(url)) {
      run(connection, "CREATE TABLE job (id INT PRIMARY KEY, st VARCHAR(10), n INT)");
      for (int id = 1; id <= jobs; id++) {
        run(connection, "INSERT INTO job VALUES (" + id + ", 'new', 0)");
      }
      String picked =
          "SELECT id FROM job WHERE st = 'new' ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED";
      String inside =
          "UPDATE job SET st = 'run', n = n + 1 WHERE id IN (SELECT id FROM (" + picked + ") p)";
      String joined =
          switch (engine) {
            case MYSQL ->
                "UPDATE job JOIN (" + picked + ") p ON p.id = job.id SET st = 'run', n = n + 1";
            case POSTGRESQL ->
                "WITH p AS ("
                    + picked
                    + ") UPDATE job SET st = 'run', n = n + 1 FROM p"
                    + " WHERE p.id = job.id";
          };
      List<Future<Integer>> workers = new ArrayList<>();
      for (String take : List.of(inside, joined)) {
        workers.add(threads.submit(() -> work(url, statement -> statement.executeUpdate(take))));
      }
      workers.add(threads.submit(() -> work(url, statement -> inTwoSteps(statement, picked))));
      int taken = 0;
      for (Future<Integer> worker : workers) {
        taken += worker.get();
      }
      assertThat(taken).isEqualTo(jobs);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT SUM(n), MAX(n) FROM job")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(jobs);
        assertThat(rows.getInt(2)).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Takes jobs, and says how many. */
  private interface Taking {
    int take(Statement statement) throws SQLException;
  }

  private static int work(String url, Taking taking) throws SQLException {
    int taken = 0;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      while (true) {
        taken += taking.take(statement);
        try (ResultSet left = statement.executeQuery("SELECT id FROM job WHERE st = 'new'")) {
          if (!left.next()) {
            return taken;
          }
        }
      }
    }
  }

  private static int inTwoSteps(Statement statement, String picked) throws SQLException {
    Connection connection = statement.getConnection();
    connection.setAutoCommit(false);
    StringJoiner ids = new StringJoiner(", ");
    try (ResultSet rows = statement.executeQuery(picked)) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    int taken =
        ids.length() == 0
            ? 0
            : statement.executeUpdate(
                "UPDATE job SET st = 'run', n = n + 1 WHERE id IN (" + ids + ")");
    connection.commit();
    connection.setAutoCommit(true);
    return taken;
  }

  /** MERGE chooses a WHEN for each row before the first WHEN writes. */
  @Test
  void aRowThatAnotherSessionChangedSinceItsWhenWasChosenIsNotOverwritten() throws Exception {
    TestCluster cluster = TestCluster.of(Engine.POSTGRESQL);
    try (Connection admin = DriverManager.getConnection(cluster.url(""));
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS keyed_merge");
      statement.execute("CREATE DATABASE keyed_merge PARTITIONS 5");
    }
    String url = cluster.url("keyed_merge");
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Connection one = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url)) {
      run(
          one,
          "CREATE TABLE item (id INT PRIMARY KEY, n INT, note TEXT)",
          "INSERT INTO item VALUES (1, 10), (2, 10), (3, 10)");
      String merge =
          "MERGE INTO item t USING (VALUES (1, 10), (2, 10), (3, 10)) s (id, q) ON t.id = s.id"
              + " WHEN MATCHED AND s.id = 1 THEN UPDATE SET n = 5"
              + " WHEN MATCHED AND t.n >= s.q THEN UPDATE SET n = t.n - s.q";
      other.setAutoCommit(false);
      // The first WHEN waits for a row, of which nothing changes that the statement names.
      run(other, "UPDATE item SET note = 'seen' WHERE id = 1");
      Future<?> merging =
          threads.submit(
              () -> {
                run(one, merge);
                return null;
              });
      waitUntilBlocked(Engine.POSTGRESQL);
      run(other, "UPDATE item SET n = 1 WHERE id = 2");
      other.commit();
      ExecutionException failure =
          catchThrowableOfType(ExecutionException.class, () -> merging.get());
      assertThat(failure).as("the MERGE's failure").isNotNull();
      assertThat(((SQLException) failure.getCause()).getSQLState()).isEqualTo("40001");
      assertThat(sum(one)).isEqualTo(10 + 1 + 10);
      run(one, merge);
      assertThat(sum(one)).isEqualTo(5 + 1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static int sum(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT SUM(n) FROM item")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Waits until a statement on some leaf waits for a row. */
  private static void waitUntilBlocked(Engine engine) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!blocked(engine)) {
      assertThat(System.nanoTime()).as("somebody waits for a row").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static boolean blocked(Engine engine) throws SQLException {
    for (LeafServer leaf : SharedServers.of(engine).leaves()) {
      Credentials account = leaf.accounts().admin();
      try (Connection connection =
              DriverManager.getConnection(
                  leaf.jdbcUrl(engine == Engine.MYSQL ? "" : "postgres"),
                  account.user(),
                  account.password());
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  switch (engine) {
                    case MYSQL -> "SELECT COUNT(*) FROM performance_schema.data_lock_waits";
                    case POSTGRESQL ->
                        "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
                  })) {
        rows.next();
        if (rows.getInt(1) > 0) {
          return true;
        }
      }
    }
    return false;
  }
}
