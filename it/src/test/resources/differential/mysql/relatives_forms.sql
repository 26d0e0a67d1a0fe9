-- Relatives of the first week's cases: forms that the parser does not read, counts of values, labels, years.
CREATE TABLE t (id INT PRIMARY KEY, a INT, s VARCHAR(9), d DATE, g INT NOT NULL, CONSTRAINT by_g UNIQUE (g) /*canopy global */);
INSERT INTO t VALUES (1, 1, 'x', '2023-01-05', 10), (2, 3, 'y', '2024-02-01', 20), (3, NULL, NULL, NULL, 30), (4, 4, 'xz', '2024-12-31', 40);
CREATE TABLE u (k INT PRIMARY KEY, t_id INT, n DECIMAL(6,2));
INSERT INTO u VALUES (1, 1, 1.5), (2, 1, 2.5), (3, 2, -3), (4, 4, NULL);
CREATE TABLE r (id INT PRIMARY KEY, w VARCHAR(5)) /*canopy reference */;
INSERT INTO r VALUES (1, 'one'), (2, 'two');
-- @once
CREATE TEMPORARY TABLE tmp (id INT, a INT);
-- @once
INSERT INTO tmp VALUES (1, 1), (2, NULL), (3, 3);
SELECT id FROM t WHERE - - a = 1;
SELECT id, - + - a AS m, ~ - a AS c, ! - a AS n FROM t ORDER BY id;
SELECT id FROM t WHERE a IS NOT NULL AND - a < + - + 1 ORDER BY id;
SELECT SUM(- - + a), MAX(+ a), AVG(- + g) FROM t;
SELECT - + a AS x, COUNT(*) FROM t GROUP BY - + a ORDER BY x;
SELECT id FROM t ORDER BY - + - g LIMIT 2;
SELECT id FROM tmp WHERE - + a = -1;
SELECT - - w FROM r ORDER BY id;
UPDATE t SET a = - + - - a WHERE g = 20;
UPDATE t SET a = + + a, s = CONCAT(s, a IS NULL = FALSE) WHERE id IN (1, 2);
SELECT * FROM t ORDER BY id;
INSERT INTO u VALUES (- - 5, + - + - 1, - + 7);
SELECT * FROM u ORDER BY k;
DELETE FROM u WHERE k = + + 5;
SELECT SUM(CAST(a IS NOT NULL AS SIGNED)), SUM(CAST(s LIKE 'x%' AS UNSIGNED)), MAX(CAST(a = 1 OR g > 5 AS CHAR)) FROM t;
SELECT CAST(NOT a > 1 AS SIGNED) FROM t ORDER BY id;
SELECT CAST(a <=> NULL AS SIGNED) AS n, id FROM t ORDER BY n, id;
SELECT CAST(EXISTS (SELECT 1 FROM u WHERE u.t_id = t.id) AS SIGNED) AS has, id FROM t ORDER BY id;
SELECT CAST(a IN (SELECT t_id FROM u) AS SIGNED) FROM t ORDER BY id;
SELECT CONVERT(a > 1, SIGNED), CONVERT(s REGEXP '^x', CHAR) FROM t ORDER BY id;
SELECT CAST(id > 1 AND a > 1 AS DECIMAL(3,1)) AS x FROM t WHERE g = 20;
SELECT id FROM t WHERE CAST(a > 1 AS SIGNED) = 1 ORDER BY id;
SELECT CAST(a > 2 AS SIGNED) AS big, COUNT(*) FROM t GROUP BY CAST(a > 2 AS SIGNED) ORDER BY big;
SELECT CAST(MAX(a) > 2 AS SIGNED) FROM t;
SELECT t.id, CAST(u.n > 2 AS SIGNED) FROM t LEFT JOIN u ON u.t_id = t.id AND CAST(u.n > 0 AS SIGNED) = 1 ORDER BY t.id, u.k;
-- @prepared 1, 2
SELECT id, CAST(a > ? AS SIGNED) AS c FROM t WHERE CAST(id >= ? AS SIGNED) ORDER BY id;
UPDATE u SET n = CAST(n > 2 AS SIGNED) + 10 WHERE t_id = 1;
INSERT INTO u VALUES (6, CAST(1 > 0 AS SIGNED), CAST(NULL IS NULL AS SIGNED));
SELECT * FROM u ORDER BY k;
SELECT a = 1 IS TRUE, a = 1 IS NOT UNKNOWN, a IN (1, 3) IS FALSE, s LIKE 'x%' IS TRUE FROM t ORDER BY id;
SELECT a = 1 = 1 AS x, a > 1 > 0 AS y, a BETWEEN 1 AND 3 = TRUE AS z FROM t ORDER BY id;
SELECT id FROM t WHERE a = 1 IS NOT TRUE ORDER BY id;
SELECT id FROM t WHERE (a > 1) IS NULL OR a > 3 IS TRUE ORDER BY id;
SELECT id FROM t WHERE a IS NULL IS TRUE;
SELECT id FROM t WHERE NOT a = 1 IS TRUE AND id > 0 ORDER BY id;
SELECT id FROM t WHERE id = 2 IS TRUE;
SELECT id FROM t WHERE id = 2 = TRUE;
SELECT id FROM t WHERE g = 20 IS TRUE;
SELECT COUNT(*) FROM t HAVING COUNT(*) > 1 IS TRUE;
SELECT t.id FROM t JOIN u ON u.t_id = t.id IS TRUE ORDER BY u.k;
SELECT id, (SELECT COUNT(*) FROM u WHERE u.t_id = t.id) > 1 IS TRUE AS many FROM t ORDER BY id;
SELECT IF(a = 1 IS TRUE, 'one', 'not') AS x, COUNT(*) FROM t GROUP BY x ORDER BY x;
DELETE FROM u WHERE n = 1 IS TRUE AND k > 5;
UPDATE t SET s = 'cond' WHERE a IN (3) IS TRUE;
UPDATE t SET a = a > 2 IS TRUE WHERE id = 4;
SELECT * FROM t ORDER BY id;
-- counts of values
-- @error 21S01
INSERT INTO t VALUES (9, 9);
-- @error 21S01
INSERT INTO t VALUES (9, 9, 'x', NULL, 90), (10, 9);
-- @error 21S01
INSERT INTO t (id, a) VALUES (9, 9, 9);
-- @error 21S01
REPLACE INTO t (id, a, g) VALUES (9, 9);
-- @error 21S01
INSERT IGNORE INTO u VALUES (9);
-- @error 21S01
INSERT INTO u VALUES (9, 1) ON DUPLICATE KEY UPDATE n = 1;
-- @error 21S01
INSERT INTO u SELECT k + 100, n FROM u;
-- @error 21S01
INSERT INTO r VALUES (3);
-- @error 21S01
INSERT INTO tmp VALUES (4);
-- @error 21S01
-- @prepared 9, 1
INSERT INTO u VALUES (?, ?);
-- @error
INSERT INTO u (k, k, n) VALUES (1, 2, 3);
-- @error
INSERT INTO u (k, zz) VALUES (1, 2);
INSERT INTO u () VALUES (7, 7, 7);
SELECT COUNT(*) FROM u;
-- labels
SELECT (SELECT COUNT(*) FROM t), (SELECT MAX(n) FROM u WHERE u.t_id = t.id), EXISTS (SELECT 1 FROM u WHERE k = t.id) FROM t ORDER BY id LIMIT 1;
SELECT COUNT(DISTINCT a), SUM(a + 1), MAX( t.g ), COUNT( * ) FROM t;
SELECT a+1, a  +  1, `a`, t.a, `t`.`a`, -a, 'lit', "lit2", 1+1, NULL, TRUE FROM t WHERE id = 1;
SELECT (SELECT w FROM r WHERE r.id = t.id) FROM t ORDER BY id;
SELECT (SELECT COUNT(*) FROM t) + (SELECT COUNT(*) FROM u) FROM r LIMIT 1;
SELECT (SELECT COUNT(*) FROM r) FROM tmp LIMIT 1;
SELECT x.`(SELECT COUNT(*) FROM t)` FROM (SELECT (SELECT COUNT(*) FROM t) FROM r LIMIT 1) x;
SELECT COUNT(*), (SELECT MAX(k) FROM u) FROM t GROUP BY a ORDER BY a LIMIT 1;
SELECT a IN (SELECT t_id FROM u) FROM t ORDER BY id LIMIT 1;
-- years and their like
SELECT YEAR(d), MONTH(d), COUNT(*) FROM t GROUP BY YEAR(d), MONTH(d) ORDER BY 1, 2;
SELECT DISTINCT YEAR(d) + 1 AS y FROM t ORDER BY y;
SELECT MAX(YEAR(d)), MIN(YEAR(d)) FROM t;
SELECT YEAR(d) AS y FROM t UNION SELECT YEAR('2020-01-01') ORDER BY y;
SELECT y, COUNT(*) FROM (SELECT YEAR(d) AS y FROM t) q GROUP BY y ORDER BY y;
SELECT EXTRACT(YEAR FROM d) AS y, SUM(a) FROM t GROUP BY y ORDER BY y;
SELECT YEAR(t.d) AS y, COUNT(u.k) FROM t JOIN u ON u.t_id = t.id GROUP BY y HAVING y > 2000 ORDER BY y;
SELECT YEAR(d) AS y, ROW_NUMBER() OVER (PARTITION BY YEAR(d) ORDER BY id) AS n FROM t ORDER BY y, n;
SELECT QUARTER(d) AS q, WEEK(d) AS w, DAYOFYEAR(d) AS dy, COUNT(*) FROM t GROUP BY q, w, dy ORDER BY q, w, dy;
CREATE TABLE yy (id INT PRIMARY KEY, y YEAR, tt TIME, ts TIMESTAMP NULL);
INSERT INTO yy VALUES (1, 2020, '10:00:00', '2020-01-01 10:00:00'), (2, 2020, '-01:00:00', NULL), (3, 1999, '100:00:00', '2021-01-01 10:00:00');
SELECT y, COUNT(*) FROM yy GROUP BY y ORDER BY y;
SELECT DISTINCT y FROM yy ORDER BY y DESC;
SELECT MAX(y), MIN(y), MAX(tt), MAX(ts) FROM yy;
SELECT YEAR(ts) AS yr, HOUR(ts) AS h FROM yy GROUP BY yr, h ORDER BY yr;
SELECT y FROM yy WHERE y = 2020 UNION ALL SELECT y FROM yy WHERE y < 2000;
-- rows of the cluster into temporary tables, and the other way
-- @once
INSERT INTO tmp SELECT id, a FROM t WHERE id > 1 ORDER BY id;
-- @once
INSERT INTO tmp (id) SELECT COUNT(*) FROM u JOIN t ON t.id = u.t_id;
-- @once
UPDATE tmp SET a = (SELECT MAX(g) FROM t) WHERE id = 1;
-- @once
DELETE FROM tmp WHERE id IN (SELECT t_id FROM u WHERE n < 0);
SELECT id, a FROM tmp ORDER BY id, a;
-- @once
INSERT INTO tmp VALUES ((SELECT MAX(k) FROM u), 77), (8, (SELECT MIN(g) FROM t WHERE id > 1));
-- @once
INSERT INTO r SELECT id + 100, 'tmp' FROM tmp WHERE a = 77;
-- @once
INSERT INTO u SELECT id + 200, a, NULL FROM tmp WHERE a IN (77, 20);
UPDATE t SET s = 'intmp' WHERE id IN (SELECT id FROM tmp);
DELETE FROM u WHERE k > 200 AND t_id IN (SELECT a FROM tmp WHERE a > 50);
SELECT * FROM r ORDER BY id;
SELECT * FROM u ORDER BY k;
SELECT * FROM t ORDER BY id;
-- @once
CREATE TEMPORARY TABLE keyed (id INT PRIMARY KEY, s VARCHAR(20), d DATE, x DECIMAL(8,2), b VARBINARY(5));
-- @once
INSERT INTO keyed (id, s, d) SELECT id, s, d FROM t;
-- @once
INSERT INTO keyed (id, s) SELECT id, 'again' FROM t WHERE id < 3 ON DUPLICATE KEY UPDATE s = CONCAT(keyed.s, VALUES(s));
-- @once
INSERT IGNORE INTO keyed (id, s) SELECT k, 'ign' FROM u;
-- @once
REPLACE INTO keyed (id, x, b) SELECT t.id, u.n, 'ab' FROM t JOIN u ON u.t_id = t.id WHERE u.k < 3;
SELECT * FROM keyed ORDER BY id;
-- the row that is there is told, or stays what it is
CREATE TABLE ups (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, mail VARCHAR(20), n INT NOT NULL DEFAULT 0, CONSTRAINT by_mail UNIQUE (mail) /*canopy global */);
INSERT INTO ups (id, mail) VALUES (5, 'a'), (6, 'b'), (7, 'c');
-- @once
-- @keys
INSERT INTO ups (mail) VALUES ('b') ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id);
SELECT LAST_INSERT_ID();
-- @once
-- @keys
INSERT INTO ups (mail, n) VALUES ('c', 1) ON DUPLICATE KEY UPDATE n = n + 10, id = LAST_INSERT_ID(ups.id), mail = mail;
SELECT LAST_INSERT_ID(), n FROM ups WHERE id = LAST_INSERT_ID();
-- @once
INSERT INTO ups (id, mail) VALUES (6, 'other') ON DUPLICATE KEY UPDATE id = id, n = 3;
-- @refused can't be updated by an INSERT
INSERT INTO ups (id, mail) VALUES (6, 'other') ON DUPLICATE KEY UPDATE id = VALUES(id), n = 3;
CREATE TABLE plain (a INT, b INT, v INT, PRIMARY KEY (a, b)) /*canopy shard key (a) */;
INSERT INTO plain VALUES (1, 1, 1), (2, 2, 2);
INSERT INTO plain VALUES (1, 1, 10), (3, 3, 3) ON DUPLICATE KEY UPDATE a = VALUES(a), b = VALUES(b), v = VALUES(v);
INSERT INTO plain VALUES (2, 2, 20), (3, 3, 30) AS new ON DUPLICATE KEY UPDATE a = new.a, v = new.v + plain.v;
-- @prepared 4, 4, 4, 2, 2, 5
INSERT INTO plain VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE a = plain.a, v = v + VALUES(v);
-- @refused shard key
INSERT INTO plain VALUES (1, 1, 10) ON DUPLICATE KEY UPDATE a = a + 1;
-- @refused shard key
INSERT INTO plain VALUES (1, 1, 10) ON DUPLICATE KEY UPDATE a = VALUES(b);
SELECT * FROM plain ORDER BY a;
SELECT * FROM ups ORDER BY id;
