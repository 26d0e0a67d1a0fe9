-- LAST_INSERT_ID() and its like in every kind of statement.
CREATE TABLE par (id INT NOT NULL AUTO_INCREMENT, v VARCHAR(10), PRIMARY KEY (id));
CREATE TABLE det (id INT NOT NULL AUTO_INCREMENT, aid INT, w VARCHAR(10), PRIMARY KEY (id));
CREATE TABLE kid (pid INT, n INT, w VARCHAR(10), PRIMARY KEY (pid, n));
CREATE TABLE ref (id INT PRIMARY KEY, aid INT) COMMENT 'canopy reference';
INSERT INTO par (v) VALUES ('a');
INSERT INTO det (aid, w) VALUES (LAST_INSERT_ID(), 'one');
SELECT par.v, det.w FROM det JOIN par ON par.id = det.aid;
-- @once
INSERT INTO par (v) VALUES ('b');
-- @once
INSERT INTO det SET aid = LAST_INSERT_ID(), w = 'two';
SELECT par.v, det.w FROM det JOIN par ON par.id = det.aid;
-- @once
INSERT INTO par (v) VALUES ('c');
-- @once
REPLACE INTO det (id, aid, w) VALUES (1000, LAST_INSERT_ID(), 'three');
-- @once
INSERT INTO par (v) VALUES ('d');
-- the shard key itself, and several rows
-- @once
INSERT INTO kid VALUES (LAST_INSERT_ID(), 1, 'x'), (LAST_INSERT_ID(), 2, 'y');
-- @once
INSERT INTO kid VALUES (LAST_INSERT_ID(), 1, 'z'), (LAST_INSERT_ID(), 3, 'w') ON DUPLICATE KEY UPDATE w = CONCAT(w, LAST_INSERT_ID() > 0);
SELECT par.v, kid.n, kid.w FROM kid JOIN par ON par.id = kid.pid;
-- @once
INSERT INTO par (v) VALUES ('e');
-- @once
INSERT INTO kid SELECT LAST_INSERT_ID(), 7, 'sel';
-- @once
INSERT INTO kid SELECT LAST_INSERT_ID(), 8 + n, w FROM kid WHERE n < 3;
-- @once
INSERT INTO ref VALUES (1, @@identity), (2, LAST_INSERT_ID());
SELECT r.id, p.v FROM ref r JOIN par p ON p.id = r.aid;
SELECT par.v, kid.n, kid.w FROM kid JOIN par ON par.id = kid.pid;
-- @once
CREATE TEMPORARY TABLE tt AS SELECT LAST_INSERT_ID() AS l, 1 AS k;
-- @once
INSERT INTO tt VALUES (LAST_INSERT_ID(), 2), (LAST_INSERT_ID(), 3);
-- @once
UPDATE tt SET l = LAST_INSERT_ID() WHERE k = 2;
SELECT COUNT(DISTINCT l), COUNT(*) FROM tt;
-- @once
UPDATE kid SET w = 'last' WHERE pid = LAST_INSERT_ID();
-- @once
SET @l = LAST_INSERT_ID();
SELECT v FROM par WHERE id = @l;
-- @once
PREPARE ins FROM 'INSERT INTO det (aid, w) VALUES (LAST_INSERT_ID(), ?)';
-- @once
SET @w = 'prep';
-- @once
INSERT INTO par (v) VALUES ('f');
-- @once
EXECUTE ins USING @w;
SELECT par.v, det.w FROM det JOIN par ON par.id = det.aid;
-- @once
DELETE FROM kid WHERE pid = LAST_INSERT_ID();
SELECT par.v, kid.n, kid.w FROM kid JOIN par ON par.id = kid.pid;
-- @once
SET LAST_INSERT_ID = 99;
SELECT LAST_INSERT_ID(), LAST_INSERT_ID() + 1, (SELECT LAST_INSERT_ID()), last_insert_id( ) AS x, @@last_insert_id, @@identity y;
SELECT * FROM (SELECT LAST_INSERT_ID()) t;
SELECT DISTINCT LAST_INSERT_ID() FROM par;
SELECT LAST_INSERT_ID() UNION ALL SELECT LAST_INSERT_ID();
SELECT IF(LAST_INSERT_ID() = 99, 'yes', 'no');
SELECT COUNT(*) FROM par HAVING LAST_INSERT_ID() = 99;
DELETE FROM par WHERE id = LAST_INSERT_ID();
-- a sequence by LAST_INSERT_ID(expression)
CREATE TABLE seq (id BIGINT NOT NULL, name VARCHAR(10) NOT NULL, PRIMARY KEY (name));
INSERT INTO seq VALUES (0, 'job');
-- @once
UPDATE seq SET id = LAST_INSERT_ID(id + 1) WHERE name = 'job';
SELECT LAST_INSERT_ID() AS x;
-- @once
-- @keys
UPDATE seq SET id = LAST_INSERT_ID(id + 1) LIMIT 1;
SELECT LAST_INSERT_ID() AS x;
-- @once
UPDATE seq SET id = LAST_INSERT_ID(id + 10);
SELECT LAST_INSERT_ID() AS x;
-- @once
UPDATE seq SET id = LAST_INSERT_ID(id + 1) WHERE name = 'none';
SELECT LAST_INSERT_ID() AS x;
-- @once
UPDATE seq SET id = LAST_INSERT_ID(LAST_INSERT_ID() + id) WHERE name = 'job';
SELECT LAST_INSERT_ID() AS x, (SELECT id FROM seq) AS y;
SELECT LAST_INSERT_ID(77);
SELECT LAST_INSERT_ID();
SELECT LAST_INSERT_ID(5) AS a, LAST_INSERT_ID() AS b;
SELECT LAST_INSERT_ID(id) FROM seq WHERE name = 'job';
SELECT LAST_INSERT_ID();
SELECT LAST_INSERT_ID(id) FROM seq WHERE name = 'none';
SELECT LAST_INSERT_ID();
DO LAST_INSERT_ID(33);
SELECT LAST_INSERT_ID();
SET @q = LAST_INSERT_ID(34);
SELECT LAST_INSERT_ID(), @q;
-- @once
DELETE FROM seq WHERE LAST_INSERT_ID(55) = 54;
SELECT LAST_INSERT_ID();
START TRANSACTION;
-- @once
UPDATE seq SET id = LAST_INSERT_ID(id + 1) WHERE name = 'job';
SELECT LAST_INSERT_ID();
COMMIT;
-- upserts
CREATE TABLE ups (id INT NOT NULL AUTO_INCREMENT, k INT, n INT, PRIMARY KEY (k), KEY (id));
INSERT INTO ups (id, k, n) VALUES (7, 70, 1);
-- @once
-- @keys
INSERT INTO ups (k, n) VALUES (70, 1) ON DUPLICATE KEY UPDATE n = n + 1;
SELECT LAST_INSERT_ID() = 7 AS x;
-- @once
-- @keys
INSERT INTO ups (k, n) VALUES (70, 1) ON DUPLICATE KEY UPDATE n = n + 1, id = LAST_INSERT_ID(id);
SELECT LAST_INSERT_ID() AS x;
-- @once
-- @keys
INSERT INTO ups (k, n) VALUES (71, 1) ON DUPLICATE KEY UPDATE n = n + 1, id = LAST_INSERT_ID(id);
SELECT k FROM ups WHERE id = LAST_INSERT_ID();
-- @once
-- @keys
INSERT IGNORE INTO ups (k, n) VALUES (70, 1);
SELECT k FROM ups WHERE id = LAST_INSERT_ID();
-- @once
-- @keys
REPLACE INTO ups (k, n) VALUES (72, 1);
SELECT k FROM ups WHERE id = LAST_INSERT_ID();
