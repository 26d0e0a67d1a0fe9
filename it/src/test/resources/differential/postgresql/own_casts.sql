-- Values that are cast to the type of the shard key's column: what they are decides where a row is looked for.
CREATE TABLE n (id BIGINT PRIMARY KEY, v INT);
INSERT INTO n SELECT i, i FROM generate_series(-3, 12) i;
CREATE TABLE small (id SMALLINT PRIMARY KEY, v INT);
INSERT INTO small VALUES (1, 1), (5, 5), (6, 6), (7, 7);
CREATE TABLE s (id VARCHAR(5) PRIMARY KEY, v INT);
INSERT INTO s VALUES ('a', 1), ('ab', 2), ('abc', 3), ('5', 4), (' 5', 5);
CREATE TABLE u (id UUID PRIMARY KEY, v INT);
INSERT INTO u VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 1), ('b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 2);
CREATE TABLE d (id DATE PRIMARY KEY, v INT);
INSERT INTO d VALUES ('2026-12-01', 1), ('2026-12-02', 2), ('infinity', 3);
SELECT * FROM n WHERE id = '5'::int8;
SELECT * FROM n WHERE id = ('5'::int8);
SELECT * FROM n WHERE id = ' 5 '::bigint;
SELECT * FROM n WHERE id = '-3'::int;
SELECT * FROM n WHERE id = '0x5'::int8;
SELECT * FROM n WHERE id = '1_0'::int8;
SELECT * FROM n WHERE id = 5::int8;
SELECT * FROM n WHERE id = 5.4::int8;
SELECT * FROM n WHERE id = 5.6::int8;
SELECT * FROM n WHERE id = 4.5::int;
SELECT * FROM n WHERE id = -3::int;
SELECT * FROM n WHERE id = CAST('6' AS smallint);
SELECT * FROM n WHERE id = CAST(6.2 AS bigint);
SELECT * FROM n WHERE id = '5.6'::numeric::int8;
SELECT * FROM n WHERE id = '5.0'::numeric;
-- @error
SELECT * FROM n WHERE id = '5.6'::int8;
-- @error
SELECT * FROM n WHERE id = '99999999999'::int;
SELECT * FROM n WHERE id IN ('5'::int, 6, '7'::int8, 8.6::int) ORDER BY id;
SELECT * FROM n WHERE id = NULL::int8;
SELECT * FROM small WHERE id = '6'::int8;
SELECT * FROM small WHERE id = '70000'::int8;
SELECT * FROM small WHERE id = 5.6::int2;
SELECT * FROM s WHERE id = 'abc'::text;
SELECT * FROM s WHERE id = 'abc'::varchar;
SELECT * FROM s WHERE id = 'abc'::varchar(2);
SELECT * FROM s WHERE id = 'abc'::char(1);
SELECT * FROM s WHERE id = 'a '::char(3);
SELECT * FROM s WHERE id = 5::text;
SELECT * FROM s WHERE id = ' 5'::text;
SELECT * FROM s WHERE id = 'a'::name;
SELECT * FROM u WHERE id = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid;
SELECT * FROM u WHERE id = '{b0eebc999c0b4ef8bb6d6bb9bd380a11}'::uuid;
SELECT * FROM d WHERE id = '2026-12-01'::date;
SELECT * FROM d WHERE id = '20261202'::date;
SELECT * FROM d WHERE id = 'infinity'::date;
SELECT * FROM d WHERE id = '2026-12-01 23:00'::timestamp;
SELECT * FROM d WHERE id = '2026-12-01 23:00'::timestamp::date;
UPDATE n SET v = 50 WHERE id = '5'::int8;
UPDATE n SET v = 60 WHERE id = 5.6::int8;
DELETE FROM n WHERE id = CAST('7' AS bigint);
SELECT * FROM n ORDER BY id;
-- @prepared '6'
-- @prepared 6
-- @prepared 5.6
-- @prepared null int
SELECT * FROM n WHERE id = ?::int8;
-- @prepared 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
SELECT * FROM u WHERE id = CAST(? AS uuid);
-- @prepared 'abc'
-- @prepared 5
SELECT * FROM s WHERE id = ?::text;
-- @prepared 'abc'
SELECT * FROM s WHERE id = ?::varchar(2);
