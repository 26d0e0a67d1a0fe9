package io.canopydb.it.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables, on both engines: what is taken is everywhere, and what is refused is nowhere. */
class TableDdlTest {
  private static final String DB = "ddl_tables";

  private DdlFixture fixture = DdlFixture.NONE;

  private DdlAggregator open(Engine engine) throws Exception {
    fixture = DdlFixture.open(engine, DB);
    return fixture.ddl();
  }

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private static Distribution sharded(String... columns) {
    return new Distribution.Sharded(List.of(columns));
  }

  private void run(String sql) throws Exception {
    fixture.run(sql);
  }

  private Distribution distribution(String table) {
    return fixture.ddl().table(DB, table).distribution();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void laysRowsAsTheStatementSays(Engine engine) throws Exception {
    open(engine);
    run("CREATE TABLE by_primary (a INT, b INT, PRIMARY KEY (b, a))");
    run("CREATE TABLE by_clause (a INT, b INT, c INT, SHARD KEY (b), PRIMARY KEY (a, b))");
    run("CREATE TABLE by_first_clause (SHARD KEY (b, a), a INT, b INT)");
    run("CREATE TABLE by_comment (a INT, b INT /*canopy shard key (a) */)");
    run("CREATE TABLE by_unique (a INT, b INT NOT NULL, UNIQUE (a), UNIQUE (b, a))");
    run("CREATE TABLE by_not_null (a INT, b INT NOT NULL, UNIQUE (a, b), UNIQUE (b))");
    run("CREATE TABLE no_key (a INT)");
    run("CREATE TABLE no_key_by_clause (a INT, SHARD KEY ())");
    run("CREATE REFERENCE TABLE ref (a INT PRIMARY KEY)");
    run("CREATE TABLE ref_by_comment (a INT PRIMARY KEY) /* canopy reference */");
    assertThat(distribution("by_primary")).isEqualTo(sharded("b", "a"));
    assertThat(distribution("by_clause")).isEqualTo(sharded("b"));
    assertThat(distribution("by_first_clause")).isEqualTo(sharded("b", "a"));
    assertThat(distribution("by_comment")).isEqualTo(sharded("a"));
    assertThat(distribution("by_unique")).isEqualTo(sharded("a"));
    assertThat(distribution("by_not_null")).isEqualTo(sharded("b"));
    assertThat(distribution("no_key")).isEqualTo(new Distribution.Keyless());
    assertThat(distribution("no_key_by_clause")).isEqualTo(new Distribution.Keyless());
    assertThat(distribution("ref")).isEqualTo(new Distribution.Reference());
    assertThat(distribution("ref_by_comment")).isEqualTo(new Distribution.Reference());
    fixture.check();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void refusalsLeaveNothing(Engine engine) throws Exception {
    open(engine);
    refused(
        "CREATE TABLE t (a INT PRIMARY KEY, b INT, SHARD KEY (b))",
        CanopyError.SHARD_KEY_NOT_IN_UNIQUE);
    refused(
        "CREATE TABLE t (a INT PRIMARY KEY, b INT UNIQUE)", CanopyError.SHARD_KEY_NOT_IN_UNIQUE);
    refused(
        "CREATE TABLE t (a INT, b INT, UNIQUE (a, b) /*canopy shard key (c)*/)",
        CanopyError.UNKNOWN_COLUMN);
    refused("CREATE TABLE t (a INT UNIQUE, SHARD KEY ())", CanopyError.UNIQUE_WITHOUT_SHARD_KEY);
    refused("CREATE TABLE t (a DOUBLE PRECISION UNIQUE)", CanopyError.UNIQUE_WITHOUT_SHARD_KEY);
    refused("CREATE REFERENCE TABLE t (a INT)", CanopyError.REFERENCE_WITHOUT_PRIMARY);
    refused("CREATE TABLE t (a DOUBLE PRECISION, SHARD KEY (a))", CanopyError.SHARD_KEY_TYPE);
    refused("CREATE TABLE t (a INT, SHARD KEY (a, a))", CanopyError.COMMAND);
    refused("CREATE TABLE t AS SELECT 1 AS a", CanopyError.UNSUPPORTED);
    refused("CREATE TABLE t (a INT, SHARD KEY a)", CanopyError.SYNTAX);
    refused("CREATE TABLE t (a INT) /*canopy shard by (a)*/", CanopyError.SYNTAX);
    refused(
        "CREATE TABLE t (a INT, b INT, SHARD KEY (a)) /*canopy shard key (b)*/",
        CanopyError.SYNTAX);
    assertThatThrownBy(() -> run("CREATE TABLE t (a INT REFERENCES unknown_table (a))"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("unknown_table");
    assertThat(fixture.ddl().database(DB).tables()).isEmpty();
    fixture.check();
  }

  private void refused(String sql, CanopyError error) {
    assertThatThrownBy(() -> run(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getErrorCode()).as(e.toString()).isEqualTo(error.number()));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theEnginesErrorIsPassedOnAndLeavesNothing(Engine engine) throws Exception {
    open(engine);
    assertThatThrownBy(() -> run("CREATE TABLE t (a INT, b NO_SUCH_TYPE)"))
        .isInstanceOf(SQLException.class)
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).startsWith("42"));
    run("CREATE TABLE t (a INT PRIMARY KEY)");
    assertThatThrownBy(() -> run("CREATE TABLE t (a INT PRIMARY KEY)"))
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).startsWith("42"));
    run("CREATE TABLE IF NOT EXISTS t (b INT)");
    assertThatThrownBy(() -> run("DROP TABLE t, u"))
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).startsWith("42"));
    assertThat(fixture.ddl().database(DB).tables()).containsOnlyKeys("t");
    fixture.check();
    run("DROP TABLE IF EXISTS t, u");
    run("DROP TABLE IF EXISTS t");
    assertThat(fixture.ddl().database(DB).tables()).isEmpty();
    assertThatThrownBy(() -> run("ALTER TABLE t ADD COLUMN x INT"))
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).startsWith("42"));
    fixture.check();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void altersEveryPlace(Engine engine) throws Exception {
    open(engine);
    run("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    run("CREATE REFERENCE TABLE r (a INT PRIMARY KEY, b INT)");
    fixture.fillPartitions("INSERT INTO t VALUES (1, 1), (2, 2)");
    for (String table : List.of("t", "r")) {
      run("ALTER TABLE " + table + " ADD COLUMN c VARCHAR(10) DEFAULT 'x', ADD COLUMN d DATE");
      run("ALTER TABLE " + table + " DROP COLUMN d");
      run("ALTER TABLE " + table + " RENAME COLUMN b TO bb");
      run("CREATE INDEX " + table + "_c ON " + table + " (c)");
      run("ALTER TABLE " + table + " ADD CONSTRAINT " + table + "_u UNIQUE (a, c)");
      run("ALTER TABLE " + table + " ADD CONSTRAINT " + table + "_p CHECK (bb > 0)");
      assertThat(fixture.ddl().table(DB, table).columns())
          .extracting(Column::name)
          .containsExactly("a", "bb", "c");
      assertThat(fixture.ddl().table(DB, table).uniqueKeys()).hasSize(2);
      fixture.check();
      run("ALTER TABLE " + table + " DROP CONSTRAINT " + table + "_p");
      run("ALTER TABLE " + table + " DROP CONSTRAINT " + table + "_u");
      run("ALTER TABLE " + table + " RENAME TO " + table + "2");
      assertThat(fixture.ddl().database(DB).tables()).containsKey(table + "2");
      fixture.check();
    }
    assertThat(fixture.inPartitions("SELECT count(*) FROM t2 WHERE c = 'x'")).containsOnly("2");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void refusesAlterationsThatWouldLoseRowsAndUndoesThem(Engine engine) throws Exception {
    open(engine);
    run("CREATE TABLE t (a INT PRIMARY KEY, b INT, c VARCHAR(10))");
    run("CREATE TABLE k (a INT, b INT)");
    run("CREATE TABLE named (a INT NOT NULL, b INT, SHARD KEY (b))");
    run("CREATE REFERENCE TABLE r (a INT PRIMARY KEY, b INT)");
    fixture.fillShells("INSERT INTO r VALUES (1, 1)");
    Database before = fixture.ddl().database(DB);
    refused("ALTER TABLE t ADD CONSTRAINT u UNIQUE (b)", CanopyError.SHARD_KEY_NOT_IN_UNIQUE);
    refused("CREATE UNIQUE INDEX u ON t (b)", CanopyError.SHARD_KEY_NOT_IN_UNIQUE);
    refused("ALTER TABLE named ADD PRIMARY KEY (a)", CanopyError.SHARD_KEY_NOT_IN_UNIQUE);
    refused("ALTER TABLE named DROP COLUMN b", CanopyError.SHARD_KEY_CHANGE);
    refused("ALTER TABLE t ADD SHARD KEY (b)", CanopyError.UNSUPPORTED);
    if (engine == Engine.MYSQL) {
      refused("ALTER TABLE k ADD id INT AUTO_INCREMENT, ADD KEY (id)", CanopyError.UNSUPPORTED);
      refused("ALTER TABLE r DROP PRIMARY KEY", CanopyError.REFERENCE_WITHOUT_PRIMARY);
      refused("ALTER TABLE r DROP COLUMN a", CanopyError.REFERENCE_WITHOUT_PRIMARY);
      refused("DROP INDEX `PRIMARY` ON r", CanopyError.REFERENCE_WITHOUT_PRIMARY);
    } else {
      refused("ALTER TABLE k ADD id SERIAL", CanopyError.UNSUPPORTED);
      refused("ALTER TABLE r DROP CONSTRAINT r_pkey", CanopyError.REFERENCE_WITHOUT_PRIMARY);
      refused("ALTER TABLE t SET SCHEMA public", CanopyError.UNSUPPORTED);
    }
    assertThat(fixture.ddl().database(DB)).isEqualTo(before);
    fixture.check();
    run(
        engine == Engine.MYSQL
            ? "ALTER TABLE t MODIFY a BIGINT"
            : "ALTER TABLE t ALTER COLUMN a TYPE BIGINT");
    fixture.check();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatOnePartitionRefusesIsUndoneInAll(Engine engine) throws Exception {
    open(engine);
    run("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    run("CREATE TABLE other (a INT PRIMARY KEY)");
    Database before = fixture.ddl().database(DB);
    fixture.fillPartition(3, "INSERT INTO t VALUES (1, -7), (2, -7), (3, NULL)");
    refusedByEngine("ALTER TABLE t ADD CONSTRAINT positive CHECK (b > 0)", "23", "HY");
    refusedByEngine(
        engine == Engine.MYSQL
            ? "ALTER TABLE t MODIFY b INT NOT NULL, ADD COLUMN c INT"
            : "ALTER TABLE t ALTER COLUMN b SET NOT NULL, ADD COLUMN c INT",
        "22",
        "23");
    refusedByEngine(
        "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES other (a)", "23", "23");
    assertThat(fixture.ddl().database(DB)).isEqualTo(before);
    fixture.check();
    assertThat(fixture.inPartition(3, "SELECT count(*) FROM t")).isEqualTo("3");
  }

  private void refusedByEngine(String sql, String... sqlStateClasses) {
    assertThatThrownBy(() -> run(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class,
            e ->
                assertThat(e.getSQLState().substring(0, 2))
                    .as(e.toString())
                    .isIn((Object[]) sqlStateClasses));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void takesForeignKeysThatAPartitionCanCheck(Engine engine) throws Exception {
    open(engine);
    run("CREATE REFERENCE TABLE region (id INT PRIMARY KEY)");
    run(
        "CREATE REFERENCE TABLE country (id INT PRIMARY KEY, r INT, FOREIGN KEY (r) REFERENCES"
            + " region (id))");
    run(
        "CREATE TABLE customer (id INT PRIMARY KEY, country INT,"
            + " FOREIGN KEY (country) REFERENCES country (id))");
    run(
        "CREATE TABLE orders (customer INT, id INT, country INT, PRIMARY KEY (customer, id),"
            + " SHARD KEY (customer), FOREIGN KEY (customer) REFERENCES customer (id))");
    run("ALTER TABLE orders ADD CONSTRAINT oc FOREIGN KEY (country) REFERENCES country (id)");
    run(
        "CREATE TABLE tree (root INT, id INT, parent INT, PRIMARY KEY (root, id), SHARD KEY (root),"
            + " FOREIGN KEY (root, parent) REFERENCES tree (root, id))");
    run("CREATE TABLE log (country INT, FOREIGN KEY (country) REFERENCES country (id))");
    fixture.check();
    fixture.fillShells("INSERT INTO region VALUES (1)");
    fixture.fillShells("INSERT INTO country VALUES (1, 1)");
    fixture.fillPartition(0, "INSERT INTO customer VALUES (1, 1)");
    fixture.fillPartition(0, "INSERT INTO orders VALUES (1, 1, 1)");
    assertThatThrownBy(() -> fixture.fillPartition(0, "INSERT INTO customer VALUES (2, 2)"))
        .isInstanceOf(SQLException.class);

    refused(
        "CREATE TABLE t (id INT PRIMARY KEY, c INT, FOREIGN KEY (c) REFERENCES customer (id))",
        CanopyError.FOREIGN_KEY);
    refused(
        "CREATE TABLE t (c INT, FOREIGN KEY (c) REFERENCES customer (id))",
        CanopyError.FOREIGN_KEY);
    refused(
        "CREATE TABLE t (c BIGINT PRIMARY KEY, d INT, FOREIGN KEY (d) REFERENCES log (country))",
        CanopyError.UNSUPPORTED);
    refused(
        "ALTER TABLE country ADD FOREIGN KEY (r) REFERENCES customer (id)",
        CanopyError.UNSUPPORTED);
    fixture.check();
    refusedByEngine("DROP TABLE country", "HY", "2B");
    fixture.check();
    run("DROP TABLE orders, customer, log");
    run("DROP TABLE country");
    fixture.check();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void truncatesEverywhereAndNumbersStartAnew(Engine engine) throws Exception {
    DdlAggregator ddl = open(engine);
    run(
        engine == Engine.MYSQL
            ? "CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT = 100"
            : "CREATE TABLE t (id BIGINT GENERATED BY DEFAULT AS IDENTITY (START WITH 100) PRIMARY"
                + " KEY)");
    assertThat(ddl.issuer().next(DB, "t.id", 1, Long.MAX_VALUE, 1)).containsExactly(100);
    fixture.fillPartitions("INSERT INTO t VALUES (1), (2)");
    try (DdlAggregator other = fixture.cluster().aggregator()) {
      long first = other.issuer().next(DB, "t.id", 1, Long.MAX_VALUE, 1)[0];
      assertThat(first).isGreaterThan(100);
      run(engine == Engine.MYSQL ? "TRUNCATE TABLE t" : "TRUNCATE t RESTART IDENTITY");
      assertThat(fixture.inPartitions("SELECT count(*) FROM t")).containsOnly("0");
      long anew = engine == Engine.MYSQL ? 1 : 100;
      assertThat(other.issuer().next(DB, "t.id", 1, Long.MAX_VALUE, 1)).containsExactly(anew);
      assertThat(ddl.issuer().next(DB, "t.id", 1, Long.MAX_VALUE, 1)[0]).isGreaterThan(anew);
    }
    run("DROP TABLE t");
    fixture.check();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void issuedNumbersGoOnUnderANewName(Engine engine) throws Exception {
    DdlAggregator ddl = open(engine);
    run(
        engine == Engine.MYSQL
            ? "CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY)"
            : "CREATE TABLE t (id BIGSERIAL PRIMARY KEY)");
    long[] issued = ddl.issuer().next(DB, "t.id", 1, Long.MAX_VALUE, 3);
    assertThat(issued).containsExactly(1, 2, 3);
    run("ALTER TABLE t RENAME TO u");
    assertThat(ddl.issuer().next(DB, "u.id", 1, Long.MAX_VALUE, 1)[0]).isGreaterThan(3);
    run(
        engine == Engine.MYSQL
            ? "ALTER TABLE u AUTO_INCREMENT = 50000"
            : "ALTER TABLE u ALTER COLUMN id SET DATA TYPE BIGINT");
    if (engine == Engine.MYSQL) {
      assertThat(ddl.issuer().next(DB, "u.id", 1, Long.MAX_VALUE, 1)[0])
          .isGreaterThanOrEqualTo(50000);
    }
    fixture.check();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void namesMayBeOddAndQualified(Engine engine) throws Exception {
    open(engine);
    String quote = engine == Engine.MYSQL ? "`" : "\"";
    String odd = quote + "Odd; 'na.me\\" + quote;
    String qualifier = engine == Engine.MYSQL ? DB : "public";
    run("CREATE TABLE " + odd + " (" + odd + " INT PRIMARY KEY, shard INT);");
    run("CREATE REFERENCE TABLE " + qualifier + ".q (id INT PRIMARY KEY) ;");
    run(
        "ALTER TABLE "
            + qualifier
            + "."
            + odd
            + " ADD COLUMN c INT REFERENCES "
            + qualifier
            + ".q");
    fixture.check();
    run("DROP TABLE " + qualifier + ".q, " + odd);
    fixture.check();
    assertThat(fixture.ddl().database(DB).tables()).isEmpty();
    refused(
        "CREATE TABLE " + DB + "_1.t (id INT PRIMARY KEY)",
        engine == Engine.MYSQL ? CanopyError.UNKNOWN_DATABASE : CanopyError.UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUNCATE t", "ALTER TABLE t ADD c INT", "DROP TABLE t"})
  void waitsForTheLockOfATable(String sql) throws Exception {
    DdlAggregator ddl = open(Engine.POSTGRESQL);
    run("CREATE TABLE t (a INT PRIMARY KEY)");
    Database before = ddl.database(DB);
    ddl.set("lock_timeout", "200");
    try (Connection user = fixture.cluster().leaf(2, DB);
        Statement statement = user.createStatement()) {
      user.setAutoCommit(false);
      statement.execute("INSERT INTO \"" + DB + "_1\".t VALUES (1)");
      assertThatThrownBy(() -> run(sql))
          .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("55P03"));
      user.rollback();
    }
    assertThat(ddl.database(DB)).isEqualTo(before);
    fixture.check();
    run(sql);
    fixture.check();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void errorsOfCanopyHaveTheirNumber(Engine engine) throws Exception {
    open(engine);
    refused("CREATE USER x", CanopyError.UNSUPPORTED);
    refused("CREATE TEMPORARY TABLE x (a INT)", CanopyError.UNSUPPORTED);
    assertThatThrownBy(() -> fixture.ddl().run(null, "CREATE TABLE x (a INT)"))
        .satisfies(
            e ->
                assertThat(((SQLException) e).getErrorCode())
                    .isEqualTo(CanopyError.NO_DATABASE.number()));
  }
}
