package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions that write the same values of global keys at the same time. */
class GlobalKeyRacesTest extends GlobalKeyAccounts {
  private static final int THREADS = 4;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void ofThoseWhoInsertOneValueAtOnceOneWins(Engine ofTest) throws Exception {
    int threads = 6;
    int rounds = 15;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (Connection connection = open(ofTest)) {
      CyclicBarrier together = new CyclicBarrier(threads);
      List<Future<Integer>> wins = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        Callable<Integer> work =
            () -> {
              int won = 0;
              try (Connection own = connect()) {
                for (int round = 0; round < rounds; round++) {
                  int id = round * threads + number;
                  together.await(60, TimeUnit.SECONDS);
                  won += wins(own, id, "round" + round) ? 1 : 0;
                }
              }
              return won;
            };
        wins.add(pool.submit(work));
      }
      int won = 0;
      for (Future<Integer> win : wins) {
        won += win.get(120, TimeUnit.SECONDS);
      }
      assertThat(won).isEqualTo(rounds);
      assertThat(texts(connection, "SELECT COUNT(DISTINCT email) FROM account"))
          .containsExactly(Integer.toString(rounds));
      lookupsAgree(connection);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Repeats what the engine rolled back for a deadlock, as an application does. */
  private static boolean wins(Connection connection, int id, String email) throws SQLException {
    while (true) {
      try {
        insert(connection, id, email, id);
        return true;
      } catch (SQLException e) {
        if (!e.getSQLState().equals("40001") && !e.getSQLState().equals("40P01")) {
          assertThat(e.getSQLState()).as(e.toString()).isIn("23000", "23505");
          return false;
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void lookupsFollowWhoeverChangesRowsMeanwhile(Engine ofTest) throws Exception {
    try (Connection connection = open(ofTest)) {
      for (int id = 0; id < 8; id++) {
        insert(connection, id, "v" + id, id);
      }
      atOnce(
          (own, number) -> {
            for (int step = 0; step < 40; step++) {
              meanwhile(own, number, step);
            }
          });
      lookupsAgree(connection);
    }
  }

  private void meanwhile(Connection own, int thread, int step) throws SQLException {
    int id = (thread * 3 + step) % 8;
    String sql =
        switch (step % 4) {
          case 0 -> "DELETE FROM account WHERE id = " + id;
          case 1 -> "UPDATE account SET email = 'v" + (step % 8) + "' WHERE id = " + id;
          case 2 -> "UPDATE account SET email = 't" + thread + "' WHERE email = 'v" + id + "'";
          default -> inserted(id) + ")";
        };
    tryOut(own, sql);
  }

  private static String inserted(int id) {
    return "INSERT INTO account (id, email, code) VALUES (" + id + ", 'v" + (id + 1) + "', " + id;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void lookupsFollowWhoeverProvidesForDuplicates(Engine ofTest) throws Exception {
    try (Connection connection = open(ofTest)) {
      atOnce(
          (own, number) -> {
            for (int step = 0; step < 12; step++) {
              upserting(own, number, step);
            }
          });
      lookupsAgree(connection);
    }
  }

  private void upserting(Connection own, int thread, int step) throws SQLException {
    int id = (thread * 3 + step) % 8;
    String insert = inserted(id);
    String sql =
        switch (engine) {
          case MYSQL ->
              switch (step % 4) {
                case 0 -> insert.replace("INSERT", "REPLACE") + ")";
                case 1 -> insert + ") ON DUPLICATE KEY UPDATE email = 't" + step + "'";
                case 2 -> insert.replace("INSERT", "INSERT IGNORE") + "), (9, 'v3', 5)";
                default -> "DELETE FROM account WHERE id = " + id;
              };
          case POSTGRESQL ->
              switch (step % 4) {
                case 0 -> insert + ") ON CONFLICT (id) DO UPDATE SET email = 't" + step + "'";
                case 1 -> insert + ") ON CONFLICT (email) DO UPDATE SET code = " + step;
                case 2 -> insert + "), (9, 'v3', 5) ON CONFLICT DO NOTHING";
                default -> "DELETE FROM account WHERE id = " + id;
              };
        };
    tryOut(own, sql);
  }

  /** Each of them is counted, in the one row that there is. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void whoeverComesSecondUpdatesTheRowOfTheFirst(Engine ofTest) throws Exception {
    int rounds = 20;
    String insert = "INSERT INTO account (id, email, code) VALUES (%d, 'one', 1)";
    String sql =
        switch (ofTest) {
          case MYSQL -> insert + " ON DUPLICATE KEY UPDATE code = code + 1";
          case POSTGRESQL -> insert + " ON CONFLICT (email) DO UPDATE SET code = account.code + 1";
        };
    try (Connection connection = open(ofTest)) {
      atOnce(
          (own, number) -> {
            for (int round = 0; round < rounds; round++) {
              while (!tryOut(own, sql.formatted(number * rounds + round))) {
                // As an application does after a deadlock.
                Thread.onSpinWait();
              }
            }
          });
      assertThat(texts(connection, "SELECT email, code FROM account"))
          .containsExactly("one " + rounds * THREADS);
      lookupsAgree(connection);
    }
  }

  /** Whoever writes while a key becomes global waits, and loses nothing. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aKeyComesWhileOthersWrite(Engine ofTest) throws Exception {
    int rounds = 60;
    try (Connection connection = open(ofTest)) {
      CountDownLatch begun = new CountDownLatch(THREADS - 1);
      atOnce(
          (own, number) -> {
            if (number == 0) {
              await(begun);
              run(own, "ALTER TABLE account ADD CONSTRAINT by_note UNIQUE (note) GLOBAL");
              return;
            }
            for (int round = 0; round < rounds; round++) {
              int id = number * rounds + round;
              run(
                  own,
                  "INSERT INTO account (id, email, code, note) VALUES (%d, 'e%d', %d, 'n%d')"
                      .formatted(id, id, id, id));
              run(own, "UPDATE account SET note = 'm%d' WHERE id = %d".formatted(id, id));
              if (round == 5) {
                begun.countDown();
              }
            }
          });
      assertThat(texts(connection, "SELECT COUNT(*) FROM account"))
          .containsExactly(String.valueOf((THREADS - 1) * rounds));
      assertThat(new LookupContents(engine, "global_keys").of("canopy_unique_3", "note, id"))
          .isEqualTo(texts(connection, "SELECT note, id FROM account ORDER BY 1, 2"));
      lookupsAgree(connection);
    }
  }

  private static void await(CountDownLatch begun) {
    try {
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Work {
    void on(Connection own, int number) throws SQLException;
  }

  private void atOnce(Work work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> works = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int number = thread;
        works.add(
            pool.submit(
                () -> {
                  try (Connection own = connect()) {
                    work.on(own, number);
                  }
                  return null;
                }));
      }
      for (Future<?> each : works) {
        each.get(120, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** False for a duplicate, or a conflict with another session that an application repeats. */
  private static boolean tryOut(Connection own, String sql) throws SQLException {
    try {
      run(own, sql);
      return true;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(e.toString()).isIn("23000", "23505", "40001", "40P01");
      return false;
    }
  }
}
