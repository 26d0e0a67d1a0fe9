-- What dumps and applications do with settings and sequences of the session.
CREATE TABLE t (id INT PRIMARY KEY, v BIGINT, s TEXT);
INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c');
-- @once
SELECT length(pg_catalog.set_config('search_path', '', false)) < 3;
SELECT id FROM public.t;
-- @once
INSERT INTO public.t VALUES (4, 40, 'd');
-- @once
SET search_path = public;
-- @once
SELECT set_config('search_path', 'public, "$user"', false);
SHOW search_path;
SELECT id FROM t;
BEGIN;
-- @once
SELECT set_config('my.user', '42', true);
SELECT id, current_setting('my.user') FROM t;
SELECT count(*) FROM t WHERE current_setting('my.user')::int = 42;
COMMIT;
SELECT coalesce(current_setting('my.user', true), '') = '';
BEGIN;
-- @once
SELECT set_config('my.user', '43', false);
ROLLBACK;
SELECT coalesce(current_setting('my.user', true), '') = '';
BEGIN;
-- @once
SELECT set_config('timezone', 'Asia/Tokyo', true);
SHOW timezone;
SELECT id, '2024-01-01 00:00:00+00'::timestamptz::text FROM t;
COMMIT;
SHOW timezone;
-- @once
SELECT set_config('my.b', null, false);
-- @refused 0AX00 columns
SELECT set_config(name, setting, false) FROM (VALUES ('my.x', '1')) q(name, setting);
CREATE SEQUENCE sq START 5;
-- @once
SELECT nextval('sq');
-- @once
SELECT nextval('sq'::regclass) AS n, nextval('public.sq');
SELECT currval('sq'), lastval();
-- @once
SELECT nextval('sq') + 1 AS x, 'k' || nextval('sq');
-- @once
SELECT setval('sq', 100) = 100;
-- @once
SELECT setval('sq', 200, false), nextval('sq');
-- @once
SELECT setval('sq', 299 + 1)::text || 'x';
-- @once
SELECT setval('sq', CASE WHEN 1 = 1 THEN 400 ELSE 1 END);
-- @refused 0AX00 setval
SELECT 1 FROM (SELECT setval('sq', 500)) q;
-- @once
INSERT INTO t SELECT currval('sq'), 1, 'cv';
SELECT id FROM t WHERE s = 'cv';
CREATE TABLE ser (id SERIAL PRIMARY KEY, v INT);
-- @once
INSERT INTO ser (v) VALUES (1);
SELECT currval('ser_id_seq') = id, lastval() = id, currval(pg_get_serial_sequence('ser', 'id')) = id FROM ser;
-- @once
SELECT setval(pg_get_serial_sequence('ser', 'id'), (SELECT MAX(id) FROM ser) + 1000);
-- @refused 0AX00 setval
SELECT setval('ser_id_seq', coalesce(max(id), 0) + 1, false) IS NOT NULL FROM ser;
-- @once
SELECT id INTO TEMP copy1 FROM t WHERE id < 3;
SELECT * FROM copy1;
-- @once
SELECT id, s INTO copy2 FROM t ORDER BY id;
SELECT * FROM copy2;
-- @once
SELECT t.id AS a, q.s AS b INTO TABLE copy3 FROM t JOIN t q ON q.id = t.id;
SELECT * FROM copy3;
-- @once
CREATE TEMP TABLE copy4 AS TABLE t;
SELECT * FROM copy4;
-- @once
CREATE TEMP TABLE copy5 (x, y) AS SELECT id, v FROM t WITH NO DATA;
SELECT * FROM copy5;
-- @once
CREATE TABLE copy6 AS VALUES (1, 'a'), (2, 'b');
SELECT * FROM copy6;
-- @once
INSERT INTO copy1 VALUES (100), (101), (102);
SELECT * FROM copy1;
-- @once
CREATE UNLOGGED TABLE ul AS SELECT 1 AS one;
SELECT * FROM ul;
-- @once
SELECT 1 AS one INTO UNLOGGED ul2;
SELECT * FROM ul2;
-- @once
UPDATE t SET v = currval('sq') WHERE id = 1;
SELECT v FROM t WHERE id = 1;
-- @once
SELECT id FROM t WHERE v = currval('sq');
-- @once
DELETE FROM t WHERE v = lastval();
-- @refused 0AX00 nextval
WITH n AS (SELECT nextval('sq') AS v) SELECT v > 0 FROM n;
-- @once
INSERT INTO ser (id, v) VALUES (DEFAULT, lastval()), (nextval('ser_id_seq'), 3);
SELECT count(*) FROM ser;
