-- Writes through views, as PostgreSQL has them.
CREATE TABLE a (id INT PRIMARY KEY, v INT, note TEXT);
INSERT INTO a SELECT i, i, 'n' || i FROM generate_series(1, 12) i;
CREATE TABLE b (id INT PRIMARY KEY, a_id INT, w INT);
INSERT INTO b SELECT i, i, i * 10 FROM generate_series(1, 12) i;
CREATE VIEW va AS SELECT id, v FROM a WHERE v > 1;
CREATE VIEW names (num, val, twice) AS SELECT id, v, v * 2 FROM a;
UPDATE va x SET v = x.v + 1 WHERE x.id = 10 RETURNING *;
UPDATE va SET v = 0 WHERE id = 10 RETURNING va.id, v;
UPDATE va SET (v) = ROW(5) WHERE id = 9 RETURNING va.*;
UPDATE names SET val = val + 1 WHERE num < 3 RETURNING *;
UPDATE names n SET (val) = (SELECT max(w) FROM b WHERE b.a_id = n.num) WHERE num < 3 RETURNING num, n.twice, val + 1 AS next, n.val;
INSERT INTO names VALUES (20, 20) RETURNING *;
INSERT INTO names (num) VALUES (21) RETURNING num, val;
INSERT INTO va VALUES (22) RETURNING *;
INSERT INTO va AS z (id, v) VALUES (23, 1) RETURNING z.id, z.v;
DELETE FROM names WHERE num > 20 RETURNING num, twice;
UPDATE va SET v = b.w FROM b WHERE b.a_id = va.id AND b.w < 50 RETURNING va.id, b.w;
UPDATE names SET val = b.w + num FROM b WHERE b.a_id = num AND b.w < 50;
DELETE FROM va USING b WHERE b.a_id = va.id AND b.w = 40;
-- @error
UPDATE va SET v = 1 FROM b WHERE id = 3;
WITH w AS (SELECT 7 AS k) UPDATE va SET v = 70 FROM w WHERE va.id = w.k;
WITH u AS (UPDATE va SET v = v + 1 WHERE id < 9 RETURNING id, v) SELECT count(*), sum(v) FROM u;
SELECT * FROM a ORDER BY id;
CREATE VIEW plain AS SELECT id, v FROM a;
INSERT INTO plain VALUES (1, 100), (40, 4) ON CONFLICT (id) DO UPDATE SET v = EXCLUDED.v RETURNING *;
INSERT INTO plain VALUES (1, 200) ON CONFLICT DO NOTHING;
UPDATE plain SET id = id + 1000 WHERE id = 1;
UPDATE public.plain SET v = 3 WHERE id = 1001;
DELETE FROM ONLY plain WHERE id = 1001;
-- @refused a write of this form through the view
INSERT INTO va VALUES (5, 1) ON CONFLICT (id) DO UPDATE SET v = 9;
CREATE VIEW opt WITH (check_option = local) AS SELECT id, v FROM a WHERE v > 1;
-- @refused WITH CHECK OPTION
INSERT INTO opt VALUES (60, 6);
DELETE FROM opt WHERE id = 40;
-- @error
INSERT INTO plain DEFAULT VALUES;
SELECT * FROM a ORDER BY id;
CREATE VIEW inner_view AS SELECT * FROM a WHERE v < 500;
ALTER TABLE a ADD COLUMN extra INT;
INSERT INTO inner_view (id, v, note) VALUES (400, 4, 'x');
INSERT INTO inner_view VALUES (401, 4, 'x');
UPDATE inner_view SET v = 5 WHERE id = 401;
SELECT id, v, note FROM inner_view WHERE id >= 400 ORDER BY id;
-- @refused a WITH that writes the view
WITH u AS (UPDATE va SET v = v + 1 WHERE id < 9 RETURNING id, v), w AS (DELETE FROM b WHERE id = 1 RETURNING id) SELECT count(u.v), count(w.id) FROM u, w;
-- @refused a WITH that writes
WITH u AS (UPDATE va SET v = v + 1 WHERE id < 9 RETURNING id, v) SELECT count(*) FROM a;
-- @refused a WITH that writes
WITH u AS (UPDATE a SET v = v + 1 WHERE id < 9 RETURNING id, v), w AS (UPDATE va SET v = 1 RETURNING id) SELECT count(*) FROM w;
SELECT * FROM a ORDER BY id;
CREATE TABLE q (id INT PRIMARY KEY, st TEXT);
CREATE VIEW fresh AS SELECT id, st FROM q WHERE st = 'new';
INSERT INTO fresh SELECT i, 'new' FROM generate_series(1, 10) i;
UPDATE fresh SET st = 'run' WHERE id IN (SELECT id FROM fresh ORDER BY id LIMIT 3) RETURNING id;
SELECT st, count(*) FROM q GROUP BY st ORDER BY st;
