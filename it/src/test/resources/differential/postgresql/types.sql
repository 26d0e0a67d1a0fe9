-- Every type: as it comes back, as a shard key, in order, in groups.
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE pair AS (x INT, y TEXT);
CREATE DOMAIN positive AS INT CHECK (VALUE > 0);
CREATE TABLE every (
  id INT PRIMARY KEY, si SMALLINT, bi BIGINT, nu NUMERIC, nu2 NUMERIC(20,6), re REAL, db DOUBLE PRECISION, mo MONEY, bo BOOLEAN,
  ch CHAR(5), vc VARCHAR(50), te TEXT, nm NAME, by BYTEA, da DATE, ti TIME, tiz TIMETZ, ts TIMESTAMP, tz TIMESTAMPTZ, iv INTERVAL,
  uu UUID, js JSON, jb JSONB, xm XML, bt BIT(8), vb BIT VARYING(10), ia INT[], ta TEXT[], ne INET, ci CIDR, ma MACADDR, po POINT, rg INT4RANGE, mm mood, pp pair, dd positive, ol OID, lt TSVECTOR
);
INSERT INTO every VALUES
  (1, 32767, 9223372036854775807, 123456789012345678901234567890.123456789, 12345678901234.123456, 1.5, 2.25, 12.50, TRUE, 'abc', 'text', 'long', 'nm', '\xdeadbeef', '2024-02-29', '12:34:56.789', '12:34:56+02', '2024-02-29 12:34:56.654321', '2024-02-29 12:34:56+00', '1 day 02:03:04',
   '6ccd780c-baba-1026-9564-5b8c656024db', '{"k": [1, 2.50, "x"]}', '{"k": [1, 2.50, "x"]}', '<a>b</a>', B'10101010', B'101', '{1,2,NULL}', '{"a b","c\"d"}', '10.0.0.1/24', '10.0.0.0/8', '08:00:2b:01:02:03', '(1.5,2)', '[1,5)', 'ok', '(1,x)', 5, 42, 'a cat sat'),
  (2, -32768, -9223372036854775808, -0.000000001, -0.000001, -1.5, -1e300, -0.01, FALSE, '', '', '', '', '', '0001-01-01', '00:00:00', '00:00:00-12', '1000-01-01', '1970-01-01 00:00:00+00', '-1 year',
   '00000000-0000-0000-0000-000000000000', '[]', '[]', NULL, B'00000000', B'', '{}', '{}', '::1', '::/0', '00:00:00:00:00:00', '(0,0)', 'empty', 'sad', '(,)', 1, 0, ''),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (4, 0, 0, 'NaN', 0, 'Infinity', '-Infinity', 0, TRUE, 'Ä', 'ünï😀', 'a''b', 'x', '\x00ff', 'infinity', '24:00:00', '10:00:00+00', 'infinity', '-infinity', '00:00:00.5',
   'ffffffff-ffff-ffff-ffff-ffffffffffff', '"s"', '{"b": 1, "a": 2}', '<x/>', B'11111111', B'1111111111', '{{1},{2}}', '{NULL,"NULL"}', '192.168.0.1', '192.168.0.0/16', 'ff:ff:ff:ff:ff:ff', '(-1,-1)', '(,3]', 'happy', '(2,"a,b")', 9, 7, 'b');
