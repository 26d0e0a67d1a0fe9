-- Functions of the session and assignments to it, in every kind of statement.
CREATE TABLE t (id INT PRIMARY KEY, v BIGINT, s TEXT);
CREATE SEQUENCE sq;
SELECT setval('sq', 100) = 100;
-- @once
SELECT setval('sq', 200), 5 AS five;
-- @once
SELECT setval('sq', 5 * 50) + 1 AS x;
SELECT nextval('sq') > 250 AS x;
-- @once
SELECT setval('sq', 300, false);
-- @once
SELECT nextval('sq'), lastval(), currval('sq');
-- @once
INSERT INTO t VALUES (1, currval('sq'), 'cur'), (2, lastval(), 'last'), (3, nextval('sq'), 'next');
-- @once
UPDATE t SET v = lastval() WHERE id = 2;
-- @once
DELETE FROM t WHERE v = currval('sq') AND id = 3;
SELECT * FROM t;
-- @once
SELECT setval('sq', (SELECT MAX(v) FROM t));
-- @once
SELECT setval('sq', COALESCE(MAX(v), 1), MAX(v) IS NOT NULL) FROM t;
-- @once
SELECT nextval('sq');
-- @once
SELECT setval('sq', COALESCE((SELECT MAX(id) + 400 FROM t), 1), false);
-- @once
SELECT nextval('sq');
-- @once
SELECT setval('sq', MAX(id)) AS sv FROM t WHERE id < 0;
-- @once
SELECT pg_catalog.setval('public.sq', 500, true);
-- @prepared 'sq', 600
SELECT setval(?, ?);
-- @once
INSERT INTO t VALUES (10, setval('sq', 700), 'set');
SELECT lastval() AS l, (SELECT currval('sq')) AS c, currval('sq')::text AS x;
SELECT v FROM t WHERE v = lastval();
-- @once
CREATE TEMP TABLE ct AS SELECT currval('sq') AS c;
SELECT * FROM ct;
-- @once
CREATE TABLE ct2 AS SELECT id, lastval() AS l FROM t WHERE id < 3;
SELECT * FROM ct2;
PREPARE pl AS SELECT lastval() AS l;
EXECUTE pl;
-- @error
SELECT setval('none', 1);
-- @may refuse
SELECT setval('sq', id) FROM t;
-- set_config
-- @once
SELECT set_config('my.a', 'one', false);
SELECT current_setting('my.a');
SELECT id, current_setting('my.a') FROM t;
-- @once
SELECT set_config('my.a', 'two', false), set_config('my.b', 'three', false) AS b;
SELECT id, current_setting('my.a'), current_setting('my.b') FROM t;
-- @once
SELECT length(set_config('my.a', 'four' || 'five', false)) AS l;
SELECT current_setting('my.a'), (SELECT MAX(current_setting('my.a')) FROM t);
-- @prepared 'my.a', 'six', false
SELECT set_config(?, ?, ?);
SELECT current_setting('my.a') FROM t WHERE id = 1;
-- @once
SELECT set_config('work_mem', '8192', false);
SHOW work_mem;
-- @once
SELECT pg_catalog.set_config('search_path', 'public, pg_catalog', false);
SHOW search_path;
SELECT COUNT(*) FROM t;
-- @once
SELECT set_config('search_path', '"$user", public', false);
SHOW search_path;
-- @once
SELECT set_config('TimeZone', 'Asia/Tokyo', false);
SELECT current_setting('timezone');
SELECT timestamptz '2024-01-01 00:00:00+00' AS z, COUNT(*) FROM t;
BEGIN;
-- @once
SELECT set_config('my.a', 'local', true);
SELECT id, current_setting('my.a') FROM t;
COMMIT;
SELECT current_setting('my.a') FROM t WHERE id = 1;
SELECT set_config('my.a', 'gone', true);
SELECT current_setting('my.a');
-- @error
SELECT set_config('work_mem', 'much', false);
SHOW work_mem;
-- @once
INSERT INTO t VALUES (20, 1, set_config('my.a', 'ins', false));
SELECT s, current_setting('my.a') FROM t WHERE id = 20;
-- the session's own connection
SELECT pg_backend_pid() = pg_backend_pid() AS x;
-- @once
CREATE TABLE pids (id INT PRIMARY KEY, pid INT);
-- @once
INSERT INTO pids VALUES (1, pg_backend_pid()), (2, pg_backend_pid()), (3, pg_backend_pid());
SELECT COUNT(DISTINCT pid) FROM pids;
SELECT COUNT(*) FROM pids WHERE pid = pg_backend_pid();
-- @once
UPDATE pids SET pid = -pg_backend_pid();
SELECT COUNT(*) FROM pids WHERE pid + pg_backend_pid() = 0;
BEGIN;
-- @once
INSERT INTO t VALUES (30, txid_current(), 'tx'), (31, txid_current(), 'tx');
SELECT COUNT(DISTINCT v) FROM t WHERE s = 'tx';
COMMIT;
-- @refused 0AX00 lock
UPDATE t SET s = 'l' WHERE pg_try_advisory_lock(1);
-- SELECT INTO makes a table
-- @once
SELECT id, s INTO made FROM t WHERE id < 10;
SELECT * FROM made;
-- @once
SELECT COUNT(*) AS n INTO TEMP madetemp FROM t;
SELECT * FROM madetemp;
-- @once
WITH q AS (SELECT id FROM t WHERE id < 3) SELECT id, id * 2 AS twice INTO TABLE made2 FROM q;
SELECT * FROM made2;
INSERT INTO made VALUES (77, 'more');
SELECT COUNT(*) FROM made;
