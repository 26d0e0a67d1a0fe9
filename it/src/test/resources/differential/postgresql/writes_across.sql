-- Writes whose rows are found in several partitions at once.
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, grp INT, price DECIMAL(10,2), name VARCHAR(20), f REAL, at TIMESTAMPTZ, j JSON);
CREATE TABLE stock (sku VARCHAR(10) NOT NULL PRIMARY KEY, item INT, qty INT);
CREATE TABLE pair (a INT NOT NULL, b INT NOT NULL, v INT, PRIMARY KEY (a, b)) /*canopy shard key (a) */;
CREATE TABLE rate (code INT NOT NULL PRIMARY KEY, pct INT) /*canopy reference */;
INSERT INTO item VALUES (1, 1, 10.00, 'one', 1.1, '2024-01-01 10:00:00.123', '{"a": 1}'), (2, 1, 20.50, 'two', 2.2, NULL, NULL),
  (3, 2, 30.00, NULL, NULL, '2024-02-01', '[1, 2]'), (4, 2, NULL, 'four', 4.4, NULL, NULL), (5, 3, 50.00, 'five', 5.5, NULL, NULL),
  (6, NULL, 60.00, 'six', 6.6, NULL, NULL), (7, 3, 70.00, 'seven', 7.7, NULL, NULL), (8, 4, 80.00, 'eight', 8.8, NULL, NULL);