SELECT * FROM every;
SELECT * FROM every WHERE id = 4;
SELECT id, si + 1, bi::numeric + 1, nu * 2, re * 2, db / 2, mo * 2, NOT bo FROM every;
SELECT SUM(si), SUM(bi), SUM(nu), SUM(nu2), SUM(re), SUM(db), SUM(mo), SUM(iv), SUM(dd) FROM every WHERE id < 4;
SELECT AVG(si), AVG(bi), AVG(nu), AVG(nu2), AVG(re), AVG(iv), AVG(dd) FROM every WHERE id < 4;
SELECT MIN(si), MAX(bi), MIN(nu), MAX(nu), MAX(re), MIN(db), MAX(mo), MIN(te), MAX(vc), MIN(ch) FROM every;
SELECT MIN(da), MAX(da), MIN(ti), MAX(ti), MIN(tiz), MAX(ts), MIN(tz), MAX(iv), MIN(ne), MAX(ne), MIN(mm), MAX(mm), MAX(ia), MIN(ta) FROM every;
SELECT BOOL_AND(bo), BOOL_OR(bo), EVERY(bo), BIT_AND(bt), BIT_OR(bt), BIT_AND(si), BIT_OR(bi), BIT_XOR(si) FROM every;
SELECT COUNT(DISTINCT si), COUNT(DISTINCT nu), COUNT(DISTINCT tz), COUNT(DISTINCT jb), COUNT(DISTINCT ia), COUNT(DISTINCT mm), COUNT(DISTINCT uu), COUNT(DISTINCT pp) FROM every;
SELECT bo, COUNT(*) FROM every GROUP BY bo;
SELECT mm, COUNT(*), SUM(si) FROM every GROUP BY mm;
SELECT uu, jb, ia, COUNT(*) FROM every GROUP BY uu, jb, ia;
SELECT DISTINCT mm, bo, rg FROM every;
-- @rows ordered
SELECT id, si FROM every ORDER BY si;
-- @rows ordered
SELECT id, bi FROM every ORDER BY bi DESC;
-- @rows ordered
SELECT id, nu FROM every ORDER BY nu;
-- @rows ordered
SELECT id, nu FROM every ORDER BY nu DESC NULLS LAST;
-- @rows ordered
SELECT id, re FROM every ORDER BY re;
-- @rows ordered
SELECT id, db FROM every ORDER BY db DESC;
-- @rows ordered
SELECT id, mo FROM every ORDER BY mo;
-- @rows ordered
SELECT id, bo FROM every ORDER BY bo, id;
-- @rows ordered
SELECT id, bo FROM every ORDER BY bo DESC NULLS LAST, id;
-- @rows ordered
SELECT id, te FROM every ORDER BY te;
-- @rows ordered
SELECT id, ch FROM every ORDER BY ch DESC;
-- @rows ordered
SELECT id, by FROM every ORDER BY by;
-- @rows ordered
SELECT id, da FROM every ORDER BY da;
-- @rows ordered
SELECT id, da FROM every ORDER BY da DESC;
-- @rows ordered
SELECT id, ti FROM every ORDER BY ti DESC;
-- @rows ordered
SELECT id, tiz FROM every ORDER BY tiz;
-- @rows ordered
SELECT id, ts FROM every ORDER BY ts;
-- @rows ordered
SELECT id, tz FROM every ORDER BY tz DESC;
-- @rows ordered
SELECT id, iv FROM every ORDER BY iv;
-- @rows ordered
SELECT id, uu FROM every ORDER BY uu;
-- @rows ordered
SELECT id, uu FROM every ORDER BY uu DESC NULLS LAST;
-- @rows ordered
SELECT id, jb FROM every ORDER BY jb;
-- @rows ordered
SELECT id, bt FROM every ORDER BY bt;
-- @rows ordered
SELECT id, vb FROM every ORDER BY vb DESC;
-- @rows ordered
SELECT id, ia FROM every ORDER BY ia;
-- @rows ordered
SELECT id, ta FROM every ORDER BY ta DESC;
-- @rows ordered
SELECT id, ne FROM every ORDER BY ne;
-- @rows ordered
SELECT id, ma FROM every ORDER BY ma DESC;
-- @rows ordered
SELECT id, rg FROM every ORDER BY rg;
-- @rows ordered
SELECT id, mm FROM every ORDER BY mm;
-- @rows ordered
SELECT id, mm FROM every ORDER BY mm DESC NULLS LAST;
-- @rows ordered
SELECT id, pp FROM every ORDER BY pp;
-- @rows ordered
SELECT id, ol FROM every ORDER BY ol;
-- @rows ordered
SELECT id, nm FROM every ORDER BY nm;
-- @rows ordered
SELECT mm, COUNT(*) FROM every GROUP BY mm ORDER BY mm;
-- @rows ordered
SELECT DISTINCT mm FROM every ORDER BY mm DESC;
SELECT id FROM every WHERE mm = 'ok' OR mm > 'ok';
SELECT id FROM every WHERE tz = '2024-02-29 13:34:56+01';
SELECT id FROM every WHERE ne << '10.0.0.0/8' OR rg @> 2;
SELECT id FROM every WHERE (pp).x = 2 OR uu = '6CCD780C-BABA-1026-9564-5B8C656024DB';
-- @error
SELECT id FROM every ORDER BY po;
-- @error
SELECT DISTINCT js FROM every;
-- @error
INSERT INTO every (id, dd) VALUES (9, -1);
-- @error
INSERT INTO every (id, mm) VALUES (9, 'angry');
-- each type as a shard key
CREATE TABLE k_dec (k NUMERIC(10,2) PRIMARY KEY, n INT);
INSERT INTO k_dec VALUES (1, 1), (1.50, 2), (-0.01, 3), (0, 4), (99999999.99, 5), (2.345, 6), ('7.1', 7), (8e0, 8), ('NaN', 9);
SELECT n FROM k_dec WHERE k = 1;
SELECT n FROM k_dec WHERE k = 1.0;
SELECT n FROM k_dec WHERE k = 1.500;
SELECT n FROM k_dec WHERE k = '1.50';
SELECT n FROM k_dec WHERE k = 1.5::float8;
SELECT n FROM k_dec WHERE k = -0.010;
SELECT n FROM k_dec WHERE k = 2.345;
SELECT n FROM k_dec WHERE k = 2.35;
SELECT n FROM k_dec WHERE k IN (7.10, 8, 1e0, 0);
SELECT n FROM k_dec WHERE k = 'NaN';
-- @prepared 1.5
-- @prepared 1.500
-- @prepared 1
-- @prepared 1.5d
SELECT n FROM k_dec WHERE k = ?;
CREATE TABLE k_num (k NUMERIC PRIMARY KEY, n INT);
INSERT INTO k_num VALUES (1.10, 1), (100, 2), (1e20, 3), (-0.0, 4), (12345678901234567890.123456789, 5);
SELECT n, k FROM k_num WHERE k = 1.1;
SELECT n, k FROM k_num WHERE k = 1.1000;
SELECT n, k FROM k_num WHERE k = 1e2;
SELECT n, k FROM k_num WHERE k = 100000000000000000000;
SELECT n, k FROM k_num WHERE k = 0;
SELECT n, k FROM k_num WHERE k = 12345678901234567890.1234567890;
-- @error
INSERT INTO k_num VALUES (1.1, 6);
CREATE TABLE k_big (k BIGINT PRIMARY KEY, n INT);
INSERT INTO k_big VALUES (9223372036854775807, 1), (-9223372036854775808, 2), (0, 3), (-1, 4), (1.4, 5), ('12', 6), (9007199254740993, 7);
SELECT n FROM k_big WHERE k = 9223372036854775807;
SELECT n FROM k_big WHERE k = -9223372036854775808;
SELECT n FROM k_big WHERE k = -1 OR k = 1 OR k = 12;
SELECT n FROM k_big WHERE k = 9007199254740993;
SELECT n FROM k_big WHERE k = 9007199254740993.0;
SELECT n FROM k_big WHERE k = 9007199254740992::float8;
SELECT n FROM k_big WHERE k = 99999999999999999999;
-- @prepared 9223372036854775807L
-- @prepared 12
SELECT n FROM k_big WHERE k = ?;
CREATE TABLE k_text (k TEXT PRIMARY KEY, n INT);
INSERT INTO k_text VALUES ('a', 1), ('A', 2), ('a ', 3), ('', 4), ('é', 5), ('5', 6), ('😀', 7), (U&'e\0301', 8);
SELECT n FROM k_text WHERE k = 'a';
SELECT n FROM k_text WHERE k = 'A';
SELECT n FROM k_text WHERE k = 'a ';
SELECT n FROM k_text WHERE k = '';
SELECT n FROM k_text WHERE k = 'é';
SELECT n FROM k_text WHERE k = '😀' OR k = 'nope';
SELECT n FROM k_text WHERE k = 'a'::varchar;
SELECT n FROM k_text WHERE k = 'a '::char(5);
SELECT n FROM k_text WHERE k = 'a '::char(5)::text;
SELECT n FROM k_text WHERE k IN ('a', 'A', '5');
SELECT n FROM k_text WHERE k LIKE 'a%';
SELECT n FROM k_text WHERE k = 5::text;
-- @prepared 'a'
-- @prepared '😀'
SELECT n FROM k_text WHERE k = ?;
CREATE TABLE k_char (k CHAR(6) PRIMARY KEY, n INT);
INSERT INTO k_char VALUES ('a', 1), ('b  ', 2), ('', 3), ('C', 4);
SELECT n, k FROM k_char WHERE k = 'a';
SELECT n, k FROM k_char WHERE k = 'a   ';
SELECT n, k FROM k_char WHERE k = 'b';
SELECT n, k FROM k_char WHERE k = '';
SELECT n, k FROM k_char WHERE k = 'a'::text;
-- @error
INSERT INTO k_char VALUES ('a ', 5);
CREATE TABLE k_vc (k VARCHAR(3) PRIMARY KEY, n INT);
INSERT INTO k_vc VALUES ('abc', 1), ('x   ', 2), ('d', 3);
SELECT n, k FROM k_vc WHERE k = 'x  ';
SELECT n, k FROM k_vc WHERE k = 'x';
SELECT n, k FROM k_vc WHERE k = 'abc' OR k = 'abcd';
CREATE TABLE k_date (k DATE PRIMARY KEY, n INT);
INSERT INTO k_date VALUES ('2024-01-01', 1), ('2024-2-3', 2), ('20240304', 3), (DATE '2024-04-05', 4), ('May 6, 2024', 5), ('2024-06-07 10:00:00', 6), (TIMESTAMP '2024-07-08 12:00:00', 7), ('infinity', 8), ('0044-03-15 BC', 9);
SELECT n FROM k_date WHERE k = '2024-01-01';
SELECT n FROM k_date WHERE k = DATE '2024-02-03';
SELECT n FROM k_date WHERE k = '2024-2-3';
SELECT n FROM k_date WHERE k = '2024 March 4';
SELECT n FROM k_date WHERE k = '6.5.2024' OR k = '5/6/2024';
SELECT n FROM k_date WHERE k = TIMESTAMP '2024-06-07 00:00:00';
SELECT n FROM k_date WHERE k = TIMESTAMP '2024-06-07 12:00:00';
SELECT n FROM k_date WHERE k = TIMESTAMPTZ '2024-06-07 00:00:00';
SELECT n FROM k_date WHERE k IN ('2024-07-08', 'infinity', '0044-03-15 BC');
-- @prepared localdate '2024-02-03'
SELECT n FROM k_date WHERE k = ?;
CREATE TABLE k_ts (k TIMESTAMP(3) PRIMARY KEY, n INT);
INSERT INTO k_ts VALUES ('2024-01-01', 1), ('2024-01-01 10:00:00.1234', 2), ('2024-01-01T11:00:00', 3), (DATE '2024-01-02', 4), ('2024-01-02 23:59:59.9999', 5);
SELECT n FROM k_ts WHERE k = '2024-01-01';
SELECT n FROM k_ts WHERE k = '2024-01-01 10:00:00.123';
SELECT n FROM k_ts WHERE k = '2024-01-01 10:00:00.1234';
SELECT n FROM k_ts WHERE k = DATE '2024-01-02';
SELECT n FROM k_ts WHERE k = '2024-01-03';
-- @prepared localdatetime '2024-01-01T11:00:00'
-- @prepared timestamp '2024-01-01 00:00:00'
SELECT n FROM k_ts WHERE k = ?;
CREATE TABLE k_tz (k TIMESTAMPTZ PRIMARY KEY, n INT);
SET TIME ZONE 'UTC';
INSERT INTO k_tz VALUES ('2024-01-01 00:00:00', 1), ('2024-06-01 12:00:00+02', 2);
SELECT n, k FROM k_tz WHERE k = '2024-06-01 10:00:00';
SET TIME ZONE '+05:00';
SELECT n, k FROM k_tz WHERE k = '2024-01-01 05:00:00+05';
SET TIME ZONE 'America/New_York';
SELECT n, k FROM k_tz WHERE k = '2023-12-31 19:00:00';
SELECT n, k FROM k_tz WHERE k = '2024-01-01 00:00:00';
INSERT INTO k_tz VALUES ('2024-08-01 00:00:00', 3);
SET TIME ZONE 'Europe/Berlin';
SELECT n, k FROM k_tz WHERE k = '2024-08-01 06:00:00';
SELECT n, k FROM k_tz;
RESET TIME ZONE;
CREATE TABLE k_uuid (k UUID PRIMARY KEY, n INT);
INSERT INTO k_uuid VALUES ('6ccd780c-baba-1026-9564-5b8c656024db', 1), ('{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}', 2), ('b0eebc999c0b4ef8bb6d6bb9bd380a11', 3);
SELECT n FROM k_uuid WHERE k = '6ccd780c-baba-1026-9564-5b8c656024db';
SELECT n FROM k_uuid WHERE k = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid;
SELECT n FROM k_uuid WHERE k = 'B0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11';
-- @prepared uuid '6ccd780c-baba-1026-9564-5b8c656024db'
SELECT n FROM k_uuid WHERE k = ?;
CREATE TABLE k_bytea (k BYTEA PRIMARY KEY, n INT);
INSERT INTO k_bytea VALUES ('\x00ff', 1), ('abc', 2), ('', 3), (decode('cafe', 'hex'), 4);
SELECT n FROM k_bytea WHERE k = '\x00FF';
SELECT n FROM k_bytea WHERE k = '\x616263' OR k = '';
-- @prepared bytes 'cafe'
SELECT n, k FROM k_bytea WHERE k = ?;
CREATE TABLE k_bool (k BOOLEAN, n INT) /*canopy shard key (k) */;
INSERT INTO k_bool VALUES (TRUE, 1), (FALSE, 2), ('yes', 3), ('0', 4), (NULL, 5);
SELECT n FROM k_bool WHERE k;
SELECT n FROM k_bool WHERE NOT k;
SELECT n FROM k_bool WHERE k = 't' OR k IS NULL;
SELECT n FROM k_bool WHERE k IS TRUE;
SELECT n FROM k_bool WHERE k IS NOT TRUE;
-- @prepared true
SELECT n FROM k_bool WHERE k = ?;
CREATE TABLE k_small (k SMALLINT PRIMARY KEY, n INT);
INSERT INTO k_small VALUES (1, 1), (1.5, 2), ('3', 3), (4::bigint, 4);
SELECT n, k FROM k_small WHERE k = 2;
SELECT n, k FROM k_small WHERE k = 3 OR k = 4::numeric;
SELECT n, k FROM k_small WHERE k = 100000;
-- @error
INSERT INTO k_small VALUES (100000, 5);
CREATE TABLE k_time (k TIME PRIMARY KEY, n INT);
INSERT INTO k_time VALUES ('10:00', 1), ('10:00:00.5', 2), ('24:00', 3), ('22:15 PST', 4);
SELECT n FROM k_time WHERE k = '10:00:00';
SELECT n FROM k_time WHERE k = '10:00:00.500000' OR k = '24:00:00';
CREATE TABLE k_two (a INT, b TEXT, n INT, PRIMARY KEY (a, b));
INSERT INTO k_two VALUES (1, 'x', 1), (1, 'y', 2), (2, 'x', 3), (2, '', 4);
SELECT n FROM k_two WHERE a = 1 AND b = 'y';
SELECT n FROM k_two WHERE (a, b) IN ((1, 'x'), (2, ''));
SELECT n FROM k_two WHERE a = ANY ('{1,2}') AND b = 'x';
-- a domain's own rules decide what is equal
-- @refused 42000 'k' of type positive
CREATE TABLE k_dom (k positive PRIMARY KEY, n INT);
