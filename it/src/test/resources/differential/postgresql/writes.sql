-- INSERT, UPDATE, DELETE and MERGE in PostgreSQL's own forms.
CREATE TABLE t (id INT PRIMARY KEY, a INT DEFAULT 7, b VARCHAR(20), n INT NOT NULL DEFAULT 0);
INSERT INTO t VALUES (1, 1, 'one', 0) RETURNING *;
INSERT INTO t (id, b) VALUES (2, 'two'), (3, 'three'), (4, 'four'), (5, 'five') RETURNING id, UPPER(b) AS u, a + 1 AS next;
INSERT INTO t AS x (id) VALUES (6) RETURNING x.id, x.n;
INSERT INTO public.t (id) VALUES (7) RETURNING t.id;
INSERT INTO t (id, a) VALUES (8, DEFAULT), (9, NULL), (10, 2 * 5) RETURNING id, a;
INSERT INTO t (id, b) VALUES (11, $$dollar's$$), (12, E'tab\there'), (13, U&'\0041'), (14, 'ad'
  'jacent');
INSERT INTO t (id, a) VALUES (15, '15'), ('16', 16), (17::bigint, 17), (cast(18 AS smallint), 18);
INSERT INTO t (id, a) VALUES ((SELECT 19), 19) RETURNING id;
INSERT INTO t VALUES (20);
INSERT INTO t SELECT g, g * 10, 'gen' FROM generate_series(21, 30) AS g;
INSERT INTO t (id, a) SELECT 31, 1 RETURNING id, a;
INSERT INTO t (id, a) VALUES (32, 1), (33, 2) RETURNING (id * 2)::text || 'x' AS txt;
INSERT INTO t (id, a) VALUES (34, 1) RETURNING NULL AS nothing, 'c' AS c;
-- @prepared 40, 'p'
-- @prepared 41, null varchar
INSERT INTO t (id, b) VALUES (?, ?) RETURNING id, b;
-- @keys
INSERT INTO t (id, b) VALUES (42, 'keys'), (43, 'keys');
SELECT * FROM t;
-- ON CONFLICT
INSERT INTO t (id, a) VALUES (1, 100) ON CONFLICT DO NOTHING;
INSERT INTO t (id, a) VALUES (1, 100), (50, 50), (2, 100), (51, 51) ON CONFLICT (id) DO NOTHING RETURNING id;
INSERT INTO t (id, a) VALUES (1, 100) ON CONFLICT (id) DO UPDATE SET a = EXCLUDED.a;
INSERT INTO t (id, a) VALUES (1, 5), (52, 52), (2, 6) ON CONFLICT (id) DO UPDATE SET a = EXCLUDED.a + t.a, n = t.n + 1 RETURNING id, a, n;
INSERT INTO t AS x (id, a) VALUES (1, 7) ON CONFLICT (id) DO UPDATE SET b = 'was ' || x.a, (a, n) = (1, 2);
INSERT INTO t (id, a) VALUES (1, 1), (3, 3) ON CONFLICT (id) DO UPDATE SET a = 0 WHERE t.n > 0 RETURNING id;
INSERT INTO t (id, a) VALUES (3, 1) ON CONFLICT ON CONSTRAINT t_pkey DO UPDATE SET n = 9;
INSERT INTO t (id, a) SELECT 3, 8 ON CONFLICT (id) DO UPDATE SET a = EXCLUDED.a;
INSERT INTO t (id, a) VALUES (60, 1) ON CONFLICT DO NOTHING RETURNING *;
-- @prepared 1, 1000
-- @prepared 61, 1000
INSERT INTO t (id, a) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET a = EXCLUDED.a, n = t.n + 1 RETURNING n;
-- @error
INSERT INTO t (id, a) VALUES (62, 1), (62, 2) ON CONFLICT (id) DO UPDATE SET a = 5;
INSERT INTO t (id, a) VALUES (62, 1), (62, 2) ON CONFLICT DO NOTHING;
-- @error
INSERT INTO t (id, a) VALUES (1, 1) ON CONFLICT (a) DO NOTHING;
-- @error
INSERT INTO t (id, a) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET nope = 1;
-- @refused id
INSERT INTO t (id, a) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET id = 99;
SELECT * FROM t;
-- UPDATE
UPDATE t SET a = a + 1 WHERE id = 1 RETURNING *;
UPDATE t SET a = a + 1, b = 'many' WHERE id IN (1, 2, 3, 50, 51) RETURNING id, a, b;
UPDATE t AS x SET n = 5 WHERE x.id = 4 RETURNING x.id, x.n;
UPDATE t SET (a, b) = (1, 'pair') WHERE id = 5;
UPDATE t SET (a, b) = (SELECT 2, 'sel') WHERE id = 6;
UPDATE t SET a = DEFAULT, b = NULL WHERE id = 7 RETURNING a, b;
UPDATE t SET a = 0 WHERE id = 999 RETURNING id;
UPDATE ONLY t SET n = 1 WHERE id = 8;
UPDATE t SET n = n + 1 WHERE a > 100 RETURNING id;
UPDATE t SET b = b || '!' WHERE b LIKE 'g%' AND id = ANY (ARRAY[21, 22, 23]);
CREATE TABLE u (id INT PRIMARY KEY, v INT);
INSERT INTO u VALUES (1, 100), (2, 200), (3, 300), (50, 500), (99, 9);
CREATE TABLE r (code INT PRIMARY KEY, label TEXT) /*canopy reference */;
INSERT INTO r VALUES (1, 'one'), (2, 'two'), (100, 'hundred') RETURNING code;
UPDATE t SET a = u.v FROM u WHERE u.id = t.id RETURNING t.id, t.a, u.v;
UPDATE t SET b = r.label FROM r WHERE r.code = t.id AND t.id < 10;
UPDATE t SET n = d.v FROM (SELECT id, v FROM u WHERE v > 250) d WHERE d.id = t.id;
UPDATE u SET v = v + 1 FROM r WHERE r.code = u.v RETURNING u.*, r.label;
UPDATE t SET n = (SELECT COUNT(*) FROM u WHERE u.id = t.id) WHERE id < 5;
WITH w AS (SELECT 5 AS x) UPDATE t SET n = 55 FROM w WHERE t.id = w.x RETURNING t.id;
UPDATE r SET label = UPPER(label) RETURNING *;
SELECT * FROM t;
SELECT * FROM u;
-- DELETE
DELETE FROM t WHERE id = 10 RETURNING *;
DELETE FROM t WHERE id BETWEEN 11 AND 16 RETURNING id, b;
DELETE FROM t AS x WHERE x.id = 17 RETURNING x.id;
DELETE FROM t USING u WHERE u.id = t.id AND u.v = 500 RETURNING t.id, u.v;
DELETE FROM t USING r WHERE r.code = t.id AND t.id = 2;
DELETE FROM ONLY t WHERE id = 18;
DELETE FROM t WHERE id = 999 RETURNING id;
WITH w AS (SELECT 19 AS x) DELETE FROM t USING w WHERE t.id = w.x RETURNING t.id;
DELETE FROM r WHERE code = 100 RETURNING label;
SELECT id FROM t;
-- writes in WITH, within one partition
-- @once
WITH d AS (DELETE FROM t WHERE id = 20 RETURNING id) SELECT * FROM d;
-- @may refuse
-- @once
WITH i AS (INSERT INTO u VALUES (200, 1) RETURNING id) SELECT * FROM i;
DELETE FROM u WHERE id = 200 AND v = 2;
-- MERGE
MERGE INTO r USING (VALUES (1, 'uno'), (7, 'seven')) AS s (code, label) ON r.code = s.code
  WHEN MATCHED THEN UPDATE SET label = s.label WHEN NOT MATCHED THEN INSERT VALUES (s.code, s.label);
