-- Common tables that are named several times, over rows of several partitions.
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, grp INT, amount DECIMAL(8,2), name VARCHAR(20));
INSERT INTO item VALUES
  (1, 1, 5.50, 'a'), (2, 1, 7.25, 'b'), (3, 2, NULL, 'c'), (4, 2, 1.00, 'a'), (5, NULL, 3.00, NULL),
  (6, 3, 9.99, 'd'), (7, 3, 0.00, 'b'), (8, 3, 2.50, 'c'), (9, 1, 5.50, 'e'), (10, 4, NULL, 'a');
CREATE TABLE kind (id INT NOT NULL PRIMARY KEY, name VARCHAR(20)) /*canopy reference */;
INSERT INTO kind VALUES (1, 'one'), (2, 'two'), (3, 'three');

-- @rows ordered
WITH t AS (SELECT grp, SUM(amount) AS s FROM item GROUP BY grp) SELECT a.grp, b.grp AS other FROM t a JOIN t b ON a.s < b.s ORDER BY 1, 2;
WITH t AS (SELECT grp, SUM(amount) AS s FROM item GROUP BY grp) SELECT t.grp, t.s FROM t WHERE t.s = (SELECT MAX(s) FROM t);
WITH t (k, v) AS (SELECT grp, COUNT(*) FROM item GROUP BY grp) SELECT k FROM t WHERE v >= (SELECT AVG(v) FROM t) AND k IN (SELECT k FROM t);
WITH t AS (SELECT id, grp FROM item), u AS (SELECT grp, COUNT(*) AS n FROM t GROUP BY grp) SELECT t.id, u.n FROM t JOIN u ON t.grp = u.grp;
WITH t AS (SELECT id, grp FROM item), u AS (SELECT grp FROM t UNION SELECT id FROM t) SELECT a.grp, b.grp FROM u a LEFT JOIN u b ON a.grp = b.grp + 1;
WITH t AS (SELECT id, grp FROM item), unused AS (SELECT COUNT(*) AS n FROM item) SELECT COUNT(*) FROM t a, t b;
WITH t AS (SELECT id, grp, amount / 0.5 AS twice FROM item), k AS (SELECT id, name FROM kind) SELECT a.id, k.name, b.twice FROM t a JOIN t b ON a.id = b.grp JOIN k ON k.id = a.grp;
WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 5), t AS (SELECT i.id, i.grp, s.n FROM item i JOIN s ON s.n = i.grp) SELECT a.id, b.id AS other, s.n FROM t a JOIN t b ON a.n = b.n JOIN s ON s.n = a.id;
WITH RECURSIVE up (id, step) AS (SELECT id, 0 FROM item WHERE id = 10 UNION ALL SELECT item.grp, step + 1 FROM item JOIN up ON up.id = item.id WHERE step < 4 AND item.grp IS NOT NULL) SELECT a.id, b.step FROM up a JOIN up b ON a.id = b.id;
WITH item AS (SELECT id, grp FROM item WHERE id > 3) SELECT COUNT(*) FROM item a JOIN item b ON a.grp = b.grp;
WITH t AS (SELECT id, amount FROM item WHERE amount > 2) SELECT x.id FROM (WITH u AS (SELECT id FROM t) SELECT id FROM u) x JOIN t ON t.id = x.id;
WITH t AS (SELECT id, name FROM item) (SELECT name FROM t WHERE id < 5) UNION ALL (SELECT name FROM t WHERE id > 8);
-- @prepared 2, 1
WITH t AS (SELECT grp, COUNT(*) AS n FROM item WHERE id > ? GROUP BY grp) SELECT a.grp, b.n FROM t a JOIN t b ON a.n = b.n WHERE a.n > ?;
-- @may refuse
SELECT x.id, y.id AS other FROM (WITH u AS (SELECT id FROM item) SELECT a.id FROM u a JOIN u b ON a.id = b.id + 1) x, kind y;
-- @once
WITH t AS (SELECT id FROM item), u AS (SELECT a.id FROM t a JOIN t b ON a.id = b.id), v AS (SELECT id FROM item WHERE grp = 1) SELECT a.id FROM v a JOIN v b ON a.id = b.id;
-- a view is looked at for the tables behind it
CREATE VIEW named AS SELECT id, name FROM item WHERE name IS NOT NULL;
SELECT COUNT(*) FROM named;
