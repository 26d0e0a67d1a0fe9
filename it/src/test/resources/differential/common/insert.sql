-- INSERT in its common forms; each is followed by what is then in the table.
CREATE TABLE t (id INT NOT NULL PRIMARY KEY, a INT DEFAULT 7, b VARCHAR(20) DEFAULT 'dflt', c DECIMAL(8,2), d DATE);
INSERT INTO t VALUES (1, 10, 'one', 1.5, '2024-01-01');
INSERT INTO t (id, a, b, c, d) VALUES (2, 20, 'two', 2.5, DATE '2024-02-02');
INSERT INTO t (id) VALUES (3);
INSERT INTO t (b, id) VALUES ('four', 4);
INSERT INTO t VALUES (5, DEFAULT, DEFAULT, NULL, NULL);
INSERT INTO t (id, a) VALUES (6, NULL);
INSERT INTO t (id, a, b) VALUES (7, 1 + 2 * 3, CONCAT('se', 'ven'));
INSERT INTO t (id, a) VALUES (4 + 4, 8);
INSERT INTO t (id, a) VALUES (ABS(-9), -9);
INSERT INTO t (id, a) VALUES (10, -10), (11, -11), (12, -12), (13, -13), (14, -14), (15, -15), (16, -16), (17, -17);
INSERT INTO t (id, a, b) VALUES (18, 1, 'a'), (10 + 9, 2, DEFAULT), (20, DEFAULT, 'c');
INSERT INTO t (id, a, b, c, d) VALUES
  (21, 21, 'it''s', 12.345, '2020-02-29'),
  (22, 22, 'semi;colon', -0.005, '1999-12-31'),
  (23, 23, '-- no comment', 100, NULL),
  (24, 24, '(), ()', 999999.99, '2024-12-31') /* the end */;
