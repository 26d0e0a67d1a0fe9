-- Temporary tables live on the session's leaf.
CREATE TABLE base (id INT PRIMARY KEY, v INT);
INSERT INTO base VALUES (1, 10), (2, 20), (3, 30), (4, 40), (5, 50);
CREATE TABLE ref (id INT PRIMARY KEY, name TEXT) /*canopy reference */;
INSERT INTO ref VALUES (1, 'one'), (2, 'two');
CREATE TEMPORARY TABLE tmp (id INT, v TEXT);
INSERT INTO tmp VALUES (1, 'a'), (2, 'b'), (3, NULL);
SELECT * FROM tmp;
-- @rows ordered
SELECT * FROM tmp ORDER BY id DESC LIMIT 2;
SELECT COUNT(*), MAX(v) FROM tmp;
-- @session other
-- @error
SELECT * FROM tmp;
UPDATE tmp SET v = 'c' WHERE id = 3 RETURNING *;
DELETE FROM tmp WHERE id = 1;
SELECT * FROM pg_temp.tmp;
SELECT t.id, r.name FROM tmp t JOIN ref r ON r.id = t.id;
-- @may refuse
SELECT t.id, b.v FROM tmp t JOIN base b ON b.id = t.id;
INSERT INTO tmp SELECT id + 10, name FROM ref;
SELECT * FROM tmp;
SELECT COUNT(*) FROM base;
SELECT v FROM base WHERE id = 3;
SELECT * FROM tmp;
CREATE TEMP TABLE tmp2 AS SELECT 1 AS one, 'x' AS x;
SELECT * FROM tmp2;
CREATE TEMP TABLE tmp3 (LIKE ref INCLUDING ALL);
INSERT INTO tmp3 VALUES (9, 'nine');
SELECT * FROM tmp3;
CREATE TEMP TABLE base (x INT);
INSERT INTO base VALUES (77);
SELECT * FROM base;
SELECT COUNT(*) FROM public.base;
-- @session other
SELECT COUNT(*) FROM base;
DROP TABLE pg_temp.base;
SELECT COUNT(*) FROM base;
CREATE TEMP TABLE IF NOT EXISTS tmp (id INT);
-- @error
CREATE TEMP TABLE tmp (id INT);
ALTER TABLE tmp ADD COLUMN w INT DEFAULT 4;
SELECT * FROM tmp;
CREATE INDEX i ON tmp (id);
TRUNCATE TABLE tmp;
SELECT COUNT(*) FROM tmp;
BEGIN;
CREATE TEMP TABLE gone (id INT) ON COMMIT DROP;
INSERT INTO gone VALUES (1);
SELECT * FROM gone;
COMMIT;
-- @error
SELECT * FROM gone;
CREATE TEMP SEQUENCE ts;
-- @once
SELECT nextval('ts');
CREATE TEMP VIEW tv AS SELECT id FROM tmp;
SELECT * FROM tv;
-- @once
SELECT 5 AS five INTO TEMP tmp5;
SELECT * FROM tmp5;
DROP TABLE tmp CASCADE;
-- @error
SELECT * FROM tmp;
DISCARD TEMP;
-- @error
SELECT * FROM tmp2;
