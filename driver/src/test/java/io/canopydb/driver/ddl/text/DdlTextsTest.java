package io.canopydb.driver.ddl.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statement by statement: what the shell gets, and what a partition gets. */
class DdlTextsTest {
  private final Reading mySql = new Reading(Engine.MYSQL);
  private final Reading postgreSql = new Reading(Engine.POSTGRESQL);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DROP TABLE t | DROP TABLE `shop`.t | DROP TABLE `shop_3`.t",
        "DROP TABLE r | DROP TABLE `shop`.r | nothing",
        "DROP TABLE IF EXISTS x, t, r CASCADE; | DROP TABLE IF EXISTS `shop`.x, `shop`.t, `shop`.r"
            + " CASCADE | DROP TABLE IF EXISTS `shop_3`.`t` CASCADE",
        "ALTER TABLE t ADD c INT, RENAME TO shop.n | ALTER TABLE `shop`.t ADD c INT, RENAME TO"
            + " `shop`.n | ALTER TABLE `shop_3`.t ADD c INT, RENAME TO `shop_3`.n",
        "ALTER TABLE t RENAME COLUMN b TO c, RENAME INDEX i TO j"
            + " | ALTER TABLE `shop`.t RENAME COLUMN b TO c, RENAME INDEX i TO j"
            + " | ALTER TABLE `shop_3`.t RENAME COLUMN b TO c, RENAME INDEX i TO j",
        "ALTER TABLE shop.t ADD FOREIGN KEY (b) REFERENCES r (a)"
            + " | ALTER TABLE `shop`.t ADD FOREIGN KEY (b) REFERENCES `shop`.r (a)"
            + " | ALTER TABLE `shop_3`.t ADD FOREIGN KEY (b) REFERENCES `shop`.r (a)",
        "ALTER TABLE r ADD c INT | ALTER TABLE `shop`.r ADD c INT | nothing",
        "RENAME TABLE t TO n, r TO q | RENAME TABLE `shop`.`t` TO `shop`.`n`, `shop`.`r` TO"
            + " `shop`.`q` | RENAME TABLE `shop_3`.`t` TO `shop_3`.`n`",
        "CREATE UNIQUE INDEX i ON t (a) | CREATE UNIQUE INDEX i ON `shop`.t (a)"
            + " | CREATE UNIQUE INDEX i ON `shop_3`.t (a)",
        "DROP INDEX i ON r | DROP INDEX i ON `shop`.r | nothing",
        "CREATE VIEW w AS SELECT 1 | CREATE VIEW `shop`.w AS SELECT 1 | nothing",
        "TRUNCATE shop.t | TRUNCATE `shop`.t | TRUNCATE `shop_3`.t",
        "TRUNCATE TABLE r | TRUNCATE TABLE `shop`.r | nothing",
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.b = (SELECT a FROM r) | nothing"
            + " | CREATE TRIGGER `shop_3`.x BEFORE INSERT ON `shop_3`.t FOR EACH ROW SET NEW.b ="
            + " (SELECT a FROM `shop`.r)",
        "CREATE TRIGGER x BEFORE INSERT ON r FOR EACH ROW SET NEW.b = 1"
            + " | CREATE TRIGGER `shop`.x BEFORE INSERT ON `shop`.r FOR EACH ROW SET NEW.b = 1"
            + " | nothing",
        "DROP TRIGGER tr | nothing | DROP TRIGGER `shop_3`.tr",
        "CREATE FUNCTION f() RETURNS INT RETURN (SELECT a FROM r, r x) | CREATE FUNCTION `shop`.f()"
            + " RETURNS INT RETURN (SELECT a FROM `shop`.r, `shop`.r x) | CREATE FUNCTION"
            + " `shop_3`.f() RETURNS INT RETURN (SELECT a FROM `shop`.r, `shop`.r x)",
      })
  void ofMySql(String sql, String shell, String partition) throws Exception {
    assertThat(mySql.shell(sql)).isEqualTo(shell);
    assertThat(mySql.partition(sql)).isEqualTo(partition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DROP TABLE public.t, r RESTRICT | DROP TABLE \"public\".t, \"public\".r RESTRICT"
            + " | DROP TABLE \"shop_3\".\"t\" RESTRICT",
        "ALTER TABLE ONLY t RENAME TO n | ALTER TABLE ONLY \"public\".t RENAME TO n"
            + " | ALTER TABLE ONLY \"shop_3\".t RENAME TO n",
        "ALTER TABLE IF EXISTS T * DROP b | ALTER TABLE IF EXISTS \"public\".T * DROP b"
            + " | ALTER TABLE IF EXISTS \"shop_3\".T * DROP b",
        "ALTER TABLE IF EXISTS x DROP b | nothing | nothing",
        "ALTER TABLE t DISABLE TRIGGER tr | nothing | ALTER TABLE \"shop_3\".t DISABLE TRIGGER tr",
        "CREATE INDEX ON ONLY t (b) | CREATE INDEX ON ONLY \"public\".t (b)"
            + " | CREATE INDEX ON ONLY \"shop_3\".t (b)",
        "DROP INDEX IF EXISTS t_i, r_i, x | DROP INDEX IF EXISTS \"public\".t_i, \"public\".r_i,"
            + " \"public\".x | DROP INDEX IF EXISTS \"shop_3\".\"t_i\"",
        "ALTER INDEX r_i RENAME TO j | ALTER INDEX \"public\".r_i RENAME TO j | nothing",
        "TRUNCATE ONLY t, r RESTART IDENTITY | TRUNCATE ONLY \"public\".t, \"public\".r RESTART"
            + " IDENTITY | TRUNCATE ONLY \"shop_3\".\"t\" RESTART IDENTITY",
        "COMMENT ON COLUMN t.b IS 'x' | COMMENT ON COLUMN \"public\".t.b IS 'x'"
            + " | COMMENT ON COLUMN \"shop_3\".t.b IS 'x'",
        "COMMENT ON COLUMN public.r.b IS 'x' | COMMENT ON COLUMN \"public\".r.b IS 'x' | nothing",
        "COMMENT ON COLUMN v.a IS 'x' | COMMENT ON COLUMN \"public\".v.a IS 'x' | nothing",
        "CREATE SEQUENCE x START 5 | CREATE SEQUENCE \"public\".x START 5 | nothing",
        "CREATE TYPE x AS (a int) | CREATE TYPE x AS (a int) | nothing",
        "CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f() | nothing"
            + " | CREATE TRIGGER x AFTER INSERT ON \"shop_3\".t FOR EACH ROW EXECUTE FUNCTION f()",
        "DROP TRIGGER tr ON t | nothing | DROP TRIGGER tr ON \"shop_3\".t",
        "CREATE POLICY p ON t USING (b = 1) | CREATE POLICY p ON \"public\".t USING (b = 1)"
            + " | CREATE POLICY p ON \"shop_3\".t USING (b = 1)",
        "CREATE SCHEMA IF NOT EXISTS public | nothing | nothing",
      })
  void ofPostgreSql(String sql, String shell, String partition) throws Exception {
    assertThat(postgreSql.shell(sql)).isEqualTo(shell);
    assertThat(postgreSql.partition(sql)).isEqualTo(partition);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u",
        "ALTER TABLE t DISCARD TABLESPACE",
        "ALTER TABLE t RENAME TO other.t",
        "RENAME TABLE t TO other.t",
        "CREATE USER x",
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1",
        "CREATE FUNCTION f RETURNS STRING SONAME 'f.so'",
        "CREATE PROCEDURE p() BEGIN DELETE FROM t; END",
        "CREATE PROCEDURE p() BEGIN INSERT INTO r VALUES (1, 1); END",
        "CREATE PROCEDURE p() BEGIN INSERT INTO log VALUES (1, 1); END",
        "CREATE PROCEDURE p() BEGIN SELECT 1 FROM r, (t); END",
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.b = 1, NEW.a = 2",
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SELECT 1, 2 INTO @b, NEW.`a`",
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a := 1; END",
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW INSERT INTO u VALUES (1, 1)",
      })
  void refusesOfMySql(String sql) {
    assertThatThrownBy(() -> mySql.read(sql)).isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t SET SCHEMA x",
        "ALTER TABLE ALL IN TABLESPACE x SET TABLESPACE y",
        "ALTER TABLE t INHERIT u",
        "ALTER TABLE t DETACH PARTITION u CONCURRENTLY",
        "ALTER TABLE t ATTACH PARTITION r DEFAULT",
        "CREATE RECURSIVE VIEW m (n) AS SELECT 1",
        "CREATE RULE x AS ON INSERT TO t DO NOTHING",
        "CREATE SCHEMA x",
        "DROP SCHEMA public",
        "CREATE ROLE x",
        "CREATE PUBLICATION p FOR ALL TABLES",
        "CREATE FUNCTION f() RETURNS INT LANGUAGE sql AS $x$ SELECT count(*) FROM public.t $x$",
        "CREATE FUNCTION f() RETURNS INT LANGUAGE sql AS 'SELECT a FROM r JOIN t USING (a)'",
        "CREATE FUNCTION f() RETURNS INT BEGIN ATOMIC SELECT a FROM t; END",
        "CREATE TYPE sales.x AS (a int)",
        "CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()",
        "CREATE POLICY p ON t USING (b = (SELECT a FROM u))",
        "CREATE INDEX CONCURRENTLY ON t (a)",
        "ALTER TYPE x SET SCHEMA y",
      })
  void refusesOfPostgreSql(String sql) {
    assertThatThrownBy(() -> postgreSql.read(sql))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void triggersMayReadTheirKey() throws SQLException {
    String read =
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN IF NEW.a = 1 THEN SET NEW.b ="
            + " NEW.a; END IF; SET NEW.b = f(NEW.b, NEW.a); INSERT INTO log VALUES (NEW.a, 1); END";
    assertThat(mySql.partition(read)).contains("INSERT INTO `shop_3`.log VALUES (NEW.a, 1)");
  }

  @Test
  void keepsTheQueryOfAView() throws SQLException {
    assertThat(query(mySql, "CREATE VIEW w (x) AS SELECT a AS y FROM t ;"))
        .isEqualTo("SELECT a AS y FROM t");
    assertThat(query(mySql, "CREATE VIEW w AS SELECT a FROM t WITH CHECK OPTION"))
        .isEqualTo("SELECT a FROM t");
    assertThat(query(mySql, "/*!50001 CREATE ALGORITHM=MERGE */ /*!50001 VIEW w AS select 1 */;"))
        .isEqualTo("select 1");
    assertThat(
            query(
                postgreSql,
                "CREATE VIEW w WITH (security_barrier) AS TABLE t WITH LOCAL CHECK OPTION"))
        .isEqualTo("TABLE t");
    assertThat(query(postgreSql, "ALTER VIEW v RENAME TO w")).isEqualTo("SELECT a FROM t");
  }

  private static String query(Reading reading, String sql) throws SQLException {
    return reading.read(sql).intents().stream()
        .filter(Intent.PutView.class::isInstance)
        .map(Intent.PutView.class::cast)
        .findFirst()
        .orElseThrow()
        .query();
  }
}
