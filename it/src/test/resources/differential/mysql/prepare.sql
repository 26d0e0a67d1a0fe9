-- PREPARE, EXECUTE and DEALLOCATE as SQL, and the statements of transactions in MySQL's words.
CREATE TABLE t (id INT NOT NULL PRIMARY KEY, v VARCHAR(20));
INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (6, 'f');
PREPARE one FROM 'SELECT v FROM t WHERE id = ?';
SET @id = 3;
EXECUTE one USING @id;
SET @id = 5;
EXECUTE one USING @id;
PREPARE two FROM 'SELECT id, v FROM t WHERE id > ? AND v <> ?';
SET @v = 'e';
EXECUTE two USING @id, @v;
SET @id = 1;
EXECUTE two USING @id, @v;
SET @sql = 'INSERT INTO t VALUES (?, ?)';
PREPARE ins FROM @sql;
SET @n = 10, @sql = 'medium';
EXECUTE ins USING @n, @sql;
SET @n = 11, @sql = 'short';
EXECUTE ins USING @n, @sql;
-- @error
EXECUTE ins USING @n, @sql;
SELECT * FROM t;
PREPARE noparam FROM 'SELECT COUNT(*) FROM t';
EXECUTE noparam;
EXECUTE noparam;
PREPARE one FROM 'SELECT 1';
EXECUTE one;
DEALLOCATE PREPARE one;
-- @error
EXECUTE one;
DROP PREPARE two;
-- @error
EXECUTE two USING @id, @v;
-- @error
PREPARE bad FROM 'SELEC 1';
-- @error
PREPARE bad FROM 'SELECT * FROM nowhere';
-- @error
EXECUTE never;
-- @session other
-- @error
EXECUTE noparam;
-- transaction control
START TRANSACTION READ WRITE;
INSERT INTO t VALUES (20, 'x');
COMMIT WORK;
START TRANSACTION WITH CONSISTENT SNAPSHOT;
SELECT COUNT(*) FROM t;
COMMIT AND NO CHAIN;
BEGIN WORK;
INSERT INTO t VALUES (21, 'x');
ROLLBACK WORK;
SELECT COUNT(*) FROM t;
BEGIN;
INSERT INTO t VALUES (22, 'x');
COMMIT AND CHAIN;
INSERT INTO t VALUES (23, 'x');
ROLLBACK;
SELECT id FROM t WHERE id > 20;
START TRANSACTION READ ONLY;
-- @error
INSERT INTO t VALUES (24, 'x');
COMMIT;
BEGIN;
SAVEPOINT `A b`;
INSERT INTO t VALUES (24, 'x');
ROLLBACK TO `A b`;
RELEASE SAVEPOINT `A b`;
COMMIT;
SELECT COUNT(*) FROM t;
BEGIN;
INSERT INTO t VALUES (25, 'y');
-- an error rolls back the statement, not the transaction
-- @error
INSERT INTO t VALUES (25, 'y');
COMMIT;
SELECT id FROM t WHERE id = 25;
-- DDL commits
BEGIN;
INSERT INTO t VALUES (26, 'z');
CREATE TABLE ddl_commits (id INT NOT NULL PRIMARY KEY);
ROLLBACK;
SELECT id FROM t WHERE id = 26;
-- BEGIN commits what was open
BEGIN;
INSERT INTO t VALUES (27, 'z');
BEGIN;
ROLLBACK;
SELECT id FROM t WHERE id = 27;
