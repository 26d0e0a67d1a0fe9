-- WITH that writes.
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, grp INT, price NUMERIC(10,2), name VARCHAR(20), at TIMESTAMPTZ, tags TEXT[], j JSONB, b BYTEA, c CHAR(4), f BOOLEAN);
CREATE TABLE archive (n SERIAL PRIMARY KEY, id INT, grp INT, price NUMERIC(10,2), name VARCHAR(20), at TIMESTAMPTZ, tags TEXT[], j JSONB, b BYTEA, c CHAR(4), f BOOLEAN);
CREATE TABLE stock (sku VARCHAR(10) NOT NULL PRIMARY KEY, item INT, qty INT);
CREATE TABLE rate (code INT NOT NULL PRIMARY KEY, pct INT) /*canopy reference */;
INSERT INTO item SELECT i, i % 3, i * 1.5, 'n' || i, '2024-01-01 10:00:00+00'::timestamptz + i * interval '1 hour', ARRAY['a', NULL, 'x"y' || i], '{"k": [1, 2.50]}', decode('00ff', 'hex'), 'c', i % 2 = 0 FROM generate_series(1, 12) i;
INSERT INTO item (id) VALUES (20), (21);
INSERT INTO stock VALUES ('a', 1, 10), ('b', 2, 20), ('c', 3, 30), ('d', 99, 40);
INSERT INTO rate VALUES (1, 10), (2, 20), (3, 30);
-- of one row, and of many
-- @once
WITH d AS (DELETE FROM item WHERE id = 12 RETURNING *) SELECT * FROM d;
-- @once
WITH d AS (DELETE FROM item WHERE id > 9 RETURNING id, name AS called, price * 2, tags, j, b, c, f, at) SELECT * FROM d WHERE id < 21 ORDER BY id;
SELECT id FROM item;
-- what is deleted goes to another table
-- @once
WITH gone AS (DELETE FROM item WHERE id IN (SELECT item FROM stock WHERE qty > 15) RETURNING *) INSERT INTO archive (id, grp, price, name, at, tags, j, b, c, f) SELECT * FROM gone;
SELECT id, grp, price, name, at, tags, j, b, c, f FROM archive;
SELECT id FROM item;
-- @once
WITH gone (k, v) AS (DELETE FROM stock WHERE item = 99 RETURNING item, qty) INSERT INTO item (id, grp) SELECT k, v FROM gone RETURNING id, grp;
SELECT * FROM item WHERE id = 99;
-- no rows
-- @once
WITH u AS (UPDATE item SET grp = 7 WHERE id = 12345 RETURNING id, tags) SELECT id, tags FROM u;
-- update or else insert
-- @once
WITH u AS (UPDATE item SET grp = 77 WHERE id = 1000 RETURNING id) INSERT INTO item (id, grp) SELECT 1000, 88 WHERE NOT EXISTS (SELECT 1 FROM u);
-- @once
WITH u AS (UPDATE item SET grp = 77 WHERE id = 1000 RETURNING id) INSERT INTO item (id, grp) SELECT 1000, 88 WHERE NOT EXISTS (SELECT 1 FROM u);
SELECT id, grp FROM item WHERE id = 1000;
-- several that write, with others that read
-- @once
WITH s AS (SELECT item, qty FROM stock WHERE qty <= 20), u AS (UPDATE item SET price = s.qty FROM s WHERE s.item = item.id AND item.id < 100 RETURNING item.id, price),
  r AS (UPDATE rate SET pct = pct + 1 RETURNING code, pct), x AS (INSERT INTO archive (id, name) VALUES (500, 'x'), (501, 'y') RETURNING id)
  SELECT 'u' AS what, id AS n FROM u UNION ALL SELECT 'r', pct FROM r UNION ALL SELECT 'x', id FROM x UNION ALL SELECT 's', qty FROM s;
SELECT * FROM rate;
SELECT id, price FROM item;
-- what nobody reads
-- @once
WITH d AS (DELETE FROM archive WHERE id = 500) UPDATE stock SET qty = qty + 1;
-- @once
WITH d AS (DELETE FROM archive WHERE id = 501 RETURNING id) DELETE FROM stock USING d WHERE d.id = stock.qty + 490;
SELECT * FROM stock;
SELECT id, name FROM archive;
-- with parameters
-- @prepared 5, 1
-- @prepared 6, 100
WITH d AS (DELETE FROM item WHERE id = ? RETURNING id, price) SELECT id, price + ? AS more FROM d;
-- @prepared 30, 7, 'w'
WITH q AS (SELECT ?::int AS n), d AS (DELETE FROM item USING q WHERE id = ? RETURNING id, n) INSERT INTO stock SELECT ?, id, n FROM d;
SELECT * FROM stock;
-- in a transaction
BEGIN;
-- @once
WITH d AS (DELETE FROM item RETURNING id) SELECT COUNT(*) FROM d;
SELECT COUNT(*) FROM item;
ROLLBACK;
SELECT COUNT(*) FROM item;
-- all or nothing
-- @error
WITH d AS (DELETE FROM item RETURNING id) INSERT INTO stock SELECT 'a', id FROM d;
SELECT COUNT(*) FROM item;
-- parts that would see what others have written
-- @refused names it again
WITH d AS (DELETE FROM item WHERE id < 5 RETURNING id) SELECT COUNT(*) FROM item;
-- @refused names it again
WITH d AS (DELETE FROM item WHERE id < 5 RETURNING id), e AS (UPDATE item SET grp = 1 RETURNING id) SELECT * FROM d, e;
-- @refused without RETURNING
WITH d AS (DELETE FROM item WHERE id < 5) SELECT * FROM d;
-- a WITH that only reads, before an INSERT
WITH s AS (SELECT item, qty FROM stock), t AS (SELECT MAX(qty) AS m FROM s) INSERT INTO archive (id, grp) SELECT item, m FROM s CROSS JOIN t RETURNING id, grp;
SELECT COUNT(*) FROM archive;
-- What a write does to other tables is not seen by the engine's later parts, and would be by ours.
CREATE TABLE owner (id INT PRIMARY KEY);
CREATE TABLE owned (id INT REFERENCES owner (id) ON DELETE CASCADE, n INT, PRIMARY KEY (id, n)) /*canopy shard key (id) */;
INSERT INTO owner VALUES (1), (2);
INSERT INTO owned VALUES (1, 1), (1, 2), (2, 1);
-- @refused the foreign key
WITH gone AS (DELETE FROM owner WHERE id = 1 RETURNING id) SELECT COUNT(*) FROM owned, gone;
WITH gone AS (DELETE FROM owner WHERE id = 1 RETURNING id) SELECT * FROM gone;
SELECT * FROM owned ORDER BY id, n;