INSERT INTO stock VALUES ('a', 1, 10), ('b', 1, 10), ('c', 2, 0), ('d', 3, 5), ('e', 9, 7), ('f', NULL, 1), ('G', 5, 50), ('h', 8, 8);
INSERT INTO pair VALUES (1, 1, 11), (1, 2, 12), (2, 1, 21), (3, 7, 37), (4, 4, 44);
INSERT INTO rate VALUES (1, 10), (2, 20), (3, 30);
UPDATE item AS i SET price = i.price + s.qty FROM stock AS s WHERE s.item = i.id AND s.sku IN ('c', 'd', 'G');
SELECT * FROM item;
UPDATE item SET name = stock.sku FROM stock WHERE stock.item = item.id AND stock.qty = 8;
SELECT id, name FROM item;
UPDATE item i SET grp = s.qty FROM stock s JOIN rate r ON r.pct = s.qty WHERE s.item = i.id;
SELECT id, grp FROM item;
UPDATE item SET price = (SELECT SUM(qty) FROM stock WHERE stock.item = item.id) WHERE id < 4;
SELECT id, price FROM item;
UPDATE item SET name = name || '!', price = price * 2 WHERE id IN (SELECT item FROM stock WHERE qty > 1);
SELECT id, name, price FROM item;
UPDATE item SET name = DEFAULT WHERE id NOT IN (SELECT item FROM stock WHERE item IS NOT NULL);
SELECT id, name FROM item;
UPDATE pair SET v = v + 1 WHERE b = (SELECT MAX(b) FROM pair);
UPDATE pair p SET v = q.v FROM pair q WHERE p.a = q.b AND q.a > 1;
SELECT * FROM pair;
UPDATE rate r SET pct = i.grp FROM item i WHERE i.id = r.code;
SELECT * FROM rate;
UPDATE rate SET pct = (SELECT COUNT(*) FROM stock) WHERE code = 2;
SELECT * FROM rate;
UPDATE item SET price = 1 WHERE EXISTS (SELECT 1 FROM stock WHERE stock.item = item.id AND qty > 1000);
UPDATE item i SET at = s.t, j = s.j FROM (VALUES (1, timestamptz '2030-01-01 00:00:00Z', json '{"n": [1]}'), (2, NULL, NULL)) AS s(id, t, j) WHERE s.id = i.grp;
SELECT id, at, j FROM item;
WITH m AS (SELECT MAX(qty) AS q FROM stock) UPDATE item SET grp = m.q FROM m WHERE item.id = 7;
SELECT id, grp FROM item;
-- @prepared 2, 6
UPDATE item i SET grp = ? FROM stock s WHERE s.item = i.id AND s.qty < ?;
SELECT id, grp FROM item;
DELETE FROM item i USING stock s WHERE s.item = i.id AND s.sku = 'h';
SELECT id FROM item;
DELETE FROM stock WHERE item NOT IN (SELECT id FROM item) OR item IS NULL;
SELECT * FROM stock;
DELETE FROM pair WHERE v > (SELECT AVG(v) FROM pair);
SELECT * FROM pair;
WITH w AS (SELECT item FROM stock WHERE qty >= 10) DELETE FROM item WHERE id IN (SELECT item FROM w);
SELECT id FROM item;
DELETE FROM rate USING pair WHERE pair.a = rate.code;
SELECT * FROM rate;
BEGIN;
INSERT INTO item (id, grp) VALUES (20, 1), (21, 2), (22, 3);
INSERT INTO stock VALUES ('x', 20, 1), ('y', 21, 2);
UPDATE item i SET price = s.qty FROM stock s WHERE s.item = i.id AND i.id >= 20;
SELECT id, price FROM item WHERE id >= 20;
DELETE FROM item WHERE id IN (SELECT item FROM stock WHERE qty = 2);
SELECT id, price FROM item WHERE id >= 20;
ROLLBACK;
SELECT id FROM item WHERE id >= 20;
-- and committed on several leaves
BEGIN;
INSERT INTO item (id, grp) VALUES (20, 1), (21, 2), (22, 3), (23, 4), (24, 5), (25, 6);
INSERT INTO stock VALUES ('x', 20, 1), ('y', 21, 2), ('z', 22, 3), ('xx', 23, 4), ('yy', 24, 5);
UPDATE item i SET price = s.qty FROM stock s WHERE s.item = i.id AND i.id >= 20;
SELECT COUNT(*), SUM(i.price), SUM(s.qty) FROM item i LEFT JOIN stock s ON s.item = i.id WHERE i.id >= 20;
DELETE FROM item WHERE id IN (SELECT item FROM stock WHERE qty = 2);
COMMIT;
SELECT id, price FROM item WHERE id >= 20;
-- RETURNING
UPDATE item SET price = (SELECT SUM(qty) FROM stock WHERE stock.item = item.id) WHERE id > 20 RETURNING *;
UPDATE item i SET name = 'r' || i.id, grp = (SELECT COUNT(*) FROM stock) WHERE EXISTS (SELECT 1 FROM stock WHERE stock.item = i.id + 1) RETURNING i.id, name AS called, i.grp + 1, i.*;
-- @prepared 3, 1, 20
-- @prepared 3, 1, 2000
UPDATE item SET grp = ? + (SELECT MIN(qty) FROM stock) WHERE price > ? AND id > ? RETURNING id + 1, price, grp;
UPDATE item SET price = 1 WHERE id = (SELECT MAX(item) + 1000 FROM stock) RETURNING id, name;
UPDATE rate SET pct = (SELECT COUNT(*) FROM stock) WHERE code < 3 RETURNING code, pct;
UPDATE item SET id = id + 100 RETURNING id, name, old.id;
UPDATE item SET id = id + 100 WHERE id = 121 RETURNING *;
SELECT * FROM item WHERE id = 221;
UPDATE item SET id = id + 100 WHERE id = 9999 RETURNING *;
DELETE FROM item WHERE id IN (SELECT item + 100 FROM stock) RETURNING *;
DELETE FROM rate WHERE code > (SELECT COUNT(*) FROM stock) - 4 RETURNING *;
SELECT * FROM item;
SELECT * FROM rate;
BEGIN;
UPDATE item SET id = id + 1000 RETURNING id;
SELECT * FROM item;
ROLLBACK;
SELECT * FROM item;
-- @may refuse
-- @once
UPDATE item SET price = s.qty FROM stock s WHERE s.item = item.grp RETURNING item.id, s.qty;
-- tables without a primary key
CREATE TABLE note (k INT, t VARCHAR(20), n INT) /*canopy shard key (k) */;
CREATE TABLE keyed (k INT NOT NULL, u INT NOT NULL UNIQUE, n INT) /*canopy shard key (u) */;
INSERT INTO note VALUES (1, 'a', 1), (1, 'a', 1), (2, 'b', NULL), (NULL, 'c', 3), (NULL, 'c', 3), (NULL, NULL, NULL), (5, 'e', 5);
INSERT INTO keyed VALUES (1, 1, 1), (1, 2, 2), (2, 3, 3);
UPDATE note SET n = n + 1 WHERE n <= (SELECT COUNT(*) FROM keyed);
SELECT * FROM note;
UPDATE note SET t = keyed.n || '!' FROM keyed WHERE keyed.n = 3 AND keyed.k = note.k;
SELECT * FROM note;
DELETE FROM note USING keyed WHERE note.n = keyed.u + 1;
DELETE FROM note WHERE t IS NULL AND (SELECT COUNT(*) FROM keyed) = 3 RETURNING k, t, n;
SELECT * FROM note;
UPDATE keyed SET n = (SELECT COUNT(*) FROM note) WHERE k = 1;
UPDATE keyed SET u = u + 100, n = n + 1;
SELECT * FROM keyed;
SELECT * FROM keyed WHERE u = 101;
UPDATE note SET k = 7;
-- One row becomes what another one was: without a key
CREATE TABLE twin (k INT, a INT, b INT) /*canopy shard key (k) */;
INSERT INTO twin VALUES (1, 1, 9), (1, 2, 9), (1, 3, 9), (2, 1, 9), (2, 1, 9);
-- only their addresses tell them apart.
UPDATE twin SET a = a + 1 WHERE b = (SELECT MAX(b) FROM twin);
SELECT * FROM twin ORDER BY k, a;
UPDATE twin SET a = a + 10 WHERE b = (SELECT MAX(b) FROM twin);
SELECT * FROM twin ORDER BY k, a;
UPDATE twin SET a = 0 WHERE a = 21 OR b < (SELECT MIN(b) FROM twin);
DELETE FROM twin WHERE a >= (SELECT MAX(a) FROM twin) OR k = 2;
SELECT * FROM twin ORDER BY k, a;
