-- Operators and forms that a parser may read wrongly: wrong pruning would lose rows here.
CREATE TABLE t (id INT NOT NULL PRIMARY KEY, a INT, b INT, s VARCHAR(30), j JSON);
INSERT INTO t VALUES
  (1, 0, 1, 'x', '{"a": "x", "n": [1, 2]}'), (2, 1, 0, 'y', '{"a": "y", "n": [2]}'), (3, 1, 1, 'z', '{"a": "x"}'),
  (4, 0, 0, 'it''s', '[1, 3, 5]'), (5, NULL, 1, 'a b', '{"a": "x", "n": 5}'), (6, 1, NULL, 'x', '[]'), (7, 2, 3, '5', NULL),
  (8, 3, 2, '05', '{"a": null}'), (9, -1, 1, 'back\\slash', '{"a": 1}'), (10, 5, 10, '', '[10]'), (11, 6, 3, ' x', '"text"'),
  (12, 12, 12, 'X', '{"a": "X"}'), (13, 8, 4, '%', 'true'), (14, 7, 7, '_', '7'), (15, 100, -100, '#', '{"b": {"c": 15}}'), (16, 16, 1, ';', '[[16]]');
-- || is OR, && is AND
SELECT id FROM t WHERE id = 5 || id = 3;
SELECT id FROM t WHERE id = 5 || a = 1;
SELECT id FROM t WHERE id = 5 && b = 1;
SELECT id FROM t WHERE id = 5 && b = 1 || id = 3;
SELECT id FROM t WHERE id = 3 || id = 5 && b = 0;
SELECT id FROM t WHERE a = 1 && b = 1 || id = 4;
SELECT id FROM t WHERE (id = 5 || id = 6) && (a = 1 || b = 1);
SELECT id FROM t WHERE id = 5 OR id = 3 && a = 1;
SELECT id FROM t WHERE id = 5 AND a = 1 || id = 3;
SELECT id, a || b AS o, a && b AS n FROM t;
SELECT id FROM t WHERE a || b;
SELECT id FROM t WHERE id = 1 || 2;
SELECT id FROM t WHERE id = (1 || 2);
-- XOR
SELECT id FROM t WHERE id = 5 XOR id = 3;
SELECT id FROM t WHERE id = 5 XOR a = 1;
SELECT id FROM t WHERE id = 5 AND b = 1 XOR a = 1;
SELECT id FROM t WHERE id = 5 OR id = 3 XOR a = 1;
SELECT id FROM t WHERE a = 1 XOR b = 1 OR id = 7;
SELECT id FROM t WHERE a XOR b;
SELECT id FROM t WHERE id = 3 XOR id = 3;
SELECT id FROM t WHERE NOT id = 3 XOR id = 5;
-- ! and NOT
SELECT id FROM t WHERE !a = b;
SELECT id FROM t WHERE !a = 1;
SELECT id FROM t WHERE !id = 5;
SELECT id FROM t WHERE !(id = 5);
SELECT id FROM t WHERE NOT a = b;
SELECT id FROM t WHERE NOT id = 5;
SELECT id FROM t WHERE !a;
SELECT id FROM t WHERE !a AND !b OR id = 5;
SELECT id FROM t WHERE !!a;
SELECT id FROM t WHERE NOT a OR NOT b;
SELECT id FROM t WHERE NOT a = 1 AND b = 1;
SELECT id FROM t WHERE ! a + 1 = 2;
SELECT id, !a, NOT a, !a + 1 FROM t;
-- bits
SELECT id FROM t WHERE id = 1 | 2;
SELECT id FROM t WHERE id = 4 & 6 | 1;
SELECT id FROM t WHERE id = 1 | 4 & 6;
SELECT id FROM t WHERE id = 1 << 2;
SELECT id FROM t WHERE id = 1 << 1 + 1;
SELECT id FROM t WHERE id = 16 >> 1;
SELECT id FROM t WHERE id = 5 ^ 1;
SELECT id FROM t WHERE id & 1 = 1;
SELECT id FROM t WHERE id & 1;
SELECT id FROM t WHERE id = 5 | a = 1;
SELECT id FROM t WHERE (id = 5) | (a = 1);
SELECT id FROM t WHERE (id = 5) & (a = 1);
SELECT id FROM t WHERE ~id = ~5;
SELECT id FROM t WHERE id = ~~5;
SELECT id, a | b, a & b, a ^ b, a << 1, ~a FROM t WHERE id < 8;
SELECT id FROM t WHERE id = -(-5);
SELECT id FROM t WHERE id = - -5;
SELECT id FROM t WHERE id = --5;
SELECT id FROM t WHERE id = 6 --1;
SELECT id FROM t WHERE id = 6--1;
SELECT id FROM t WHERE id = 6 - -1;
SELECT id FROM t WHERE id = 5 -- 1
  OR id = 7;
