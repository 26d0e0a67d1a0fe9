-- Errors are told of the text that the user wrote: its places, its names.
CREATE TABLE t (id INT PRIMARY KEY, a INT, s VARCHAR(5) NOT NULL, u INT, CHECK (a < 1000));
CREATE TABLE c (id INT PRIMARY KEY, t_id INT, k INT);
INSERT INTO t VALUES (1, 1, 'x', 1), (2, 2, 'y', 2), (3, NULL, 'z', 3);
INSERT INTO c VALUES (1, 1, 5), (2, 2, 6);
-- @error
SELCT 1;
-- @error
SELCT a FROM t;
-- @error
SELECT a FROM t WHERE;
-- @error
SELECT a FROM FROM t;
-- @error
SELECT a b c FROM t;
-- @error
SELECT (a FROM t;
-- @error
SELECT nope FROM t;
-- @error
SELECT t.nope FROM t WHERE id = 1;
-- @error
SELECT x.nope FROM t x JOIN c ON c.t_id = x.id;
-- @error
SELECT a FROM nope;
-- @error
SELECT a FROM t JOIN nope ON t.id = nope.id;
-- @error
SELECT id FROM t JOIN c ON t.id = c.t_id;
-- @error
SELECT a, SUM(id) FROM t;
-- @error
SELECT SUM(SUM(a)) FROM t;
-- @error
SELECT u / (id - 1) FROM t;
-- @error
SELECT u / (id - 1) FROM t WHERE id = 1;
-- @error
SELECT t.u / (c.k - 5) FROM t JOIN c ON t.id = c.t_id;
-- @error
SELECT x.u / (y.k - 5) FROM t x JOIN c y ON x.id = y.t_id ORDER BY 1;
-- @error
SELECT (SELECT id FROM c) FROM t;
-- @error
SELECT (SELECT id, k FROM c) FROM t;
-- @error
SELECT nofunc(a) FROM t;
-- @error
SELECT SUBSTRING() FROM t;
-- @error
UPDATE t SET nope = 1;
-- @error
UPDATE t SET a = nope WHERE id = 1;
-- @error
UPDATE t SET a = 5000;
-- @error
UPDATE t SET a = 5000 WHERE id = 1;
-- @error
UPDATE t SET s = NULL WHERE id = 1;
-- @error
UPDATE t SET s = 'toolongvalue' WHERE id = 2;
-- @error
UPDATE t SET a = a b WHERE id = 2;
-- @error
UPDATE t SET id = 2 WHERE id = 1;
-- @error
INSERT INTO t VALUES (1, 1, 'x', 1);
-- @error
INSERT INTO t VALUES (7, 1, 'x', 1), (8, 1, NULL, 1);
-- @error
INSERT INTO t VALUES (11, 1, 'x', 1), (12, 1, 'toolongvalue', 1), (13, 1, 'x', 1);
-- @error
INSERT INTO t VALUES (11, 1, 'x', 1), (12, 5000, 'x', 1), (13, 1, 'x', 1);
-- @error
INSERT INTO t VALUES (11, 1, 'x', 1), (12, 5000, 'x'), (13, 1, 'x', 1);
-- @error
INSERT INTO t (id, nope) VALUES (11, 1);
-- @error
INSERT INTO t (id) VALUES (11);
-- @error
INSERT INTO t (id, a, s) VALUES (21, nope, 'x');
-- @error
INSERT INTO t (id, a, s) VALUES (21, 5 5, 'x');
-- @error
INSERT INTO t (id, s) SELECT id, nope FROM c;
-- @error
INSERT INTO t (id, s) SELECT id, 'x' FROM c;
-- @error
INSERT INTO nope VALUES (1);
-- @error
DELETE FROM t WHERE nope = 1;
-- @error
DELETE FROM nope;
-- @error
DELETE FROM t WHERE a = (SELECT id FROM c);
-- @error
SELECT a FROM t GROUP BY nope;
-- @error
SELECT a FROM t ORDER BY nope;
-- @error
SELECT a FROM t ORDER BY 7;
-- @error
SELECT a FROM t LIMIT x;
-- @error
SELECT a FROM t UNION SELECT id, k FROM c;
-- @error
SELECT a FROM t WHERE s;
-- @error
SELECT a FROM t x, c x;
-- @error
SELECT CAST('x' AS JSONB) FROM t;
-- @error
SELECT s::json FROM t;
-- @error
SELECT a FROM t WHERE s COLLATE "nope" = 'x';
-- @error
CREATE TABLE t (id INT PRIMARY KEY);
-- @error
CREATE TABLE x (id INT PRIMARY KEY, a INT a);
-- @error
CREATE TABLE x (id INT PRIMARY KEY, a NOPE);
-- @error
CREATE TABLE x (id INT PRIMARY KEY, id INT);
-- @error
ALTER TABLE t ADD COLUMN a INT;
-- @error
ALTER TABLE t DROP COLUMN nope;
-- @error
ALTER TABLE t ADD CONSTRAINT k CHECK (a < 2);
-- @error
ALTER TABLE nope ADD b INT;
-- @error
DROP TABLE nope;
-- @error
DROP VIEW nope;
-- @error
CREATE INDEX i ON t (nope);
-- @error
CREATE VIEW v AS SELECT nope FROM t;
-- @error
CREATE VIEW v AS SELECT a a a FROM t;
-- @error
TRUNCATE TABLE nope;
-- @error
CALL nope();
-- @error
SHOW NOPE;
-- @error
SET nope = 1;
-- @error
EXPLAIN SELECT nope FROM t;
-- @error
BEGI;
-- @error
COMMIT x;
-- @error
-- @prepared 1
SELECT a FROM t WHERE id = ? AND nope = 5;
-- @error
-- @prepared 1, 'x'
SELECT a FROM t WHERE id = ? ORDR BY ?;
-- @error
-- @prepared 'it''s', 1
UPDATE t SET s = ? WHERE id = ? AN 1;
-- @error
-- @prepared 31, 'long enough to be too long'
INSERT INTO t (id, s) VALUES (?, ?);
-- @error
SELECT a,
  id
FROM t
WHERE nope = 1
  AND a = 2;
-- @error
SELECT a,
  id
FROM t
WHERE (a = 1
  AND a = 2;
-- @error
SELECT t.a FROM t JOIN c ON t.id = c.t_id WHERE c.nope > 1 GROUP BY t.a ORDER BY COUNT(*);
-- @error
SELECT COUNT(*) FROM t WHERE a IN (SELECT nope FROM c WHERE c.id = 1);
-- @error
WITH w AS (SELECT nope FROM t) SELECT * FROM w JOIN c ON TRUE;
-- @error
SELECT a FROM t WHERE id = 1 FOR UPDAT;
-- @error
SELECT 'it''s FROM t;
-- @error
UPDATE t SET id = a WHERE nope = 3;
-- @error
UPDATE t SET id = id + 10, a = nope;
-- @error
DELETE FROM t WHERE id IN (SELECT t_id FROM c WHERE nope);
CREATE TABLE p (id INT PRIMARY KEY, a INT);
CREATE TABLE f (p_id INT, n INT, PRIMARY KEY (p_id, n), CONSTRAINT fk FOREIGN KEY (p_id) REFERENCES p (id) /*canopy shard key (p_id) */);
INSERT INTO p VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO f VALUES (1, 1), (2, 1);
-- @error
INSERT INTO f VALUES (9, 1);
-- @error
DELETE FROM p WHERE id = 1;
-- @error
DELETE FROM p;
-- @error
UPDATE f SET p_id = 77 WHERE p_id = 1 AND n = 1;
-- @error
INSERT INTO p VALUES (5, 1), (3, 3);
BEGIN;
-- @error
SELECT a FROM t WHERE nope = 1;
ROLLBACK;
BEGIN;
UPDATE t SET a = 1 WHERE id = 1;
-- @error
UPDATE t SET a = a, nope = 2 WHERE id = 1;
ROLLBACK;
BEGIN;
-- @error
SELECT COUNT(*) FROM t GROUP BY nope;
ROLLBACK;
CREATE VIEW tv AS SELECT id, a FROM t WHERE a > 0;
-- @error
SELECT nope FROM tv;
-- @error
SELECT tv.nope FROM tv JOIN c ON c.id = tv.id;
-- @error
SELECT a FROM t WHERE a = ANY (SELECT x FROM (SELECT id AS x, nope FROM c) d);
