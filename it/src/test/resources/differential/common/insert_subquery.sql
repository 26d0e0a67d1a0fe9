-- INSERT and REPLACE of rows with subqueries over partitions.
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, grp INT, price DECIMAL(10,2), name VARCHAR(20) NOT NULL DEFAULT 'none');
CREATE TABLE stock (sku VARCHAR(10) NOT NULL PRIMARY KEY, item INT, qty INT, at TIMESTAMP NULL);
CREATE TABLE rate (code INT NOT NULL PRIMARY KEY, pct INT) /*canopy reference */;
INSERT INTO item VALUES (1, 1, 10.00, 'one'), (2, 1, 20.50, 'two'), (3, 2, 30.00, 'three'), (4, 2, NULL, 'four');
INSERT INTO rate VALUES (1, 10), (2, 20);
INSERT INTO stock VALUES ('a', (SELECT MAX(id) FROM item), 1, NULL);
INSERT INTO stock (sku, item) VALUES ('b', (SELECT id FROM item WHERE name = 'three')), ('c', 5), ('d', (SELECT COUNT(*) FROM item WHERE grp = 1) + (SELECT MIN(code) FROM rate));
INSERT INTO stock (item, sku, qty) VALUES ((SELECT id FROM item WHERE id = 77), (SELECT name FROM item WHERE id = 2), (SELECT pct FROM rate WHERE code = 1));
SELECT * FROM stock;
SELECT * FROM stock WHERE sku = 'two';
INSERT INTO item (id, price) VALUES ((SELECT MAX(qty) + 100 FROM stock), (SELECT AVG(qty) FROM stock));
INSERT INTO item VALUES ((SELECT MAX(qty) + 200 FROM stock), DEFAULT, (SELECT SUM(s.qty) FROM stock s JOIN item i ON i.id = s.item), (SELECT 'x'));
SELECT * FROM item;
SELECT * FROM item WHERE id = 110;
-- @prepared 'z', 2, 5
-- @prepared 'y', 99, null int
INSERT INTO stock (sku, item, qty) VALUES (?, (SELECT MAX(grp) FROM item WHERE id > ?), ?);
SELECT * FROM stock;
INSERT INTO rate VALUES (7, (SELECT COUNT(*) FROM item)), ((SELECT MAX(id) FROM item), 3);
SELECT * FROM rate;
-- @error
INSERT INTO stock (sku, item) VALUES ('e', (SELECT id FROM item));
-- @error
INSERT INTO item (id) VALUES ((SELECT item FROM stock WHERE sku = 'nope'));
-- @error
INSERT INTO stock (sku) VALUES ((SELECT 'a' FROM item WHERE id = 1));
SELECT COUNT(*) FROM stock;
CREATE VIEW named AS SELECT name, id FROM item;
INSERT INTO stock (sku) VALUES ((SELECT MAX(name) FROM named WHERE id > 4));
SELECT * FROM stock;
BEGIN;
INSERT INTO stock (sku, item) VALUES ('t1', (SELECT COUNT(*) FROM item)), ('t2', (SELECT COUNT(*) FROM item WHERE grp IS NULL));
SELECT * FROM stock WHERE sku = 't1';
ROLLBACK;
SELECT COUNT(*) FROM stock;
