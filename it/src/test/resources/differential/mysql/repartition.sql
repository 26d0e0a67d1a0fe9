-- Joins of MySQL's own types on columns that no table is sharded by.
CREATE TABLE l (
  id INT NOT NULL PRIMARY KEY, u BIGINT UNSIGNED, ci VARCHAR(20) COLLATE utf8mb4_0900_ai_ci, gen VARCHAR(20) COLLATE utf8mb4_general_ci,
  bin VARBINARY(10), moment DATETIME(3), clock TIME, ts TIMESTAMP(6) NULL, e ENUM('a','b','c'), f DOUBLE, j JSON
);
CREATE TABLE r (
  id INT NOT NULL PRIMARY KEY, u BIGINT UNSIGNED, ci VARCHAR(40) COLLATE utf8mb4_0900_ai_ci, gen VARCHAR(20) COLLATE utf8mb4_general_ci,
  bin VARBINARY(10), moment DATETIME(3), clock TIME, ts TIMESTAMP(6) NULL, e ENUM('a','b','c'), f DOUBLE, j JSON
);
INSERT INTO l VALUES
  (1, 18446744073709551615, 'STRASSE', 'B', 'a', '0001-01-01 00:00:00', NULL, '2024-06-01 12:00:00.000001', 'a', 0.1, NULL),
  (2, 0, NULL, 'a', NULL, '2024-01-01 10:00:00.123', '838:59:59', '2024-10-27 02:30:00', 'b', 1.5, '"x"'),
  (3, 42, 'é', 'A', x'', NULL, '838:59:59', '2024-01-01 00:00:00', 'a', 0.1, NULL),
  (4, 42, 'Ärger', NULL, 'a', '2024-01-01 10:00:00.123', '838:59:59', '2024-10-27 02:30:00', 'b', 1.5, '"x"'),
  (5, 42, NULL, 'a', NULL, '2024-01-01 10:00:00.1', '-10:00:00', NULL, NULL, 0.1, '{"a": 1}'),
  (6, 18446744073709551615, 'arger', NULL, x'00ff', '2024-01-01 10:00:00.123', NULL, '2024-06-01 12:00:00.000001', 'c', 0.1, '[1, 2]'),
  (7, 18446744073709551615, 'e', 'ä', x'00ff', '2024-01-01 10:00:00.1', '-10:00:00', '2024-10-27 02:30:00', 'c', -0.0, '[1, 2]'),
  (8, NULL, NULL, 'a', x'', '0001-01-01 00:00:00', '00:00:01', '2024-10-27 02:30:00', 'c', 0.1, '{"a": 1}'),
  (9, 18446744073709551615, 'straße', 'A', x'00ff', '2024-01-01 10:00:00.123', '-10:00:00', '2024-10-27 02:30:00', 'b', 1.5, NULL),
  (10, 42, 'é', 'ä', 'A', '2024-01-01 10:00:00.1', NULL, '2024-10-27 02:30:00', 'c', -0.0, '{"a": 1}'),
  (11, 1, 'ß', 'b', 'A', '2024-01-01 10:00:00.123', '00:00:01', '2024-06-01 12:00:00.000001', 'c', 1.5, '{"a": 1}'),
  (12, 0, 'Ärger', NULL, x'', '2024-01-01 10:00:00.123', '-10:00:00', '2024-01-01 00:00:00', 'b', NULL, '[1, 2]'),
  (13, 1, 'é', 'a', 'a', '2024-01-01 10:00:00.123', '00:00:01', '2024-10-27 02:30:00', 'b', -0.0, '{"a": 1}'),
  (14, 1, 'straße', 'A', 'a', '0001-01-01 00:00:00', '838:59:59', '2024-01-01 00:00:00', 'c', 1.5, '"x"'),
  (15, NULL, 'é', 'B', x'00ff', NULL, '00:00:01', NULL, 'a', 1.5, '[1, 2]'),
  (16, 0, 'ss', 'b', 'A', '2024-01-01 10:00:00.1', '-10:00:00', '2024-01-01 00:00:00', 'c', -0.0, '[1, 2]'),
  (17, 1, 'ß', 'a ', x'00', '2024-01-01 10:00:00.123', '838:59:59', '2024-01-01 00:00:00', 'b', NULL, '{"a": 1}'),
  (18, 18446744073709551615, 'ss', NULL, 'A', '2024-01-01 10:00:00.123', '00:00:01', '2024-06-01 12:00:00.000001', NULL, 0.1, '"x"'),
  (19, 1, NULL, 'ä', NULL, '0001-01-01 00:00:00', NULL, NULL, 'b', 1.5, NULL),
  (20, 18446744073709551615, 'e', NULL, 'a', NULL, '00:00:01', '2024-06-01 12:00:00.000001', NULL, 1.5, '"x"'),
  (21, 1, 'é', 'a ', NULL, '0001-01-01 00:00:00', '-10:00:00', '2024-01-01 00:00:00', 'a', 0.1, '{"a": 1}'),
  (22, 42, NULL, 'B', NULL, '2024-01-01 10:00:00.1', '00:00:01', '2024-06-01 12:00:00.000001', 'c', 0.1, '{"a": 1}'),
  (23, 42, 'é', 'ä', x'00', '2024-01-01 10:00:00.123', NULL, '2024-01-01 00:00:00', 'b', 0.1, '"x"'),
  (24, 18446744073709551615, 'ss', 'ä', x'', '2024-01-01 10:00:00.123', '838:59:59', '2024-01-01 00:00:00', 'b', 1.5, '"x"'),
  (25, 0, NULL, 'A', 'a', '0001-01-01 00:00:00', '00:00:01', '2024-01-01 00:00:00', 'b', 1.5, '[1, 2]'),
  (26, 1, 'e', 'a ', x'00', '2024-01-01 10:00:00.123', '838:59:59', '2024-10-27 02:30:00', NULL, 1.5, '"x"'),
  (27, 1, 'e', 'a ', 'A', '2024-01-01 10:00:00.123', '00:00:01', '2024-06-01 12:00:00.000001', 'a', -0.0, '[1, 2]'),
  (28, 0, 'E ', 'b', x'00ff', '2024-01-01 10:00:00.123', '-10:00:00', '2024-10-27 02:30:00', 'c', -0.0, NULL),
  (29, 42, 'e', 'a ', x'', '2024-01-01 10:00:00.1', '838:59:59', '2024-10-27 02:30:00', 'a', 1.5, '"x"'),
  (30, 0, 'Ärger', NULL, 'A', '0001-01-01 00:00:00', '-10:00:00', '2024-10-27 02:30:00', 'c', -0.0, NULL);
