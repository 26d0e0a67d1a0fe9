-- EXPLAIN ANALYZE runs what it explains, writes too.
CREATE TABLE t (id INT PRIMARY KEY, v INT, g INT);
CREATE UNIQUE INDEX t_g ON t (g) /*canopy global */;
CREATE TABLE r (id INT PRIMARY KEY, v INT) /*canopy reference */;
INSERT INTO t VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3);
-- @once
-- @rows none
EXPLAIN ANALYZE INSERT INTO t VALUES (4, 4, 4), (5, 5, 5);
-- @once
-- @rows none
EXPLAIN (ANALYZE, COSTS OFF, FORMAT TEXT) UPDATE t SET v = v + 1 WHERE id = 1;
-- @rows none
-- @prepared 10, 2
EXPLAIN ANALYZE UPDATE t SET v = v + ? WHERE id > ? RETURNING id;
-- @once
-- @rows none
EXPLAIN (ANALYZE) DELETE FROM t WHERE v = (SELECT max(v) FROM t);
-- @once
-- @rows none
EXPLAIN ANALYZE INSERT INTO r SELECT id, v FROM t;
-- @once
-- @rows none
EXPLAIN ANALYZE INSERT INTO t VALUES (1, 0, 1) ON CONFLICT (id) DO UPDATE SET v = 77 RETURNING *;
-- @once
-- @rows none
EXPLAIN ANALYZE WITH d AS (DELETE FROM t WHERE id = 2 RETURNING *) SELECT * FROM d;
-- @once
-- @rows none
EXPLAIN ANALYZE MERGE INTO t USING r ON r.id = t.id WHEN MATCHED THEN UPDATE SET v = t.v + 1000;
-- @once
-- @rows none
EXPLAIN UPDATE t SET v = 0;
-- @once
-- @error 23505
EXPLAIN ANALYZE INSERT INTO t VALUES (50, 1, 1);
-- @refused in another format
EXPLAIN (ANALYZE, FORMAT JSON) UPDATE t SET v = 0;
BEGIN;
-- @once
-- @rows none
EXPLAIN ANALYZE DELETE FROM t;
SELECT count(*) FROM t;
ROLLBACK;
SELECT * FROM t ORDER BY id;
SELECT * FROM r ORDER BY id;
