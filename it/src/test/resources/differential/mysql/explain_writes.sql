-- EXPLAIN ANALYZE runs no writes.
CREATE TABLE t (id INT PRIMARY KEY, v INT);
INSERT INTO t VALUES (1, 1), (2, 2), (3, 3);
-- @refused EXPLAIN ANALYZE of a statement that writes
EXPLAIN ANALYZE UPDATE t SET v = v + 1;
-- @refused EXPLAIN ANALYZE of a statement that writes
EXPLAIN ANALYZE INSERT INTO t VALUES (9, 9);
-- @refused EXPLAIN ANALYZE of a statement that writes
EXPLAIN ANALYZE DELETE FROM t WHERE id = 1;
-- @rows none
EXPLAIN UPDATE t SET v = 0;
SELECT * FROM t ORDER BY id;
