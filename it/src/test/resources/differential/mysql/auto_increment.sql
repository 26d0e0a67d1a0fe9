-- AUTO_INCREMENT: unique over the cluster. Values may differ from one server's, so they are compared by what they promise.
CREATE TABLE a (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, v VARCHAR(10));
-- @keys
INSERT INTO a (v) VALUES ('one');
-- @may refuse
SELECT LAST_INSERT_ID() = (SELECT id FROM a WHERE v = 'one');
SELECT v FROM a WHERE id = LAST_INSERT_ID();
-- @keys
INSERT INTO a (v) VALUES ('two'), ('three'), ('four');
SELECT v FROM a WHERE id = LAST_INSERT_ID();
-- @keys
INSERT INTO a VALUES (NULL, 'five');
SELECT v FROM a WHERE id = LAST_INSERT_ID();
-- @keys
INSERT INTO a VALUES (0, 'six');
SELECT v FROM a WHERE id = LAST_INSERT_ID();
-- @keys
INSERT INTO a VALUES (DEFAULT, 'seven');
SELECT v FROM a WHERE id = LAST_INSERT_ID();
-- @keys
INSERT INTO a SET v = 'eight';
SELECT v FROM a WHERE id = LAST_INSERT_ID();
-- @keys
-- @prepared 'nine'
-- @prepared 'ten'
INSERT INTO a (v) VALUES (?);
SELECT v FROM a WHERE id = LAST_INSERT_ID();
-- @keys
-- @prepared null int, 'p1', 'p2'
INSERT INTO a (id, v) VALUES (?, ?), (NULL, ?);
SELECT COUNT(*), COUNT(DISTINCT id), COUNT(DISTINCT v) FROM a;
SELECT COUNT(*) FROM a WHERE id > 0;
-- an explicit value raises the mark
INSERT INTO a VALUES (1000000, 'explicit');
SELECT v FROM a WHERE id = 1000000;
INSERT INTO a (v) VALUES ('after');
SELECT id > 1000000 FROM a WHERE v = 'after';
SELECT LAST_INSERT_ID() > 1000000;
INSERT INTO a VALUES (NULL, 'mix1'), (2000000, 'mix2'), (NULL, 'mix3');
SELECT COUNT(*), COUNT(DISTINCT id) FROM a WHERE v LIKE 'mix%';
INSERT INTO a (v) VALUES ('last');
SELECT id > 2000000 FROM a WHERE v = 'last';
-- rows go where their ids say
SELECT COUNT(*) FROM a x JOIN a y ON x.id = y.id;
UPDATE a SET v = 'found' WHERE id = LAST_INSERT_ID();
SELECT COUNT(*) FROM a WHERE v = 'found';
DELETE FROM a WHERE id = LAST_INSERT_ID();
SELECT COUNT(*) FROM a;
-- @error
INSERT INTO a VALUES (1000000, 'dup');
-- LAST_INSERT_ID survives other statements, and belongs to the session
INSERT INTO a (v) VALUES ('mine');
SELECT COUNT(*) FROM a;
-- @session other
SELECT LAST_INSERT_ID();
-- @session other
INSERT INTO a (v) VALUES ('other');
SELECT v FROM a WHERE id = LAST_INSERT_ID();
-- @session other
SELECT v FROM a WHERE id = LAST_INSERT_ID();
-- @once
SELECT LAST_INSERT_ID(77);
SELECT LAST_INSERT_ID();
SELECT @@last_insert_id, @@identity = LAST_INSERT_ID();
-- in a transaction
BEGIN;
-- @keys
INSERT INTO a (v) VALUES ('tx');
SELECT v FROM a WHERE id = LAST_INSERT_ID();
ROLLBACK;
SELECT COUNT(*) FROM a WHERE v = 'tx';
-- ON DUPLICATE KEY, IGNORE, REPLACE
INSERT INTO a (id, v) VALUES (3000000, 'dup');
INSERT INTO a (id, v) VALUES (3000000, 'dup') ON DUPLICATE KEY UPDATE v = 'updated';
INSERT INTO a (v) VALUES ('ondup') ON DUPLICATE KEY UPDATE v = 'never';
REPLACE INTO a (v) VALUES ('repl');
REPLACE INTO a (id, v) VALUES (3000000, 'repl2');
INSERT IGNORE INTO a (id, v) VALUES (3000000, 'ign'), (NULL, 'ign');
SELECT COUNT(*), COUNT(DISTINCT id) FROM a;
SELECT v FROM a WHERE id = 3000000;
INSERT INTO a (v) SELECT v FROM a WHERE id = 3000000;
INSERT INTO a (v) SELECT 'x' UNION ALL SELECT 'y';
SELECT COUNT(*), COUNT(DISTINCT id) FROM a;
-- a table whose shard key is another column
CREATE TABLE o (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, cust INT NOT NULL, v INT, PRIMARY KEY (id, cust), KEY (cust)) /*canopy shard key (cust) */;
-- @keys
INSERT INTO o (cust, v) VALUES (1, 1), (2, 2), (3, 3), (1, 4), (2, 5), (3, 6), (4, 7), (5, 8);
SELECT COUNT(*), COUNT(DISTINCT id), SUM(v) FROM o;
SELECT v FROM o WHERE cust = 1;
SELECT v FROM o WHERE id = LAST_INSERT_ID();
-- @keys
INSERT INTO o SET cust = 9, v = 9;
SELECT v FROM o WHERE id = LAST_INSERT_ID() AND cust = 9;
-- a reference table and a keyless one with AUTO_INCREMENT
CREATE TABLE rf (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, v INT) /*canopy reference */;
-- @keys
INSERT INTO rf (v) VALUES (1), (2), (3);
-- @keys
INSERT INTO rf (v) VALUES (4);
SELECT v FROM rf WHERE id = LAST_INSERT_ID();
SELECT COUNT(*), COUNT(DISTINCT id) FROM rf;
SELECT COUNT(DISTINCT rf.id) FROM o CROSS JOIN rf;
-- NO_AUTO_VALUE_ON_ZERO
SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_AUTO_VALUE_ON_ZERO');
INSERT INTO a VALUES (0, 'zero');
SELECT v FROM a WHERE id = 0;
SET SESSION sql_mode = DEFAULT;
-- start values
CREATE TABLE s (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, v INT) AUTO_INCREMENT = 5000;
INSERT INTO s (v) VALUES (1);
SELECT id >= 5000 FROM s;
ALTER TABLE s AUTO_INCREMENT = 90000;
INSERT INTO s (v) VALUES (2);
SELECT id >= 90000 FROM s WHERE v = 2;
TRUNCATE TABLE s;
INSERT INTO s (v) VALUES (3);
SELECT COUNT(*) FROM s WHERE id > 0;
ALTER TABLE s ADD COLUMN w INT;
INSERT INTO s (v, w) VALUES (4, 4);
SELECT COUNT(*), COUNT(DISTINCT id) FROM s;
-- a small type that runs out
CREATE TABLE tiny (id TINYINT NOT NULL AUTO_INCREMENT PRIMARY KEY, v INT);
INSERT INTO tiny VALUES (1, 1), (127, 127);
-- @error
INSERT INTO tiny (v) VALUES (2);
SELECT COUNT(*) FROM tiny;

-- a value that is there already in another unique key of a reference table
CREATE TABLE rf_named (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) UNIQUE) /*canopy reference */;
INSERT INTO rf_named (name) VALUES ('a'), ('b');
-- @error
INSERT INTO rf_named (name) VALUES ('b');
-- @rows ordered
SELECT name FROM rf_named ORDER BY name;
