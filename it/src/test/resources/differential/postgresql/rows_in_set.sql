-- SET (a, b) = ..
CREATE TABLE c (id INT PRIMARY KEY, score INT, note TEXT);
CREATE TABLE p (id INT PRIMARY KEY, cid INT, total INT);
INSERT INTO c VALUES (1, 0, ''), (2, 0, ''), (3, 0, ''), (4, 0, '');
INSERT INTO p VALUES (10, 1, 5), (11, 1, 7), (12, 2, 9), (13, 4, 2);
UPDATE c SET score = (SELECT max(total) FROM p WHERE cid = c.id) WHERE id = 1;
UPDATE c SET (score, note) = (SELECT max(total), 'm' FROM p WHERE cid = c.id) WHERE id = 2;
UPDATE c SET (score, note) = (1, 'x') WHERE id = 3;
UPDATE c SET (score, note) = ROW(2, 'y') WHERE id = 4;
SELECT * FROM c ORDER BY id;
UPDATE c SET (score, note) = (SELECT total, 'z' FROM p WHERE cid = c.id ORDER BY total LIMIT 1);
SELECT * FROM c ORDER BY id;
UPDATE c SET (score, note) = (DEFAULT, 'dflt') WHERE id < 3;
UPDATE c SET (score) = ROW(5), note = note || '!' WHERE id = 2;
UPDATE c SET (note, score) = (SELECT 'a' || score, score + 1);
SELECT * FROM c ORDER BY id;
-- @error
UPDATE c SET (score, note) = (SELECT total, 'z' FROM p);
-- @error
UPDATE c SET (score) = (6) WHERE id = 2;
UPDATE c SET (score, note) = (SELECT total, 'f' FROM p WHERE p.id = 13) FROM p q WHERE q.cid = c.id AND q.total > 5;
UPDATE c SET (score, note) = (p.total, 'from') FROM p WHERE p.cid = c.id AND p.id = 12;
UPDATE c SET (score, note) = (SELECT total, 'r' FROM p WHERE p.id = 13) WHERE id = 1 RETURNING *;
SELECT * FROM c ORDER BY id;
WITH m AS (SELECT max(total) AS t FROM p) UPDATE c SET (score, note) = (SELECT t + c.id, 'w' FROM m) WHERE score > 2;
-- @prepared 'par', 3
UPDATE c SET (note, score) = (SELECT ?, count(*) FROM p) WHERE id < ? RETURNING id, note, score;
UPDATE c SET (id, note) = (id + 100, 'moved') WHERE id = 3;
-- @refused a shard key or a GLOBAL key that a query of several columns sets
UPDATE c SET (id, note) = (SELECT max(id), 'moved2' FROM p) WHERE id = 1;
-- @error
UPDATE c SET (score, note) = (1, 2, 3);
-- @error
UPDATE c SET (score, note) = (SELECT 1);
-- @error
UPDATE c SET (score, note) = (SELECT max(total) FROM p);
SELECT * FROM c ORDER BY id;
INSERT INTO c VALUES (4, 1, 'up') ON CONFLICT (id) DO UPDATE SET (score, note) = (EXCLUDED.score, EXCLUDED.note);
INSERT INTO c VALUES (4, 1, 'up') ON CONFLICT (id) DO UPDATE SET (score, note) = ROW(EXCLUDED.score + 1, 'row');
-- @refused shard key
INSERT INTO c VALUES (4, 1, 'up') ON CONFLICT (id) DO UPDATE SET (id, note) = (104, 'moved by conflict');
-- @refused shard key
INSERT INTO c VALUES (4, 1, 'up') ON CONFLICT (id) DO UPDATE SET note = 'x', (id) = ROW(104);
SELECT * FROM c ORDER BY id;
CREATE TABLE n (id INT PRIMARY KEY, a NUMERIC(8,2), d DATE, j JSONB, t TIMESTAMPTZ, ar INT[], b BYTEA, s VARCHAR(3), k CHAR(4), i INT);
INSERT INTO n VALUES (1), (2), (3);
UPDATE n SET (a, d, j, t, ar, b, s, k, i) = (SELECT sum(total) / 3.0, DATE '2024-02-03', '{"a": 1}'::jsonb, TIMESTAMPTZ '2024-01-01 00:00:00+00', ARRAY[1, 2, max(total)], '\x0102'::bytea, 'abc', 'k', 1.7 FROM p);
SELECT * FROM n ORDER BY id;
UPDATE n SET (a, d) = (SELECT NULL::numeric, d + 1 FROM p WHERE p.id = n.id + 9), i = i + 1;
SELECT * FROM n ORDER BY id;
-- @error
UPDATE n SET (a, s) = (SELECT 1, 'abcdef' || max(total) FROM p);
CREATE TABLE ref (id INT PRIMARY KEY, a INT, b TEXT) /*canopy reference */;
INSERT INTO ref VALUES (1, 1, 'a'), (2, 2, 'b');
UPDATE ref SET (a, b) = (SELECT max(total), 'p' FROM p WHERE cid = ref.id);
SELECT * FROM ref ORDER BY id;
