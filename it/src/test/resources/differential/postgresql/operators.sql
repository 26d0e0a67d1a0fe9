-- Operators and forms that a parser may read wrongly: wrong pruning would lose rows here.
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, s TEXT, j JSONB, r INT[]);
INSERT INTO t VALUES
  (1, 0, 1, 'x', '{"a": "x", "n": [1, 2]}', '{1,2}'), (2, 1, 0, 'y', '{"a": "y", "n": [2]}', '{}'), (3, 1, 1, 'z', '{"a": "x"}', '{3,NULL}'),
  (4, 0, 0, 'it''s', '[1, 3, 5]', NULL), (5, NULL, 1, 'a b', '{"a": "x", "n": 5}', '{5}'), (6, 1, NULL, 'x', '[]', '{6,5}'), (7, 2, 3, '5', NULL, '{7}'),
  (8, 3, 2, '05', '{"a": null}', '{{1,2},{3,4}}'), (9, -1, 1, 'back\slash', '{"a": 1}', '{9}'), (10, 5, 10, '', '[10]', '{10}'), (11, 6, 3, ' x', '"text"', '{11}'),
  (12, 12, 12, 'X', '{"a": "X"}', '{12}'), (13, 8, 4, '%', 'true', '{13}'), (14, 7, 7, '_', '7', '{14}'), (15, 100, -100, '$1', '{"b": {"c": 15}}', '{15}'), (16, 16, 1, ';', '[[16]]', '{16,5}');
SELECT id FROM t WHERE s || 'b' = 'xb';
SELECT id FROM t WHERE s || '' = 'x' OR id = 3;
SELECT id FROM t WHERE id = 5 AND s || 'x' = 'a bx' OR id = 3;
SELECT id FROM t WHERE id = 1 | 4;
SELECT id FROM t WHERE id = 5 # 1;
SELECT id FROM t WHERE id = 5 & 4;
SELECT id FROM t WHERE id = 1 << 2 OR id = 16 >> 1;
SELECT id FROM t WHERE id & 1 = 1;
SELECT id FROM t WHERE ~id = ~5;
SELECT id FROM t WHERE id = @ -5;
SELECT id FROM t WHERE id = |/ 25;
SELECT id FROM t WHERE id = ||/ 27;
SELECT id FROM t WHERE @ a = 1 OR id = 5;
SELECT id FROM t WHERE id = 2 ^ 3;
SELECT id FROM t WHERE id = - -5;
SELECT id FROM t WHERE id = -(-5);
SELECT id FROM t WHERE id = 5 --1
  OR id = 7;
SELECT id FROM t WHERE id = 6 - -1;
SELECT id FROM t WHERE id % 5 = 0;
SELECT id FROM t WHERE id = 5 IS TRUE;
SELECT id FROM t WHERE (id = 5) IS NOT TRUE AND id < 7;
SELECT id FROM t WHERE a IS NOT DISTINCT FROM b;
SELECT id FROM t WHERE a IS DISTINCT FROM 1;
SELECT id FROM t WHERE id IS NOT DISTINCT FROM 5;
SELECT id FROM t WHERE id IS NOT DISTINCT FROM 5 OR a IS NOT DISTINCT FROM NULL;
SELECT id FROM t WHERE id IS DISTINCT FROM 5;
SELECT id FROM t WHERE (id, a) IS NOT DISTINCT FROM (3, 1);
SELECT id FROM t WHERE id = ANY (ARRAY[5, 6]);
SELECT id FROM t WHERE id = ANY ('{5,6}');
SELECT id FROM t WHERE id = ANY ('{5,6}'::int[]) OR a = 1;
SELECT id FROM t WHERE id <> ALL (ARRAY[5, 6]);
SELECT id FROM t WHERE id = ALL (ARRAY[5, 5]);
SELECT id FROM t WHERE id = ANY (r);
SELECT id FROM t WHERE 5 = ANY (r);
SELECT id FROM t WHERE id = SOME (ARRAY[5]);
SELECT id FROM t WHERE id IN (VALUES (5), (6));
SELECT id FROM t WHERE (id, a) IN (VALUES (3, 1), (2, 1));
SELECT id FROM t WHERE ROW(id, a) = ROW(3, 1);
SELECT id FROM t WHERE (id, a) = (3, 1) OR (id, a) = (2, 1);
SELECT id FROM t WHERE id OPERATOR(pg_catalog.=) 5;
SELECT id FROM t WHERE id OPERATOR(pg_catalog.<>) 5 AND id < 7;
SELECT id FROM t WHERE id BETWEEN SYMMETRIC 6 AND 4;
SELECT id FROM t WHERE id NOT BETWEEN 2 AND 15;
SELECT id FROM t WHERE s SIMILAR TO '(x|y|z)';
SELECT id FROM t WHERE s ~ '^[xyz]$' OR id = 4;
SELECT id FROM t WHERE s ~* '^X';
SELECT id FROM t WHERE s !~ '[a-z]';
SELECT id FROM t WHERE s ILIKE 'X' OR s ~~ '5';
SELECT id FROM t WHERE s LIKE '\%' OR s LIKE '\_';
SELECT id FROM t WHERE s LIKE '|%' ESCAPE '|';
SELECT id FROM t WHERE s LIKE ANY (ARRAY['x', 'y']);
SELECT id FROM t WHERE s ^@ 'x';
SELECT id FROM t WHERE s = 'back\slash';
SELECT id FROM t WHERE s = E'back\\slash' OR s = E'it\'s';
SELECT id FROM t WHERE s = E'it''s' OR s = E'\x78';
SELECT id FROM t WHERE s = U&'\0078' OR id = 3;
SELECT id FROM t WHERE s = $$it's$$ OR s = $x$y$x$;
SELECT id FROM t WHERE s = 'a'
  ' b';