INSERT INTO r VALUES
  (1, 1, 'STRASSE', 'A', 'A', '2024-01-01 10:00:00.123', '-10:00:00', '2024-06-01 12:00:00.000001', 'c', 1.5, NULL),
  (2, 1, 'arger', 'b', 'a', NULL, '838:59:59', '2024-10-27 02:30:00', NULL, 1.5, '[1, 2]'),
  (3, 1, 'e', 'b', x'', '2024-01-01 10:00:00.1', '838:59:59', '2024-06-01 12:00:00.000001', 'b', -0.0, '{"a": 1}'),
  (4, 0, 'straße', 'ä', x'00', '0001-01-01 00:00:00', '838:59:59', '2024-01-01 00:00:00', NULL, NULL, '"x"'),
  (5, NULL, 'é', 'a ', 'A', NULL, '00:00:01', '2024-10-27 02:30:00', 'a', -0.0, '"x"'),
  (6, 1, NULL, 'b', x'00ff', '0001-01-01 00:00:00', '838:59:59', NULL, NULL, 0.1, NULL),
  (7, 0, 'ss', 'a', 'a', '2024-01-01 10:00:00.123', '-10:00:00', '2024-06-01 12:00:00.000001', 'b', 1.5, '"x"'),
  (8, 18446744073709551615, 'ss', 'B', x'00', '2024-01-01 10:00:00.123', '-10:00:00', '2024-06-01 12:00:00.000001', 'b', 1.5, '[1, 2]'),
  (9, 42, NULL, 'ä', NULL, '2024-01-01 10:00:00.1', NULL, '2024-01-01 00:00:00', 'a', -0.0, '"x"'),
  (10, 42, 'é', NULL, 'A', '2024-01-01 10:00:00.1', '-10:00:00', NULL, 'a', 0.1, '[1, 2]'),
  (11, 1, 'é', 'A', 'A', '0001-01-01 00:00:00', '-10:00:00', '2024-01-01 00:00:00', 'a', 0.1, '{"a": 1}'),
  (12, 0, 'ss', 'ä', x'00ff', '2024-01-01 10:00:00.1', '838:59:59', NULL, 'c', -0.0, '{"a": 1}'),
  (13, 18446744073709551615, 'straße', 'a ', x'', '2024-01-01 10:00:00.1', '838:59:59', NULL, NULL, 1.5, NULL),
  (14, 18446744073709551615, 'ß', 'a', 'a', '2024-01-01 10:00:00.1', '00:00:01', '2024-06-01 12:00:00.000001', 'c', 1.5, '[1, 2]'),
  (15, 42, 'e', 'a ', x'00ff', '2024-01-01 10:00:00.123', '-10:00:00', '2024-10-27 02:30:00', 'c', 1.5, '"x"'),
  (16, 0, 'é', 'a', x'00ff', '2024-01-01 10:00:00.1', '00:00:01', '2024-06-01 12:00:00.000001', NULL, -0.0, '"x"'),
  (17, 1, 'ß', 'A', x'00', '2024-01-01 10:00:00.123', '838:59:59', '2024-10-27 02:30:00', 'a', NULL, '{"a": 1}'),
  (18, 18446744073709551615, 'straße', 'A', 'a', '0001-01-01 00:00:00', NULL, '2024-10-27 02:30:00', 'c', 1.5, '[1, 2]'),
  (19, NULL, 'arger', 'ä', x'00', '2024-01-01 10:00:00.1', '-10:00:00', '2024-10-27 02:30:00', NULL, NULL, '{"a": 1}'),
  (20, 42, 'arger', 'ä', 'a', '2024-01-01 10:00:00.123', '838:59:59', '2024-06-01 12:00:00.000001', NULL, 0.1, '"x"'),
  (21, 0, 'E ', NULL, 'A', '0001-01-01 00:00:00', '838:59:59', '2024-01-01 00:00:00', 'a', 0.1, '{"a": 1}'),
  (22, 1, 'STRASSE', 'a ', 'a', NULL, '838:59:59', '2024-10-27 02:30:00', 'b', -0.0, '{"a": 1}'),
  (23, NULL, 'e', 'a ', x'00ff', NULL, '838:59:59', '2024-06-01 12:00:00.000001', 'b', 1.5, '[1, 2]'),
  (24, 1, 'STRASSE', 'ä', x'', '0001-01-01 00:00:00', NULL, '2024-10-27 02:30:00', 'b', 1.5, '[1, 2]'),
  (25, 18446744073709551615, 'straße', 'a ', x'00ff', '2024-01-01 10:00:00.123', NULL, '2024-01-01 00:00:00', 'b', -0.0, '"x"'),
  (26, 42, 'ß', 'a', 'a', '0001-01-01 00:00:00', '-10:00:00', '2024-06-01 12:00:00.000001', 'a', 1.5, '"x"'),
  (27, 42, NULL, NULL, x'00', '2024-01-01 10:00:00.1', '-10:00:00', '2024-10-27 02:30:00', 'c', -0.0, '[1, 2]'),
  (28, 1, 'Ärger', 'B', x'', '2024-01-01 10:00:00.123', '00:00:01', '2024-10-27 02:30:00', 'c', -0.0, '[1, 2]'),
  (29, 0, 'ß', 'ä', x'00ff', '0001-01-01 00:00:00', '-10:00:00', '2024-01-01 00:00:00', 'a', 1.5, '[1, 2]'),
  (30, 42, 'ss', 'ä', x'', '2024-01-01 10:00:00.1', '00:00:01', '2024-10-27 02:30:00', 'c', 1.5, '{"a": 1}');
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.u = r.u ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.u FROM l LEFT JOIN r ON l.u = r.u AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.ci = r.ci ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.ci FROM l LEFT JOIN r ON l.ci = r.ci AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.gen = r.gen ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.gen FROM l LEFT JOIN r ON l.gen = r.gen AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.bin = r.bin ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.bin FROM l LEFT JOIN r ON l.bin = r.bin AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.moment = r.moment ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.moment FROM l LEFT JOIN r ON l.moment = r.moment AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.clock = r.clock ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.clock FROM l LEFT JOIN r ON l.clock = r.clock AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.ts = r.ts ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.ts FROM l LEFT JOIN r ON l.ts = r.ts AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.e = r.e ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.e FROM l LEFT JOIN r ON l.e = r.e AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.f = r.f ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.f FROM l LEFT JOIN r ON l.f = r.f AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.j = r.j ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.j FROM l LEFT JOIN r ON l.j = r.j AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, (SELECT HEX(WEIGHT_STRING(RTRIM(MAX(r.gen)))) FROM r WHERE r.ci = l.ci) AS m FROM l ORDER BY (SELECT MAX(r.gen) FROM r WHERE r.ci = l.ci), l.id;
SELECT /*canopy broadcast */ l.id, (SELECT HEX(WEIGHT_STRING(RTRIM(MAX(r.gen)))) FROM r WHERE r.ci < l.ci) AS m FROM l ORDER BY m, l.id;
SELECT /*canopy gather */ l.id, (SELECT HEX(WEIGHT_STRING(RTRIM(MAX(r.gen)))) FROM r WHERE r.ci = l.ci) AS m FROM l ORDER BY m, l.id;
SELECT /*canopy repartition */ l.*, r.j FROM l JOIN r ON l.u = r.u ORDER BY l.id, r.id;
SET time_zone = '+05:00';
SELECT /*canopy repartition */ l.id, r.ts FROM l JOIN r ON l.ts = r.ts ORDER BY 1, r.id;
SET sql_mode = 'PAD_CHAR_TO_FULL_LENGTH';
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.gen = r.gen ORDER BY 1, 2;
SET sql_mode = DEFAULT;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES';
CREATE TABLE z (id INT NOT NULL PRIMARY KEY, n INT, d DATE, t DATETIME(2), y YEAR);
INSERT INTO z VALUES (1, 2, '0000-00-00', '0000-00-00 00:00:00', 0), (2, 3, '2024-01-10', '0000-00-00 00:00:00', 2024),
  (3, 1, '0000-00-00', '2024-01-01 00:00:00.25', 1901), (4, 4, NULL, NULL, NULL);
SET sql_mode = DEFAULT;
SELECT /*canopy gather */ a.id, CAST(b.d AS CHAR), CAST(b.t AS CHAR), b.y FROM z a JOIN z b ON a.n = b.id ORDER BY 1;
SELECT /*canopy broadcast */ a.id, CAST(b.d AS CHAR), CAST(b.t AS CHAR), b.y FROM z a JOIN z b ON a.n = b.id ORDER BY 1;
SELECT /*canopy repartition */ a.id, CAST(b.d AS CHAR), CAST(b.t AS CHAR), b.y FROM z a JOIN z b ON a.n = b.id ORDER BY 1;
SELECT /*canopy repartition */ a.id, b.id FROM z a JOIN z b ON a.d = b.d AND a.t = b.t ORDER BY 1;
