-- CREATE TABLE .. AS SELECT: the columns are the engine's, the rows lie as for any table.
CREATE TABLE src (id INT NOT NULL PRIMARY KEY, grp INT DEFAULT 3, name VARCHAR(20) COLLATE utf8mb4_bin, price DECIMAL(10,2), at DATETIME(3), e ENUM('a', 'b'));
INSERT INTO src VALUES (1, 1, 'one', 10.5, '2024-01-01 10:00:00.123', 'a'), (2, 1, 'two', 20, NULL, 'b'), (3, 2, NULL, 30, NULL, NULL),
  (4, 2, 'four', NULL, NULL, NULL), (5, 3, 'five', 50, NULL, 'a'), (6, NULL, 'six', 60, NULL, NULL);
CREATE TABLE ref (id INT NOT NULL PRIMARY KEY, label VARCHAR(10)) /*canopy reference */;
INSERT INTO ref VALUES (1, 'r1'), (2, 'r2'), (3, 'r3');
CREATE TABLE plain_copy AS SELECT * FROM src;
SELECT * FROM plain_copy;
SELECT * FROM plain_copy WHERE id = 3;
SHOW COLUMNS FROM plain_copy;
CREATE TABLE keyed (PRIMARY KEY (id)) SELECT id, name, price * 2 AS twice FROM src WHERE id > 1;
SELECT * FROM keyed;
SELECT * FROM keyed WHERE id = 4;
SHOW COLUMNS FROM keyed;
CREATE TABLE sharded (n BIGINT, extra INT NOT NULL DEFAULT 7) /*canopy shard key (grp) */ AS SELECT grp, COUNT(*) AS n FROM src GROUP BY grp;
SELECT grp, n, extra FROM sharded;
SELECT n FROM sharded WHERE grp = 2;
CREATE TABLE joined ENGINE=InnoDB COMMENT 'AS' AS SELECT s.id, r.label FROM src s JOIN ref r ON r.id = s.grp ORDER BY s.id LIMIT 3;
SELECT * FROM joined;
CREATE TABLE numbered (no INT AUTO_INCREMENT PRIMARY KEY) SELECT name FROM src WHERE name IS NOT NULL;
SELECT COUNT(*), COUNT(DISTINCT no), COUNT(name) FROM numbered;
CREATE TABLE united (SELECT id FROM src WHERE id < 3 UNION SELECT id + 100 FROM ref);
SELECT * FROM united;
CREATE TABLE dup (id INT PRIMARY KEY) IGNORE SELECT 1 AS id, 'x' AS v UNION ALL SELECT 1, 'y';
SELECT COUNT(*) FROM dup;
CREATE TABLE fromref /*canopy reference */ (PRIMARY KEY (id)) AS SELECT * FROM ref;
SELECT * FROM fromref;
SELECT s.id, f.label FROM src s JOIN fromref f ON f.id = s.grp;
CREATE TABLE common AS WITH c AS (SELECT grp, MAX(price) AS top FROM src GROUP BY grp) SELECT * FROM c WHERE top > 20;
SELECT * FROM common;
-- @prepared 3
CREATE TABLE bound AS SELECT id, name FROM src WHERE id < ?;
SELECT * FROM bound;
CREATE TABLE IF NOT EXISTS bound AS SELECT 1 AS never;
SELECT * FROM bound;
-- @error
CREATE TABLE bound AS SELECT 1 AS never;
-- @error
CREATE TABLE failing (PRIMARY KEY (grp)) AS SELECT grp FROM src WHERE grp IS NOT NULL;
-- @error
SELECT * FROM failing;
-- @error
CREATE TABLE failing AS SELECT nothing FROM src;
SHOW TABLES;
-- temporary ones
CREATE TEMPORARY TABLE tmp AS SELECT * FROM src WHERE id < 4;
SELECT * FROM tmp;
CREATE TEMPORARY TABLE tmp2 (x INT DEFAULT 5) SELECT grp, SUM(price) AS total, AVG(price) AS mean, MIN(name) AS low FROM src GROUP BY grp;
SELECT * FROM tmp2;
CREATE TEMPORARY TABLE tmp3 AS SELECT a.id, b.name, a.at FROM src a JOIN src b ON a.id = b.grp;
SELECT * FROM tmp3;
CREATE TEMPORARY TABLE tmp4 AS SELECT * FROM ref;
SELECT * FROM tmp4;
START TRANSACTION;
CREATE TEMPORARY TABLE tmp5 AS SELECT id, e FROM src;
SELECT * FROM tmp5;
ROLLBACK;
-- a LIMIT with parameters, and queries that lock
-- @prepared 2
CREATE TABLE few AS SELECT id, name FROM src ORDER BY id LIMIT ?;
SELECT * FROM few;
-- @prepared 1, 3, 2
CREATE TABLE middle AS SELECT id, name FROM src WHERE id > ? ORDER BY id LIMIT ? OFFSET ?;
SELECT * FROM middle;
CREATE TABLE locked AS SELECT id, grp FROM src WHERE id < 4 FOR SHARE;
SELECT * FROM locked;
-- @error
CREATE TABLE updated AS SELECT id, grp FROM src WHERE id < 4 LIMIT 1 FOR UPDATE;
CREATE TABLE shared AS SELECT id, grp FROM src WHERE id > 1 ORDER BY id LIMIT 2 LOCK IN SHARE MODE;
SELECT * FROM shared;
-- @prepared 3
CREATE TEMPORARY TABLE tmp6 AS SELECT a.id, b.name FROM src a JOIN src b ON b.id = a.grp ORDER BY a.id LIMIT ?;
SELECT * FROM tmp6;
-- @error
CREATE TEMPORARY TABLE tmp8 AS SELECT id, grp FROM src FOR UPDATE;
CREATE TEMPORARY TABLE tmp7 AS SELECT id, grp FROM src FOR SHARE;
SELECT * FROM tmp7;
