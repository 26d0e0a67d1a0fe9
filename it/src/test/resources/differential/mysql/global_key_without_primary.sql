-- A table with GLOBAL keys loses its primary key, and gets another.
CREATE TABLE acc (id INT NOT NULL, mail VARCHAR(20), n INT, code VARCHAR(10) NOT NULL, PRIMARY KEY (id), CONSTRAINT by_mail UNIQUE (mail) /*canopy global */);
INSERT INTO acc VALUES (1, 'a', 1, 'x'), (2, 'b', 2, 'y'), (3, NULL, 3, 'z'), (4, NULL, 3, 'z'), (5, 'e', 5, 'v');
ALTER TABLE acc DROP PRIMARY KEY;
SELECT * FROM acc ORDER BY id;
SELECT * FROM acc WHERE mail = 'b';
INSERT INTO acc VALUES (6, 'f', 6, 'f'), (1, 'aa', 6, 'again');
-- @error 23000
INSERT INTO acc VALUES (7, 'a', 7, 'dup');
UPDATE acc SET n = n + 1 WHERE mail = 'b';
UPDATE acc SET n = n + 1;
-- @refused no primary key
UPDATE acc SET mail = 'bb' WHERE id = 2;
-- @refused no primary key
DELETE FROM acc WHERE id = 5;
-- @refused by which rows are found
INSERT INTO acc VALUES (70, 'e', 7, 'dup') ON DUPLICATE KEY UPDATE n = 9;
-- @refused by which rows are found
REPLACE INTO acc VALUES (70, 'e', 7, 'dup');
-- @refused by which rows are found
INSERT IGNORE INTO acc VALUES (70, 'e', 7, 'dup');
SELECT * FROM acc ORDER BY id, code;
ALTER TABLE acc ADD PRIMARY KEY (code, id);
INSERT INTO acc VALUES (70, 'e', 7, 'dup') ON DUPLICATE KEY UPDATE n = 9;
-- @error 23000
UPDATE acc SET mail = 'e' WHERE id = 2;
UPDATE acc SET mail = 'after' WHERE id = 2;
DELETE FROM acc WHERE mail = 'e';
SELECT * FROM acc ORDER BY id, code;
ALTER TABLE acc DROP PRIMARY KEY, ADD PRIMARY KEY (id, code);
ALTER TABLE acc DROP COLUMN n;
SELECT * FROM acc WHERE mail = 'after';
-- a key that takes NULL tells no row from others
CREATE TABLE n1 (a INT UNIQUE, b VARCHAR(5));
INSERT INTO n1 VALUES (1, 'a'), (NULL, 'b');
-- @refused no primary key
UPDATE n1 SET a = 7 WHERE b = 'b';
UPDATE n1 SET b = 'c' WHERE a IS NULL;
SELECT * FROM n1 ORDER BY b;
