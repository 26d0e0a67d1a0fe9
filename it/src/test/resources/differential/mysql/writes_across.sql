-- Writes whose rows are found in several partitions at once.
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, grp INT, price DECIMAL(10,2), name VARCHAR(20), f FLOAT, at DATETIME(3), j JSON);
CREATE TABLE stock (sku VARCHAR(10) NOT NULL PRIMARY KEY, item INT, qty INT);
CREATE TABLE pair (a INT NOT NULL, b INT NOT NULL, v INT, PRIMARY KEY (a, b)) /*canopy shard key (a) */;
CREATE TABLE rate (code INT NOT NULL PRIMARY KEY, pct INT) /*canopy reference */;
INSERT INTO item VALUES (1, 1, 10.00, 'one', 1.1, '2024-01-01 10:00:00.123', '{"a": 1}'), (2, 1, 20.50, 'two', 2.2, NULL, NULL),
  (3, 2, 30.00, NULL, NULL, '2024-02-01', '[1, 2]'), (4, 2, NULL, 'four', 4.4, NULL, NULL), (5, 3, 50.00, 'five', 5.5, NULL, NULL),
  (6, NULL, 60.00, 'six', 6.6, NULL, NULL), (7, 3, 70.00, 'seven', 7.7, NULL, NULL), (8, 4, 80.00, 'eight', 8.8, NULL, NULL);
INSERT INTO stock VALUES ('a', 1, 10), ('b', 1, 20), ('c', 2, 0), ('d', 3, 5), ('e', 9, 7), ('f', NULL, 1), ('G', 5, 50), ('h', 8, 8);
INSERT INTO pair VALUES (1, 1, 11), (1, 2, 12), (2, 1, 21), (3, 7, 37), (4, 4, 44);
INSERT INTO rate VALUES (1, 10), (2, 20), (3, 30);
-- joins on other columns than the shard keys
UPDATE item i JOIN stock s ON s.item = i.id SET i.price = i.price + s.qty WHERE s.sku IN ('c', 'd', 'G');
SELECT * FROM item;
UPDATE item, stock SET item.name = stock.sku WHERE stock.item = item.id AND stock.qty = 8;
SELECT id, name FROM item;
UPDATE stock s JOIN item i ON s.item = i.id SET s.qty = 0, i.grp = 99 WHERE i.id = 1;
SELECT * FROM stock;
SELECT id, grp FROM item;
UPDATE item SET price = (SELECT SUM(qty) FROM stock WHERE stock.item = item.id) WHERE id < 4;
SELECT id, price FROM item;
UPDATE item SET name = CONCAT(name, '!'), price = price * 2 WHERE id IN (SELECT item FROM stock WHERE qty > 1);
SELECT id, name, price FROM item;
UPDATE item SET grp = 5, price = grp + 1 ORDER BY id DESC LIMIT 3;
SELECT id, grp, price FROM item;
UPDATE item SET name = DEFAULT WHERE id NOT IN (SELECT item FROM stock WHERE item IS NOT NULL);
SELECT id, name FROM item;
UPDATE pair SET v = v + 1 WHERE b = (SELECT MAX(item) FROM stock) - 2;
UPDATE pair p JOIN pair q ON p.a = q.b AND q.a <> 2 SET p.v = q.v;
SELECT * FROM pair;
UPDATE rate r JOIN item i ON i.id = r.code SET r.pct = i.grp;
SELECT * FROM rate;
UPDATE rate SET pct = (SELECT COUNT(*) FROM stock) WHERE code = 2;
SELECT * FROM rate;
UPDATE item i LEFT JOIN stock s ON s.item = i.id SET i.f = -1, s.qty = -1 WHERE i.id > 5;
SELECT id, f FROM item;
SELECT * FROM stock;
UPDATE item SET price = 1 WHERE EXISTS (SELECT 1 FROM stock WHERE stock.item = item.id AND qty > 1000);
-- @prepared 2, 5
UPDATE item i JOIN stock s ON s.item = i.id SET i.grp = ? WHERE s.qty < ?;
SELECT id, grp FROM item;
-- deletes
DELETE i FROM item i JOIN stock s ON s.item = i.id WHERE s.sku = 'h';
DELETE FROM i USING item AS i JOIN stock AS s ON s.item = i.id WHERE s.sku = 'd';
SELECT id FROM item;
DELETE i, s FROM item i JOIN stock s ON s.item = i.id WHERE i.id = 5;
SELECT id FROM item;
SELECT * FROM stock;
DELETE FROM stock WHERE item NOT IN (SELECT id FROM item) OR item IS NULL;
SELECT * FROM stock;
DELETE FROM item ORDER BY price DESC, id LIMIT 2;
SELECT id FROM item;
DELETE FROM pair WHERE v > (SELECT AVG(v) FROM (SELECT v FROM pair) x);
SELECT * FROM pair;
WITH w AS (SELECT item FROM stock WHERE qty >= 0) DELETE FROM item WHERE id IN (SELECT item FROM w);
SELECT id FROM item;
DELETE rate FROM rate JOIN pair ON pair.a = rate.code;
SELECT * FROM rate;
-- in a transaction
START TRANSACTION;
INSERT INTO item (id, grp) VALUES (20, 1), (21, 2), (22, 3);
INSERT INTO stock VALUES ('x', 20, 1), ('y', 21, 2);
UPDATE item i JOIN stock s ON s.item = i.id SET i.price = s.qty WHERE i.id >= 20;
SELECT id, price FROM item WHERE id >= 20;
DELETE FROM item WHERE id IN (SELECT item FROM stock WHERE qty = 2);
SELECT id, price FROM item WHERE id >= 20;
ROLLBACK;
SELECT id FROM item WHERE id >= 20;
-- and committed on several leaves
START TRANSACTION;
INSERT INTO item (id, grp) VALUES (20, 1), (21, 2), (22, 3), (23, 4), (24, 5), (25, 6);
INSERT INTO stock VALUES ('x', 20, 1), ('y', 21, 2), ('z', 22, 3), ('xx', 23, 4), ('yy', 24, 5);
UPDATE item i JOIN stock s ON s.item = i.id SET i.price = s.qty WHERE i.id >= 20;
SELECT COUNT(*), SUM(i.price), SUM(s.qty) FROM item i LEFT JOIN stock s ON s.item = i.id WHERE i.id >= 20;
DELETE FROM item WHERE id IN (SELECT item FROM stock WHERE qty = 2);
COMMIT;
SELECT id, price FROM item WHERE id >= 20;
-- targets without qualifiers, and with those of the database
UPDATE item JOIN stock ON stock.item = item.id SET price = 7, qty = 8 WHERE sku = 'x';
SELECT id, price FROM item WHERE id >= 20;
SELECT * FROM stock WHERE qty = 8;
-- tables without a primary key
CREATE TABLE keyed (k INT NOT NULL, u INT NOT NULL, n INT, UNIQUE (u)) /*canopy shard key (u) */;
INSERT INTO keyed VALUES (1, 1, 1), (1, 2, 2), (2, 3, 3);
UPDATE keyed SET n = (SELECT COUNT(*) FROM stock) WHERE k = 1;
UPDATE keyed SET u = u + 100, n = n + 1;
DELETE FROM keyed ORDER BY u DESC LIMIT 1;
SELECT * FROM keyed;
