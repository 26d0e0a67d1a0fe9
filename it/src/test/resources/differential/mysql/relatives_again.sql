-- More relatives of the first week's cases: batches of texts, prepared, transactions, views, reference, GLOBAL.
CREATE TABLE seq (name VARCHAR(10) PRIMARY KEY, id BIGINT NOT NULL);
CREATE TABLE gseq (k INT PRIMARY KEY, name VARCHAR(10) NOT NULL, id BIGINT NOT NULL, CONSTRAINT by_name UNIQUE (name) /*canopy global */);
CREATE TABLE rseq (name VARCHAR(10) PRIMARY KEY, id BIGINT NOT NULL) /*canopy reference */;
INSERT INTO seq VALUES ('a', 10), ('b', 20);
INSERT INTO gseq VALUES (1, 'a', 10), (2, 'b', 20);
INSERT INTO rseq VALUES ('a', 10), ('b', 20);
-- @once
UPDATE gseq SET id = LAST_INSERT_ID(id + 1) WHERE name = 'a';
SELECT LAST_INSERT_ID();
-- @once
UPDATE rseq SET id = LAST_INSERT_ID(id + 5) WHERE name = 'b';
SELECT LAST_INSERT_ID();
-- @prepared 100, 'a'
UPDATE seq SET id = LAST_INSERT_ID(id + ?) WHERE name = ?;
SELECT LAST_INSERT_ID();
-- @prepared 7, 'b'
INSERT INTO seq (id, name) VALUES (?, ?) ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id + 1);
SELECT LAST_INSERT_ID();
-- @once
INSERT INTO seq (name, id) VALUES ('c', LAST_INSERT_ID(500));
SELECT LAST_INSERT_ID();
-- @once
INSERT INTO seq (name, id) VALUES ('c', 1) ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(seq.id + 1);
SELECT LAST_INSERT_ID();
-- @once
INSERT INTO seq SELECT 'd', LAST_INSERT_ID(id + 1000) FROM seq WHERE name = 'c';
SELECT LAST_INSERT_ID();
CREATE VIEW vseq AS SELECT name AS n, id AS i FROM seq;
-- @once
UPDATE vseq SET i = LAST_INSERT_ID(i + 1) WHERE n = 'd';
SELECT LAST_INSERT_ID();
-- @once
UPDATE seq s JOIN gseq g ON g.name = s.name SET s.id = LAST_INSERT_ID(s.id + g.id) WHERE s.name = 'a';
SELECT LAST_INSERT_ID();
-- @once
REPLACE INTO seq VALUES ('e', LAST_INSERT_ID(9000));
SELECT LAST_INSERT_ID();
START TRANSACTION;
-- @once
UPDATE gseq SET id = LAST_INSERT_ID(id + 1) WHERE name = 'b';
-- @once
UPDATE seq SET id = LAST_INSERT_ID() WHERE name = 'e';
SELECT LAST_INSERT_ID(), id FROM seq WHERE name = 'e';
ROLLBACK;
SELECT LAST_INSERT_ID();
SELECT * FROM seq ORDER BY name;
SELECT * FROM gseq ORDER BY k;
SELECT * FROM rseq ORDER BY name;
-- FOUND_ROWS beside views, references, GLOBAL keys
SELECT SQL_CALC_FOUND_ROWS * FROM vseq ORDER BY n LIMIT 2;
SELECT FOUND_ROWS();
SELECT SQL_CALC_FOUND_ROWS * FROM rseq ORDER BY name LIMIT 1;
SELECT FOUND_ROWS();
SELECT SQL_CALC_FOUND_ROWS name FROM gseq WHERE name IN ('a', 'b') ORDER BY name DESC LIMIT 1;
SELECT FOUND_ROWS();
SELECT SQL_CALC_FOUND_ROWS s.name, g.id FROM seq s LEFT JOIN gseq g ON g.name = s.name ORDER BY s.name LIMIT 1, 2;
SELECT FOUND_ROWS();
SELECT SQL_CALC_FOUND_ROWS name, id FROM seq HAVING id > 100 ORDER BY name LIMIT 1;
SELECT FOUND_ROWS() AS f;
(SELECT SQL_CALC_FOUND_ROWS name FROM seq) UNION (SELECT name FROM rseq) ORDER BY name LIMIT 2;
SELECT FOUND_ROWS();
SELECT SQL_CALC_FOUND_ROWS name FROM seq WHERE name = 'a' LIMIT 1;
SELECT FOUND_ROWS();
SELECT SQL_CALC_FOUND_ROWS COUNT(*) FROM seq LIMIT 1;
SELECT FOUND_ROWS();
SELECT sql_calc_found_rows DISTINCT LEFT(name, 0) FROM seq LIMIT 1;
SELECT FOUND_ROWS();
SELECT (SELECT FOUND_ROWS()) + 1 AS x;
(SELECT SQL_CALC_FOUND_ROWS name FROM seq ORDER BY name LIMIT 2);
SELECT FOUND_ROWS();
((SELECT DISTINCT SQL_CALC_FOUND_ROWS name FROM seq ORDER BY name LIMIT 1, 1));
SELECT FOUND_ROWS();
-- labels in more places
SELECT LAST_INSERT_ID() + 0, IF(FOUND_ROWS() >= 0, 'x', 'y'), ROW_COUNT() FROM rseq WHERE name = 'a';
SELECT s.name, (SELECT COUNT(*) FROM gseq g WHERE g.name = s.name) FROM seq s WHERE s.name = 'a';
SELECT MAX((SELECT COUNT(*) FROM gseq)) FROM seq;
SELECT COUNT(*) > (SELECT COUNT(*) FROM gseq) FROM seq;
SELECT CASE WHEN id > (SELECT AVG(id) FROM seq) THEN 'hi' ELSE 'lo' END FROM seq ORDER BY name LIMIT 1;
SELECT s.id IN (SELECT id FROM gseq), NOT EXISTS (SELECT * FROM rseq WHERE rseq.name = s.name) FROM seq s ORDER BY s.name LIMIT 1;
SELECT t.`COUNT(*)`, t.`MAX(id)` FROM (SELECT COUNT(*), MAX(id) FROM seq) t;
SELECT *, (SELECT 1 FROM gseq LIMIT 1) FROM rseq ORDER BY name LIMIT 1;
SELECT DISTINCT (SELECT COUNT(*) FROM gseq) FROM seq;
SELECT (SELECT COUNT(*) FROM seq) UNION ALL SELECT 5;
SELECT /* c */ (SELECT COUNT(*)   FROM   seq ) FROM rseq LIMIT 1;
SELECT - - id, - + id, ! ! id, ~ ~ id FROM seq WHERE name = 'a';
SELECT - - -id FROM seq WHERE name = 'a';
SELECT name, id - - 1, id + - + 1, id - + - 1, id * - 1, id / + 2 FROM rseq ORDER BY name;
SELECT name FROM gseq WHERE id = - - 11 OR name = 'b' AND - + 1 < 0 ORDER BY name;
INSERT INTO gseq VALUES (- - 5, 'z', + - 5), (6, 'y', - - - 6);
SELECT SUM(- + id) OVER (ORDER BY - k) AS w FROM gseq ORDER BY k;
SELECT name, CASE - + id WHEN - 11 THEN 'eleven' ELSE 'other' END AS c FROM gseq ORDER BY k;
-- YEAR and other types through views, unions, joins and temporary tables
CREATE TABLE ev (id INT PRIMARY KEY, d DATETIME, y YEAR, t TIME, amt DECIMAL(8,2));
INSERT INTO ev VALUES (1, '2023-01-05 10:00:00', 2023, '10:00:00', 1), (2, '2024-02-01 11:00:00', 2024, '11:30:00', 2), (3, '2024-12-31 23:59:59', 2024, '23:59:59', 3.5);
CREATE VIEW evy AS SELECT YEAR(d) AS yr, y, amt FROM ev;
SELECT yr, SUM(amt) FROM evy GROUP BY yr ORDER BY yr;
SELECT y, yr, COUNT(*) FROM evy GROUP BY y, yr ORDER BY y;
SELECT DISTINCT yr FROM evy ORDER BY yr DESC LIMIT 1;
SELECT a.y FROM ev a JOIN ev b ON a.y = b.y + 1 ORDER BY a.id, b.id;
SELECT YEAR(a.d) AS ya, YEAR(b.d) AS yb FROM ev a JOIN ev b ON YEAR(a.d) = YEAR(b.d) + 1 ORDER BY a.id;
-- @once
CREATE TEMPORARY TABLE tev AS SELECT YEAR(d) AS yr, y, t FROM ev;
SELECT yr, y, t FROM tev ORDER BY yr, t;
SELECT MAX(y), MIN(y), COUNT(DISTINCT y), SUM(y) FROM ev;
SELECT GROUP_CONCAT(DISTINCT YEAR(d) ORDER BY d) AS ys FROM ev;
SELECT IFNULL(y, 0), COALESCE(YEAR(d), 0), IF(y > 2000, y, NULL) FROM ev ORDER BY id;
SELECT CAST(y AS CHAR), y + 0, CAST(YEAR(d) AS SIGNED), DATE_FORMAT(d, '%Y') FROM ev ORDER BY id;
SELECT y FROM ev WHERE y IN (2023, 2024) GROUP BY y HAVING COUNT(*) > 1;