SELECT * FROM t;
SELECT id FROM t WHERE id IN (8, 9, 19, 20);
SELECT a, b FROM t WHERE id = 19;
-- @prepared 30, 300
-- @prepared 31, null int
-- @prepared 32, 302
INSERT INTO t (id, a) VALUES (?, ?);
-- @prepared 33, 'x', 34, 'y', 35, 'z'
INSERT INTO t (id, b) VALUES (?, ?), (?, ?), (?, ?);
-- @prepared 36, 1.25, date '2023-03-04'
-- @prepared 37, -1.25, localdate '2023-03-05'
INSERT INTO t (id, c, d) VALUES (?, ?, ?);
-- @prepared 38, 2
INSERT INTO t (id, a) VALUES (?, ? * 10);
-- @prepared 19, 2
INSERT INTO t (id, a) VALUES (? + 20, ?);
SELECT * FROM t WHERE id > 29;
SELECT id FROM t WHERE id = 39;
-- insert from a select
INSERT INTO t (id, a) SELECT 40, 400;
INSERT INTO t (id, b) SELECT id + 100, b FROM t WHERE id = 1;
INSERT INTO t (id, a, b) SELECT id + 200, a, b FROM t WHERE id < 10;
INSERT INTO t (id, a) SELECT id + 300, COUNT(*) FROM t WHERE id IN (1, 2, 3) GROUP BY id;
INSERT INTO t (id, a) SELECT 500, COUNT(*) FROM t WHERE id < 30;
INSERT INTO t (id, a) SELECT id + 600, a FROM t WHERE id < 10 ORDER BY id LIMIT 3;
SELECT * FROM t WHERE id >= 40;
-- errors: nothing of the statement stays
-- @error
INSERT INTO t (id) VALUES (1);
-- @error
INSERT INTO t (id) VALUES (50), (51), (1), (52);
-- @error
INSERT INTO t (id) VALUES (53), (53);
-- @error
INSERT INTO t (id) VALUES (NULL);
-- @error
INSERT INTO t (a) VALUES (1);
-- @error
INSERT INTO t (id, a) VALUES (54, 'abc');
-- @error
INSERT INTO t (id, a) VALUES (54, 99999999999);
-- @error
INSERT INTO t (id, b) VALUES (54, 'much longer than twenty characters');
-- @error
INSERT INTO t (id, c) VALUES (54, 99999999);
-- @error
INSERT INTO t (id, d) VALUES (54, '2023-02-30');
-- @error
INSERT INTO t (id, d) VALUES (55, '2023-02-28'), (56, 'no date');
-- @error
INSERT INTO t (id, a) VALUES (54, 1, 2);
-- @error
INSERT INTO t (id, a) VALUES (54);
-- @error
INSERT INTO t (id, a) VALUES (54, 1), (55);
-- @error
INSERT INTO t (id, nope) VALUES (54, 1);
-- @error
INSERT INTO t (id, id) VALUES (54, 54);
-- @error
INSERT INTO nowhere VALUES (1);
-- @error
INSERT INTO t (id) VALUES ('abc');
-- @error
INSERT INTO t (id) VALUES (99999999999);
-- @error
INSERT INTO t (id) VALUES;
-- @error
INSERT INTO t (id VALUES (1);
SELECT COUNT(*) FROM t;
SELECT id FROM t WHERE id BETWEEN 50 AND 60;
-- a shard key value of another type is placed as the value that is stored
INSERT INTO t (id, b) VALUES ('70', 'text');
INSERT INTO t (id, b) VALUES (71.0, 'decimal');
INSERT INTO t (id, b) VALUES (71.6, 'rounded');
INSERT INTO t (id, b) VALUES (73.4, 'rounded'), (74.5, 'rounded'), (' 76 ', 'blanks');
SELECT id, b FROM t WHERE id = 70;
SELECT id, b FROM t WHERE id = 71;
SELECT id, b FROM t WHERE id = 72;
SELECT id, b FROM t WHERE id = 73 OR id = 76;
SELECT id, b FROM t WHERE id > 69 AND id < 80;
-- a keyless table: rows are spread evenly
CREATE TABLE keyless (a INT, b VARCHAR(10));
INSERT INTO keyless VALUES (1, 'x'), (1, 'x'), (2, 'y'), (NULL, NULL), (NULL, 'z'), (3, 'x'), (4, 'x'), (5, 'x'), (6, 'x'), (7, 'x');
INSERT INTO keyless (a) VALUES (8);
INSERT INTO keyless (a) VALUES (9);
-- @prepared 10, 'p'
INSERT INTO keyless VALUES (?, ?);
SELECT * FROM keyless;
SELECT COUNT(*), SUM(a), COUNT(b) FROM keyless;
SELECT b, COUNT(*) FROM keyless GROUP BY b;
-- @rows ordered
SELECT a, b FROM keyless WHERE a IS NOT NULL ORDER BY a, b LIMIT 5;
SELECT * FROM keyless WHERE a = 1;
SELECT * FROM keyless WHERE a IS NULL;
UPDATE keyless SET b = 'w' WHERE a = 1;
DELETE FROM keyless WHERE a IS NULL;
SELECT * FROM keyless;
-- a shard key that may be NULL
CREATE TABLE nullable (k INT, v VARCHAR(10)) /*canopy shard key (k) */;
INSERT INTO nullable VALUES (1, 'a'), (NULL, 'n1'), (2, 'b'), (NULL, 'n2');
INSERT INTO nullable (v) VALUES ('n3');
INSERT INTO nullable VALUES (NULL, 'n4');
-- @prepared null int, 'n5'
-- @prepared 3, 'c'
INSERT INTO nullable VALUES (?, ?);
SELECT * FROM nullable WHERE k IS NULL;
SELECT * FROM nullable WHERE k = 1;
SELECT * FROM nullable WHERE k IS NULL OR k = 2;
SELECT * FROM nullable WHERE k = 1 OR k = NULL;
SELECT * FROM nullable WHERE COALESCE(k, 1) = 1;
SELECT k, COUNT(*) FROM nullable GROUP BY k;
SELECT a.v, b.v FROM nullable a JOIN nullable b ON a.k = b.k;
UPDATE nullable SET v = 'null!' WHERE k IS NULL;
DELETE FROM nullable WHERE k IS NULL AND v = 'x';
SELECT * FROM nullable;
DELETE FROM nullable WHERE k IS NULL;
SELECT * FROM nullable;
-- a key with a default
CREATE TABLE defkey (k INT NOT NULL DEFAULT 42, v INT) /*canopy shard key (k) */;
INSERT INTO defkey (v) VALUES (1);
INSERT INTO defkey (k, v) VALUES (DEFAULT, 2), (43, 3), (DEFAULT, 4);
SELECT * FROM defkey WHERE k = 42;
SELECT * FROM defkey WHERE k = 43;
