package io.canopydb.it.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Sequence;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.model.View;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no table: where it lies, and that it does what it is for. */
class OtherObjectsTest {
  private static final String DB = "ddl_objects";

  private DdlFixture fixture = DdlFixture.NONE;

  private DdlAggregator open(Engine engine) throws Exception {
    fixture = DdlFixture.open(engine, DB);
    return fixture.ddl();
  }

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private void run(String sql) throws Exception {
    fixture.run(sql);
  }

  private void refused(String sql, CanopyError error) {
    assertThatThrownBy(() -> run(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getErrorCode()).as(e.toString()).isEqualTo(error.number()));
  }

  private View view(String name) {
    return fixture.ddl().database(DB).views().get(name);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void keepsTheQueryOfAView(Engine engine) throws Exception {
    open(engine);
    run("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    run("CREATE VIEW v AS SELECT a, b + 1 AS c FROM t WHERE b > 0;");
    run("CREATE VIEW w (x) AS SELECT max(c) FROM v");
    assertThat(view("v"))
        .isEqualTo(new View("v", List.of("a", "c"), "SELECT a, b + 1 AS c FROM t WHERE b > 0"));
    assertThat(view("w")).isEqualTo(new View("w", List.of("x"), "SELECT max(c) FROM v"));
    run("CREATE OR REPLACE VIEW v AS SELECT a, b AS c FROM t WITH CASCADED CHECK OPTION");
    assertThat(view("v").query()).isEqualTo("SELECT a, b AS c FROM t");
    fixture.check();
    assertThatThrownBy(() -> run("CREATE VIEW v AS SELECT 1 AS one"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> run("CREATE VIEW x AS SELECT nope FROM t"))
        .isInstanceOf(SQLException.class);
    run("DROP VIEW w");
    run("DROP VIEW IF EXISTS v, w");
    assertThat(fixture.ddl().database(DB).views()).isEmpty();
    fixture.check();
  }

  @Test
  void viewsOfPostgreSqlFollowRenamings() throws Exception {
    open(Engine.POSTGRESQL);
    run("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    run("CREATE VIEW v AS SELECT a, b FROM t");
    run("ALTER TABLE t RENAME b TO bb");
    assertThat(view("v").query()).contains("bb AS b");
    run("ALTER TABLE t RENAME TO tt");
    assertThat(view("v").query()).contains("FROM tt");
    run("ALTER VIEW v RENAME TO vv");
    assertThat(view("vv").query()).contains("FROM tt");
    run("ALTER VIEW vv RENAME COLUMN b TO c");
    assertThat(view("vv").columns()).containsExactly("a", "c");
    run("DROP TABLE tt CASCADE");
    assertThat(fixture.ddl().database(DB).views()).isEmpty();
    fixture.check();
  }

  @Test
  void keepsSequences() throws Exception {
    DdlAggregator ddl = open(Engine.POSTGRESQL);
    run("CREATE SEQUENCE s START WITH 10 INCREMENT BY 5");
    assertThat(ddl.database(DB).sequences()).containsOnlyKeys("s");
    Sequence made = ddl.database(DB).sequences().get("s");
    assertThat(made).isEqualTo(new Sequence("s", 10, 5, made.numbering()));
    run("CREATE SEQUENCE IF NOT EXISTS s");
    run("ALTER SEQUENCE s RESTART WITH 100 INCREMENT 1");
    Sequence anew = ddl.database(DB).sequences().get("s");
    assertThat(anew).isEqualTo(new Sequence("s", 100, 1, anew.numbering()));
    assertThat(anew.numbering()).isNotEqualTo(made.numbering());
    run("CREATE TABLE t (a INT PRIMARY KEY, b INT DEFAULT nextval('s'))");
    fixture.fillPartition(2, "INSERT INTO t VALUES (1)");
    run("ALTER SEQUENCE s RENAME TO s2");
    assertThat(ddl.database(DB).sequences()).containsOnlyKeys("s2");
    assertThatThrownBy(() -> run("DROP SEQUENCE s2"))
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("2BP01"));
    run("DROP SEQUENCE s2 CASCADE");
    assertThat(ddl.table(DB, "t").column("b").orElseThrow().defaultExpression()).isNull();
    assertThat(ddl.database(DB).sequences()).isEmpty();
    fixture.check();
  }

  @Test
  void typesAndFunctionsAreThereForEveryPartition() throws Exception {
    open(Engine.POSTGRESQL);
    run("CREATE TYPE mood AS ENUM ('sad', 'ok')");
    run("CREATE DOMAIN small AS INT CHECK (VALUE < 100)");
    run("CREATE FUNCTION twice(i INT) RETURNS INT LANGUAGE sql IMMUTABLE AS $$ SELECT i * 2 $$");
    run("CREATE EXTENSION IF NOT EXISTS pg_trgm");
    run(
        "CREATE TABLE t (a INT PRIMARY KEY, m mood, s small,"
            + " d INT GENERATED ALWAYS AS (twice(a)) STORED)");
    fixture.check();
    fixture.fillPartitions("INSERT INTO t VALUES (4, 'ok', 5)");
    assertThat(fixture.inPartitions("SELECT d FROM t")).containsOnly("8");
    assertThatThrownBy(() -> fixture.fillPartition(1, "INSERT INTO t VALUES (5, 'ok', 500)"))
        .isInstanceOf(SQLException.class);
    run("ALTER TYPE mood ADD VALUE 'fine'");
    fixture.fillPartition(1, "UPDATE t SET m = 'fine'");
    run("ALTER TYPE mood RENAME TO humour");
    assertThat(fixture.ddl().table(DB, "t").column("m").orElseThrow().type()).isEqualTo("humour");
    fixture.check();
    assertThatThrownBy(() -> run("DROP TYPE humour")).isInstanceOf(SQLException.class);
    run("DROP TYPE humour CASCADE");
    assertThat(fixture.ddl().table(DB, "t").column("m")).isEmpty();
    fixture.check();
    refused(
        "CREATE FUNCTION n() RETURNS BIGINT LANGUAGE sql AS 'SELECT count(*) FROM t'",
        CanopyError.UNSUPPORTED);
    refused("CREATE SCHEMA sales", CanopyError.UNSUPPORTED);
    run("CREATE SCHEMA IF NOT EXISTS public");
    run("COMMENT ON SCHEMA public IS 'all of it'");
    run("DROP FUNCTION twice(INT) CASCADE");
    assertThat(fixture.ddl().table(DB, "t").column("d")).isEmpty();
    run("DROP EXTENSION pg_trgm");
    fixture.check();
  }

  @Test
  void functionsOfMySqlAreBesideEveryTable() throws Exception {
    DdlAggregator ddl = open(Engine.MYSQL);
    ddl.set("sql_mode", "'ANSI_QUOTES'");
    run("CREATE FUNCTION twice(i INT) RETURNS INT DETERMINISTIC RETURN i * 2");
    run("CREATE PROCEDURE p(OUT o INT) BEGIN SET o = twice(4); END");
    assertThat(fixture.inPartitions("SELECT twice(4)")).containsOnly("8");
    assertThat(fixture.inShells("SELECT twice(4)")).containsOnly("8");
    run("CREATE TABLE t (a INT PRIMARY KEY)");
    refused(
        "CREATE FUNCTION n() RETURNS INT READS SQL DATA RETURN (SELECT count(*) FROM t)",
        CanopyError.UNSUPPORTED);
    run("DROP FUNCTION twice");
    assertThatThrownBy(() -> fixture.inPartitions("SELECT twice(4)"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> run("DROP FUNCTION twice")).isInstanceOf(SQLException.class);
    run("DROP FUNCTION IF EXISTS twice");
    run("DROP PROCEDURE p");
    fixture.check();
  }

  @Test
  void triggersOfMySqlAreWhereTheRowsAre() throws Exception {
    open(Engine.MYSQL);
    run("CREATE TABLE t (a INT PRIMARY KEY, b INT, c INT)");
    run("CREATE TABLE log (what VARCHAR(20))");
    run("CREATE REFERENCE TABLE r (a INT PRIMARY KEY, b INT)");
    run("CREATE FUNCTION twice(i INT) RETURNS INT DETERMINISTIC RETURN i * 2");
    fixture.fillShells("INSERT INTO r VALUES (7, 70)");
    run(
        "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.b = twice(NEW.a);"
            + " INSERT INTO log VALUES ('in'); SET NEW.c = (SELECT b FROM r WHERE a = 7); END");
    run("CREATE TRIGGER rr BEFORE INSERT ON r FOR EACH ROW SET NEW.b = NEW.a");
    fixture.fillPartitions("INSERT INTO t (a) VALUES (5)");
    fixture.fillShells("INSERT INTO r (a) VALUES (8)");
    assertThat(fixture.inPartitions("SELECT b FROM t")).containsOnly("10");
    assertThat(fixture.inPartitions("SELECT c FROM t")).containsOnly("70");
    assertThat(fixture.inPartitions("SELECT count(*) FROM log")).containsOnly("1");
    assertThat(fixture.inShells("SELECT b FROM r WHERE a = 8")).containsOnly("8");
    refused(
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 5", CanopyError.UNSUPPORTED);
    refused(
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.b = 1, NEW.A = 5",
        CanopyError.UNSUPPORTED);
    refused(
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SELECT 1 INTO NEW.a",
        CanopyError.UNSUPPORTED);
    refused(
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW UPDATE r SET b = 1",
        CanopyError.UNSUPPORTED);
    refused(
        "CREATE TRIGGER x AFTER INSERT ON r FOR EACH ROW INSERT INTO log VALUES ('r')",
        CanopyError.UNSUPPORTED);
    run("CREATE TRIGGER ok BEFORE UPDATE ON t FOR EACH ROW SET NEW.b = IF(NEW.a = 5, 1, 2)");
    run("DROP TRIGGER ok");
    run("DROP TRIGGER tr");
    run("DROP TRIGGER " + DB + ".rr");
    fixture.fillPartitions("INSERT INTO t (a) VALUES (6)");
    assertThat(fixture.inPartitions("SELECT b FROM t WHERE a = 6")).containsOnly("null");
    assertThatThrownBy(() -> run("DROP TRIGGER tr")).isInstanceOf(SQLException.class);
    run("DROP TRIGGER IF EXISTS tr");
    fixture.check();
  }

  @Test
  void triggersOfPostgreSqlAreWhereTheRowsAre() throws Exception {
    open(Engine.POSTGRESQL);
    run("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    run("CREATE REFERENCE TABLE r (a INT PRIMARY KEY, b INT)");
    run(
        "CREATE FUNCTION sets_b() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN NEW.b := NEW.a * 2; RETURN NEW; END $$");
    run(
        "CREATE FUNCTION sets_a() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN NEW.a = NEW.a * 2; RETURN NEW; END $$");
    run("CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION sets_b()");
    run("CREATE TRIGGER rr BEFORE INSERT ON r FOR EACH ROW EXECUTE FUNCTION sets_a()");
    fixture.fillPartitions("INSERT INTO t VALUES (5)");
    assertThat(fixture.inPartitions("SELECT b FROM t")).containsOnly("10");
    refused(
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION sets_a()",
        CanopyError.UNSUPPORTED);
    refused(
        "CREATE OR REPLACE FUNCTION sets_b() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN NEW := NULL; RETURN NEW; END $$",
        CanopyError.UNSUPPORTED);
    refused(
        "CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION sets_b()", CanopyError.UNSUPPORTED);
    run("ALTER TABLE t DISABLE TRIGGER tr");
    fixture.fillPartitions("INSERT INTO t VALUES (6)");
    assertThat(fixture.inPartitions("SELECT b FROM t WHERE a = 6")).containsOnly("null");
    run("COMMENT ON TRIGGER tr ON t IS 'x'");
    run("ALTER TRIGGER tr ON t RENAME TO tr2");
    run("DROP TRIGGER tr2 ON t");
    run("DROP TRIGGER rr ON r");
    run("DROP FUNCTION sets_a, sets_b");
    fixture.check();
  }

  @Test
  void indexesOfPostgreSql() throws Exception {
    DdlAggregator ddl = open(Engine.POSTGRESQL);
    run("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    run("CREATE INDEX ON t (b)");
    run("CREATE UNIQUE INDEX CONCURRENTLY c ON t (a, b)");
    run("CREATE INDEX CONCURRENTLY IF NOT EXISTS c ON t (a, b)");
    assertThat(ddl.table(DB, "t").uniqueKeys())
        .extracting(UniqueKey::name)
        .containsExactlyInAnyOrder("t_pkey", "c");
    fixture.check();
    refused("CREATE UNIQUE INDEX CONCURRENTLY d ON t (b)", CanopyError.SHARD_KEY_NOT_IN_UNIQUE);
    refused("CREATE INDEX CONCURRENTLY ON t (b)", CanopyError.UNSUPPORTED);
    run("ALTER INDEX c RENAME TO e");
    run("COMMENT ON INDEX e IS 'an index'");
    run("COMMENT ON TABLE t IS 'a table'");
    run("COMMENT ON COLUMN t.b IS 'a column'");
    run("COMMENT ON CONSTRAINT t_pkey ON public.t IS 'a key'");
    assertThat(fixture.inPartitions("SELECT col_description('t'::regclass, 2)"))
        .containsOnly("a column");
    run("DROP INDEX CONCURRENTLY e");
    assertThat(ddl.table(DB, "t").uniqueKeys()).hasSize(1);
    run("DROP INDEX t_b_idx");
    run("DROP INDEX IF EXISTS t_b_idx");
    assertThatThrownBy(() -> run("DROP INDEX t_b_idx")).isInstanceOf(SQLException.class);
    assertThat(fixture.inPartitions("SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass"))
        .containsOnly("1");
    fixture.check();
  }

  @Test
  void concurrentIndexThatOnePartitionRefusesIsUndone() throws Exception {
    open(Engine.POSTGRESQL);
    run("CREATE TABLE t (a INT, b INT /*canopy shard key (b)*/)");
    fixture.fillPartition(3, "INSERT INTO t VALUES (1, 1), (1, 1)");
    assertThatThrownBy(() -> run("CREATE UNIQUE INDEX CONCURRENTLY u ON t (a, b)"))
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("23505"));
    assertThat(fixture.inPartitions("SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass"))
        .containsOnly("0");
    fixture.check();
  }

  @Test
  void partitionedTablesOfPostgreSql() throws Exception {
    DdlAggregator ddl = open(Engine.POSTGRESQL);
    run("CREATE TABLE p (a INT, y INT, PRIMARY KEY (a, y), SHARD KEY (a)) PARTITION BY RANGE (y)");
    run("CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)");
    run("CREATE TABLE p2 (a INT NOT NULL, y INT NOT NULL, SHARD KEY (a))");
    run("ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM (10) TO (20)");
    fixture.fillPartitions("INSERT INTO p VALUES (1, 5), (1, 15)");
    assertThat(fixture.inPartitions("SELECT count(*) FROM p1")).containsOnly("1");
    run("ALTER TABLE p ADD COLUMN z INT");
    assertThat(ddl.table(DB, "p2").column("z")).isPresent();
    fixture.check();
    run("ALTER TABLE p DETACH PARTITION p2");
    run("DROP TABLE p");
    assertThat(ddl.database(DB).tables()).containsOnlyKeys("p2");
    fixture.check();
  }

  @Test
  void renamesTablesOfMySql() throws Exception {
    DdlAggregator ddl = open(Engine.MYSQL);
    run("CREATE TABLE t (a INT PRIMARY KEY)");
    run("CREATE TABLE u (b INT PRIMARY KEY)");
    run("CREATE REFERENCE TABLE r (c INT PRIMARY KEY)");
    run("RENAME TABLE t TO x, u TO t, x TO u, r TO " + DB + ".s");
    assertThat(ddl.table(DB, "t").columns().get(0).name()).isEqualTo("b");
    assertThat(ddl.table(DB, "u").columns().get(0).name()).isEqualTo("a");
    assertThat(ddl.database(DB).tables()).containsOnlyKeys("t", "u", "s");
    fixture.check();
    run("CREATE TABLE v LIKE u");
    run("CREATE TABLE q LIKE s");
    run("ALTER TABLE v RENAME w, ADD COLUMN n INT");
    fixture.check();
    assertThat(ddl.table(DB, "q").distribution()).isEqualTo(ddl.table(DB, "s").distribution());
    assertThat(ddl.table(DB, "w").distribution()).isEqualTo(ddl.table(DB, "u").distribution());
    assertThatThrownBy(() -> run("RENAME TABLE w TO y, nope TO z"))
        .isInstanceOf(SQLException.class);
    fixture.check();
  }

  @Test
  void runsUnderTheSettingsOfTheSession() throws Exception {
    DdlAggregator ddl = open(Engine.MYSQL);
    assertThatThrownBy(() -> run("CREATE TABLE t (a INT PRIMARY KEY, d DATE DEFAULT '0000-00-00')"))
        .isInstanceOf(SQLException.class);
    ddl.set("sql_mode", "''");
    run("CREATE TABLE t (a INT PRIMARY KEY, d DATE DEFAULT '0000-00-00')");
    fixture.check();
  }
}
