-- SELECT without a table, SET, time zones, advisory locks, and other things of a session.
CREATE TABLE t (id INT PRIMARY KEY, v TEXT, tz TIMESTAMPTZ);
INSERT INTO t VALUES (1, 'a', '2024-01-01 00:00:00+00'), (2, 'b', '2024-06-01 00:00:00+00'), (3, 'c', NULL), (4, 'd', '2024-12-31 23:59:59+00'), (5, 'e', NULL), (6, 'f', NULL);
SELECT 1;
SELECT 1 + 1, 'x', NULL, 2.50, 1e3, TRUE;
SELECT 1 WHERE FALSE;
SELECT;
SELECT current_database(), current_schema(), current_schema;
-- @rows count
SELECT version(), current_user, session_user, pg_backend_pid(), inet_server_port();
-- @rows count
SELECT now(), current_date, current_timestamp, localtime, clock_timestamp();
SELECT now() = transaction_timestamp(), pg_typeof(1), pg_typeof(now());
SHOW search_path;
SHOW TIME ZONE;
SHOW transaction_isolation;
SHOW server_version;
SHOW standard_conforming_strings;
SELECT current_setting('search_path'), current_setting('transaction_isolation'), current_setting('nope', true);
SET TIME ZONE 'UTC';
SELECT id, tz FROM t WHERE tz IS NOT NULL;
SHOW timezone;
SET TIME ZONE 'America/New_York';
SELECT id, tz FROM t WHERE tz IS NOT NULL;
SELECT id FROM t WHERE tz = '2024-05-31 20:00:00';
SELECT tz::date, COUNT(*) FROM t GROUP BY tz::date;
SELECT MIN(tz), MAX(tz) FROM t;
SET TIME ZONE INTERVAL '+05:30' HOUR TO MINUTE;
-- @rows ordered
SELECT id, tz FROM t WHERE tz IS NOT NULL ORDER BY tz DESC;
SET timezone TO DEFAULT;
SET LOCAL timezone = 'UTC';
-- @session other
SHOW timezone;
SET datestyle = 'ISO, DMY';
SELECT '1/2/2024'::date::text, id FROM t WHERE id = 1;
SELECT tz::text FROM t WHERE id = 2;
RESET datestyle;
SELECT '2024-02-01'::date::text;
SET extra_float_digits = 1;
SELECT (0.1::float8 + 0.2::float8)::text, id FROM t WHERE id < 4;
SET extra_float_digits TO DEFAULT;
SET intervalstyle = 'iso_8601';
SELECT (INTERVAL '1 day 2 hours')::text, id FROM t WHERE id < 3;
RESET intervalstyle;
SET bytea_output = 'escape';
SELECT '\xdead'::bytea::text, id FROM t WHERE id < 3;
RESET bytea_output;
SET my.variable = 'custom';
SHOW my.variable;
SELECT current_setting('my.variable'), id FROM t WHERE id < 4;
-- @once
SELECT set_config('my.variable', 'changed', false);
SELECT id, current_setting('my.variable') FROM t WHERE id > 3;
SET statement_timeout = '30s';
SHOW statement_timeout;
RESET statement_timeout;
SET statement_timeout TO 0;
SET lock_timeout = 1000;
SET search_path TO public, pg_catalog;
SHOW search_path;
SELECT COUNT(*) FROM t;
SELECT v FROM t WHERE id = 3;
INSERT INTO t VALUES (10, 'sp');
SELECT v FROM t WHERE id = 10;
SET search_path = "$user", public;
RESET search_path;
SELECT COUNT(*) FROM t;
RESET ALL;
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ;
SHOW transaction_isolation;
SHOW default_transaction_isolation;
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;
SET default_transaction_read_only = on;
-- @error
INSERT INTO t VALUES (50, 'ro');
SET default_transaction_read_only = off;
INSERT INTO t VALUES (50, 'rw');
SET ROLE NONE;
SET SESSION AUTHORIZATION DEFAULT;
SET NAMES 'UTF8';
SET client_min_messages TO warning;
SET application_name = 'diff';
SHOW application_name;
SELECT current_setting('application_name'), COUNT(*) FROM t GROUP BY 1;
-- @error
SET nope = 1;
-- @error
SHOW nope;
-- @error
SET timezone = 'Nowhere/Atlantis';
-- @rows count
SHOW server_version_num;
-- @rows none
SHOW ALL;
BEGIN;
SET LOCAL timezone = 'Asia/Tokyo';
SELECT tz::text FROM t WHERE id = 2;
COMMIT;
SELECT tz::text FROM t WHERE id = 2;
BEGIN;
SET timezone = 'Asia/Tokyo';
ROLLBACK;
SELECT tz::text FROM t WHERE id = 2;
-- advisory locks
-- @once
SELECT pg_try_advisory_lock(77);
-- @session other
-- @once
SELECT pg_try_advisory_lock(77);
SELECT COUNT(*) FROM t;
SELECT v FROM t WHERE id = 4;
-- @once
SELECT pg_advisory_unlock(77);
-- @session other
-- @once
SELECT pg_try_advisory_lock(77);
-- @session other
-- @once
SELECT pg_advisory_unlock_all();
BEGIN;
-- @once
SELECT pg_advisory_xact_lock(78);
-- @session other
-- @once
SELECT pg_try_advisory_xact_lock(78);
COMMIT;
SELECT md5('x'), upper('ä'), encode('x', 'hex'), regexp_replace('abc', 'b', 'x'), to_char(1234.5, '9999.99'), to_date('31 05 2024', 'DD MM YYYY'), string_to_array('a,b', ','), repeat('x', 3), lpad('5', 3, '0');
SELECT generate_series(1, 3) AS g;
SELECT * FROM generate_series(1, 3) AS g (n);
SELECT * FROM unnest(ARRAY['a', 'b']) WITH ORDINALITY AS u (v, n);
SELECT jsonb_path_query('[1,2,3]', '$[*]');
SELECT * FROM jsonb_to_recordset('[{"a": 1}, {"a": 2}]') AS r (a INT);
SELECT length(gen_random_uuid()::text), random() < 1, pg_sleep(0) IS NULL;
-- settings that would change what moves between leaves, or how texts are read
CREATE TABLE f (id INT PRIMARY KEY, d FLOAT8, g FLOAT4, a TEXT[]);
INSERT INTO f SELECT id, 1 / (id + 0.1::float8), 1 / (id + 0.3::float4), ARRAY[v, NULL] FROM t;
-- @refused extra_float_digits
SET extra_float_digits = 0;
SET extra_float_digits = 3;
SELECT x.id FROM f x JOIN f y ON x.d = y.d AND x.g = y.g AND x.a[1] = y.a[1] AND y.a[2] IS NULL;
BEGIN;
-- @refused extra_float_digits
SET LOCAL extra_float_digits TO '-15';
SET LOCAL extra_float_digits TO 2;
SELECT x.id FROM f x JOIN f y ON x.d = y.d AND x.g = y.g;
COMMIT;
-- @refused array_nulls
SET array_nulls = off;
RESET array_nulls;
-- @refused standard_conforming_strings
SET standard_conforming_strings = off;
SET standard_conforming_strings TO DEFAULT;
SELECT 'back\slash' FROM f WHERE id = 1;
