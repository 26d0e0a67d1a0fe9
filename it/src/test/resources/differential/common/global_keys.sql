-- Unique keys without the shard key, which lookup tables keep.
CREATE TABLE account (id INT NOT NULL PRIMARY KEY, email VARCHAR(40), region INT NOT NULL DEFAULT 7, code INT NOT NULL, note VARCHAR(40), CONSTRAINT by_email UNIQUE (email) /*canopy global */, CONSTRAINT by_code UNIQUE (region, code) /*canopy global */);
CREATE TABLE visit (id INT NOT NULL PRIMARY KEY, who INT, n INT);
INSERT INTO account (id, email, code, note) VALUES (1, 'a@x', 1, 'one'), (2, 'b@x', 2, 'two'), (3, 'c@x', 3, NULL), (4, NULL, 4, 'four'), (5, NULL, 5, 'five'), (6, CONCAT('f', '@', 'x'), 3 * 2, 'six'), (7, 'g@x', 7, 'seven'), (8, 'h@x', 8, 'eight');
INSERT INTO visit VALUES (10, 1, 1), (11, 2, 2), (12, 9, 3), (13, 4, 4), (14, 6, 5);
SELECT * FROM account;
-- @error
INSERT INTO account (id, email, code) VALUES (20, 'a@x', 20);
-- @error
INSERT INTO account (id, email, code) VALUES (20, 'new@x', 3);
INSERT INTO account (id, email, region, code) VALUES (20, 'new@x', 8, 3);
-- @error
INSERT INTO account (id, email, code) VALUES (21, 'x1', 21), (22, 'x2', 22), (23, 'b@x', 23);
-- @error
INSERT INTO account (id, email, code) VALUES (21, 'y', 21), (22, 'y', 22);
-- @error
INSERT INTO account (id, email, code) VALUES (1, 'z', 99);
SELECT COUNT(*), COUNT(email) FROM account;
-- by the global key
SELECT * FROM account WHERE email = 'c@x';
SELECT id FROM account WHERE email = 'nobody';
SELECT id FROM account WHERE email = 'c@x' AND note IS NOT NULL;
SELECT id FROM account WHERE code = 5 AND region = 7;
SELECT id FROM account WHERE region = 8 AND code = 3 AND id > 100;
SELECT id FROM account WHERE (email = 'a@x' OR email = 'b@x') AND code = 2;
SELECT id FROM account WHERE email IN ('a@x', 'g@x') ORDER BY id DESC;
SELECT COUNT(*), MAX(code), MIN(note) FROM account WHERE email = 'b@x';
SELECT COUNT(*), MAX(code), MIN(note) FROM account WHERE email = 'nobody';
SELECT note, COUNT(*) FROM account WHERE email = 'b@x' GROUP BY note HAVING COUNT(*) > 0;
SELECT DISTINCT region FROM account WHERE email = 'b@x' ORDER BY 1 LIMIT 1 OFFSET 0;
SELECT id FROM account WHERE email = NULL;
SELECT id FROM account WHERE NOT email = 'b@x';
SELECT a.id, v.n FROM account a JOIN visit v ON v.who = a.id WHERE a.email = 'b@x';
SELECT v.id FROM visit v WHERE v.who = (SELECT id FROM account WHERE email = 'f@x');
SELECT id, (SELECT COUNT(*) FROM account) AS n FROM account WHERE email = 'a@x';
SELECT id FROM account WHERE email = 'a@x' UNION ALL SELECT id FROM account WHERE email = 'b@x';
-- @prepared 'a@x'
SELECT id, note FROM account WHERE email = ?;
-- @prepared 7, 8
SELECT id, note FROM account WHERE region = ? AND code = ?;
-- updates
UPDATE account SET note = 'by key' WHERE email = 'a@x';
UPDATE account SET note = 'none' WHERE email = 'nobody';
UPDATE account SET email = 'a2@x' WHERE id = 1;
SELECT id FROM account WHERE email = 'a@x';
SELECT id, note FROM account WHERE email = 'a2@x';
-- @error
UPDATE account SET email = 'b@x' WHERE id = 3;
-- @error
UPDATE account SET email = 'same' WHERE id IN (2, 3);
UPDATE account SET email = NULL WHERE id = 3;
INSERT INTO account (id, email, code) VALUES (30, 'c@x', 30);
UPDATE account SET code = code + 100;
-- @error
UPDATE account SET code = 101, note = 'x' WHERE id = 2;
UPDATE account SET email = CONCAT(email, '!'), note = 'y' WHERE id < 3;
UPDATE account SET email = email, code = code WHERE id < 5;
UPDATE account SET email = 'sub', code = 500 WHERE id = (SELECT who FROM visit WHERE id = 14);
-- @error
UPDATE account SET email = 'a2@x!' WHERE email = 'sub';
SELECT * FROM account;
-- @prepared 'p@x', 110
UPDATE account SET email = ? WHERE code = ?;
-- @prepared 'g@x', 8
-- @error
UPDATE account SET email = ? WHERE id = ?;
SELECT * FROM account;
-- INSERT .. SELECT
INSERT INTO account (id, email, code, note) SELECT id + 100, CONCAT('v', n), n + 1000, 'visit' FROM visit;
-- @error
INSERT INTO account (id, email, code) SELECT id + 200, 'v1', n + 2000 FROM visit WHERE n = 4;
SELECT id, email, code FROM account WHERE id > 100;
-- deletes
DELETE FROM account WHERE email = 'v1';
DELETE FROM account WHERE email = 'v1';
INSERT INTO account (id, email, code) VALUES (40, 'v1', 1001);
DELETE FROM account WHERE id IN (SELECT who FROM visit WHERE n < 3);
DELETE FROM account WHERE note = 'visit' AND code > 1002;
SELECT * FROM account;
INSERT INTO account (id, email, code) VALUES (50, 'b@x!', 102), (51, 'v5', 1005);
SELECT id FROM account WHERE email = 'b@x!';
-- in a transaction
BEGIN;
DELETE FROM account WHERE email = 'b@x!';
SELECT id FROM account WHERE email = 'b@x!';
INSERT INTO account (id, email, code) VALUES (60, 'b@x!', 102);
SELECT id FROM account WHERE email = 'b@x!';
UPDATE account SET email = 'moved' WHERE email = 'b@x!';
SELECT id, email FROM account WHERE code = 102 AND region = 7 FOR UPDATE;
-- @session other
SELECT id, email FROM account WHERE email = 'b@x!';
ROLLBACK;
SELECT id, email FROM account WHERE email = 'b@x!';
SELECT id, email FROM account WHERE email = 'moved';
BEGIN;
UPDATE account SET email = 'v5 too' WHERE email = 'v5';
INSERT INTO account (id, email, code) VALUES (70, 'v5', 1006);
COMMIT;
SELECT id, email FROM account WHERE email = 'v5';
-- @session other
SELECT id, email FROM account WHERE email = 'v5 too';
DELETE FROM account;
SELECT COUNT(*) FROM account;
INSERT INTO account (id, email, code) VALUES (1, 'a@x', 1);
DROP TABLE account;
CREATE TABLE account (id INT NOT NULL PRIMARY KEY, email VARCHAR(40) UNIQUE /*canopy global */);
INSERT INTO account VALUES (1, 'a@x'), (2, 'b@x');
SELECT * FROM account;
-- to other partitions, by the shard key
INSERT INTO account VALUES (3, 'c@x'), (4, NULL), (5, 'e@x');
UPDATE account SET id = id + 100 WHERE id < 4;
SELECT id FROM account WHERE email = 'b@x';
UPDATE account SET id = 205, email = 'e2@x' WHERE email = 'e@x';
UPDATE account SET email = 'd@x', id = 204 WHERE id = 4;
SELECT id FROM account WHERE email = 'd@x';
-- @error
UPDATE account SET id = 300, email = 'a@x' WHERE id = 102;
-- @error
UPDATE account SET id = 103 WHERE email = 'b@x';
-- @error
INSERT INTO account VALUES (400, 'e2@x');
INSERT INTO account VALUES (401, 'e@x');
SELECT * FROM account;
-- values that subqueries give
INSERT INTO account VALUES ((SELECT MAX(id) FROM visit), (SELECT CONCAT('v', MAX(n)) FROM visit)), (500, (SELECT CONCAT('w', n) FROM visit WHERE id = 12));
SELECT id FROM account WHERE email = 'v5';
-- @error
INSERT INTO account VALUES (501, (SELECT CONCAT('v', MAX(n)) FROM visit));
-- a batch
-- @prepared 'b1@x', 401
-- @prepared 'b2@x', 500
UPDATE account SET email = ? WHERE id = ?;
-- @prepared 601, 'n1@x'
-- @prepared 602, 'n2@x'
INSERT INTO account (id, email) VALUES (?, ?);
-- @prepared 601
-- @prepared 602
DELETE FROM account WHERE id = ?;
INSERT INTO account VALUES (603, 'n1@x'), (604, 'w3');
-- @error
INSERT INTO account VALUES (605, 'b1@x');
SELECT * FROM account;
-- values that the columns' types change
UPDATE account SET id = 606.4 WHERE id = 603;
SELECT id FROM account WHERE email = 'n1@x';
UPDATE account SET id = '607', email = 5 WHERE email = 'w3';
SELECT id FROM account WHERE email = '5';
-- @error
INSERT INTO account VALUES (608, '5');
DELETE FROM account WHERE email IN ('5', 'n1@x');
INSERT INTO account VALUES (608, '5'), (609, 'n1@x');
SELECT * FROM account;