SELECT id FROM t WHERE id = 5 # OR id = 6
  OR id = 7;
SELECT 1--1 AS two;
-- <=>
SELECT id FROM t WHERE id <=> 5;
SELECT id FROM t WHERE a <=> b;
SELECT id FROM t WHERE a <=> NULL;
SELECT id FROM t WHERE NOT a <=> NULL;
SELECT id FROM t WHERE id <=> 5 OR a <=> 1;
SELECT id FROM t WHERE id <=> NULL;
SELECT id FROM t WHERE (id, a) <=> (3, 1);
-- DIV, MOD
SELECT id FROM t WHERE id = 10 DIV 2;
SELECT id FROM t WHERE id DIV 5 = 1;
SELECT id FROM t WHERE id MOD 5 = 0;
SELECT id FROM t WHERE id = 23 MOD 9;
SELECT id FROM t WHERE id % 5 = 0 OR id MOD 7 = 0;
SELECT id, a DIV 2, a MOD 2, b / 2, 7 DIV b FROM t;
-- assignments inside a query
-- @once
SELECT @x := 5;
SELECT id FROM t WHERE id = @x;
SELECT id FROM t WHERE id = @x OR a = 1;
-- @once
SELECT id, @x := id FROM t WHERE id = 7;
SELECT @x;
-- MEMBER OF and JSON
SELECT id FROM t WHERE 1 MEMBER OF (j);
SELECT id FROM t WHERE 1 MEMBER OF (j) OR id = 3;
SELECT id FROM t WHERE id = 5 AND 1 MEMBER OF (j) OR id = 3;
SELECT id FROM t WHERE id = 4 AND 1 MEMBER OF (j);
SELECT id FROM t WHERE 2 MEMBER OF (j->'$.n') OR id = 9 OR id = 10;
SELECT id FROM t WHERE NOT 1 MEMBER OF (j);
SELECT id FROM t WHERE id = 5 AND j->>'$.a' = 'x' OR id = 3;
SELECT id FROM t WHERE id = 5 AND j->'$.a' = 'x' OR id = 3;
SELECT id FROM t WHERE j->>'$.a' = 'x';
SELECT id FROM t WHERE j->>'$.a' = 'x' AND id = 1 OR id = 2;
SELECT id FROM t WHERE j->>'$.a' = 'x' OR j->>'$.b.c' = '15';
SELECT id FROM t WHERE id = 15 AND j->>'$.b.c' > 10 OR id = 14;
SELECT id FROM t WHERE id = 5 OR id = 3 AND j->>'$.a' = 'x' OR id = 2;
SELECT id, j->'$.a', j->>'$.a' FROM t;
SELECT id FROM t WHERE JSON_EXTRACT(j, '$.a') = 'x' OR id = 16;
SELECT id FROM t WHERE JSON_CONTAINS(j, '1') OR id = 16;
SELECT id FROM t WHERE JSON_OVERLAPS(j, '[3, 10]');
-- comments that are code
SELECT id FROM t WHERE id = 5 /*! OR id = 3 */;
SELECT id FROM t WHERE id = 5 /*!50000 OR id = 3 */;
-- @refused newer servers
SELECT id FROM t WHERE id = 5 /*!99999 OR id = 3 */;
SELECT id FROM t WHERE id = 5 /* ! OR id = 3 */;
SELECT id /*! , a */ FROM t WHERE id = 5;
SELECT /*+ MAX_EXECUTION_TIME(10000) */ id FROM t WHERE id = 5 OR id = 6;
SELECT id FROM t WHERE id /*!40000 + 1 */ = 5;
/*!40101 SELECT id FROM t WHERE id = 5 */;
/*! SELECT id FROM t WHERE id = 5 OR id = 6 */;
SELECT id FROM t WHERE id = 5 /*!40101 OR id = 6 */ OR id = 7;
UPDATE t SET s = 'exec' WHERE id = 5 /*! OR id = 6 */;
SELECT id, s FROM t WHERE s = 'exec';
-- strings
SELECT id FROM t WHERE s = 'it\'s';
SELECT id FROM t WHERE s = 'it\'s' OR id = 3;
SELECT id FROM t WHERE s = "it's" OR id = 3;
SELECT id FROM t WHERE s = 'back\\slash';
SELECT id FROM t WHERE s = '\\' OR id = 3;
SELECT id FROM t WHERE s = '\' OR id = 3 -- ' OR id = 2;
SELECT id FROM t WHERE s = "x" OR s = "\"";
SELECT id FROM t WHERE s = 'a' ' b';
SELECT id FROM t WHERE s = 'a' ' b' OR id = 2;
SELECT 'a' 'b', 'c' "d", id FROM t WHERE id = 5;
SELECT 'a' ' b' AS ab, id FROM t WHERE s = 'a' ' ' 'b';
SELECT id FROM t WHERE s = _utf8mb4'x' OR s = N'y';
SELECT id FROM t WHERE s = X'78' OR s = 0x79 OR s = b'01111010';
SELECT id FROM t WHERE id = 0x5;
SELECT id FROM t WHERE id = X'0005';
SELECT id FROM t WHERE id = b'101';
SELECT id FROM t WHERE id = 0b101 OR id = 0x6;
SELECT id FROM t WHERE id IN (0x1, b'10', 3);
SELECT id FROM t WHERE id = '5' OR id = "6";
SELECT id FROM t WHERE id = '5x';
SELECT id FROM t WHERE id = TRUE;
SELECT id FROM t WHERE id = FALSE + 5;
SELECT id FROM t WHERE id = 5.0 OR id = 6e0 OR id = .7e1;
SELECT id FROM t WHERE id = 4.9999;
SELECT id FROM t WHERE id IN ('5', '6.0', 'x');
SELECT id FROM t WHERE s = ';' OR id = 2;
SELECT id FROM t WHERE s = '#' OR id = 2;
-- text after a semicolon
-- @error
SELECT id FROM t WHERE id = 5; OR id = 3;
-- @error
SELECT id FROM t WHERE id = 5; SELECT id FROM t;
-- @error
DELETE FROM t WHERE id = 5; DELETE FROM t;
SELECT COUNT(*) FROM t;
SELECT id FROM t WHERE id = 5; -- more;
SELECT id FROM t WHERE id = 5;;
-- words as operators
SELECT id FROM t WHERE s SOUNDS LIKE 'x';
SELECT id FROM t WHERE s SOUNDS LIKE 'x' OR id = 2;
SELECT id FROM t WHERE BINARY s = 'x';
SELECT id FROM t WHERE s = BINARY 'X' OR id = 2;
SELECT id FROM t WHERE s REGEXP '^[xyz]$';
SELECT id FROM t WHERE s RLIKE '^x' OR id = 2;
SELECT id FROM t WHERE s NOT REGEXP '[a-z]' AND id > 3;
SELECT id FROM t WHERE s LIKE '\%' OR s LIKE '\_';
SELECT id FROM t WHERE s LIKE '%\\\\%';
SELECT id FROM t WHERE s LIKE '|%' ESCAPE '|';
SELECT id FROM t WHERE s LIKE 'x' AND a IS TRUE;
SELECT id FROM t WHERE a IS TRUE;
SELECT id FROM t WHERE a IS NOT TRUE;
SELECT id FROM t WHERE a IS FALSE OR b IS UNKNOWN;
SELECT id FROM t WHERE ISNULL(a) OR ISNULL(b);
SELECT id FROM t WHERE IF(id = 5, 1, 0);
SELECT id FROM t WHERE IF(id = 5, 0, 1);
SELECT id FROM t WHERE IFNULL(a, 5) = 5;
SELECT id FROM t WHERE id = GREATEST(3, 5) OR id = LEAST(7, 9);
SELECT id FROM t WHERE FIELD(id, 5, 6, 7);
SELECT id FROM t WHERE FIND_IN_SET(id, '5,6,7');
SELECT id FROM t WHERE INTERVAL(id, 5, 10) = 1;
SELECT id FROM t WHERE ELT(a, 'x', 'y') = 'x';
SELECT id FROM t WHERE STRCMP(s, 'x') = 0;
SELECT id FROM t WHERE id BETWEEN 3 AND 5 OR NOT id BETWEEN 2 AND 15;
SELECT id FROM t WHERE id BETWEEN 5 AND 3 + 3 && a IS NULL;
SELECT id FROM t WHERE id = 5 IS TRUE;
SELECT id FROM t WHERE id = 5 IS NULL;
SELECT id FROM t WHERE id = 5 = 1;
SELECT id FROM t WHERE 0 = (id = 5);
SELECT id FROM t WHERE id = 5 = 0;
SELECT id FROM t WHERE id = (5 = 5);
SELECT id FROM t WHERE id = 5 IN (0);
SELECT id FROM t WHERE id = 5 LIKE 1;
SELECT id FROM t WHERE id IN (5) = 0;
SELECT id FROM t WHERE id = 5 < 1;
SELECT id FROM t WHERE id = 5 <> 1;
SELECT id FROM t WHERE (id = 5) - 1;
SELECT id FROM t WHERE id = 5 + 1 AND 1;
SELECT id FROM t WHERE id = 5 AND 0 OR 1;
SELECT id FROM t WHERE id = 5 OR 'x';
SELECT id FROM t WHERE id = 5 OR '1';
SELECT id FROM t WHERE CASE id WHEN 5 THEN a IS NULL ELSE id = 3 END;
SELECT id FROM t WHERE id = CASE WHEN a = 1 THEN 3 ELSE 5 END;
SELECT id FROM t WHERE id = a;
SELECT id FROM t WHERE id = a OR id = b;
SELECT id FROM t WHERE id = id;
SELECT id FROM t WHERE id = t.id AND t.id = 5;
SELECT id FROM t WHERE t.id = id + 0 AND a > 4;
SELECT id FROM t AS `OR` WHERE `OR`.id = 5 OR `OR`.id = 6;
SELECT `id` FROM `t` WHERE `t`.`id` = 5;
SELECT id AS `a b`, a AS 'quoted', b AS "double" FROM t WHERE id = 3;
SELECT id x FROM t y WHERE y.id = 5 OR y.a = 1;
SELECT id FROM t WHERE (SELECT id = 5);
SELECT id FROM t WHERE (SELECT 5) = id;
SELECT id FROM t WHERE id = ANY (SELECT 5 UNION SELECT 6);
SELECT id FROM t WHERE id >= ALL (SELECT 5 UNION SELECT 6);
SELECT id FROM t WHERE ROW(id, a) = ROW(3, 1);
SELECT id FROM t WHERE ROW(id, a) IN (ROW(3, 1), ROW(2, 1), ROW(5, NULL));
SELECT id FROM t WHERE (id, a) IN ((3, 1)) OR id = 4;
SELECT id FROM t WHERE id IN (1, 2) AND id IN (2, 3) OR id IN (9);
-- @prepared 5, 3
SELECT id FROM t WHERE id = ? || id = ?;
-- @prepared 5, 1
SELECT id FROM t WHERE id = ? XOR a = ?;
-- @prepared 'x', 3
SELECT id FROM t WHERE id = 5 AND j->>'$.a' = ? OR id = ?;
-- @prepared '5'
-- @prepared '5x'
-- @prepared 5.0
-- @prepared 5.5
SELECT id FROM t WHERE id = ?;
-- @prepared true
SELECT id FROM t WHERE id = ?;
-- @prepared 5
SELECT id FROM t WHERE s = ?;
-- @prepared 'it''s', 'back\slash'
SELECT id FROM t WHERE s = ? OR s = ?;
-- modes that change what the text means
SET SESSION sql_mode = CONCAT(@@sql_mode, ',PIPES_AS_CONCAT');
SELECT id FROM t WHERE s = 'x' || '' OR id = 2;
SELECT id FROM t WHERE id = 1 || 2;
SELECT id, s || '!' AS c FROM t WHERE id IN (1, 2, 3);
SELECT id FROM t WHERE id = 5 || id = 3;
SET SESSION sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES');
SELECT "id", "t"."a" FROM "t" WHERE "id" = 5;
SELECT id FROM t WHERE "s" = 'x' OR id = 2;
SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES';
SELECT id FROM t WHERE s = 'back\slash';
SELECT id FROM t WHERE s = '\' OR id = 3;
SET SESSION sql_mode = DEFAULT;
SELECT id FROM t WHERE s = 'back\\slash' || id = 3;
SELECT id FROM t WHERE "s" = 's';
SET SESSION sql_mode = 'HIGH_NOT_PRECEDENCE';
SELECT id FROM t WHERE NOT a BETWEEN -5 AND 5;
SELECT id FROM t WHERE NOT id = 5;
SET SESSION sql_mode = DEFAULT;
