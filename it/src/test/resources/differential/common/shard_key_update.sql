-- UPDATE of the shard key: rows move to the partitions of their new keys. A point query looks in the one partition only.
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, grp INT, price DECIMAL(10,2), name VARCHAR(20) NOT NULL DEFAULT 'none');
CREATE TABLE pair (a INT NOT NULL, b INT NOT NULL, v INT, PRIMARY KEY (a, b)) /*canopy shard key (a) */;
CREATE TABLE both_of (a INT NOT NULL, b VARCHAR(10) NOT NULL, v INT, PRIMARY KEY (a, b));
CREATE TABLE stock (sku VARCHAR(10) NOT NULL PRIMARY KEY, item INT, qty INT);
CREATE TABLE rate (code INT NOT NULL PRIMARY KEY, pct INT) /*canopy reference */;
INSERT INTO item VALUES (1, 1, 10.00, 'one'), (2, 1, 20.50, 'two'), (3, 2, 30.00, 'three'), (4, 2, NULL, 'four'), (5, 3, 50.00, 'five'),
  (6, NULL, 60.00, 'six'), (7, 3, 70.00, 'seven'), (8, 4, 80.00, 'eight');
INSERT INTO pair VALUES (1, 1, 11), (1, 2, 12), (2, 1, 21), (3, 7, 37), (4, 4, 44), (5, 1, 51);
INSERT INTO both_of VALUES (1, 'x', 1), (2, 'y', 2), (3, 'x', 3), (4, 'y', 4);
INSERT INTO stock VALUES ('a', 101, 10), ('b', 102, 10), ('c', 103, 0), ('d', 104, 5);
INSERT INTO rate VALUES (101, 10), (102, 20), (103, 30);
-- one row, by its key
UPDATE item SET id = 101 WHERE id = 1;
SELECT * FROM item WHERE id = 101;
SELECT * FROM item WHERE id = 1;
SELECT * FROM item;
-- the same value again, as frameworks send it
UPDATE item SET id = 2, name = 'zwei' WHERE id = 2;
UPDATE item SET id = id;
SELECT * FROM item;
-- no row
UPDATE item SET id = 1000 WHERE id = 999;
UPDATE item SET id = 1000 WHERE name = 'nobody';
-- many partitions, and other columns with it
UPDATE item SET id = id + 100, grp = 7 WHERE id < 100 AND grp = 1;
SELECT * FROM item;
SELECT * FROM item WHERE id = 102;
UPDATE item SET grp = grp + 1, id = id + 100, name = DEFAULT WHERE id < 100;
SELECT * FROM item;
SELECT * FROM item WHERE id = 103;
SELECT * FROM item WHERE id = 107;
SELECT * FROM item WHERE id IN (104, 105, 106);
-- with parameters, of other types too
-- @prepared 201, 101
-- @prepared 202, 102
-- @prepared 999, 998
UPDATE item SET id = ? WHERE id = ?;
-- @prepared 1000, 250
UPDATE item SET id = id + ? WHERE id > 200 AND id < ?;
SELECT * FROM item;
SELECT * FROM item WHERE id = 1203;
-- values that the engine rounds or converts
UPDATE item SET id = 300.4 WHERE id = 104;
UPDATE item SET id = '301' WHERE id = 105;
UPDATE item SET id = 301.5 + 0.25 WHERE id = 106;
SELECT * FROM item WHERE id = 300;
SELECT * FROM item WHERE id = 301;
SELECT * FROM item WHERE id = 302;
SELECT * FROM item;
-- what the engine refuses
-- @error
UPDATE item SET id = 301 WHERE id = 300;
-- @error
UPDATE item SET id = NULL WHERE id = 300;
-- @error
UPDATE item SET id = 77;
-- @error
UPDATE item SET id = 99999999999 WHERE id = 300;
-- @error
UPDATE item SET id = 400, name = NULL WHERE id = 300;
-- @error
UPDATE item SET id = id / nope WHERE id = 300;
SELECT * FROM item;
-- a part of the primary key, and a key of several columns
UPDATE pair SET a = 10 WHERE a = 1;
SELECT * FROM pair WHERE a = 10;
SELECT * FROM pair WHERE a = 1;
UPDATE pair SET a = a + 20, b = b + 1 WHERE v > 20;
SELECT * FROM pair;
SELECT * FROM pair WHERE a = 22;
SELECT * FROM pair WHERE a = 24 AND b = 5;
-- @error
UPDATE pair SET a = 10, b = 1 WHERE a = 22;
UPDATE both_of SET a = 9 WHERE b = 'x' AND v = 1;
UPDATE both_of SET b = 'z' WHERE v = 2;
UPDATE both_of SET b = 'w', a = a * 10 WHERE v > 2;
SELECT * FROM both_of;
SELECT * FROM both_of WHERE a = 9 AND b = 'x';
SELECT * FROM both_of WHERE a = 2 AND b = 'z';
SELECT * FROM both_of WHERE a = 30 AND b = 'w';
UPDATE stock SET sku = UPPER(sku);
SELECT * FROM stock WHERE sku = 'A';
SELECT * FROM stock;
UPDATE stock SET sku = CASE WHEN qty > 5 THEN 'x' ELSE 'y' END WHERE sku IN ('A', 'C');
SELECT * FROM stock;
SELECT * FROM stock WHERE sku = 'y';
-- found by a subquery, and computed by one
UPDATE item SET id = id + 1000, price = 1 WHERE id IN (SELECT item * 2 + 96 FROM stock WHERE qty > 1) OR grp IN (SELECT pct FROM rate);
SELECT * FROM item;
UPDATE item SET id = (SELECT MAX(item) FROM stock) WHERE id = 300;
SELECT * FROM item WHERE id = 104;
UPDATE item SET id = (SELECT MAX(pct) FROM rate) + 5, name = 'r' WHERE id = 104;
SELECT * FROM item WHERE id = 35;
UPDATE item SET id = (SELECT COUNT(*) FROM stock s WHERE s.item > item.grp) WHERE id = 35;
SELECT * FROM item;
-- within a transaction
BEGIN;
INSERT INTO item VALUES (500, 5, 5.00, 'new');
UPDATE item SET id = 501 WHERE id = 500;
SELECT * FROM item WHERE id = 501;
UPDATE item SET id = id + 10000;
SELECT * FROM item;
UPDATE item SET id = id + 10000, price = price + 1 WHERE id > 10000;
SELECT * FROM item;
SELECT * FROM item WHERE id = 20501;
ROLLBACK;
SELECT * FROM item;
BEGIN;
UPDATE item SET id = id + 10000;
UPDATE pair SET a = a + 10000;
UPDATE stock SET qty = qty + 1;
DELETE FROM item WHERE id = 10301;
COMMIT;
SELECT * FROM item;
SELECT * FROM pair;
SELECT * FROM item WHERE id = 10302;
-- Keys that are given up by one row and taken by the next.
CREATE TABLE step (k INT NOT NULL PRIMARY KEY, was INT);
INSERT INTO step VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8), (9, 9), (10, 10), (11, 11), (12, 12), (13, 13), (14, 14), (15, 15), (16, 16), (17, 17), (18, 18), (19, 19), (20, 20);
UPDATE step SET k = k - 1;
SELECT * FROM step ORDER BY k;
