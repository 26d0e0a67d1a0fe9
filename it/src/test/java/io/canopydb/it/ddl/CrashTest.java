package io.canopydb.it.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An aggregator dies between any two steps of a statement; the next one that comes leaves it done
 * or undone, on every leaf and in the metadata, and never half.
 */
class CrashTest {
  private static final String DB = "ddl_crash";

  /** One leaf has two of them. */
  private static final int PARTITIONS = 3;

  private static final int ROWS = 12;
  private static final int NEVER = -1;

  static Stream<Arguments> statements() {
    return Stream.of(
        Arguments.of(Engine.MYSQL, "CREATE TABLE n (a INT PRIMARY KEY, b INT)", ""),
        Arguments.of(Engine.MYSQL, "ALTER TABLE t ADD COLUMN c INT, ADD KEY k (b)", ""),
        Arguments.of(Engine.MYSQL, "ALTER TABLE t RENAME TO u", ""),
        Arguments.of(Engine.MYSQL, "DROP TABLE t, r", ""),
        Arguments.of(Engine.MYSQL, "CREATE VIEW n AS SELECT a FROM t", ""),
        Arguments.of(Engine.MYSQL, "TRUNCATE t", ""),
        Arguments.of(Engine.MYSQL, "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, b)", "refused late"),
        Arguments.of(Engine.MYSQL, "ALTER TABLE t ADD CONSTRAINT u UNIQUE (b)", "refused early"),
        Arguments.of(Engine.MYSQL, "ALTER TABLE t DROP COLUMN b, ADD UNIQUE u (a)", "refused late"),
        Arguments.of(Engine.MYSQL, "ALTER TABLE t MODIFY b DECIMAL(5, 2)", ""),
        Arguments.of(Engine.POSTGRESQL, "CREATE TABLE n (a INT PRIMARY KEY, b SERIAL)", ""),
        Arguments.of(Engine.POSTGRESQL, "ALTER TABLE t ADD COLUMN c INT, ADD CHECK (b > 0)", ""),
        Arguments.of(Engine.POSTGRESQL, "DROP TABLE t, r", ""),
        Arguments.of(Engine.POSTGRESQL, "CREATE INDEX CONCURRENTLY n ON t (b)", ""),
        Arguments.of(
            Engine.POSTGRESQL, "CREATE UNIQUE INDEX CONCURRENTLY n ON t (b)", "refused early"),
        Arguments.of(Engine.POSTGRESQL, "CREATE TYPE n AS ENUM ('x')", ""));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void isDoneOrUndone(Engine engine, String sql, String refusal) throws Exception {
    int step = 0;
    try (DdlFixture fixture = DdlFixture.open(engine, DB, PARTITIONS)) {
      boolean died = true;
      while (died) {
        fixture.run("CREATE TABLE t (a INT, b INT, SHARD KEY (a))");
        fixture.run("CREATE REFERENCE TABLE r (a INT PRIMARY KEY)");
        fixture.fillPartitions("INSERT INTO t (a, b) VALUES (1, 1)");
        if (refusal.equals("refused late")) {
          fixture.fillPartition(2, "INSERT INTO t (a, b) VALUES (1, 1)");
        }
        Database before = fixture.ddl().database(DB);
        died = dies(fixture, sql, new DiesAt(step));
        fixture.ddl().recover(DB);
        fixture.check();
        if (!refusal.isEmpty()) {
          assertThat(fixture.ddl().database(DB)).as("step " + step).isEqualTo(before);
        }
        fixture.dropAll();
        step++;
      }
      fixture.check();
    }
    assertThat(step).isGreaterThan(refusal.equals("refused early") ? 2 : 4);
  }

  static Stream<Arguments> moves() {
    String otherMySql = "ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (b)";
    String otherPostgreSql = "ALTER TABLE t DROP CONSTRAINT t_pkey, ADD PRIMARY KEY (b)";
    return Stream.of(
        Arguments.of(Engine.MYSQL, "ADD PRIMARY KEY (a)", otherMySql, "100 - a"),
        Arguments.of(Engine.MYSQL, "ADD PRIMARY KEY (a)", otherMySql, "1"),
        Arguments.of(Engine.POSTGRESQL, "", "CREATE UNIQUE INDEX u ON t (a)", "100 - a"),
        Arguments.of(Engine.POSTGRESQL, "ADD PRIMARY KEY (a)", otherPostgreSql, "1"));
  }

  /** Rows that a new key moves are there once, and lie where the table's key says. */
  @ParameterizedTest
  @MethodSource("moves")
  void noRowIsLostOnItsWay(Engine engine, String key, String sql, String b) throws Exception {
    String rows =
        engine == Engine.MYSQL
            ? "SELECT GROUP_CONCAT(a ORDER BY a) FROM t"
            : "SELECT string_agg(a::text, ',' ORDER BY a) FROM t";
    Map<Distribution, String> whole = new HashMap<>();
    try (DdlFixture fixture = DdlFixture.open(engine, DB, PARTITIONS)) {
      boolean died = true;
      for (int step = NEVER; died || step == 0; step++) {
        fixture.run("CREATE TABLE t (a INT NOT NULL, b INT NOT NULL, SHARD KEY ())");
        for (int a = 1; a <= ROWS; a++) {
          fixture.fillPartition(a % PARTITIONS, "INSERT INTO t VALUES (" + a + ", 1)");
        }
        fixture.fillPartitions("UPDATE t SET b = " + b);
        if (!key.isEmpty()) {
          fixture.run("ALTER TABLE t " + key);
          note(whole, fixture, rows);
        }
        died = dies(fixture, sql, new DiesAt(step));
        fixture.ddl().settleTransactions();
        fixture.ddl().recover(DB);
        fixture.check();
        assertThat(fixture.ddl().table(DB, "t").moving()).isFalse();
        note(whole, fixture, rows);
        fixture.dropAll();
      }
    }
  }

  /** All rows are there once; under one key always at the same places. */
  private static void note(Map<Distribution, String> whole, DdlFixture fixture, String rows)
      throws Exception {
    Collection<String> found = fixture.inPartitions(rows);
    assertThat(found.stream().flatMap(some -> Stream.of(some.split(","))).toList())
        .hasSize(ROWS)
        .doesNotHaveDuplicates();
    Distribution distribution = fixture.ddl().table(DB, "t").distribution();
    if (distribution instanceof Distribution.Sharded) {
      assertThat(found.toString())
          .isEqualTo(whole.computeIfAbsent(distribution, first -> found.toString()));
    }
  }

  /** A key over partitions is there with a lookup for each row, or it is not there. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aKeyOfATableThatIsThereBecomesGlobalOrNot(Engine engine) throws Exception {
    String lookups =
        engine == Engine.MYSQL
            ? "SELECT GROUP_CONCAT(b, ' ', a) FROM canopy_unique_1"
            : "SELECT string_agg(b || ' ' || a, ',') FROM canopy_unique_1";
    try (DdlFixture fixture = DdlFixture.open(engine, DB, PARTITIONS)) {
      boolean died = true;
      int came = 0;
      for (int step = NEVER; died || step == 0; step++) {
        fixture.run("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
        for (int a = 1; a <= ROWS; a++) {
          fixture.fillPartition(
              a % PARTITIONS, "INSERT INTO t VALUES (" + a + ", " + (100 - a) + ")");
        }
        died =
            dies(
                fixture,
                "ALTER TABLE t ADD CONSTRAINT u UNIQUE (b) /*canopy global */",
                new DiesAt(step));
        fixture.ddl().settleTransactions();
        fixture.ddl().recover(DB);
        fixture.check();
        Table table = fixture.ddl().table(DB, "t");
        assertThat(table.moving()).isFalse();
        if (!table.globalKeys().isEmpty()) {
          came++;
          assertThat(
                  fixture.inPartitions(lookups).stream()
                      .filter(Objects::nonNull)
                      .flatMap(some -> Stream.of(some.split(",")))
                      .toList())
              .hasSize(ROWS)
              .doesNotHaveDuplicates()
              .allMatch(row -> row.matches("\\d+ \\d+"));
        }
        fixture.dropAll();
      }
      assertThat(came).isGreaterThan(1);
    }
  }

  private static boolean dies(DdlFixture fixture, String sql, DiesAt faults) throws Exception {
    try (DdlAggregator victim = fixture.cluster().aggregator(faults)) {
      victim.run(DB, sql);
      return false;
    } catch (DiesAt.Died atStep) {
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }
}
