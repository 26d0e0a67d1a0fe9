-- Relatives of the first week's cases: blank lines, ONLY, positions, queues, keys that come later, views.
CREATE TABLE t (id INT PRIMARY KEY, v INT, s TEXT);
INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c'), (4, NULL, NULL);
CREATE TABLE u (a INT PRIMARY KEY, b INT);
INSERT INTO u VALUES (1, 2), (3, 4), (5, 6);
CREATE TABLE r (id INT PRIMARY KEY, w TEXT) /*canopy reference */;
INSERT INTO r VALUES (1, 'one'), (3, 'three');
CREATE TEMPORARY TABLE tmp (id INT, v INT);
INSERT INTO tmp VALUES (1, 10), (2, 20), (3, 30);
SELECT id


FROM


t ORDER BY


id;
INSERT INTO t


VALUES


(5, 50, 'e'),



(6, 60, 'f');
DELETE FROM t



WHERE id = 6;
SELECT id, v
/
10 AS d,
v
/
2
FROM t ORDER BY id;
SELECT 'a


b' AS x, id FROM t WHERE s = 'a


' OR id = 1;
WITH x AS (


SELECT id FROM t



) SELECT count(*) FROM x


;
SELECT count(*) FROM tmp



WHERE v > 10;
-- @prepared 10
SELECT id FROM t


WHERE v > ?


ORDER BY id;
UPDATE r


SET w = w


