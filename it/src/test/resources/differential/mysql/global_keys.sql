-- What only MySQL writes, on a table whose lookup tables must follow.
CREATE TABLE account (id INT NOT NULL PRIMARY KEY, email VARCHAR(40), code INT NOT NULL, note VARCHAR(40), CONSTRAINT by_email UNIQUE (email) /*canopy global */, CONSTRAINT by_code UNIQUE (code) /*canopy global */);
CREATE TABLE visit (id INT NOT NULL PRIMARY KEY, who INT, n INT);
INSERT INTO account VALUES (1, 'a@x', 1, 'one'), (2, 'b@x', 2, NULL), (3, NULL, 3, 'three'), (4, 'd@x', 4, NULL), (5, 'e@x', 5, 'five');
INSERT INTO visit VALUES (10, 1, 1), (11, 2, 2), (12, 9, 3), (13, 4, 4);
-- SET and other forms of INSERT
INSERT INTO account SET id = 6, email = 'f@x', code = 6;
-- @error
INSERT account SET id = 7, email = 'F@X', code = 7;
-- some rows in their order
UPDATE account SET email = NULL ORDER BY id DESC LIMIT 1;
UPDATE account SET code = code + 100 ORDER BY id LIMIT 2;
DELETE FROM account ORDER BY code LIMIT 1;
SELECT * FROM account;
INSERT INTO account VALUES (7, 'f@x', 3, 'seven'), (8, NULL, 1, NULL);
-- joins
UPDATE account a JOIN visit v ON v.who = a.id SET a.email = CONCAT('j', v.n), v.n = v.n + 10;
SELECT id FROM account WHERE email = 'j2';
-- @error
UPDATE account a JOIN visit v ON v.who = a.id SET a.email = 'same';
UPDATE account a JOIN visit v ON v.who = a.id SET a.id = a.id + 50, a.code = a.code + 50 WHERE v.n = 12;
SELECT id FROM account WHERE code = 152;
DELETE a, v FROM account a JOIN visit v ON v.who = a.id WHERE a.id = 4;
INSERT INTO account VALUES (9, 'j4', 4, 'nine');
-- @error
INSERT INTO account VALUES (10, 'J2', 10, 'ten');
-- the value that a column had before
UPDATE account SET email = 'n@x', note = email WHERE id = 9;
SELECT * FROM account;
UPDATE account SET email = 'sub' WHERE id = (SELECT who - 0 FROM visit WHERE id = 10);
SELECT id FROM account WHERE email = 'SUB';
DELETE FROM account WHERE id IN (SELECT who FROM visit);
SELECT * FROM account;
