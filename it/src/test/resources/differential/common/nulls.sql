-- NULL in keys, comparisons, groups, orders and aggregates.
CREATE TABLE n (id INT NOT NULL PRIMARY KEY, a INT, b INT, s VARCHAR(10));
INSERT INTO n VALUES (1, NULL, NULL, NULL), (2, NULL, 1, ''), (3, 1, NULL, 'x'), (4, 1, 1, 'y'), (5, 0, 0, NULL),
  (6, NULL, NULL, ''), (7, 2, 1, 'x'), (8, NULL, 2, 'z'), (9, 3, NULL, NULL), (10, 0, 1, '0'), (11, NULL, NULL, NULL), (12, 1, 2, 'NULL');
SELECT id FROM n WHERE a = b;
SELECT id FROM n WHERE a <> b;
SELECT id FROM n WHERE a = NULL;
SELECT id FROM n WHERE a IS NULL;
SELECT id FROM n WHERE a IS NOT NULL;
SELECT id FROM n WHERE a IS NULL AND b IS NULL;
SELECT id FROM n WHERE NOT (a = 1);
SELECT id FROM n WHERE a = 1 OR b = 1;
SELECT id FROM n WHERE NOT (a = 1 OR b = 1);
SELECT id FROM n WHERE NOT (a = 1 AND b = 1);
SELECT id FROM n WHERE a IN (1, NULL);
SELECT id FROM n WHERE a NOT IN (1, NULL);
SELECT id FROM n WHERE (a, b) = (1, 1);
SELECT id FROM n WHERE (a, b) <> (1, 1);
SELECT id FROM n WHERE (a, b) IN ((1, 1), (NULL, 1), (0, 0));
SELECT id FROM n WHERE (a, b) NOT IN ((1, 1), (0, 0));
SELECT id FROM n WHERE a BETWEEN NULL AND 5;
SELECT id FROM n WHERE a + b IS NULL;
SELECT id FROM n WHERE (a = 1) IS NULL;
SELECT id FROM n WHERE s = '';
SELECT id FROM n WHERE s <> '';
SELECT id FROM n WHERE s = 'NULL';
SELECT id FROM n WHERE COALESCE(s, '') = '';
SELECT id FROM n WHERE NULL;
SELECT id FROM n WHERE NULL OR id = 5;
SELECT id FROM n WHERE id = 5 OR NULL;
SELECT id FROM n WHERE NOT (NULL AND id = 5);
SELECT id FROM n WHERE CASE WHEN a = b THEN 1 ELSE 2 END = 2;
SELECT id, a + b, COALESCE(a, b, -1), NULLIF(a, 1), a = b, a IS NULL FROM n;
SELECT a, COUNT(*), COUNT(b), COUNT(s) FROM n GROUP BY a;
SELECT a, b, COUNT(*) FROM n GROUP BY a, b;
SELECT s, COUNT(*) FROM n GROUP BY s;
SELECT DISTINCT a FROM n;
SELECT DISTINCT a, b FROM n;
SELECT DISTINCT s FROM n;
SELECT COUNT(DISTINCT a), COUNT(DISTINCT s), SUM(a), AVG(a), MIN(a), MAX(s) FROM n;
SELECT SUM(a), AVG(a), MAX(a) FROM n WHERE a IS NULL;
SELECT b, SUM(a), MIN(s) FROM n GROUP BY b;
SELECT a FROM n GROUP BY a HAVING SUM(b) IS NULL;
SELECT a FROM n GROUP BY a HAVING a IS NULL;
-- @rows ordered
SELECT id, a FROM n ORDER BY a, id;
-- @rows ordered
SELECT id, a FROM n ORDER BY a DESC, id;
-- @rows ordered
SELECT id, a, b FROM n ORDER BY a, b DESC, id;
-- @rows ordered
SELECT id, s FROM n ORDER BY s, id DESC;
-- @rows ordered
SELECT id, s FROM n ORDER BY s DESC, id;
-- @rows ordered
SELECT a, COUNT(*) FROM n GROUP BY a ORDER BY a;
-- @rows ordered
SELECT a, COUNT(*) FROM n GROUP BY a ORDER BY a DESC;
-- @rows ordered
SELECT a, SUM(b) AS t FROM n GROUP BY a ORDER BY t, a;
-- @rows ordered
SELECT DISTINCT a FROM n ORDER BY a DESC LIMIT 3;
-- @rows ordered
SELECT id, a FROM n ORDER BY a IS NULL, a DESC, id LIMIT 7;
-- @rows ordered
SELECT id FROM n ORDER BY a + b, id LIMIT 6 OFFSET 2;
SELECT x.id, y.id FROM n x JOIN n y ON x.id = y.id AND x.a = y.a;
SELECT x.id, y.id FROM n x LEFT JOIN n y ON x.id = y.id AND x.a = y.b;
SELECT a FROM n WHERE id < 5 UNION SELECT b FROM n WHERE id < 5;
SELECT a FROM n UNION ALL SELECT NULL;
-- @prepared null int
SELECT id FROM n WHERE a = ?;
-- @prepared null int, 1
SELECT id FROM n WHERE a IS NULL AND b = ? OR id = ?;
UPDATE n SET a = NULL WHERE a = 0;
UPDATE n SET b = a WHERE b IS NULL;
UPDATE n SET s = COALESCE(s, 'none');
SELECT * FROM n;
DELETE FROM n WHERE a IS NULL;
SELECT * FROM n;
