-- Rows that are staged in a temporary table, and go to the tables of the cluster.
CREATE TABLE t (id INT PRIMARY KEY, v INT, s VARCHAR(5));
INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c'), (4, NULL, NULL);
CREATE TEMPORARY TABLE stage (id INT, v INT);
INSERT INTO stage VALUES (1, 11), (2, 21), (9, 91);
UPDATE t JOIN stage ON stage.id = t.id SET t.v = stage.v;
UPDATE t, stage st SET t.s = st.v WHERE st.id = t.id;
UPDATE t SET v = (SELECT v FROM stage WHERE stage.id = t.id) WHERE id < 3;
UPDATE t SET v = (SELECT max(v) FROM stage);
DELETE t FROM t JOIN stage ON stage.id = t.id WHERE t.id = 2;
DELETE FROM t WHERE EXISTS (SELECT 1 FROM stage WHERE stage.id = t.id);
INSERT INTO t SELECT id, v, 'st' FROM stage ON DUPLICATE KEY UPDATE v = VALUES(v);
SELECT t.id, stage.v FROM t LEFT JOIN stage ON stage.id = t.id ORDER BY 1;
-- @refused a write to a view or to several tables
UPDATE stage JOIN t ON t.id = stage.id SET stage.v = t.v;
-- @refused a write to a view or to several tables
DELETE stage FROM stage JOIN t ON t.id = stage.id WHERE t.v > 50;
-- @prepared 5, 'p'
UPDATE t JOIN stage ON stage.id = t.id SET t.v = stage.v + ?, t.s = ?;
BEGIN;
UPDATE t JOIN stage st ON st.id = t.id LEFT JOIN t x ON x.id = st.id + 1 SET t.v = IFNULL(x.v, st.v);
DELETE FROM t WHERE id NOT IN (SELECT id FROM stage);
ROLLBACK;
UPDATE t SET s = (SELECT COUNT(*) FROM stage WHERE id <= t.id);
CREATE TEMPORARY TABLE none (id INT, s VARCHAR(5), d DATETIME(3), n DECIMAL(8,2), j JSON, b VARBINARY(5), f DOUBLE, y YEAR, u BIGINT UNSIGNED, tm TIME);
DELETE FROM t WHERE id IN (SELECT id FROM none);
UPDATE t SET v = 0 WHERE id NOT IN (SELECT id FROM none);
INSERT INTO none VALUES (1, 'it''s', '2024-02-03 10:00:00.125', 1.50, '{"a": [1]}', X'00FF', 0.1, 2024, 18446744073709551615, '-10:00:00'), (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
ALTER TABLE t MODIFY s VARCHAR(200);
UPDATE t JOIN none ON none.id = t.id SET t.s = CONCAT_WS('|', none.s, none.d, none.n, none.j, HEX(none.b), none.f, none.y, none.u, none.tm);
SELECT * FROM t ORDER BY id;
SELECT * FROM stage ORDER BY id;
