-- Temporary tables live on the session's leaf.
CREATE TABLE base (id INT NOT NULL PRIMARY KEY, v INT);
INSERT INTO base VALUES (1, 10), (2, 20), (3, 30), (4, 40), (5, 50);
CREATE TABLE ref (id INT NOT NULL PRIMARY KEY, name VARCHAR(10)) /*canopy reference */;
INSERT INTO ref VALUES (1, 'one'), (2, 'two');
CREATE TEMPORARY TABLE tmp (id INT, v VARCHAR(10));
INSERT INTO tmp VALUES (1, 'a'), (2, 'b'), (3, NULL);
SELECT * FROM tmp;
-- @rows ordered
SELECT * FROM tmp ORDER BY id DESC LIMIT 2;
SELECT COUNT(*), MAX(v) FROM tmp;
-- @session other
-- @error
SELECT * FROM tmp;
UPDATE tmp SET v = 'c' WHERE id = 3;
DELETE FROM tmp WHERE id = 1;
SELECT * FROM tmp;
SELECT t.id, r.name FROM tmp t JOIN ref r ON r.id = t.id;
-- @may refuse
SELECT t.id, b.v FROM tmp t JOIN base b ON b.id = t.id;
INSERT INTO tmp SELECT id + 10, name FROM ref;
-- @may refuse
-- @once
INSERT INTO tmp SELECT id + 100, v FROM base WHERE id = 1;
-- @rows none
DELETE FROM tmp WHERE id > 99;
SELECT * FROM tmp;
SELECT COUNT(*) FROM base;
SELECT v FROM base WHERE id = 3;
SELECT * FROM tmp;
CREATE TEMPORARY TABLE tmp2 AS SELECT 1 AS one, 'x' AS x;
SELECT * FROM tmp2;
CREATE TEMPORARY TABLE tmp3 LIKE ref;
INSERT INTO tmp3 VALUES (9, 'nine');
SELECT * FROM tmp3;
-- a temporary table hides the other one of its name
CREATE TEMPORARY TABLE base (x INT);
INSERT INTO base VALUES (77);
SELECT * FROM base;
-- @session other
SELECT COUNT(*) FROM base;
DROP TEMPORARY TABLE base;
SELECT COUNT(*) FROM base;
CREATE TEMPORARY TABLE IF NOT EXISTS tmp (id INT);
-- @error
CREATE TEMPORARY TABLE tmp (id INT);
ALTER TABLE tmp ADD COLUMN w INT DEFAULT 4;
SELECT * FROM tmp;
CREATE INDEX i ON tmp (id);
TRUNCATE TABLE tmp;
SELECT COUNT(*) FROM tmp;
BEGIN;
INSERT INTO tmp (id) VALUES (1);
UPDATE base SET v = 0 WHERE id = 1;
ROLLBACK;
SELECT COUNT(*) FROM tmp;
SELECT v FROM base WHERE id = 1;
DROP TABLE tmp;
-- @error
SELECT * FROM tmp;
DROP TEMPORARY TABLE IF EXISTS tmp, tmp2;
-- @error
DROP TEMPORARY TABLE tmp2;
