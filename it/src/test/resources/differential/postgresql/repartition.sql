-- Joins of PostgreSQL's own types on columns that no table is sharded by.
CREATE TABLE l (
  id INT NOT NULL PRIMARY KEY, u UUID, t TEXT, bp CHAR(5), b BYTEA, ok BOOLEAN, ts TIMESTAMP(3), tz TIMESTAMPTZ, n NUMERIC, clock TIME,
  f FLOAT8, j JSONB, arr INT[]
);
CREATE TABLE r (
  id INT NOT NULL PRIMARY KEY, u UUID, t VARCHAR(40), bp CHAR(8), b BYTEA, ok BOOLEAN, ts TIMESTAMP, tz TIMESTAMPTZ, n NUMERIC, clock TIME,
  f FLOAT8, j JSONB, arr INT[]
);
INSERT INTO l VALUES
  (1, '00000000-0000-0000-0000-000000000001', 'A', 'ab', '\x00ff', false, 'infinity', '2024-06-01 10:00:00+00', 2.5, NULL, 0.1, '[1, 2]', NULL),
  (2, '00000000-0000-0000-0000-000000000005', 'ä', NULL, '\x41', false, NULL, '2024-06-01 10:00:00+00', -0.001, '24:00:00', NULL, '{"a": 1}', '{}'),
  (3, NULL, 'x\y', 'a', NULL, false, '0044-03-15 00:00:00 BC', '2024-06-01 10:00:00+00', -0.001, '10:00', 0.1, '[1, 2]', '{1,2}'),
  (4, '00000000-0000-0000-0000-000000000003', 'a	b', 'b', '\x41', false, '0044-03-15 00:00:00 BC', '-infinity', 1.0, '10:00', 1.5, '[1, 2]', '{}'),
  (5, '00000000-0000-0000-0000-000000000005', '', 'a  ', '\x41', false, '0044-03-15 00:00:00 BC', '-infinity', 2.5, NULL, 0.1, '[1, 2]', '{}'),
  (6, '00000000-0000-0000-0000-000000000002', 'a	b', 'ab', NULL, false, '2024-01-01 10:00:00.123', '-infinity', 1, '10:00', 'NaN', '[1, 2]', '{}'),
  (7, '00000000-0000-0000-0000-000000000005', 'a', NULL, '\x41', false, 'infinity', '-infinity', 1, '24:00:00', 1.5, '[1, 2]', '{1,2}'),
  (8, '00000000-0000-0000-0000-000000000005', 'line
break', 'ab', NULL, true, '2024-01-01 10:00:00.123', '2024-06-01 12:00:00+02', 1.0, '10:00', 1.5, '[1, 2]', '{}'),
  (9, '00000000-0000-0000-0000-000000000004', 'x\y', 'a', '\x', true, NULL, '2024-06-01 10:00:00+00', 1.00, '00:00:00.000001', 'NaN', '[1, 2]', NULL),
  (10, '00000000-0000-0000-0000-000000000005', 'x\y', 'ab', NULL, true, '2024-01-01 10:00:00.123', '2024-06-01 12:00:00+02', 1.00, '24:00:00', 'NaN', NULL, '{1,2}'),
  (11, '00000000-0000-0000-0000-000000000003', 'x\y', 'a', '\x41', false, 'infinity', '2024-06-01 10:00:00+00', 1, '10:00', 0.1, '{"a": 1}', '{}'),
  (12, '00000000-0000-0000-0000-000000000001', 'a', 'a', '\x00ff', false, '0044-03-15 00:00:00 BC', NULL, 1.00, '10:00', 'NaN', '[1, 2]', '{}'),
  (13, NULL, NULL, 'a', '\x00ff', true, '2024-01-01 10:00:00.123', '2024-06-01 10:00:00+00', NULL, '24:00:00', 1.5, '{"a": 1}', '{1,2}'),
  (14, '00000000-0000-0000-0000-000000000002', NULL, 'ab', '\x', true, '2024-01-01 10:00:00.123', '2024-06-01 10:00:00+00', -0.001, '24:00:00', 0.1, '{"a": 1}', '{1,2}'),
  (15, '00000000-0000-0000-0000-000000000002', NULL, 'a  ', '\x41', true, '2024-01-01 10:00:00.123', NULL, 1, '00:00:00.000001', 'NaN', '{"a": 1}', '{}'),
  (16, '00000000-0000-0000-0000-000000000005', '', 'ab', '\x41', true, '0044-03-15 00:00:00 BC', '2024-06-01 10:00:00+00', -0.001, '24:00:00', 0.1, '{"a": 1}', '{1,2}'),
  (17, '00000000-0000-0000-0000-000000000002', '', 'a  ', '\x00ff', false, NULL, '2024-06-01 12:00:00+02', 1.00, '10:00', 1.5, '{"a": 1}', '{1,2}'),
  (18, '00000000-0000-0000-0000-000000000004', '', 'b', '\x', true, '2024-01-01 10:00:00.123', '2024-06-01 12:00:00+02', -0.001, '10:00', 0.1, '{"a": 1}', '{1,2}'),
  (19, NULL, 'ä', 'ab', '\x', true, '2024-01-01 10:00:00.123', '2024-06-01 12:00:00+02', -0.001, '10:00', 'NaN', '{"a": 1}', NULL),
  (20, '00000000-0000-0000-0000-000000000004', 'x\y', 'ab', '\x', false, 'infinity', '2024-06-01 12:00:00+02', 1.0, '10:00', 0.1, '{"a": 1}', '{1,2}'),
  (21, NULL, 'x\y', 'a  ', '\x', NULL, 'infinity', '-infinity', 1, '00:00:00.000001', 0.1, '{"a": 1}', '{1,2}'),
  (22, '00000000-0000-0000-0000-000000000005', 'x\y', 'ab', '\x41', NULL, '0044-03-15 00:00:00 BC', '-infinity', -0.001, '00:00:00.000001', 0.1, '[1, 2]', '{}'),
  (23, '00000000-0000-0000-0000-000000000004', '', 'b', '\x41', true, '0044-03-15 00:00:00 BC', '-infinity', 1, NULL, 0.1, '{"a": 1}', '{1,2}'),
  (24, NULL, 'ä', 'a', '\x41', false, '0044-03-15 00:00:00 BC', '2024-06-01 10:00:00+00', NULL, '10:00', NULL, NULL, '{1,2}'),
  (25, NULL, 'a', NULL, '\x00ff', true, 'infinity', NULL, -0.001, '10:00', 1.5, '[1, 2]', '{1,2}'),
  (26, '00000000-0000-0000-0000-000000000005', 'x\y', NULL, '\x41', NULL, '2024-01-01 10:00:00.123', '-infinity', 1, NULL, 0.1, '[1, 2]', '{1,2}'),
  (27, '00000000-0000-0000-0000-000000000003', NULL, NULL, '\x', false, 'infinity', '2024-06-01 10:00:00+00', NULL, NULL, 'NaN', '[1, 2]', '{}'),
  (28, '00000000-0000-0000-0000-000000000001', 'x\y', NULL, '\x', true, '0044-03-15 00:00:00 BC', '2024-06-01 10:00:00+00', 2.5, '10:00', 1.5, '[1, 2]', NULL),
  (29, '00000000-0000-0000-0000-000000000001', 'line
break', 'a', '\x00ff', false, 'infinity', '2024-06-01 10:00:00+00', 1.00, '10:00', 'NaN', '{"a": 1}', NULL),
  (30, NULL, 'line
break', 'a', '\x', false, '0044-03-15 00:00:00 BC', '-infinity', 1, '10:00', 0.1, '[1, 2]', NULL);
INSERT INTO r VALUES
  (1, '00000000-0000-0000-0000-000000000002', 'x\y', NULL, '\x00ff', true, '2024-01-01 10:00:00.123', '-infinity', 1, '24:00:00', 'NaN', '{"a": 1}', '{}'),
  (2, '00000000-0000-0000-0000-000000000002', 'x\y', 'b', '\x', NULL, '0044-03-15 00:00:00 BC', '-infinity', 1.0, '00:00:00.000001', 0.1, NULL, NULL),
  (3, NULL, NULL, 'a', '\x00ff', true, '2024-01-01 10:00:00.123', '2024-06-01 12:00:00+02', 1, NULL, 1.5, '[1, 2]', NULL),
  (4, '00000000-0000-0000-0000-000000000002', 'ä', 'a  ', NULL, false, '0044-03-15 00:00:00 BC', NULL, -0.001, '10:00', NULL, '[1, 2]', '{}'),
  (5, NULL, 'ä', 'a  ', NULL, NULL, NULL, '2024-06-01 12:00:00+02', NULL, '10:00', 'NaN', NULL, '{}'),
  (6, '00000000-0000-0000-0000-000000000001', '', 'a  ', '\x41', false, '2024-01-01 10:00:00.123', '2024-06-01 10:00:00+00', -0.001, '10:00', 'NaN', NULL, '{}'),
  (7, '00000000-0000-0000-0000-000000000005', '', 'b', '\x41', true, '0044-03-15 00:00:00 BC', '-infinity', 2.5, NULL, 'NaN', '{"a": 1}', NULL),
  (8, '00000000-0000-0000-0000-000000000003', 'x\y', 'a', NULL, true, 'infinity', '2024-06-01 12:00:00+02', 1.00, NULL, NULL, '{"a": 1}', '{1,2}'),
  (9, '00000000-0000-0000-0000-000000000005', 'x\y', 'a', '\x41', true, NULL, NULL, NULL, '24:00:00', 0.1, '[1, 2]', '{1,2}'),
  (10, '00000000-0000-0000-0000-000000000003', NULL, 'ab', '\x41', true, '2024-01-01 10:00:00.123', NULL, 1, NULL, 1.5, '[1, 2]', NULL),
  (11, '00000000-0000-0000-0000-000000000001', NULL, 'b', '\x41', false, 'infinity', '-infinity', 1.0, '10:00', NULL, '[1, 2]', '{}'),
  (12, '00000000-0000-0000-0000-000000000001', 'a', 'b', '\x00ff', false, '0044-03-15 00:00:00 BC', '2024-06-01 10:00:00+00', -0.001, '00:00:00.000001', 1.5, '{"a": 1}', NULL),
  (13, '00000000-0000-0000-0000-000000000005', 'line
break', 'a', '\x', false, '0044-03-15 00:00:00 BC', '2024-06-01 12:00:00+02', -0.001, '24:00:00', 'NaN', '{"a": 1}', '{1,2}'),
  (14, NULL, 'x\y', 'ab', '\x00ff', true, 'infinity', '2024-06-01 12:00:00+02', 1, '00:00:00.000001', NULL, '{"a": 1}', '{}'),
  (15, '00000000-0000-0000-0000-000000000002', 'A', 'a', '\x', true, '2024-01-01 10:00:00.123', '2024-06-01 12:00:00+02', 1.0, '00:00:00.000001', 0.1, '[1, 2]', '{}'),
  (16, '00000000-0000-0000-0000-000000000004', 'A', 'a', '\x41', NULL, '2024-01-01 10:00:00.123', '-infinity', 1.0, '00:00:00.000001', 'NaN', NULL, NULL),
  (17, '00000000-0000-0000-0000-000000000004', 'ä', 'ab', NULL, true, '2024-01-01 10:00:00.123', '2024-06-01 10:00:00+00', 2.5, '24:00:00', 1.5, '[1, 2]', '{1,2}'),
  (18, '00000000-0000-0000-0000-000000000001', 'A', 'ab', '\x00ff', false, 'infinity', '2024-06-01 12:00:00+02', 1, '10:00', NULL, '[1, 2]', '{1,2}'),
  (19, NULL, 'x\y', NULL, NULL, false, NULL, '2024-06-01 12:00:00+02', 1, NULL, 'NaN', '[1, 2]', NULL),
  (20, '00000000-0000-0000-0000-000000000005', '', 'a', '\x', NULL, '0044-03-15 00:00:00 BC', '2024-06-01 10:00:00+00', 1.00, '24:00:00', 1.5, '[1, 2]', '{}'),
  (21, NULL, 'A', 'a  ', NULL, false, '2024-01-01 10:00:00.123', '2024-06-01 10:00:00+00', 2.5, '10:00', 'NaN', NULL, '{1,2}'),
  (22, '00000000-0000-0000-0000-000000000001', '', 'a', '\x41', NULL, '0044-03-15 00:00:00 BC', '2024-06-01 12:00:00+02', 1, '00:00:00.000001', 0.1, '{"a": 1}', '{1,2}'),
  (23, '00000000-0000-0000-0000-000000000004', 'line
break', 'b', '\x', false, '2024-01-01 10:00:00.123', '2024-06-01 12:00:00+02', NULL, NULL, NULL, NULL, NULL),
  (24, '00000000-0000-0000-0000-000000000001', NULL, 'b', '\x', false, NULL, '-infinity', NULL, '00:00:00.000001', 1.5, '{"a": 1}', '{}'),
  (25, '00000000-0000-0000-0000-000000000001', 'ä', 'a  ', '\x41', true, '0044-03-15 00:00:00 BC', NULL, -0.001, '00:00:00.000001', 0.1, NULL, NULL),
  (26, '00000000-0000-0000-0000-000000000002', 'ä', 'a', '\x00ff', NULL, 'infinity', '2024-06-01 10:00:00+00', 1.00, '00:00:00.000001', 'NaN', '{"a": 1}', '{}'),
  (27, '00000000-0000-0000-0000-000000000004', 'ä', 'a  ', '\x00ff', true, '2024-01-01 10:00:00.123', '-infinity', 1.00, '00:00:00.000001', 1.5, '{"a": 1}', '{}'),
  (28, '00000000-0000-0000-0000-000000000002', NULL, 'a', '\x41', true, '2024-01-01 10:00:00.123', '2024-06-01 10:00:00+00', NULL, '24:00:00', NULL, '[1, 2]', NULL),
  (29, '00000000-0000-0000-0000-000000000002', 'a	b', 'ab', '\x41', false, '0044-03-15 00:00:00 BC', '2024-06-01 10:00:00+00', 1.0, '24:00:00', 'NaN', '[1, 2]', '{}'),
  (30, NULL, 'ä', 'a  ', '\x41', false, '0044-03-15 00:00:00 BC', '2024-06-01 12:00:00+02', 1.00, NULL, 'NaN', '[1, 2]', '{1,2}');
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.u = r.u ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.u FROM l LEFT JOIN r ON l.u = r.u AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.u = r.u;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.t = r.t ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.t FROM l LEFT JOIN r ON l.t = r.t AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.t = r.t;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.bp = r.bp ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.bp FROM l LEFT JOIN r ON l.bp = r.bp AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.bp = r.bp;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.b = r.b ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.b FROM l LEFT JOIN r ON l.b = r.b AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.b = r.b;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.ok = r.ok ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.ok FROM l LEFT JOIN r ON l.ok = r.ok AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.ok = r.ok;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.ts = r.ts ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.ts FROM l LEFT JOIN r ON l.ts = r.ts AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.ts = r.ts;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.tz = r.tz ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.tz FROM l LEFT JOIN r ON l.tz = r.tz AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.tz = r.tz;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.n = r.n ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.n FROM l LEFT JOIN r ON l.n = r.n AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.n = r.n;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.clock = r.clock ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.clock FROM l LEFT JOIN r ON l.clock = r.clock AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.clock = r.clock;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.f = r.f ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.f FROM l LEFT JOIN r ON l.f = r.f AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.f = r.f;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.j = r.j ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.j FROM l LEFT JOIN r ON l.j = r.j AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.j = r.j;
SELECT /*canopy repartition */ l.id, r.id FROM l JOIN r ON l.arr = r.arr ORDER BY 1, 2;
SELECT /*canopy repartition */ l.id, r.id, r.arr FROM l LEFT JOIN r ON l.arr = r.arr AND r.id > 10 ORDER BY 1, 2;
SELECT /*canopy repartition */ COUNT(*), COUNT(l.id), COUNT(r.id) FROM l FULL JOIN r ON l.arr = r.arr;
SELECT /*canopy repartition */ l, r.j FROM l JOIN r ON l.u = r.u ORDER BY l.id, r.id;
SELECT /*canopy repartition */ l.*, r.* FROM l JOIN r ON l.u = r.u ORDER BY l.id, r.id;
WITH w AS (SELECT u, COUNT(*) AS c FROM r GROUP BY u), v AS MATERIALIZED (SELECT * FROM l) SELECT /*canopy repartition */ v.id, w.c FROM v JOIN w ON w.u = v.u ORDER BY 1;
SELECT /*canopy repartition */ DISTINCT ON (l.u) l.u, l.id, r.id FROM l JOIN r ON l.u = r.u ORDER BY l.u, l.id, r.id DESC;
SELECT /*canopy repartition */ l.u, COUNT(*) FILTER (WHERE r.ok), percentile_cont(0.5) WITHIN GROUP (ORDER BY r.id) FROM l JOIN r ON l.u = r.u GROUP BY l.u ORDER BY 1;
SELECT /*canopy repartition */ l.id, x.id FROM l LEFT JOIN LATERAL (SELECT r.id FROM r WHERE r.u = l.u ORDER BY r.id LIMIT 2) x ON true ORDER BY 1, 2;
SET TIME ZONE 'Asia/Kolkata';
SELECT /*canopy repartition */ l.id, r.tz FROM l JOIN r ON l.tz = r.tz ORDER BY 1, r.id;
SET DateStyle = 'ISO, MDY';
SELECT /*canopy repartition */ l.id, r.ts FROM l JOIN r ON l.ts = r.ts ORDER BY 1, r.id;
RESET DateStyle;
SET bytea_output = 'escape';
SELECT /*canopy repartition */ l.id, r.b FROM l JOIN r ON l.b = r.b ORDER BY 1, r.id;
