-- MySQL's own forms of INSERT with subqueries over partitions.
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, grp INT, name VARCHAR(20));
CREATE TABLE stock (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, sku VARCHAR(10), qty INT, UNIQUE (id, sku));
INSERT INTO item VALUES (1, 1, 'one'), (2, 1, 'two'), (3, 2, 'three');
INSERT INTO stock (sku, qty) VALUES ('a', (SELECT COUNT(*) FROM item));
INSERT INTO stock SET sku = (SELECT name FROM item WHERE id = 2), qty = 5;
REPLACE INTO stock (id, sku, qty) VALUES ((SELECT MAX(id) - 2 FROM item), 'r', (SELECT SUM(id) FROM item));
INSERT IGNORE INTO stock VALUES ((SELECT MIN(id) FROM item), 'i', 1);
INSERT INTO stock VALUES ((SELECT MIN(id) FROM item), 'i', 1) ON DUPLICATE KEY UPDATE qty = qty + 100;
SELECT * FROM stock;
-- @refused behind its rows
INSERT INTO stock VALUES (1, 'i', 1) ON DUPLICATE KEY UPDATE qty = (SELECT COUNT(*) FROM item);
-- @refused sees the rows before it
INSERT INTO stock VALUES (901, 'x', 1), (902, 'y', (SELECT COUNT(*) FROM stock s));
INSERT INTO stock VALUES (903, 'z', (SELECT COUNT(*) FROM stock s));
SELECT * FROM stock WHERE id > 900;
