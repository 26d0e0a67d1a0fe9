-- SELECT without a table, variables, SET, user locks, and other things of a session.
CREATE TABLE t (id INT NOT NULL PRIMARY KEY, v VARCHAR(20));
INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (6, 'f'), (7, 'g'), (8, 'h');
SELECT 1;
SELECT 1 + 1, 'x', NULL, 2.50, 1e3, TRUE;
SELECT 1 FROM DUAL;
SELECT 1 WHERE 1 = 0;
SELECT 1 AS a, 2 AS b LIMIT 1;
SELECT DATABASE(), SCHEMA();
-- @rows count
SELECT VERSION(), CONNECTION_ID(), CURRENT_USER(), USER(), SESSION_USER();
SELECT @@autocommit, @@session.autocommit, @@sql_mode;
SELECT @@version_comment LIMIT 1;
SELECT @@transaction_isolation;
SELECT @@max_allowed_packet > 0, @@character_set_client, @@collation_connection;
SET @a = 5;
SELECT @a;
SET @b = @a + 1, @c = 'text', @d = NULL, @e := 1.50;
SELECT @a, @b, @c, @d, @e, @never;
SELECT id FROM t WHERE id = @a;
SELECT id FROM t WHERE id = @b OR v = 'a';
SELECT id FROM t WHERE id IN (@a, @b);
SELECT id, v, @c FROM t WHERE id > @a;
-- @rows ordered
SELECT id, @c FROM t ORDER BY id LIMIT 2;
SET @n = (SELECT 7);
SELECT v FROM t WHERE id = @n;
-- @may refuse
SET @m = (SELECT MAX(id) FROM t);
-- @once
SELECT id INTO @got FROM t WHERE id = 4;
SELECT @got;
-- @once
SELECT id, v INTO @x, @y FROM t WHERE id = 6;
SELECT @x, @y;
INSERT INTO t VALUES (@a + 10, @c);
SELECT * FROM t WHERE id = 15;
UPDATE t SET v = @c WHERE id = @a;
SELECT * FROM t WHERE id = 5;
-- another session's variables are not seen (but on a connection that had them NULL keeps their type)
-- @session other
SELECT @a IS NULL, @c IS NULL;
SET @a = 1, @b = 2;
SELECT @a, @b, @A;
SET @`odd name` = 3;
SELECT @`odd name`, @'odd name';
SET NAMES utf8mb4;
SELECT @@character_set_client, @@character_set_results;
SET NAMES 'utf8mb4' COLLATE 'utf8mb4_bin';
SELECT @@collation_connection, 'a' = 'A';
SELECT id FROM t WHERE v = 'B';
SET CHARACTER SET utf8mb4;
SET collation_connection = DEFAULT;
SELECT 'a' = 'A';
SET SESSION sql_mode = 'ANSI_QUOTES';
SELECT @@sql_mode;
SET sql_mode = DEFAULT;
SET @@session.sql_safe_updates = 1;
-- @error
DELETE FROM t;
SELECT COUNT(*) FROM t;
SET @@sql_safe_updates = 0;
-- @refused sql_select_limit
SET SESSION sql_select_limit = 3;
-- @rows ordered
SELECT id FROM t ORDER BY id;
SELECT id FROM t WHERE id < 3;
SET sql_select_limit = DEFAULT;
SELECT COUNT(*) FROM t;
SET SESSION div_precision_increment = 8;
SELECT AVG(id), 1 / 3 FROM t;
SET SESSION div_precision_increment = DEFAULT;
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;
SELECT @@transaction_isolation;
SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ;
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
SET TRANSACTION READ ONLY;
SELECT COUNT(*) FROM t;
SET autocommit = 0;
INSERT INTO t VALUES (100, 'tx');
SELECT v FROM t WHERE id = 100;
-- @session other
SELECT v FROM t WHERE id = 100;
ROLLBACK;
SELECT v FROM t WHERE id = 100;
INSERT INTO t VALUES (100, 'tx');
COMMIT;
SET autocommit = 1;
SELECT @@autocommit;
SELECT v FROM t WHERE id = 100;
SET @@autocommit = ON, @a = 'multi';
SELECT @a;
-- @rows count
SHOW VARIABLES LIKE 'autocommit';
SHOW SESSION VARIABLES LIKE 'sql_mode';
SHOW VARIABLES WHERE Variable_name = 'lower_case_table_names';
SHOW VARIABLES LIKE 'character_set_client';
-- @rows none
SHOW STATUS LIKE 'Threads_connected';
-- @rows none
SHOW GLOBAL VARIABLES LIKE 'max_conn%';
SHOW WARNINGS;
SELECT 1 / 0;
SHOW WARNINGS;
SHOW COUNT(*) WARNINGS;
SHOW ERRORS;
-- @error
SET @@nope = 1;
-- @error
SET SESSION max_allowed_packet = 1;
-- @error
SELECT @@nope;
-- user locks
-- @once
SELECT GET_LOCK('canopy_diff', 0);
SELECT IS_FREE_LOCK('canopy_diff');
-- @session other
-- @once
SELECT GET_LOCK('canopy_diff', 0);
-- @session other
SELECT IS_FREE_LOCK('canopy_diff');
SELECT IS_USED_LOCK('canopy_diff') = CONNECTION_ID();
SELECT COUNT(*) FROM t;
SELECT id FROM t WHERE id = 3;
-- @once
SELECT RELEASE_LOCK('canopy_diff');
-- @session other
-- @once
SELECT GET_LOCK('canopy_diff', 0);
-- @session other
-- @once
SELECT RELEASE_ALL_LOCKS();
-- @once
SELECT RELEASE_LOCK('canopy_diff');
-- functions that look back at the statement before
UPDATE t SET v = 'rc' WHERE id < 4;
-- @once
SELECT ROW_COUNT();
-- @once
SELECT SQL_CALC_FOUND_ROWS id FROM t ORDER BY id LIMIT 2;
SELECT CONVERT('5', SIGNED), CAST(5 AS CHAR), CAST('2024-01-01' AS DATE), CAST(1.5 AS DECIMAL(5,1)), CAST('{}' AS JSON);
SELECT SHA2('x', 256), CRC32('x'), HEX('x'), UNHEX('78'), TO_BASE64('x'), REVERSE('abc'), REPEAT('x', 3), LPAD('5', 3, '0');
SELECT CONCAT_WS(',', 'a', NULL, 'b'), SUBSTRING_INDEX('a.b.c', '.', 2), REGEXP_REPLACE('abc', 'b', 'x'), TRIM(BOTH 'x' FROM 'xax'), INSERT('abc', 2, 1, 'X');
SELECT LENGTH(UUID()), BENCHMARK(1, 1), SLEEP(0), CHARSET('x'), COLLATION('x'), COERCIBILITY('x');
SELECT INET_ATON('1.2.3.4'), INET_NTOA(16909060), IS_UUID('x'), FORMAT_BYTES(1024);
SELECT RAND(5), ROUND(RAND(7), 5), PI(), POW(2, 10), SQRT(16), LOG2(8), SIGN(-5), CONV('ff', 16, 10);
DO 1 + 1;
DO RELEASE_LOCK('nope');
