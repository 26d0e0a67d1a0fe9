-- Transactions, prepared statements and cursors in PostgreSQL's words.
CREATE TABLE t (id INT PRIMARY KEY, v TEXT);
INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (6, 'f');
BEGIN ISOLATION LEVEL SERIALIZABLE;
SHOW transaction_isolation;
INSERT INTO t VALUES (10, 'x');
COMMIT;
BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SELECT COUNT(*) FROM t;
-- @session other
INSERT INTO t VALUES (11, 'seen later');
SELECT COUNT(*) FROM t WHERE id = 11;
END;
SELECT COUNT(*) FROM t WHERE id = 11;
START TRANSACTION READ WRITE;
INSERT INTO t VALUES (12, 'x') RETURNING id;
ABORT;
SELECT COUNT(*) FROM t WHERE id = 12;
BEGIN;
INSERT INTO t VALUES (13, 'x');
COMMIT AND CHAIN;
INSERT INTO t VALUES (14, 'x');
ROLLBACK;
SELECT id FROM t WHERE id IN (13, 14);
-- an error spoils the transaction until it is rolled back
BEGIN;
INSERT INTO t VALUES (20, 'x');
-- @error
INSERT INTO t VALUES (20, 'again');
-- @error
SELECT 1;
-- @error
SELECT COUNT(*) FROM t;
-- @error
SELECT v FROM t WHERE id = 1;
COMMIT;
SELECT COUNT(*) FROM t WHERE id = 20;
BEGIN;
INSERT INTO t VALUES (21, 'x');
SAVEPOINT s;
-- @error
SELECT nope FROM t WHERE id = 21;
ROLLBACK TO s;
SELECT v FROM t WHERE id = 21;
SAVEPOINT s;
INSERT INTO t VALUES (21, 'dup') ON CONFLICT DO NOTHING;
RELEASE s;
COMMIT;
SELECT v FROM t WHERE id = 21;
-- @error
SAVEPOINT outside;
-- @error
ROLLBACK TO SAVEPOINT outside;
BEGIN;
SET TRANSACTION READ ONLY;
-- @error
DELETE FROM t WHERE id = 1;
ROLLBACK;
BEGIN;
-- @error
SELECT 1 / 0;
ROLLBACK;
-- several statements of one text are one transaction
-- @once
-- @error
INSERT INTO t VALUES (30, 'x'); INSERT INTO t VALUES (30, 'y');
SELECT COUNT(*) FROM t WHERE id = 30;
INSERT INTO t VALUES (31, 'x'); UPDATE t SET v = 'y' WHERE id = 31; SELECT v FROM t WHERE id = 31;
-- PREPARE and EXECUTE
PREPARE one AS SELECT v FROM t WHERE id = $1;
EXECUTE one (3);
EXECUTE one (5);
PREPARE two (int, text) AS SELECT id, v FROM t WHERE id < $1 AND v <> $2;
EXECUTE two (4, 'b');
PREPARE ins (int) AS INSERT INTO t VALUES ($1, 'ins') RETURNING id;
EXECUTE ins (40);
-- @error
EXECUTE ins (40);
EXECUTE ins (20 + 21);
SELECT id FROM t WHERE v = 'ins';
DEALLOCATE one;
-- @error
EXECUTE one (3);
DEALLOCATE PREPARE two;
DEALLOCATE ALL;
-- @error
EXECUTE ins (42);
-- @error
PREPARE bad AS SELEC 1;
-- @error
DEALLOCATE never;
-- cursors
BEGIN;
DECLARE c CURSOR FOR SELECT 1 AS n UNION ALL SELECT 2;
FETCH 1 FROM c;
FETCH ALL FROM c;
CLOSE c;
COMMIT;
BEGIN;
-- @may refuse
-- @once
DECLARE d SCROLL CURSOR FOR SELECT id FROM t WHERE id = 5;
ROLLBACK;
-- listening and locks
-- @refused LISTEN
LISTEN diff;
-- @refused NOTIFY
NOTIFY diff, 'x';
UNLISTEN diff;
BEGIN;
LOCK TABLE t IN ACCESS SHARE MODE;
SELECT COUNT(*) FROM t;
COMMIT;
SELECT id FROM t WHERE id = 5 FOR UPDATE;
SELECT id FROM t WHERE id = 5 FOR NO KEY UPDATE;
SELECT id FROM t WHERE id = 5 FOR KEY SHARE;
SELECT id FROM t WHERE id < 4 FOR SHARE OF t;
DISCARD PLANS;
DISCARD SEQUENCES;
