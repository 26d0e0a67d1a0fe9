-- INSERT, REPLACE, UPDATE and DELETE in MySQL's own forms.
CREATE TABLE t (id INT NOT NULL PRIMARY KEY, a INT DEFAULT 7, b VARCHAR(20), n INT NOT NULL DEFAULT 0);
INSERT t VALUES (1, 1, 'one', 0);
INSERT INTO t SET id = 2, a = 20, b = 'two';
INSERT INTO t SET id = 3;
INSERT INTO t (id, b) VALUE (4, 'four');
INSERT INTO t VALUES ROW(5, 5, 'five', 0), ROW(6, 6, 'six', 0);
INSERT t (id) VALUES (7), (8), (9);
INSERT INTO t (id, a) VALUES (10, id + 1);
INSERT INTO t (id, a, n) VALUES (11, 3, a * 2);
INSERT INTO t () VALUES (12, 1, 'x', 1);
INSERT INTO t (t.id, t.a) VALUES (13, 13);
INSERT INTO `t` (`id`, `a`) VALUES (14, 14);
INSERT LOW_PRIORITY INTO t (id) VALUES (15);
INSERT HIGH_PRIORITY INTO t (id) VALUES (16);
INSERT INTO t (id, b) VALUES (17, "double"), (18, 'esc\'aped'), (19, 'new\nline'), (20, 'ad' 'jacent');
INSERT INTO t (id, b) VALUES (0x15, X'616263'), (b'10110', _utf8mb4'intro');
INSERT INTO t (id, b) VALUES (23, DEFAULT(b)), (24, LOWER('ABC')), (25, NULL);
INSERT INTO t (id, a) VALUES (26, DEFAULT(a) + 1);
SELECT * FROM t;
SELECT id, b FROM t WHERE id IN (21, 22);
-- ON DUPLICATE KEY UPDATE
INSERT INTO t (id, a) VALUES (1, 100) ON DUPLICATE KEY UPDATE a = 100;
INSERT INTO t (id, a) VALUES (30, 100) ON DUPLICATE KEY UPDATE a = 101;
INSERT INTO t (id, a) VALUES (30, 100) ON DUPLICATE KEY UPDATE a = a + 1, n = n + 1;
INSERT INTO t (id, a) VALUES (30, 555) ON DUPLICATE KEY UPDATE a = VALUES(a);
INSERT INTO t (id, a) VALUES (30, 556) ON DUPLICATE KEY UPDATE a = VALUES(a) + a, b = CONCAT('was ', VALUES(a));
INSERT INTO t (id, a) VALUES (30, 5) AS new ON DUPLICATE KEY UPDATE a = new.a;
INSERT INTO t (id, a) VALUES (30, 6) AS new(i, v) ON DUPLICATE KEY UPDATE a = v + i;
INSERT INTO t (id, a) VALUES (30, 36) ON DUPLICATE KEY UPDATE a = 36;
INSERT INTO t (id, a) VALUES (1, 1), (2, 2), (31, 31), (32, 32), (3, 3) ON DUPLICATE KEY UPDATE n = n + 1, a = VALUES(a);
INSERT INTO t SET id = 31, a = 1 ON DUPLICATE KEY UPDATE n = 77;
INSERT INTO t (id, a) SELECT 31, 9 ON DUPLICATE KEY UPDATE n = 78;
INSERT INTO t (id, a) VALUES (33, 1), (33, 2) ON DUPLICATE KEY UPDATE n = n + 5;
-- @prepared 1, 1000
-- @prepared 34, 1000
INSERT INTO t (id, a) VALUES (?, ?) ON DUPLICATE KEY UPDATE a = VALUES(a), n = n + 1;
-- @prepared 1, 5, 6
INSERT INTO t (id, a) VALUES (?, ?) ON DUPLICATE KEY UPDATE a = ?;
-- @error
INSERT INTO t (id, a) VALUES (1, 1) ON DUPLICATE KEY UPDATE nope = 1;
-- @error
INSERT INTO t (id, a) VALUES (1, 1) ON DUPLICATE KEY UPDATE n = NULL;
-- @refused id
INSERT INTO t (id, a) VALUES (1, 1) ON DUPLICATE KEY UPDATE id = id + 1;
SELECT * FROM t;
-- IGNORE
INSERT IGNORE INTO t (id, a) VALUES (1, 1);
INSERT IGNORE INTO t (id, a) VALUES (1, 1), (40, 40), (2, 2), (41, 41);
INSERT IGNORE INTO t (id, a) VALUES (42, 99999999999);
INSERT IGNORE INTO t (id, b) VALUES (43, 'a text that is longer than twenty');
INSERT IGNORE INTO t (id, n) VALUES (44, NULL), (45, 1);
INSERT IGNORE INTO t (id, a) VALUES (46, 'abc');
INSERT IGNORE INTO t (id, a) VALUES (47, 1), (47, 2);
INSERT IGNORE INTO t SET id = 40, a = 0;
INSERT IGNORE INTO t (id, a) SELECT id, 0 FROM t WHERE id IN (1, 40);
UPDATE IGNORE t SET a = 'abc' WHERE id = 45;
SELECT * FROM t WHERE id >= 40;
-- REPLACE
REPLACE INTO t VALUES (1, 11, 'replaced', 0);
REPLACE INTO t (id, a) VALUES (2, 22), (50, 50), (51, 51);
REPLACE t SET id = 3, b = 'set';
REPLACE INTO t (id, a) VALUES (52, 1), (52, 2);
REPLACE INTO t (id, a) SELECT 53, 53;
REPLACE INTO t (id, a, b) SELECT id, a + 1, 'sel' FROM t WHERE id = 53;
-- @prepared 50, 'p'
-- @prepared 54, 'p'
REPLACE INTO t (id, b) VALUES (?, ?);
REPLACE LOW_PRIORITY INTO t (id) VALUES (55);
SELECT * FROM t;
-- UPDATE
UPDATE t SET a = a + 1, n = a WHERE id = 1;
SELECT a, n FROM t WHERE id = 1;
UPDATE t SET a = 5, a = a + 1 WHERE id = 1;
UPDATE t x SET x.a = x.a * 2 WHERE x.id = 1;
UPDATE t AS x SET a = 1 WHERE x.id = 2 OR x.id = 4;
UPDATE LOW_PRIORITY t SET t.b = 'low' WHERE t.id = 6;
UPDATE t SET a = DEFAULT WHERE id = 7;
UPDATE t SET n = n + 1 WHERE id = 8 ORDER BY id LIMIT 1;
UPDATE t SET b = 'or' WHERE id = 9 || id = 10;
UPDATE t SET b = IF(id % 2, 'odd', 'even') WHERE id > 10 AND id < 20;
UPDATE t SET a = a WHERE id = 1;
UPDATE t SET a = 1 WHERE id = 1;
UPDATE t SET a = 1 WHERE id = 1;
UPDATE t SET b = NULL WHERE b = '';
SELECT * FROM t;
DELETE FROM t WHERE id = 9 || id = 10;
DELETE QUICK FROM t WHERE id = 11;
DELETE FROM t AS x WHERE x.id = 12;
DELETE LOW_PRIORITY IGNORE FROM t WHERE id = 13;
DELETE FROM t WHERE id = 14 LIMIT 1;
DELETE FROM t WHERE id = 15 ORDER BY a LIMIT 5;
SELECT id FROM t;
-- several tables
CREATE TABLE u (id INT NOT NULL PRIMARY KEY, v INT);
CREATE TABLE r (code INT NOT NULL PRIMARY KEY, label VARCHAR(10)) /*canopy reference */;
INSERT INTO u VALUES (1, 100), (2, 200), (3, 300), (50, 500), (99, 9);
INSERT INTO r VALUES (1, 'one'), (100, 'hundred'), (200, 'twohundred');
UPDATE t, u SET t.a = u.v WHERE t.id = u.id;
UPDATE t JOIN u ON t.id = u.id SET t.b = 'joined' WHERE u.v > 100;
UPDATE t LEFT JOIN u ON t.id = u.id SET t.n = -1 WHERE u.id IS NULL AND t.id < 10;
UPDATE u JOIN r ON r.code = u.v SET u.v = u.v + 1;
SELECT * FROM t;
SELECT * FROM u;
DELETE t FROM t JOIN u ON t.id = u.id WHERE u.v = 201;
DELETE t FROM t, u WHERE t.id = u.id AND u.v = 300;
DELETE FROM t USING t JOIN u ON t.id = u.id WHERE u.v = 500;
DELETE t.* FROM t JOIN u ON t.id = u.id WHERE u.v = 101;
DELETE FROM u WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.id = u.id);
SELECT id FROM t;
SELECT * FROM u;
INSERT INTO u TABLE r LIMIT 0;
INSERT INTO t (id, b) SELECT 60, label FROM r WHERE code = 1;
INSERT INTO t (id, b) SELECT code + 1000, label FROM r;
INSERT INTO t (id, a) WITH w AS (SELECT 70 AS x) SELECT x, x FROM w;
WITH w AS (SELECT 60 AS x) UPDATE t, w SET t.a = 1 WHERE t.id = w.x;
WITH w AS (SELECT 60 AS x) DELETE t FROM t JOIN w ON t.id = w.x;
SELECT * FROM t WHERE id >= 60;
-- rows of the same statement over all leaves: one value of a volatile function
CREATE TABLE v (id INT NOT NULL PRIMARY KEY, at DATETIME(6), u VARCHAR(40), x DOUBLE);
INSERT INTO v VALUES (1, NOW(6), 'x', 1), (2, NOW(6), 'x', 1), (3, NOW(6), 'x', 1), (4, NOW(6), 'x', 1), (5, NOW(6), 'x', 1), (6, NOW(6), 'x', 1);
SELECT COUNT(DISTINCT at) FROM v;
UPDATE v SET at = NOW(6);
SELECT COUNT(DISTINCT at) FROM v;
UPDATE v SET at = CURRENT_TIMESTAMP(3), u = UUID();
SELECT COUNT(DISTINCT at), COUNT(*) FROM v;
INSERT INTO v (id, u) VALUES (10, UUID()), (11, UUID()), (12, UUID());
SELECT COUNT(DISTINCT u), MIN(LENGTH(u)) FROM v WHERE id > 9;
CREATE TABLE rv (id INT NOT NULL PRIMARY KEY, u VARCHAR(40), x DOUBLE) /*canopy reference */;
INSERT INTO rv VALUES (1, UUID(), RAND()), (2, UUID(), RAND());
-- @refused another value each call
UPDATE rv SET x = RAND();
SELECT COUNT(DISTINCT rv.u), COUNT(DISTINCT rv.x) FROM v CROSS JOIN rv WHERE rv.id = 1;
INSERT INTO v (id) VALUES (FLOOR(RAND() * 1000) + 1000);
SELECT COUNT(*) FROM v a JOIN v b ON a.id = b.id WHERE a.id >= 1000;
CREATE TABLE ondef (id INT NOT NULL PRIMARY KEY, c DATETIME DEFAULT CURRENT_TIMESTAMP, m DATETIME DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, e INT DEFAULT (1 + 2));
INSERT INTO ondef (id) VALUES (1), (2), (3);
SELECT id, c IS NOT NULL, m IS NOT NULL, e FROM ondef;
-- generated columns
CREATE TABLE gen (id INT NOT NULL PRIMARY KEY, a INT, b INT AS (a * 2), c INT AS (a + b) STORED);
INSERT INTO gen (id, a) VALUES (1, 10), (2, 20);
INSERT INTO gen VALUES (3, 30, DEFAULT, DEFAULT);
SELECT * FROM gen WHERE c > 40;
-- @error
INSERT INTO gen (id, b) VALUES (4, 1);
-- a foreign key to a reference table and within a shard
CREATE TABLE child (id INT NOT NULL, code INT, PRIMARY KEY (id), FOREIGN KEY (code) REFERENCES r (code));
INSERT INTO child VALUES (1, 1), (2, 100), (3, NULL);
-- @error
INSERT INTO child VALUES (4, 77);
SELECT * FROM child;
DROP TABLE child;
