-- An INSERT of several rows whose shape shows the first only, on the paths that send a shape as it is.
CREATE TEMPORARY TABLE pick (id INT, v INT, w TEXT DEFAULT 'd');
INSERT INTO pick VALUES (1, 10), (2, 20), (3, 30);
-- @rows ordered
SELECT id, v, w FROM pick ORDER BY id;
-- @prepared 4, 40, 5, 50
INSERT INTO pick (id, v) VALUES (?, ?), (?, ?);
-- @prepared 6, 60
INSERT INTO pick (id, v) VALUES (?, ?);
INSERT INTO pick AS p (id, v) VALUES (7, 70), (8, 80) RETURNING p.id, v + 1;
INSERT INTO pick (id, v) VALUES (9, 90), (10, DEFAULT), (11, 5 * 5);
INSERT INTO pg_temp.pick (id, v) VALUES (12, 1), (13, 2);
-- @rows ordered
SELECT id, v, w FROM pick ORDER BY id;
CREATE UNIQUE INDEX pick_id ON pick (id);
INSERT INTO pick (id, v) VALUES (1, 100), (2, 200), (99, 990) ON CONFLICT (id) DO UPDATE SET v = EXCLUDED.v + 1;
INSERT INTO pick (id, v) VALUES (1, 0), (98, 980) ON CONFLICT DO NOTHING;
-- @rows ordered
SELECT id, v, w FROM pick ORDER BY id;
PREPARE two(int, int) AS INSERT INTO pick (id, v) VALUES ($1, $2), ($2, $1);
EXECUTE two(101, 102);
PREPARE fixed AS INSERT INTO pick (id, v) VALUES (201, 1), (202, 2), (203, 3);
EXECUTE fixed;
-- @once
WITH x AS (SELECT 1) INSERT INTO pick (id, v) VALUES (301, 1), (302, 2);
-- @rows ordered
SELECT id, v, w FROM pick ORDER BY id;
-- @once
WITH x AS (INSERT INTO pick (id, v) VALUES (401, 1), (402, 2) RETURNING id) SELECT COUNT(*) FROM x;
BEGIN;
INSERT INTO pick (id, v) VALUES (501, 1), (502, 2);
INSERT INTO pick (id, v) VALUES (503, 1), (504, 2), (505, 3);
COMMIT;
-- @rows ordered
SELECT id, v FROM pick WHERE id > 400 ORDER BY id;
SELECT COUNT(*) FROM pick;
