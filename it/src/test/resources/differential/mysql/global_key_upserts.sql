-- IGNORE, REPLACE and ON DUPLICATE KEY UPDATE where a row of another partition may be the duplicate.
CREATE TABLE account (id INT NOT NULL PRIMARY KEY, email VARCHAR(20), code INT NOT NULL, n INT NOT NULL DEFAULT 0, CONSTRAINT by_email UNIQUE (email) /*canopy global */, CONSTRAINT by_code UNIQUE (code) /*canopy global */);
INSERT INTO account VALUES (1, 'a@x', 1, 0), (2, 'b@x', 2, 0), (3, NULL, 3, 0), (4, 'd@x', 4, 0), (5, 'e@x', 5, 0);
-- IGNORE
-- @once
INSERT IGNORE INTO account VALUES (1, 'z@x', 90, 1);
-- @once
SHOW WARNINGS;
-- @once
INSERT IGNORE INTO account VALUES (90, 'A@X', 90, 1);
-- @once
SHOW WARNINGS;
INSERT IGNORE INTO account VALUES (90, 'z@x', 5, 1);
INSERT IGNORE INTO account VALUES (2, 'a@x', 5, 1);
INSERT IGNORE INTO account VALUES (6, 'f@x', 6, 1), (6, 'g@x', 7, 1), (7, 'F@x', 7, 1), (8, 'h@x', 6, 1), (9, NULL, 9, 1), (10, NULL, 10, 1), (11, 'a@x', 11, 1), (12, 'l@x', 12, 1);
SELECT * FROM account;
-- what was left out holds no value
INSERT INTO account VALUES (90, 'z@x', 90, 2);
DELETE FROM account WHERE id = 90;
INSERT INTO account VALUES (7, 'g@x', 7, 2), (8, 'h@x', 8, 2), (11, 'k@x', 11, 2);
-- bent values
-- @once
INSERT IGNORE INTO account VALUES (20, 'twentytwentytwentyone', 20, 1), (21, 'twentytwentytwentytwo', 21, 1), ('22x', 'v@x', '22y', 'n');
-- @once
SHOW WARNINGS;
-- @once
INSERT IGNORE INTO account VALUES (23, 'w@x', NULL, 1), (24, 'x@x', NULL, 1), (25, 'y@x', 0, 1);
-- @once
SHOW WARNINGS;
INSERT IGNORE INTO account (id, email) VALUES (26, 'q@x');
INSERT IGNORE INTO account SET id = 27, email = 'b@x', code = 27;
INSERT IGNORE INTO account SELECT id + 30, email, code + 30, n FROM account WHERE id < 10;
INSERT IGNORE INTO account SELECT id + 30, CONCAT('i', email), code + 30, n FROM account WHERE id < 10;
SELECT * FROM account;
-- @prepared 50, 'a@x', 50
-- @prepared 50, 'fifty', 50
-- @prepared 51, 'FIFTY', 51
INSERT IGNORE INTO account (id, email, code) VALUES (?, ?, ?);
-- @prepared 52, 'x52', 52, 53, 'X52', 53
INSERT IGNORE INTO account (id, email, code) VALUES (?, ?, ?), (?, ?, ?);
SELECT * FROM account WHERE id >= 50;
DELETE FROM account WHERE id > 5;
-- ON DUPLICATE KEY UPDATE
INSERT INTO account VALUES (1, 'z@x', 91, 1) ON DUPLICATE KEY UPDATE n = n + 10;
INSERT INTO account VALUES (91, 'a@x', 91, 1) ON DUPLICATE KEY UPDATE n = n + 10;
INSERT INTO account VALUES (91, 'z@x', 5, 1) ON DUPLICATE KEY UPDATE n = n + VALUES(n) + 10;
INSERT INTO account VALUES (2, 'a@x', 5, 1) ON DUPLICATE KEY UPDATE n = n + 100;
INSERT INTO account VALUES (91, 'a@x', 5, 1) ON DUPLICATE KEY UPDATE n = n + 1000;
INSERT INTO account VALUES (1, 'a@x', 1, 1) ON DUPLICATE KEY UPDATE n = n;
INSERT INTO account VALUES (92, 'i@x', 92, 1) ON DUPLICATE KEY UPDATE n = 7;
SELECT * FROM account;
INSERT INTO account VALUES (93, 'A@x', 93, 5) AS new ON DUPLICATE KEY UPDATE n = account.n + new.n, email = CONCAT('new', new.id);
INSERT INTO account VALUES (94, 'a@x', 94, 1) ON DUPLICATE KEY UPDATE code = VALUES(code);
INSERT INTO account VALUES (94, 'new93', 95, 1) ON DUPLICATE KEY UPDATE email = NULL;
SELECT * FROM account WHERE code = 94;
SELECT * FROM account WHERE email = 'a@x';
-- @error
INSERT INTO account VALUES (2, 'zz', 96, 1) ON DUPLICATE KEY UPDATE email = 'd@x';
-- @error
INSERT INTO account VALUES (96, 'b@x', 96, 1) ON DUPLICATE KEY UPDATE code = 3;
INSERT INTO account VALUES (2, 'zz', 96, 1) ON DUPLICATE KEY UPDATE email = 'B@X';
SELECT * FROM account WHERE email = 'b@x';
-- many rows
INSERT INTO account VALUES (6, 'f@x', 6, 1), (6, 'g@x', 7, 2), (97, 'F@x', 97, 3), (8, 'h@x', 6, 4), (9, NULL, 9, 5), (10, NULL, 10, 6), (11, 'a@x', 11, 7), (2, 'd@x', 12, 8) ON DUPLICATE KEY UPDATE n = n + 100 + VALUES(n);
SELECT * FROM account;
INSERT INTO account VALUES (6, 'f@x', 6, 1), (61, 'g6', 61, 2), (61, 'g7', 62, 2), (98, 'g7', 98, 9) ON DUPLICATE KEY UPDATE email = VALUES(email), code = VALUES(code);
SELECT * FROM account;
INSERT INTO account SELECT id + 200, email, code + 200, 3 FROM account WHERE id < 7 ON DUPLICATE KEY UPDATE n = 5;
INSERT INTO account (id, code) SELECT a.id, a.code + 300 FROM account a WHERE a.id < 7 ON DUPLICATE KEY UPDATE code = account.code + 500;
SELECT * FROM account;
-- @prepared 1, 'p', 1, 5
-- @prepared 110, 'a@x', 110, 6
-- @prepared 111, 'p111', 111, 7
-- @prepared 112, 'P111', 112, 7
INSERT INTO account VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE n = n + VALUES(n);
SELECT * FROM account;
-- a value for the key that the update gives
INSERT INTO account (id, email, code) VALUES (120, 'k120', 120) ON DUPLICATE KEY UPDATE email = LOWER('K'), code = code + 1;
INSERT INTO account (id, email, code) VALUES (121, 'K120', 121) ON DUPLICATE KEY UPDATE email = LOWER('K'), code = code + 1;
INSERT INTO account (id, email, code) VALUES (121, 'K', 121) ON DUPLICATE KEY UPDATE email = LOWER('K'), code = code + 1;
SELECT * FROM account WHERE email = 'k';
-- REPLACE
DELETE FROM account WHERE id > 5;
REPLACE INTO account VALUES (1, 'one', 1, 1);
REPLACE INTO account VALUES (95, 'one', 95, 2);
REPLACE INTO account VALUES (96, 'e@x', 4, 3);
REPLACE INTO account VALUES (95, 'b@x', 3, 4);
REPLACE INTO account VALUES (97, NULL, 97, 4);
SELECT * FROM account;
INSERT INTO account VALUES (1, 'one', 1, 1), (2, 'e2@x', 5, 1);
REPLACE INTO account VALUES (6, 'f@x', 6, 1), (6, 'g@x', 7, 2), (98, 'G@x', 98, 3), (8, 'one', 6, 4), (9, NULL, 9, 5), (10, NULL, 9, 6);
SELECT * FROM account;
REPLACE INTO account SELECT id + 500, email, code + 500, n FROM account WHERE id < 50;
REPLACE account SET id = 700, email = 'g@x', code = 700;
-- @prepared 701, 'g@X', 701
-- @prepared 701, 'x701', 701
-- @prepared 702, 'x702', 701
REPLACE INTO account (id, email, code) VALUES (?, ?, ?);
SELECT * FROM account;
INSERT INTO account VALUES (6, 'f7@x', 6, 1), (7, 'g7@x', 7, 2);
-- in a transaction
BEGIN;
INSERT INTO account VALUES (6, 'u', 800, 1), (801, 'g7@x', 801, 1), (802, 'u', 802, 1) ON DUPLICATE KEY UPDATE n = n + 40, email = CONCAT('t', account.id);
REPLACE INTO account VALUES (803, 't6', 803, 3);
INSERT IGNORE INTO account VALUES (804, 't7', 804, 3), (805, 't8', 803, 3), (806, 't9', 806, 3);
-- @error
INSERT INTO account VALUES (807, 't10', 803, 3);
SELECT * FROM account;
ROLLBACK;
SELECT * FROM account;
INSERT INTO account VALUES (806, 't9', 806, 3), (803, 't6', 803, 3);
-- numbers that the table gives
CREATE TABLE numbered (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, login VARCHAR(20) NOT NULL UNIQUE /*canopy global */, n INT DEFAULT 1);
INSERT INTO numbered (login) VALUES ('a'), ('b');
-- @keys
INSERT IGNORE INTO numbered (login) VALUES ('c');
-- @keys
INSERT IGNORE INTO numbered (login) VALUES ('C');
-- @keys
INSERT INTO numbered (login) VALUES ('d') ON DUPLICATE KEY UPDATE n = n + 1;
-- @keys
INSERT INTO numbered (login) VALUES ('D') ON DUPLICATE KEY UPDATE n = n + 1;
INSERT INTO numbered (login) VALUES ('a'), ('e'), ('f') ON DUPLICATE KEY UPDATE n = n + 1;
REPLACE INTO numbered (login) VALUES ('a');
INSERT INTO numbered (id, login) VALUES (2, 'zz'), (0, 'z'), (NULL, 'y') ON DUPLICATE KEY UPDATE login = VALUES(login);
SELECT login, n FROM numbered;
-- texts that another collation holds equal
CREATE TABLE word (w VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL, k VARCHAR(10) CHARACTER SET latin1 NOT NULL PRIMARY KEY, d DECIMAL(6,2), UNIQUE (w) /*canopy global */, UNIQUE (d) /*canopy global */);
INSERT INTO word VALUES ('straße', 'a', 1.5), ('Äpfel', 'ä', 2), ('x ', 'x', 3.004);
INSERT IGNORE INTO word VALUES ('STRASSE', 'b', 9);
INSERT INTO word VALUES ('apfel', 'c', 9) ON DUPLICATE KEY UPDATE d = 7;
INSERT INTO word VALUES ('X', 'c', 9) ON DUPLICATE KEY UPDATE d = 8;
INSERT INTO word VALUES ('y', 'c', 1.4999) ON DUPLICATE KEY UPDATE d = 1.501;
INSERT INTO word VALUES ('z', 'A', 10) ON DUPLICATE KEY UPDATE d = d + 1;
REPLACE INTO word VALUES ('z', 'd', '7.0');
SELECT w, k, d FROM word;
