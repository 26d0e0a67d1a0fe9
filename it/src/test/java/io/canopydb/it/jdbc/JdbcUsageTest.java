package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * JDBC used in any order: transactions that begin and end in each of the ways that there are,
 * results that are fetched some rows at a time, read in part or left open, statements that fail.
 * After each step a plain server and the cluster have answered alike, and hold the same rows for
 * others to see. {@code -Dcanopy.usage.rounds} for more, {@code -Dcanopy.usage.seed} for others.
 */
class JdbcUsageTest {
  private static final int ROUNDS = Integer.getInteger("canopy.usage.rounds", 12);
  private static final long SEED = Long.getLong("canopy.usage.seed", 1);
  private static final int STEPS = 40;

  /** One side, with what is open on it. */
  private static final class Side implements AutoCloseable {
    private final Connection connection;
    private final Connection observer;
    private final List<Savepoint> savepoints = new ArrayList<>();
    private @Nullable Statement open;

    Side(String url) throws SQLException {
      connection = DriverManager.getConnection(url);
      observer = DriverManager.getConnection(url);
    }

    /** What others see. */
    List<String> seen() throws SQLException {
      return rows(observer, "SELECT id, v FROM t ORDER BY id");
    }

    static List<String> rows(Connection connection, String query) throws SQLException {
      List<String> found = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          found.add(rows.getString(1) + "=" + rows.getString(2));
        }
      }
      return found;
    }

    @Override
    public void close() throws SQLException {
      connection.close();
      observer.close();
    }
  }

  /** Something that an application does; gives what it sees. */
  private interface Step {
    String on(Side side) throws SQLException;
  }

  private record Named(String name, Step step) {}

  @ParameterizedTest
  @EnumSource(Engine.class)
  void isAsWithOneServer(Engine engine) throws SQLException {
    int failed = 0;
    try (BothSides sides = BothSides.create(engine, "jdbc_usage")) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20) NOT NULL)");
      for (int round = 0; round < ROUNDS; round++) {
        Random random = new Random(SEED * 1_000_003 + round);
        sides.run("DELETE FROM t");
        sides.run("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e')");
        List<String> done = new ArrayList<>();
        try (Side plain = new Side(TestCluster.of(engine).plainUrl("jdbc_usage"));
            Side canopy = new Side(sides.url())) {
          for (int i = 0; i < STEPS; i++) {
            Named step = any(engine, random);
            done.add(step.name());
            String expected = outcome(step.step(), plain);
            assertThat(outcome(step.step(), canopy))
                .as("seed %d, round %d: %s", SEED, round, done)
                .isEqualTo(expected);
            failed += expected.startsWith("failed") ? 1 : 0;
            assertThat(canopy.seen())
                .as("seen by others; seed %d, round %d: %s", SEED, round, done)
                .isEqualTo(plain.seen());
          }
        }
      }
    }
    assertThat(failed).as("steps that failed").isBetween(1, ROUNDS * STEPS / 2);
  }

  private static String outcome(Step step, Side side) {
    try {
      return step.on(side);
    } catch (SQLException e) {
      return "failed";
    }
  }

  private static Named any(Engine engine, Random random) {
    int key = random.nextInt(9);
    int other = random.nextInt(9);
    String value = "'" + (char) ('a' + random.nextInt(26)) + random.nextInt(10) + "'";
    int fetch = random.nextInt(3) * random.nextInt(3);
    int read = random.nextInt(3) == 0 ? random.nextInt(3) : Integer.MAX_VALUE;
    boolean closes = random.nextInt(4) > 0;
    boolean prepares = random.nextBoolean();
    boolean postgresql = engine == Engine.POSTGRESQL;
    switch (random.nextInt(24)) {
      case 0, 1 -> {
        return run("INSERT INTO t VALUES (" + key + ", " + value + ")", fetch, read, closes);
      }
      case 2 -> {
        String rows = "(" + key + ", " + value + "), (" + (key + 10) + ", " + value + ")";
        return run("INSERT INTO t VALUES " + rows, fetch, read, closes);
      }
      case 3, 4 -> {
        return run("UPDATE t SET v = " + value + " WHERE id = " + key, fetch, read, closes);
      }
      case 5 -> {
        return run("UPDATE t SET v = " + value + " WHERE id >= " + key, fetch, read, closes);
      }
      case 6 -> {
        return run("DELETE FROM t WHERE id IN (" + key + ", " + other + ")", fetch, read, closes);
      }
      case 7, 8 -> {
        String returning = " RETURNING id, v";
        return postgresql
            ? run(
                random.nextBoolean()
                    ? "UPDATE t SET v = " + value + " WHERE id = " + key + returning
                    : "INSERT INTO t VALUES (" + key + ", " + value + ")" + returning,
                fetch,
                1,
                closes)
            : run("REPLACE INTO t VALUES (" + key + ", " + value + ")", fetch, read, closes);
      }
      case 9, 10 -> {
        return run("SELECT id, v FROM t ORDER BY id", fetch, read, closes);
      }
      case 11 -> {
        return run("SELECT v, id FROM t WHERE id = " + key, fetch, read, closes);
      }
      case 12 -> {
        return run("SELECT id, v FROM t WHERE id = " + key + " FOR UPDATE", fetch, read, closes);
      }
      case 13 -> {
        return new Named("batch", side -> batch(side, key, other, value, prepares));
      }
      case 14, 15 -> {
        boolean on = random.nextBoolean();
        return new Named("autocommit " + on, side -> act(() -> side.connection.setAutoCommit(on)));
      }
      case 16, 17 -> {
        return new Named("commit", side -> act(side.connection::commit));
      }
      case 18 -> {
        return new Named("rollback", side -> act(side.connection::rollback));
      }
      case 19 -> {
        return new Named("savepoint", JdbcUsageTest::savepoint);
      }
      case 20 -> {
        return new Named("rollback to savepoint", JdbcUsageTest::toSavepoint);
      }
      case 21 -> {
        String text = List.of("BEGIN", "COMMIT", "ROLLBACK").get(random.nextInt(3));
        return run(text, 0, 0, true);
      }
      case 22 -> {
        return run(
            postgresql ? "SELECT 1/(id - 3), v FROM t ORDER BY id" : "SELECT nope FROM t",
            0,
            9,
            true);
      }
      default -> {
        return new Named(
            "close the statement",
            side -> {
              if (side.open != null) {
                side.open.close();
                side.open = null;
              }
              return "closed";
            });
      }
    }
  }

  /** A part of JDBC that gives nothing. */
  private interface Act {
    void run() throws SQLException;
  }

  private static String act(Act act) throws SQLException {
    act.run();
    return "done";
  }

  private static String savepoint(Side side) throws SQLException {
    // JDBC has none outside of transactions, where one of the drivers makes one all the same.
    if (!side.connection.getAutoCommit()) {
      side.savepoints.add(side.connection.setSavepoint());
    }
    return "set";
  }

  private static String toSavepoint(Side side) throws SQLException {
    if (side.savepoints.isEmpty()) {
      return "none";
    }
    side.connection.rollback(side.savepoints.get(side.savepoints.size() - 1));
    return "back";
  }

  private static Named run(String sql, int fetchSize, int read, boolean closes) {
    return new Named(
        sql + " [fetch " + fetchSize + ", read " + read + (closes ? "" : ", left open") + "]",
        side -> {
          if (side.open != null) {
            side.open.close();
          }
          Statement statement = side.connection.createStatement();
          side.open = statement;
          statement.setFetchSize(fetchSize);
          StringBuilder seen = new StringBuilder();
          if (statement.execute(sql)) {
            ResultSet rows = statement.getResultSet();
            for (int i = 0; i < read && rows.next(); i++) {
              seen.append(rows.getString(1)).append('=').append(rows.getString(2)).append(' ');
            }
          } else {
            seen.append(statement.getUpdateCount());
          }
          if (closes) {
            statement.close();
            side.open = null;
          }
          return seen.toString();
        });
  }

  private static String batch(Side side, int key, int other, String value, boolean prepares)
      throws SQLException {
    if (!prepares) {
      try (Statement statement = side.connection.createStatement()) {
        statement.addBatch("UPDATE t SET v = " + value + " WHERE id = " + key);
        statement.addBatch("DELETE FROM t WHERE id = " + other);
        return Arrays.toString(statement.executeBatch());
      }
    }
    try (PreparedStatement statement =
        side.connection.prepareStatement("UPDATE t SET v = ? WHERE id = ?")) {
      for (int id : new int[] {key, other}) {
        statement.setString(1, value);
        statement.setInt(2, id);
        statement.addBatch();
      }
      return Arrays.toString(statement.executeBatch());
    }
  }
}