|| '.';
SELECT t.id FROM ONLY (t) ORDER BY id;
SELECT t.id, u.b FROM ONLY (t) LEFT JOIN ONLY (u) ON u.a = t.id ORDER BY t.id;
SELECT x.id FROM ONLY t AS x, t* y WHERE x.id = y.id ORDER BY 1;
SELECT count(*) FROM t * AS x;
SELECT x.id, r.w FROM t* x JOIN ONLY r ON r.id = x.id ORDER BY 1;
SELECT id FROM t WHERE EXISTS (SELECT 1 FROM ONLY u WHERE u.a = t.id) ORDER BY id;
SELECT (SELECT max(b) FROM ONLY u) AS m, count(*) FROM ONLY t;
SELECT id FROM ONLY t UNION SELECT a FROM ONLY u ORDER BY 1;
INSERT INTO tmp SELECT a, b FROM ONLY u;
UPDATE ONLY t AS x SET v = u.b FROM ONLY u WHERE u.a = x.id RETURNING x.id, x.v;
DELETE FROM ONLY t USING ONLY u, r WHERE u.a = t.id AND r.id = u.a AND t.id = 3 RETURNING t.id;
DELETE FROM t* WHERE id = 5;
UPDATE t * SET v = v + 1 WHERE id = 1;
SELECT * FROM ONLY tmp ORDER BY id, v;
SELECT id FROM ONLY t FOR UPDATE;
SELECT * FROM t ORDER BY id;
-- positions
-- @error
SELECT id, nothere FROM t;
-- @error
SELECT id FROM t WHERE v = 'x';
-- @error
SELECT id FROM t JOIN u ON u.a = t.nothere WHERE t.id = 1;
-- @error
UPDATE t SET v = nothere WHERE id = 1;
-- @error
UPDATE t SET v = s || 'x';
-- @error
INSERT INTO t VALUES (9, 'x', 'y');
-- @error
INSERT INTO t (id, nothere) VALUES (9, 1);
-- @error
DELETE FROM t WHERE nothere = 1;
-- @error
SELECT count(*), id FROM t;
-- @error
SELECT nofunc(v) FROM t ORDER BY id;
-- @error
SELECT id FROM t GROUP BY v;
-- @error
SELECT id FROM t ORDER BY nothere LIMIT 2;
-- @error
SELECT x.id FROM t x WHERE t.id = 1;
-- @error
WITH c AS (SELECT nothere FROM t) SELECT * FROM c;
-- @error
SELECT id FROM t WHERE id = 1 AND AND v = 2;
-- @error
SELECT id FROM r WHERE nothere = 2;
-- @error
UPDATE r SET id = w;
-- @error
INSERT INTO tmp VALUES (1, 'q');
-- @error
SELECT v / 0 FROM t WHERE v IS NOT NULL;
-- @error
SELECT id FROM t WHERE (SELECT a FROM u) = 1;
-- @error
INSERT INTO t SELECT a, s FROM u;
-- @error
-- @prepared 1
SELECT nothere FROM t WHERE id = ?;
-- @error
SELECT sum(s) FROM t;
-- @error
SELECT id FROM t LIMIT 'x';
-- @error
MERGE INTO t USING u ON u.a = t.id WHEN MATCHED THEN UPDATE SET nothere = 1;
-- queues
CREATE TABLE q (id INT PRIMARY KEY, st TEXT NOT NULL, pri INT, code INT);
CREATE UNIQUE INDEX q_code ON q (code) /*canopy global */;
INSERT INTO q SELECT i, 'new', i % 3, i * 7 FROM generate_series(1, 20) i;
UPDATE q SET st = 'run' WHERE id IN (SELECT id FROM q WHERE st = 'new' ORDER BY pri DESC, id LIMIT 3 FOR UPDATE SKIP LOCKED) RETURNING id, pri;
UPDATE q SET st = 'run' WHERE code = (SELECT code FROM q WHERE st = 'new' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, code;
UPDATE q SET st = 'tup' WHERE (id, st) IN (SELECT id, st FROM q WHERE st = 'new' ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED) RETURNING id;
UPDATE q SET st = 'from' FROM (SELECT id FROM q WHERE st = 'new' ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED) AS p WHERE q.id = p.id RETURNING q.id, q.st;
DELETE FROM q WHERE id = ANY (SELECT id FROM q WHERE st = 'run' ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED) RETURNING id;
UPDATE q SET st = 'ex' WHERE EXISTS (SELECT 1 FROM (SELECT id FROM q WHERE st = 'new' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) z WHERE z.id = q.id) RETURNING id;
WITH c AS (SELECT id, pri FROM q WHERE st = 'new' ORDER BY pri, id FOR UPDATE SKIP LOCKED LIMIT 2) UPDATE q SET st = 'w', pri = c.pri + 10 FROM c WHERE c.id = q.id RETURNING q.id, q.pri;
WITH c AS (SELECT id FROM q WHERE st = 'new' ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 2) DELETE FROM q USING c WHERE c.id = q.id RETURNING q.id;
BEGIN;
SELECT id FROM q WHERE st = 'new' ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED;
UPDATE q SET st = 'tx' WHERE id IN (SELECT id FROM q WHERE st = 'new' ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED) RETURNING id;
COMMIT;
UPDATE r SET w = 'locked' WHERE id IN (SELECT id FROM r ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id;
UPDATE tmp SET v = 0 WHERE id IN (SELECT id FROM tmp ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id;
SELECT * FROM q ORDER BY id;
-- beside temporary tables
INSERT INTO tmp SELECT id, pri FROM q WHERE st = 'new' ORDER BY id LIMIT 2;
INSERT INTO tmp (id) SELECT count(*) FROM q RETURNING *;
WITH w AS (SELECT id FROM q ORDER BY id LIMIT 1) INSERT INTO tmp SELECT id, 500 FROM w;
INSERT INTO tmp VALUES ((SELECT max(id) FROM q), 600), (1, (SELECT sum(a) FROM u));
UPDATE tmp SET (id, v) = (SELECT count(*), 3 FROM q) WHERE id = 2 RETURNING *;
UPDATE tmp SET v = (SELECT max(pri) FROM q WHERE st = 'tx') WHERE v = 500;
DELETE FROM tmp WHERE id IN (SELECT a FROM u) AND v > 20 RETURNING *;
-- @refused beside a temporary table
UPDATE tmp SET v = (SELECT max(pri) FROM q WHERE q.id = tmp.id);
UPDATE q SET st = 'bytmp' WHERE id IN (SELECT id FROM tmp) RETURNING id;
DELETE FROM u WHERE a = (SELECT min(id) FROM tmp);
-- @prepared 1, 9
INSERT INTO tmp SELECT id, ? FROM q WHERE id < ? AND st <> 'none';
SELECT * FROM tmp ORDER BY id, v;
CREATE TEMPORARY TABLE keyed (id INT PRIMARY KEY, s TEXT, n NUMERIC, at TIMESTAMPTZ, j JSONB, ar INT[]);
INSERT INTO keyed SELECT id, st, pri / 3.0, TIMESTAMPTZ '2024-01-01 00:00:00+00' + id * INTERVAL '1 h', jsonb_build_object('id', id), ARRAY[id, pri] FROM q;
INSERT INTO keyed (id, s) SELECT id, 'again' FROM q WHERE id < 6 ON CONFLICT (id) DO UPDATE SET s = keyed.s || excluded.s RETURNING id, s;
INSERT INTO keyed (id) SELECT id FROM q ON CONFLICT DO NOTHING;
BEGIN;
INSERT INTO keyed (id) SELECT id + 100 FROM q;
ROLLBACK;
SELECT * FROM keyed ORDER BY id;
-- keys that an upsert names, and leaves as they are
INSERT INTO u VALUES (3, 30), (40, 41) ON CONFLICT (a) DO UPDATE SET a = excluded.a, b = excluded.b;
INSERT INTO u AS x VALUES (3, 31) ON CONFLICT (a) DO UPDATE SET (a, b) = (excluded.a, x.b + 1) RETURNING *;
INSERT INTO u AS x VALUES (3, 31) ON CONFLICT ON CONSTRAINT u_pkey DO UPDATE SET a = x.a, b = 0 WHERE x.b > 1 RETURNING *;
-- @refused shard key
INSERT INTO u VALUES (3, 31) ON CONFLICT (a) DO UPDATE SET a = excluded.b;
INSERT INTO q VALUES (3, 'x', 1, 77777) ON CONFLICT (id) DO UPDATE SET id = excluded.id, st = excluded.st RETURNING *;
INSERT INTO q VALUES (999, 'y', 1, 77) ON CONFLICT (code) DO UPDATE SET id = q.id, st = excluded.st RETURNING *;
-- @refused shard key
INSERT INTO q VALUES (999, 'y', 1, 77) ON CONFLICT (code) DO UPDATE SET id = excluded.id;
SELECT * FROM u ORDER BY a;