SELECT * FROM r;
-- @may refuse
-- @once
MERGE INTO u USING (VALUES (1, 1), (1000, 1)) AS s (id, v) ON u.id = s.id
  WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED THEN DO NOTHING;
-- volatile functions in a write over many leaves are evaluated once for all, as their kind asks
CREATE TABLE v (id INT PRIMARY KEY, at TIMESTAMPTZ, u UUID, x DOUBLE PRECISION);
INSERT INTO v (id) SELECT generate_series(1, 20);
UPDATE v SET at = now();
SELECT COUNT(DISTINCT at) FROM v;
UPDATE v SET at = CURRENT_TIMESTAMP;
SELECT COUNT(DISTINCT at) FROM v;
INSERT INTO v (id, u, at) VALUES (30, gen_random_uuid(), now()), (31, gen_random_uuid(), now()), (32, gen_random_uuid(), now());
SELECT COUNT(DISTINCT u), COUNT(DISTINCT at) FROM v WHERE id >= 30;
CREATE TABLE rv (id INT PRIMARY KEY, u UUID DEFAULT gen_random_uuid(), x DOUBLE PRECISION) /*canopy reference */;
INSERT INTO rv (id, x) VALUES (1, random()), (2, random());
-- @refused another value each call
UPDATE rv SET x = random() WHERE id = 1;
SELECT COUNT(DISTINCT rv.u), COUNT(DISTINCT rv.x) FROM v CROSS JOIN rv WHERE rv.id = 1;
INSERT INTO v (id) VALUES ((random() * 1000)::int + 1000);
SELECT COUNT(*) FROM v a JOIN v b ON a.id = b.id WHERE a.id >= 1000;
-- generated and default columns
CREATE TABLE gen (id INT PRIMARY KEY, a INT, b INT GENERATED ALWAYS AS (a * 2) STORED, c TIMESTAMPTZ DEFAULT now(), d TEXT DEFAULT 'd' || 'ef');
INSERT INTO gen (id, a) VALUES (1, 10), (2, 20) RETURNING b, d;
-- @error
INSERT INTO gen (id, b) VALUES (3, 1);
SELECT id, a, b, c IS NOT NULL, d FROM gen;
CREATE TABLE child (id INT PRIMARY KEY, code INT REFERENCES r (code) ON DELETE SET NULL);
INSERT INTO child VALUES (1, 1), (2, 7), (3, NULL);
-- @error
INSERT INTO child VALUES (4, 77);
SELECT * FROM child;
TRUNCATE u, v;
SELECT COUNT(*) FROM u;
TRUNCATE TABLE t RESTART IDENTITY;
TRUNCATE ONLY gen CASCADE;
SELECT COUNT(*) FROM gen;
-- the present time is the same in all copies of a reference table
INSERT INTO v (id) SELECT generate_series(1, 20);
CREATE TABLE rt (id INT PRIMARY KEY, at TIMESTAMPTZ) /*canopy reference */;
INSERT INTO rt VALUES (1, now()), (2, NULL);
UPDATE rt SET at = now();
SELECT COUNT(DISTINCT rt.at) FROM v JOIN rt ON rt.id > 0;
INSERT INTO rt SELECT 3, CURRENT_TIMESTAMP;
SELECT COUNT(DISTINCT rt.at) FROM v JOIN rt ON rt.id = 3;
DELETE FROM rt WHERE at < now() - INTERVAL '1 day';
