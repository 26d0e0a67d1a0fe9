-- Rows that are staged in a temporary table, and go to the tables of the cluster.
CREATE TABLE t (id INT PRIMARY KEY, v INT, s TEXT);
INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c'), (4, NULL, NULL);
CREATE TEMPORARY TABLE stage (id INT, v INT);
INSERT INTO stage VALUES (1, 11), (2, 21), (9, 91);
UPDATE t SET v = stage.v FROM stage WHERE stage.id = t.id RETURNING t.id, t.v, stage.v;
UPDATE t SET s = st.v::text FROM stage AS st WHERE st.id = t.id;
UPDATE t SET v = (SELECT v FROM stage WHERE stage.id = t.id) WHERE id IN (SELECT id FROM stage);
UPDATE t SET v = (SELECT max(v) FROM stage);
DELETE FROM t USING stage WHERE stage.id = t.id AND t.id = 2;
DELETE FROM t WHERE EXISTS (SELECT 1 FROM stage WHERE stage.id = t.id);
INSERT INTO t SELECT id, v, 'st' FROM stage ON CONFLICT (id) DO UPDATE SET v = excluded.v;
SELECT t.id, stage.v FROM t LEFT JOIN stage ON stage.id = t.id ORDER BY 1;
-- @refused a write to a temporary table that reads sharded tables
UPDATE stage SET v = t.v FROM t WHERE t.id = stage.id;
-- @refused a write to a temporary table that reads sharded tables
DELETE FROM stage USING t WHERE t.id = stage.id AND t.v > 50;
MERGE INTO t USING stage ON stage.id = t.id WHEN MATCHED THEN UPDATE SET s = 'm' WHEN NOT MATCHED THEN INSERT VALUES (stage.id, stage.v, 'n');
-- @prepared 5, 'p'
UPDATE t SET v = stage.v + ?, s = ? FROM stage WHERE stage.id = t.id;
BEGIN;
UPDATE t SET v = st.v FROM stage st JOIN t x ON x.id = st.id WHERE st.id = t.id;
DELETE FROM t WHERE id NOT IN (SELECT id FROM stage);
ROLLBACK;
UPDATE t SET s = (SELECT string_agg(v::text, ',' ORDER BY id) FROM stage WHERE id <= t.id);
CREATE TEMPORARY TABLE none (id INT, s TEXT, d DATE, n NUMERIC(8,2), j JSONB, b BYTEA);
DELETE FROM t WHERE id IN (SELECT id FROM none);
UPDATE t SET v = 0 WHERE id NOT IN (SELECT id FROM none);
INSERT INTO none VALUES (1, 'it''s', '2024-02-03', 1.50, '{"a": [1]}', '\x00ff'), (NULL, NULL, NULL, NULL, NULL, NULL);
UPDATE t SET s = none.s || none.d || none.n || none.j || encode(none.b, 'hex') FROM none WHERE none.id = t.id RETURNING t.s;
SELECT * FROM t ORDER BY id;
SELECT * FROM stage ORDER BY id;
