-- Errors that rows raise, under plans of every kind, name what the user wrote.
CREATE TABLE t (id INT PRIMARY KEY, a INT, s VARCHAR(5) NOT NULL, u INT, j VARCHAR(20), CHECK (a < 1000));
CREATE TABLE c (id INT PRIMARY KEY, t_id INT, k INT);
INSERT INTO t VALUES (1, 1, 'x', 1, '{'), (2, 2, 'y', 2, '[1]'), (3, NULL, 'z', 3, '2');
INSERT INTO c VALUES (1, 1, 5), (2, 2, 6), (3, 3, 9);
CREATE VIEW v AS SELECT id, u / (u - 2) AS d FROM t;
-- @error
SELECT d FROM v;
-- @error
SELECT v.d, c.k FROM v JOIN c ON c.t_id = v.id;
-- @error
SELECT x.u / (u - 2)c.k FROM t x JOIN c ON x.a = c.k - 4 GROUP BY x.u, c.k;
-- @error
SELECT SUM(u / (u - 2)) FROM t;
-- @error
SELECT MAX(x.u / (u - 2)c.k) FROM t x JOIN c ON x.id = c.t_id;
-- @error
SELECT (SELECT x.u / (u - 2) FROM t x WHERE x.id = c.t_id) FROM c;
-- @error
SELECT a FROM t WHERE u / (u - 2) > 1;
-- @error
SELECT a FROM t ORDER BY u / (u - 2);
-- @error
SELECT COUNT(*) FROM t GROUP BY u / (u - 2);
-- @error
WITH w AS (SELECT u / (u - 2) AS q FROM t) SELECT w.q FROM w JOIN c ON w.q = c.k;
-- @error
UPDATE t SET u = u / (u - 2);
-- @error
UPDATE t SET u = u / (u - 2) WHERE id = 2;
-- @error
UPDATE t JOIN c ON t.id = c.t_id SET t.u = t.u / (u - 2)c.k;
-- @error
UPDATE t SET id = id + 10, a = 2000 WHERE id = 1;
-- @error
UPDATE t SET id = id + 10, u = u / (u - 2) WHERE id = 2;
-- @error
UPDATE t SET id = 3 WHERE id = 2;
-- @error
UPDATE t SET id = 1;
-- @error
DELETE FROM t WHERE u / (u - 2) = 1;
-- @error
INSERT INTO t (id, s, u) SELECT id + 10, 'x', k / (k - 5) FROM c;
-- @error
INSERT INTO t (id, s, u) SELECT id + 10, 'x', u / (u - 2) FROM t;
-- @error
INSERT INTO t (id, s) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET u = t.u / (u - 2);
-- @error
SELECT j::json FROM t;
-- @error
SELECT t.j::json FROM t JOIN c ON t.a = c.k - 4;
-- @error
SELECT id, id, a FROM t UNION SELECT 1, 2;
-- @error
SELECT a FROM t WHERE (id, a) = 1;
-- @error
SELECT x.a FROM t;
-- @error
SELECT t.* FROM t x;
-- @error
SELECT public.t.nope FROM t;
-- @error
SELECT id FROM t JOIN c USING (nope);
-- @error
SELECT a AS b FROM t WHERE b = 1;
-- @error
SELECT COUNT(*) AS n FROM t WHERE COUNT(*) > 1;
-- @error
SELECT id FROM t HAVING nope > 1;
-- @error
SELECT SUM(a) OVER (PARTITION BY nope) FROM t;
-- @error
SELECT RANK() OVER w FROM t;
-- @error
SELECT a FROM t WHERE id = (SELECT id FROM c);
-- @error
SELECT a, (SELECT k FROM c) FROM t ORDER BY a;
-- @error
SELECT t.a FROM t JOIN c ON t.id = c.t_id AND t.a = (SELECT k FROM c);
-- @error
SELECT REPEAT('a', 10) COLLATE nope FROM t;
-- @error
SELECT string_agg(s, '' ORDER BY nope) FROM t;
-- @error
SELECT DISTINCT a FROM t ORDER BY s;
-- @error
SELECT s, COUNT(*) FROM t GROUP BY a;
-- @error
SELECT t.s, COUNT(*) FROM t JOIN c ON t.id = c.t_id GROUP BY t.a;
