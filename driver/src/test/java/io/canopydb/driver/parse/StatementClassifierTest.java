package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.parse.StatementKind.SetVariables;
import io.canopydb.driver.parse.TransactionModes.Isolation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementClassifierTest {
  private static final LexerRules MYSQL = LexerRules.mysql();
  private static final LexerRules POSTGRESQL = LexerRules.postgresql();

  private static StatementKind kind(LexerRules rules, String sql) {
    return StatementClassifier.classify(Lexer.lex(sql, rules));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "MYSQL | | Empty[]",
        "MYSQL | ; -- x | Empty[]",
        "MYSQL | /* x */ ((SELECT 1)) UNION SELECT 2 | Query[modifies=false]",
        "MYSQL | WITH x AS (SELECT 1) DELETE FROM t | Delete[]",
        "POSTGRESQL | WITH x(a) AS MATERIALIZED (DELETE FROM t RETURNING a) SELECT * FROM x | Query[modifies=true]",
        "POSTGRESQL | WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x | Insert[]",
        "MYSQL | VALUES ROW(1) | Query[modifies=false]",
        "MYSQL | REPLACE INTO t VALUES (1) | Replace[]",
        "MYSQL | REPLACE(a, b, c) | Replace[]",
        "POSTGRESQL | REPLACE INTO t VALUES (1) | Other[word=REPLACE]",
        "MYSQL | CREATE TEMPORARY TABLE IF NOT EXISTS t (a int) | Ddl[verb=CREATE, objectType=TABLE, temporary=true, orReplace=false, ifExists=false, ifNotExists=true, nameToken=6]",
        "MYSQL | CREATE REFERENCE TABLE t (a int) | Ddl[verb=CREATE, objectType=REFERENCE TABLE, temporary=false, orReplace=false, ifExists=false, ifNotExists=false, nameToken=3]",
        "MYSQL | CREATE OR REPLACE ALGORITHM=MERGE DEFINER=`a`@`b` SQL SECURITY INVOKER VIEW v AS SELECT 1 | Ddl[verb=CREATE, objectType=VIEW, temporary=false, orReplace=true, ifExists=false, ifNotExists=false, nameToken=14]",
        "MYSQL | CREATE DEFINER=CURRENT_USER() PROCEDURE p() SELECT 1 | Ddl[verb=CREATE, objectType=PROCEDURE, temporary=false, orReplace=false, ifExists=false, ifNotExists=false, nameToken=7]",
        "MYSQL | CREATE UNIQUE INDEX i ON t (a) | Ddl[verb=CREATE, objectType=INDEX, temporary=false, orReplace=false, ifExists=false, ifNotExists=false, nameToken=3]",
        "POSTGRESQL | CREATE INDEX CONCURRENTLY ON t (a) | Ddl[verb=CREATE, objectType=INDEX, temporary=false, orReplace=false, ifExists=false, ifNotExists=false, nameToken=-1]",
        "POSTGRESQL | CREATE MATERIALIZED VIEW v AS SELECT 1 | Ddl[verb=CREATE, objectType=MATERIALIZED VIEW, temporary=false, orReplace=false, ifExists=false, ifNotExists=false, nameToken=3]",
        "POSTGRESQL | ALTER TABLE IF EXISTS ONLY s.t ADD a int | Ddl[verb=ALTER, objectType=TABLE, temporary=false, orReplace=false, ifExists=true, ifNotExists=false, nameToken=5]",
        "POSTGRESQL | COMMENT ON TABLE t IS 'x' | Ddl[verb=COMMENT, objectType=TABLE, temporary=false, orReplace=false, ifExists=false, ifNotExists=false, nameToken=3]",
        "MYSQL | DROP TABLE IF EXISTS t, u | Ddl[verb=DROP, objectType=TABLE, temporary=false, orReplace=false, ifExists=true, ifNotExists=false, nameToken=4]",
        "MYSQL | RENAME TABLE a TO b | Ddl[verb=RENAME, objectType=TABLE, temporary=false, orReplace=false, ifExists=false, ifNotExists=false, nameToken=2]",
        "POSTGRESQL | TRUNCATE t RESTART IDENTITY | Truncate[nameToken=1]",
        "MYSQL | TRUNCATE TABLE t | Truncate[nameToken=2]",
        "MYSQL | COMMIT AND CHAIN NO RELEASE | Commit[chain=true, release=false]",
        "MYSQL | ROLLBACK WORK RELEASE | Rollback[chain=false, release=true]",
        "MYSQL | ROLLBACK TO s | RollbackTo[savepoint=s]",
        "MYSQL | ROLLBACK WORK TO SAVEPOINT s | RollbackTo[savepoint=s]",
        "POSTGRESQL | END | Commit[chain=false, release=false]",
        "POSTGRESQL | ABORT | Rollback[chain=false, release=false]",
        "POSTGRESQL | RELEASE S | ReleaseSavepoint[name=s]",
        "MYSQL | SAVEPOINT S | Savepoint[name=S]",
        "MYSQL | ROLLBACK x | Other[word=ROLLBACK]",
        "POSTGRESQL | COMMIT PREPARED 'x' | TwoPhase[verb=COMMIT PREPARED]",
        "POSTGRESQL | PREPARE TRANSACTION 'x' | TwoPhase[verb=PREPARE TRANSACTION]",
        "POSTGRESQL | RESET search_path | Reset[name=search_path]",
        "POSTGRESQL | DISCARD ALL | Discard[what=ALL]",
        "MYSQL | USE `a b` | Use[database=a b]",
        "MYSQL | SHOW FULL TABLES FROM db LIKE 'x' | Show[what=TABLES, modifiers=[FULL], object=[], database=db]",
        "MYSQL | SHOW CREATE TABLE db.t | Show[what=CREATE TABLE, modifiers=[], object=[db, t], database=null]",
        "MYSQL | SHOW COLUMNS FROM t IN db | Show[what=COLUMNS, modifiers=[], object=[t], database=db]",
        "MYSQL | SHOW GLOBAL VARIABLES LIKE 'x' | Show[what=VARIABLES, modifiers=[GLOBAL], object=[], database=null]",
        "MYSQL | SHOW TABLE STATUS FROM db | Show[what=TABLE STATUS, modifiers=[], object=[], database=db]",
        "POSTGRESQL | SHOW search_path | Show[what=SEARCH_PATH, modifiers=[], object=[], database=null]",
        "POSTGRESQL | SHOW TIME ZONE | Show[what=TIMEZONE, modifiers=[], object=[], database=null]",
        "POSTGRESQL | SHOW TABLES | Show[what=TABLES, modifiers=[], object=[], database=null]",
        "MYSQL | DESC db.t a | Describe[table=[db, t]]",
        "MYSQL | EXPLAIN t | Describe[table=[t]]",
        "MYSQL | KILL QUERY 5 | Kill[query=true, id=Span[start=11, end=12]]",
        "MYSQL | PREPARE p FROM 'SELECT 1' | Prepare[name=p, body=Span[start=15, end=25]]",
        "POSTGRESQL | PREPARE p(int) AS SELECT $1 | Prepare[name=p, body=Span[start=18, end=27]]",
        "MYSQL | EXECUTE p USING @a | Execute[name=p]",
        "MYSQL | DROP PREPARE p | Deallocate[name=p]",
        "POSTGRESQL | DEALLOCATE ALL | Deallocate[name=null]",
        "MYSQL | LOCK TABLES t READ | LockTables[nameToken=2]",
        "POSTGRESQL | LOCK t IN SHARE MODE | LockTables[nameToken=1]",
        "MYSQL | UNLOCK TABLES | UnlockTables[]",
        "POSTGRESQL | COPY t FROM STDIN | Copy[from=true]",
        "POSTGRESQL | COPY (SELECT * FROM t) TO STDOUT | Copy[from=false]",
        "MYSQL | LOAD DATA LOCAL INFILE 'x' INTO TABLE t | LoadData[local=true]",
        "MYSQL | HANDLER t OPEN | Handler[]",
        "MYSQL | XA START 'x' | Xa[]",
        "POSTGRESQL | LISTEN x | Notification[verb=LISTEN]",
        "POSTGRESQL | FETCH 5 FROM c | Cursor[verb=FETCH]",
        "POSTGRESQL | VACUUM t | Maintenance[verb=VACUUM]",
        "MYSQL | ANALYZE TABLE t | Maintenance[verb=ANALYZE]",
        "MYSQL | GRANT ALL ON *.* TO x | Privileges[verb=GRANT]",
        "MYSQL | FLUSH TABLES | Administration[verb=FLUSH]",
        "MYSQL | CALL p() | Call[]",
        "MYSQL | DO SLEEP(1) | Do[]",
        "MYSQL | blah x | Other[word=blah]",
        "MYSQL | 5 | Other[word=5]",
        "MYSQL | /*!40101 SELECT 1 */ | Query[modifies=false]",
        "MYSQL | /*!90900 SELECT 1 */ | Other[word=/*!90900]",
      })
  void leadingWordsTellTheKind(String engine, String sql, String expected) {
    LexerRules rules = engine.equals("MYSQL") ? MYSQL : POSTGRESQL;
    assertThat(kind(rules, sql == null ? "" : sql)).hasToString(expected);
  }

  @Test
  void modesOfTransactions() {
    assertThat(kind(MYSQL, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"))
        .isEqualTo(new StatementKind.Begin(new TransactionModes(null, true, null, true)));
    assertThat(kind(POSTGRESQL, "BEGIN WORK ISOLATION LEVEL REPEATABLE READ READ WRITE DEFERRABLE"))
        .isEqualTo(
            new StatementKind.Begin(
                new TransactionModes(Isolation.REPEATABLE_READ, false, true, false)));
    assertThat(kind(MYSQL, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY"))
        .isEqualTo(
            new StatementKind.SetTransaction(
                StatementKind.SetTransaction.Scope.SESSION,
                new TransactionModes(Isolation.READ_COMMITTED, true, null, false)));
    assertThat(kind(POSTGRESQL, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"))
        .isEqualTo(
            new StatementKind.SetTransaction(
                StatementKind.SetTransaction.Scope.SESSION,
                new TransactionModes(null, true, null, false)));
    assertThat(kind(MYSQL, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
        .isEqualTo(
            new StatementKind.SetTransaction(
                null, new TransactionModes(Isolation.SERIALIZABLE, null, null, false)));
  }

  private static List<String> assignments(LexerRules rules, String sql) {
    return ((SetVariables) kind(rules, sql))
        .assignments().stream()
            .map(a -> a.scope() + " " + a.name() + " <- " + a.value().of(sql))
            .toList();
  }

  @Test
  void assignmentsOfMySql() {
    assertThat(
            assignments(
                MYSQL,
                "SET @a = 1, @`b` := f(1, 2), SESSION sql_mode = 'x', @@global.Max_Connections = 5,"
                    + " @@autocommit = 0, GLOBAL a.b = ON, autocommit=1, NAMES utf8mb4 COLLATE c"))
        .containsExactly(
            "USER a <- 1",
            "USER b <- f(1, 2)",
            "SESSION sql_mode <- 'x'",
            "GLOBAL max_connections <- 5",
            "SESSION autocommit <- 0",
            "GLOBAL a.b <- ON",
            "SESSION autocommit <- 1",
            "SESSION names <- utf8mb4 COLLATE c");
    assertThat(assignments(MYSQL, "SET CHARACTER SET utf8mb4"))
        .containsExactly("SESSION character set <- utf8mb4");
    assertThat(kind(MYSQL, "SET x")).isEqualTo(new StatementKind.Other("SET"));
  }

  @Test
  void assignmentsOfPostgreSql() {
    assertThat(assignments(POSTGRESQL, "SET search_path TO a, \"B\""))
        .containsExactly("SESSION search_path <- a, \"B\"");
    assertThat(assignments(POSTGRESQL, "SET LOCAL my.Var = 'x'"))
        .containsExactly("LOCAL my.var <- 'x'");
    assertThat(assignments(POSTGRESQL, "SET TIME ZONE 'UTC'"))
        .containsExactly("SESSION timezone <- 'UTC'");
    assertThat(assignments(POSTGRESQL, "SET SESSION AUTHORIZATION x"))
        .containsExactly("SESSION session authorization <- x");
    assertThat(assignments(POSTGRESQL, "SET NAMES 'UTF8'"))
        .containsExactly("SESSION names <- 'UTF8'");
  }

  @Test
  void explainKnowsItsStatement() {
    String mysql = "EXPLAIN ANALYZE FORMAT=TREE SELECT 1 ;";
    StatementKind.Explain explain = (StatementKind.Explain) kind(MYSQL, mysql);
    assertThat(explain.analyze()).isTrue();
    assertThat(explain.statement().of(mysql)).isEqualTo("SELECT 1");
    assertThat(explain.options().of(mysql)).isEqualTo("ANALYZE FORMAT=TREE ");
    String postgresql = "EXPLAIN (ANALYZE off, COSTS) UPDATE t SET a = 1";
    explain = (StatementKind.Explain) kind(POSTGRESQL, postgresql);
    assertThat(explain.analyze()).isFalse();
    assertThat(explain.statement().of(postgresql)).isEqualTo("UPDATE t SET a = 1");
    String plain = "DESC SELECT 1";
    explain = (StatementKind.Explain) kind(MYSQL, plain);
    assertThat(explain.statement().of(plain)).isEqualTo("SELECT 1");
    assertThat(explain.options().of(plain)).isEmpty();
  }
}
