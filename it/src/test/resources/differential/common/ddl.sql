-- CREATE, ALTER, DROP, TRUNCATE on every partition.
CREATE TABLE a (id INT NOT NULL PRIMARY KEY, v VARCHAR(10));
CREATE TABLE IF NOT EXISTS a (id INT NOT NULL PRIMARY KEY);
INSERT INTO a VALUES (1, 'x'), (2, 'y'), (3, 'z'), (4, NULL), (5, 'q');
ALTER TABLE a ADD COLUMN n INT;
SELECT * FROM a;
ALTER TABLE a ADD COLUMN m INT NOT NULL DEFAULT 5;
ALTER TABLE a ADD COLUMN k VARCHAR(20) DEFAULT 'k', ADD COLUMN l DECIMAL(5,2);
SELECT * FROM a;
INSERT INTO a (id, n) VALUES (6, 6), (7, 7);
SELECT * FROM a;
ALTER TABLE a DROP COLUMN n;
SELECT * FROM a;
ALTER TABLE a RENAME COLUMN m TO mm;
SELECT id, mm FROM a;
ALTER TABLE a ALTER COLUMN mm SET DEFAULT 9;
INSERT INTO a (id) VALUES (8);
ALTER TABLE a ALTER COLUMN mm DROP DEFAULT;
-- @error
INSERT INTO a (id) VALUES (9);
SELECT id, mm FROM a WHERE id > 6;
CREATE INDEX a_v ON a (v);
SELECT id FROM a WHERE v = 'x';
CREATE INDEX a_v_k ON a (v, k);
-- @error
CREATE INDEX a_v ON a (k);
CREATE UNIQUE INDEX a_u ON a (id, v);
-- @error
INSERT INTO a (id, v, mm) VALUES (1, 'x', 1);
ALTER TABLE a ADD CONSTRAINT a_uq UNIQUE (v, id);
ALTER TABLE a ADD CONSTRAINT positive CHECK (mm >= 0);
-- @error
INSERT INTO a (id, mm) VALUES (10, -1);
INSERT INTO a (id, mm) VALUES (10, 1);
ALTER TABLE a DROP CONSTRAINT positive;
INSERT INTO a (id, mm) VALUES (11, -1);
SELECT id, mm FROM a WHERE id > 7;
-- @error
ALTER TABLE a ADD CONSTRAINT positive CHECK (mm >= 0);
-- @error
ALTER TABLE a DROP COLUMN nope;
SELECT id FROM a WHERE mm < 0;
TRUNCATE TABLE a;
SELECT COUNT(*) FROM a;
INSERT INTO a (id, mm) VALUES (1, 1), (2, 2);
ALTER TABLE a RENAME TO b;
-- @error
SELECT * FROM a;
SELECT * FROM b;
INSERT INTO b (id, mm) VALUES (3, 3);
SELECT id FROM b WHERE id = 3;
DROP TABLE b;
-- @error
SELECT * FROM b;
-- @error
DROP TABLE b;
DROP TABLE IF EXISTS b;
CREATE TABLE b (id INT NOT NULL PRIMARY KEY, w INT);
INSERT INTO b VALUES (1, 1);
SELECT * FROM b;
CREATE TABLE c1 (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c2 (id INT NOT NULL PRIMARY KEY);
DROP TABLE c1, c2;
-- @error
SELECT * FROM c2;
-- keys of several columns, in every place a shard key may be named
CREATE TABLE k1 (a INT NOT NULL, b INT NOT NULL, v INT, PRIMARY KEY (a, b));
CREATE TABLE k2 (a INT NOT NULL, b INT NOT NULL, v INT, PRIMARY KEY (a, b) /*canopy shard key (b) */);
CREATE TABLE k3 (a INT, b INT, v INT /*canopy shard key (a, b) */);
-- @canopy CREATE TABLE k4 (a INT NOT NULL, b INT NOT NULL, v INT, PRIMARY KEY (a, b), SHARD KEY (a))
CREATE TABLE k4 (a INT NOT NULL, b INT NOT NULL, v INT, PRIMARY KEY (a, b));
-- @canopy CREATE TABLE k5 (SHARD KEY (b, a), a INT, b INT, v INT)
CREATE TABLE k5 (a INT, b INT, v INT);
-- @canopy CREATE TABLE k6 (a INT, b INT, v INT, SHARD KEY ())
CREATE TABLE k6 (a INT, b INT, v INT);
-- @canopy CREATE REFERENCE TABLE k7 (a INT NOT NULL PRIMARY KEY, b INT, v INT)
CREATE TABLE k7 (a INT NOT NULL PRIMARY KEY, b INT, v INT);
INSERT INTO k1 VALUES (1, 1, 1), (1, 2, 2), (2, 1, 3), (2, 2, 4), (3, 1, 5), (3, 9, 6);
INSERT INTO k2 VALUES (1, 1, 1), (1, 2, 2), (2, 1, 3), (2, 2, 4), (3, 1, 5), (3, 9, 6);
INSERT INTO k3 VALUES (1, 1, 1), (1, 2, 2), (2, 1, 3), (NULL, 2, 4), (3, NULL, 5), (NULL, NULL, 6);
INSERT INTO k4 VALUES (1, 1, 1), (1, 2, 2), (2, 1, 3), (2, 2, 4), (3, 1, 5), (3, 9, 6);
INSERT INTO k5 VALUES (1, 1, 1), (1, 2, 2), (2, 1, 3), (2, 2, 4), (3, 1, 5), (3, 9, 6);
INSERT INTO k6 VALUES (1, 1, 1), (1, 2, 2), (2, 1, 3), (2, 2, 4), (3, 1, 5), (3, 9, 6);
INSERT INTO k7 VALUES (1, 1, 1), (2, 2, 2), (3, 1, 3);
SELECT * FROM k1 WHERE a = 1 AND b = 2;
SELECT * FROM k1 WHERE a = 1;
SELECT * FROM k1 WHERE (a, b) IN ((1, 1), (3, 9));
SELECT * FROM k1 WHERE a IN (1, 2) AND b IN (1, 2);
SELECT * FROM k1 WHERE a = 1 AND b = 2 OR a = 3 AND b = 9;
SELECT * FROM k1 WHERE (a = 1 OR a = 3) AND b = 1;
SELECT * FROM k2 WHERE a = 1;
SELECT * FROM k2 WHERE b = 1;
SELECT * FROM k3 WHERE a = 1 AND b = 1;
SELECT * FROM k3 WHERE a IS NULL AND b = 2;
SELECT * FROM k3 WHERE a = 3 AND b IS NULL;
SELECT * FROM k3 WHERE a IS NULL AND b IS NULL;
SELECT * FROM k3 WHERE a IS NULL;
SELECT * FROM k4 WHERE a = 3;
SELECT * FROM k5 WHERE a = 2 AND b = 1;
SELECT * FROM k6 WHERE a = 2 AND b = 1;
SELECT k4.v, k7.v FROM k4 JOIN k7 ON k7.a = k4.a;
SELECT k1.v, k2.v FROM k1 JOIN k1 k2 ON k1.a = k2.a AND k1.b = k2.b;
SELECT COUNT(*), SUM(v) FROM k5;
DROP TABLE k1, k2, k3, k4, k5, k6, k7;
-- names that need quotes are in the engines' own files; here a few long and odd ones
CREATE TABLE t_with_a_rather_long_name_of_fifty_characters_in_all (i INT NOT NULL PRIMARY KEY, the_column_has_a_long_name_too_as_one_can_see_here INT);
INSERT INTO t_with_a_rather_long_name_of_fifty_characters_in_all VALUES (1, 2), (2, 3);
SELECT * FROM t_with_a_rather_long_name_of_fifty_characters_in_all WHERE i = 2;
CREATE TABLE Mixed (Id INT NOT NULL PRIMARY KEY, Val INT);
INSERT INTO Mixed (ID, VAL) VALUES (1, 10), (2, 20);
SELECT ID, val FROM Mixed WHERE iD = 2;
SELECT * FROM Mixed;
-- comments in odd places
CREATE /* c */ TABLE /* c */ cc /* c */ (/* c */ id INT NOT NULL PRIMARY KEY -- the key
  , v INT /* , w INT */);
INSERT INTO cc VALUES (1, 2), -- more
  (2, 3);
SELECT * FROM cc;
