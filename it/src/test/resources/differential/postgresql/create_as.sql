-- CREATE TABLE .. AS: the columns are the engine's, the rows lie as for any table.
CREATE TABLE src (id INT NOT NULL PRIMARY KEY, grp INT DEFAULT 3, name VARCHAR(20) COLLATE "C", price NUMERIC(10,2), at TIMESTAMPTZ(3), l INT[]);
INSERT INTO src VALUES (1, 1, 'one', 10.5, '2024-01-01 10:00:00.123+00', '{1,2}'), (2, 1, 'two', 20, NULL, '{}'), (3, 2, NULL, 30, NULL, NULL),
  (4, 2, 'four', NULL, NULL, NULL), (5, 3, 'five', 50, NULL, NULL), (6, NULL, 'six', 60, NULL, NULL);
CREATE TABLE ref (id INT NOT NULL PRIMARY KEY, label CHAR(10)) /*canopy reference */;
INSERT INTO ref VALUES (1, 'r1'), (2, 'r2'), (3, 'r3');
CREATE TABLE plain_copy AS SELECT * FROM src;
SELECT * FROM plain_copy;
SELECT * FROM plain_copy WHERE id = 3;
SELECT attname, format_type(atttypid, atttypmod), attnotnull, attcollation::regcollation FROM pg_attribute WHERE attrelid = 'plain_copy'::regclass AND attnum > 0;
CREATE TABLE renamed (a, b) AS SELECT id, label, id * 2 AS twice FROM ref;
SELECT a, b, twice FROM renamed;
CREATE TABLE sharded /*canopy shard key (grp) */ AS SELECT grp, COUNT(*) AS n FROM src GROUP BY grp;
SELECT grp, n FROM sharded;
SELECT n FROM sharded WHERE grp = 2;
CREATE UNLOGGED TABLE joined WITH (fillfactor = 70) AS SELECT s.id, r.label FROM src s JOIN ref r ON r.id = s.grp ORDER BY s.id LIMIT 3 WITH DATA;
SELECT * FROM joined;
CREATE TABLE united AS (SELECT id FROM src WHERE id < 3 UNION SELECT id + 100 FROM ref);
SELECT * FROM united;
CREATE TABLE common AS WITH c AS (SELECT grp, MAX(price) AS top FROM src GROUP BY grp) SELECT * FROM c WHERE top > 20;
SELECT * FROM common;
CREATE TABLE empty AS TABLE src WITH NO DATA;
SELECT * FROM empty;
INSERT INTO empty VALUES (1);
SELECT * FROM empty;
CREATE TABLE listed AS VALUES (1, 'x'), (2, 'y');
SELECT * FROM listed;
CREATE TABLE selfjoin AS SELECT a.id, b.name, a.at, a.l FROM src a JOIN src b ON a.id = b.grp;
SELECT * FROM selfjoin;
-- @prepared 3
CREATE TABLE bound AS SELECT id, name FROM src WHERE id < ?;
SELECT * FROM bound;
CREATE TABLE IF NOT EXISTS bound AS SELECT 1 AS never;
SELECT * FROM bound;
-- @error
CREATE TABLE bound AS SELECT 1 AS never;
-- @error
CREATE TABLE failing AS SELECT 1 / (id - 1) AS x FROM src;
-- @error
SELECT * FROM failing;
-- @error
CREATE TABLE failing AS SELECT nothing FROM src;
-- temporary ones
CREATE TEMPORARY TABLE tmp AS SELECT * FROM src WHERE id < 4;
SELECT * FROM tmp;
CREATE TEMP TABLE tmp2 (g, total, mean, low) AS SELECT grp, SUM(price), AVG(price), MIN(name) FROM src GROUP BY grp;
SELECT * FROM tmp2;
CREATE TEMP TABLE tmp3 AS SELECT a.id, b.name, a.at, a.l FROM src a JOIN src b ON a.id = b.grp;
SELECT * FROM tmp3;
CREATE TEMP TABLE tmp4 AS SELECT * FROM ref;
SELECT * FROM tmp4;
BEGIN;
CREATE TEMP TABLE tmp5 ON COMMIT DROP AS SELECT id, l FROM src;
SELECT * FROM tmp5;
COMMIT;
