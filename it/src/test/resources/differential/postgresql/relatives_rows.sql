-- Relatives of the first week's cases: addresses of rows, RETURNING, several columns in SET.
CREATE TABLE job (id INT PRIMARY KEY, st TEXT, n INT, tag TEXT);
CREATE UNIQUE INDEX job_tag ON job (tag) /*canopy global */;
INSERT INTO job SELECT i, CASE WHEN i % 2 = 0 THEN 'even' ELSE 'odd' END, i * 10, 't' || i FROM generate_series(1, 30) i;
CREATE TABLE ev (job_id INT, k INT, v INT, PRIMARY KEY (job_id, k)) /*canopy shard key (job_id) */;
INSERT INTO ev SELECT i % 10 + 1, i, i FROM generate_series(1, 40) i;
CREATE TABLE r (id INT PRIMARY KEY, w TEXT) /*canopy reference */;
INSERT INTO r VALUES (1, 'one'), (2, 'two'), (3, 'three');
CREATE TABLE nokey (a INT, b TEXT);
INSERT INTO nokey VALUES (1, 'x'), (1, 'x'), (2, 'y'), (2, 'y'), (3, NULL), (3, NULL);
CREATE TEMPORARY TABLE tmp (id INT, v INT);
INSERT INTO tmp VALUES (1, 1), (1, 1), (2, 2);
DELETE FROM job WHERE ctid IN (SELECT j.ctid FROM job j JOIN ev ON ev.job_id = j.id WHERE ev.v = 11);
DELETE FROM job WHERE ctid IN (SELECT ctid FROM job WHERE n > 200 ORDER BY n DESC LIMIT 2) AND st = 'even' RETURNING id;
UPDATE job SET n = 0 WHERE ctid = (SELECT ctid FROM job WHERE tag = 't7');
UPDATE job SET n = n + 1 WHERE ctid IN (SELECT ctid FROM job ORDER BY id LIMIT 3 OFFSET 2) RETURNING id, n;
SELECT count(*), sum(n), sum(id) FROM job;
WITH x AS (SELECT ctid FROM job ORDER BY id DESC LIMIT 2) DELETE FROM job WHERE ctid IN (SELECT ctid FROM x) RETURNING id;
WITH x AS MATERIALIZED (SELECT ctid AS c FROM job WHERE st = 'odd' ORDER BY id LIMIT 2) UPDATE job SET st = 'x' WHERE ctid IN (SELECT c FROM x) RETURNING id;
DELETE FROM nokey WHERE ctid NOT IN (SELECT max(ctid) FROM nokey GROUP BY a, b);
SELECT * FROM nokey ORDER BY a;
DELETE FROM nokey WHERE ctid = (SELECT ctid FROM nokey WHERE a = 2 LIMIT 1) RETURNING a;
SELECT * FROM nokey ORDER BY a;
DELETE FROM tmp WHERE ctid NOT IN (SELECT min(ctid) FROM tmp GROUP BY id, v);
SELECT * FROM tmp ORDER BY id;
DELETE FROM r WHERE ctid = (SELECT ctid FROM r WHERE w = 'three') RETURNING id;
SELECT count(*) FROM r;
BEGIN;
DELETE FROM job WHERE ctid = ANY (ARRAY(SELECT ctid FROM job WHERE st = 'even' ORDER BY id LIMIT 4)) RETURNING id;
SELECT count(*) FROM job;
ROLLBACK;
SELECT count(*) FROM job;
-- @prepared 'even', 2
DELETE FROM job WHERE ctid IN (SELECT ctid FROM job WHERE st = ? ORDER BY id LIMIT ?) RETURNING id;
MERGE INTO job USING (SELECT ctid AS c FROM job WHERE st = 'even' ORDER BY id LIMIT 1) s ON job.ctid = s.c WHEN MATCHED THEN UPDATE SET st = 'merged';
SELECT id FROM job WHERE st = 'merged';
SELECT (SELECT count(*) FROM job j2 WHERE j2.ctid = j.ctid) FROM job j ORDER BY id LIMIT 3;
SELECT j.id FROM job j WHERE j.ctid = (SELECT min(ctid) FROM job WHERE id = j.id) ORDER BY 1 LIMIT 3;
SELECT count(*) FROM (SELECT ctid, id FROM job) a JOIN (SELECT ctid, id FROM job) b ON a.ctid = b.ctid AND a.id = b.id;
SELECT tableoid::regclass, job.tag FROM job WHERE tag = 't9';
SELECT tableoid = 'job'::regclass AS same, count(*) FROM job GROUP BY 1;
SELECT tableoid::regclass::text AS t, st, count(*) FROM job GROUP BY t, st ORDER BY t, st;
SELECT tableoid::regclass FROM tmp LIMIT 1;
SELECT r.tableoid::regclass, job.tableoid::regclass FROM job JOIN r ON r.id = job.id;
INSERT INTO r VALUES (9, 'nine') RETURNING tableoid::regclass, id;
INSERT INTO job VALUES (100, 'new', 1, 't100') RETURNING tableoid::regclass, id, ctid IS NOT NULL AS c;
DELETE FROM job WHERE id = 100 RETURNING tableoid::regclass;
-- RETURNING
INSERT INTO job VALUES (101, 'new', 1, 't101'), (102, 'new', 2, 't102') RETURNING id, n * 2 AS twice, (SELECT w FROM r WHERE r.id = job.n);
INSERT INTO job (id, st, n, tag) SELECT 200 + id, w, id, 'r' || id FROM r RETURNING id, tag;
-- @refused behind its rows
INSERT INTO job VALUES (103, 'new', 1, 't103') RETURNING id, (SELECT count(*) FROM ev);
-- @refused behind its rows
INSERT INTO job VALUES (104, 'new', 1, 't104') RETURNING id, (SELECT max(v) FROM ev WHERE ev.job_id = job.n);
UPDATE job SET n = n + 1 WHERE tag = 't9' RETURNING id, (SELECT count(*) FROM ev) AS c;
UPDATE job SET n = n + 1 WHERE id < 8 RETURNING id, (SELECT sum(v) FROM ev WHERE ev.job_id = job.id), (SELECT w FROM r WHERE r.id = job.id);
UPDATE ev SET v = v + 1 WHERE job_id = 3 RETURNING k, (SELECT st FROM job WHERE job.id = ev.job_id);
UPDATE ev SET v = v + 1 WHERE k = 5 RETURNING k, (SELECT count(*) FROM ev e WHERE e.job_id = ev.job_id), (SELECT count(*) FROM ev);
DELETE FROM ev WHERE k > 37 RETURNING job_id, k, EXISTS (SELECT 1 FROM job WHERE id = job_id) AS e;
DELETE FROM ev USING job WHERE job.id = ev.job_id AND job.st = 'odd' AND ev.k > 30 RETURNING ev.k, job.n, (SELECT w FROM r WHERE id = 1);
WITH d AS (DELETE FROM ev WHERE k = 1 RETURNING *, (SELECT count(*) FROM job) AS c) SELECT * FROM d;
UPDATE r SET w = w || '!' RETURNING id, w, (SELECT count(*) FROM job) > 0 AS c;
UPDATE tmp SET v = v + 1 RETURNING id, (SELECT count(*) FROM tmp), (SELECT w FROM r WHERE r.id = tmp.id);
-- @prepared 2, 9
UPDATE job SET n = ? WHERE id = ? RETURNING n, (SELECT count(*) FROM ev WHERE job_id < 100) AS c;
BEGIN;
UPDATE job SET n = -1 WHERE id < 5 RETURNING id, (SELECT min(n) FROM job) AS before;
SELECT min(n) FROM job;
ROLLBACK;
-- several columns
UPDATE job SET (st, n) = (SELECT 'mc', max(v) FROM ev WHERE ev.job_id = job.id) WHERE id = 5;
UPDATE job SET (st, n) = (SELECT 'mc', count(*) FROM ev WHERE ev.job_id = job.id);
UPDATE job SET (n, st) = (n + 1, 'pair') WHERE tag = 't9';
UPDATE job SET (n, st) = ROW (n + 1, upper(st)) WHERE id < 10;
UPDATE job SET (n) = (SELECT 5), st = 'one' WHERE id = 7;
UPDATE ev SET (v, k) = (SELECT n, k + 1000 FROM job WHERE job.id = ev.job_id) WHERE k = 12;
UPDATE job SET (st, n) = (SELECT w, r.id FROM r WHERE r.id = job.id) WHERE id < 4 RETURNING id, st, n;
UPDATE job SET (st, n) = (SELECT ev.v::text, x.id FROM ev, r x WHERE ev.k = 20 AND x.id = 1) WHERE tag = 't9' RETURNING *;
UPDATE r SET (w) = (SELECT st FROM job WHERE job.id = 9) WHERE id = 1;
UPDATE tmp SET (id, v) = (SELECT count(*), 3 FROM job) WHERE id = 2;
-- @error
UPDATE job SET (st, n) = (SELECT 'a') WHERE id = 5;
-- @error
UPDATE job SET (st, n) = (SELECT st, n FROM job) WHERE id = 5;
INSERT INTO job VALUES (9, 'c', 1, 'tc') ON CONFLICT (id) DO UPDATE SET (st, n) = (SELECT 'conf', 77) RETURNING st, n;
INSERT INTO job VALUES (9, 'c', 1, 'tc') ON CONFLICT (id) DO UPDATE SET (st, n) = (excluded.st, job.n + 1) RETURNING st, n;
SELECT * FROM job ORDER BY id;
SELECT * FROM ev ORDER BY k;
SELECT * FROM r ORDER BY id;
SELECT * FROM tmp ORDER BY id;