SELECT id FROM t WHERE s = 'x' OR s = '\' OR id = 3;
SELECT id FROM t WHERE s = '$1' OR id = 2;
SELECT id FROM t WHERE s = ';' OR id = 2;
SELECT "id", t."a" FROM "t" WHERE "t"."id" = 5;
SELECT id AS "a b", a "Quoted" FROM t WHERE id = 3;
SELECT id x FROM t y WHERE y.id = 5 OR y.a = 1;
SELECT U&"\0069\0064" FROM t WHERE U&"\0069d" = 5;
-- jsonb
SELECT id FROM t WHERE j->>'a' = 'x';
SELECT id FROM t WHERE id = 5 AND j->>'a' = 'x' OR id = 3;
SELECT id FROM t WHERE j->>'a' = 'x' AND id = 1 OR id = 2;
SELECT id FROM t WHERE j->'b'->>'c' = '15' OR j->>'a' = 'y';
SELECT id FROM t WHERE id = 15 AND j #>> '{b,c}' = '15' OR id = 14;
SELECT id FROM t WHERE j #> '{b,c}' = '15';
SELECT id FROM t WHERE j @> '{"a": "x"}';
SELECT id FROM t WHERE j @> '{"a": "x"}' AND id = 1 OR id = 4;
SELECT id FROM t WHERE j <@ '{"a": "x", "n": 5}';
-- @once
SELECT id FROM t WHERE j ? 'a' AND id < 4;
-- @prepared
SELECT id FROM t WHERE j ?? 'a' AND id < 4 OR id = 7;
-- @prepared
SELECT id FROM t WHERE j ??| ARRAY['b', 'n'];
-- @once
SELECT id FROM t WHERE j ?& ARRAY['a', 'n'] OR id = 8;
-- @once
SELECT id FROM t WHERE j @? '$.n[*]' OR id = 14;
SELECT id FROM t WHERE j @@ '$.a == "x"';
SELECT id FROM t WHERE j @@ '$.a == "x"' AND id = 5 OR id = 9;
SELECT id, j->'a', j->>'a', j->0, j - 'a', j || '{"z": 1}' FROM t WHERE jsonb_typeof(j) = 'object';
SELECT id FROM t WHERE s IS JSON;
SELECT id FROM t WHERE id = 5 AND s IS NOT JSON OR id = 7;
SELECT id FROM t WHERE s IS JSON SCALAR OR id = 1;
SELECT id FROM t WHERE s IS NORMALIZED AND id = 5 OR id = 6;
-- arrays
SELECT id FROM t WHERE r = '{5}';
SELECT id FROM t WHERE r @> ARRAY[5];
SELECT id FROM t WHERE r && ARRAY[5, 7];
SELECT id FROM t WHERE id = 5 AND r && ARRAY[5] OR id = 7;
SELECT id FROM t WHERE r[1] = 5 OR r[2] = 5;
SELECT id, r[1], r[1:2], array_length(r, 1), array_append(NULLIF(r, r), 99) FROM t;
SELECT id FROM t WHERE id = r[1];
SELECT id FROM t WHERE id = (ARRAY[4, 5, 6])[2];
SELECT id FROM t WHERE id = (SELECT ARRAY[5])[1];
-- casts and other types
SELECT id FROM t WHERE id = '5';
SELECT id FROM t WHERE id = '5'::int;
SELECT id FROM t WHERE id = CAST('5' AS int) OR id = int '6';
SELECT id FROM t WHERE id::text = '5';
SELECT id FROM t WHERE id = 5.0;
SELECT id FROM t WHERE id = 4.9999;
SELECT id FROM t WHERE id = 5::bigint OR id = 6::smallint OR id = 7::numeric;
SELECT id FROM t WHERE id = 5e0 OR id = 0x6 OR id = 0b111 OR id = 1_0;
SELECT id FROM t WHERE id = 5.0::float8;
SELECT id FROM t WHERE id = 9999999999;
SELECT id FROM t WHERE id IN (5, 6.0, 9999999999);
SELECT id FROM t WHERE id = (5)::int;
SELECT id FROM t WHERE (id)::int = 5;
SELECT id FROM t WHERE id = true::int;
SELECT id FROM t WHERE s = '5' OR s::text = 'x';
SELECT id FROM t WHERE CASE id WHEN 5 THEN a IS NULL ELSE id = 3 END;
SELECT id FROM t WHERE id = CASE WHEN a = 1 THEN 3 ELSE 5 END;
SELECT id FROM t WHERE (SELECT id = 5);
SELECT id FROM t WHERE (SELECT 5) = id;
SELECT id FROM t WHERE id >= ALL (SELECT 5 UNION SELECT 6);
SELECT id FROM t WHERE NOT a = b;
SELECT id FROM t WHERE NOT id = 5 AND NOT a = 1;
SELECT id FROM t WHERE a = 1 IS NULL;
SELECT id FROM t WHERE (id = 5) = true;
SELECT id FROM t WHERE (id = 5) = false;
SELECT id FROM t WHERE (id = 5) <> (a = 1);
SELECT id FROM t WHERE (id = 5) < true;
SELECT id FROM t WHERE (id - 5)::bool;
SELECT id FROM t WHERE id = id AND id < 4;
SELECT id FROM t WHERE id = a OR id = b;
SELECT id FROM t WHERE t.* = t.* AND id = 5;
SELECT (t).id, (t).s FROM t WHERE (t).id = 5;
SELECT t FROM t WHERE id = 2;
SELECT id FROM ONLY t WHERE id = 5;
SELECT id FROM t * WHERE id = 5;
SELECT id FROM public.t WHERE id = 5 OR public.t.a = 1;
SELECT id FROM t WHERE id = length('12345');
SELECT id FROM t WHERE id = least(5, 6) OR id = greatest(7, 8) OR id = coalesce(NULL, 9);
SELECT id FROM t WHERE id = nullif(5, 6);
SELECT id FROM t WHERE exists (SELECT 1) AND id = 5;
SELECT id FROM t WHERE id = 5 /* OR id = 3 /* nested */ */ OR id = 6;
SELECT id /* a */ FROM /* b */ t WHERE /* c */ id /* d */ = 5;
SELECT id FROM t WHERE s COLLATE "C" = 'x' OR id = 3;
SELECT id FROM t WHERE starts_with(s, 'a') OR id = 3;
SELECT id FROM t WHERE 'x' = s AND 3 > id;
SELECT id FROM t WHERE id = 5; SELECT a FROM t WHERE id = 3;
-- @error
SELECT id FROM t WHERE id = 5; OR id = 3;
SELECT id FROM t WHERE id = 5; -- more;
SELECT id FROM t WHERE id = 5;;
-- @prepared 5, 3
SELECT id FROM t WHERE id = ? OR id = ?;
-- @prepared 'x', 3
SELECT id FROM t WHERE id = 5 AND j->>'a' = ? OR id = ?;
-- @prepared '5'
SELECT id FROM t WHERE id = ?::int;
-- @prepared 5L
-- @prepared 5.0
-- @prepared 5.5
-- @prepared 5.0d
SELECT id FROM t WHERE id = ?;
-- @prepared 'it''s', 'back\slash'
SELECT id FROM t WHERE s = ? OR s = ?;
-- @prepared 5, 6
SELECT id FROM t WHERE id = ANY (ARRAY[?, ?]);
-- @error
SELECT id FROM t WHERE id = 'x';
-- @error
SELECT id FROM t WHERE s = 5;
-- @error
SELECT id FROM t WHERE id;
-- @error
SELECT id FROM t WHERE id = 1 / 0;
SET standard_conforming_strings = 'on';
SELECT id FROM t WHERE s = 'back\\slash' OR id = 3;
RESET standard_conforming_strings;
SELECT id FROM t WHERE s = 'back\slash' OR id = 3;
