-- What only PostgreSQL writes, on a table whose lookup tables must follow.
CREATE TABLE account (id INT NOT NULL PRIMARY KEY, email VARCHAR(40), code INT NOT NULL, note VARCHAR(40), CONSTRAINT by_email UNIQUE (email) /*canopy global */, CONSTRAINT by_code UNIQUE (code) /*canopy global */);
CREATE TABLE visit (id INT NOT NULL PRIMARY KEY, who INT, n INT);
INSERT INTO account VALUES (1, 'a@x', 1, 'one'), (2, 'b@x', 2, NULL), (3, NULL, 3, 'three'), (4, 'd@x', 4, NULL), (5, 'e@x', 5, 'five');
INSERT INTO visit VALUES (10, 1, 1), (11, 2, 2), (12, 9, 3), (13, 8, 4);
-- RETURNING
INSERT INTO account (id, email, code) VALUES (6, 'f@x', 6), (7, NULL, 7) RETURNING id, email, note;
UPDATE account SET email = 'a2@x' WHERE id = 1 RETURNING id, email;
UPDATE account SET code = code + 10 RETURNING id, code;
UPDATE account SET id = id + 100, email = email || '!' WHERE id > 5 RETURNING id, email;
UPDATE account SET email = 'x' WHERE email = 'nobody' RETURNING id, email;
DELETE FROM account WHERE email = 'e@x' RETURNING *;
DELETE FROM account WHERE code IN (17, 13) RETURNING id;
-- @error
UPDATE account SET email = 'a2@x' WHERE id = 2 RETURNING id;
SELECT * FROM account;
INSERT INTO account (id, email, code) VALUES (5, 'e@x', 13), (8, 'a@x', 5);
SELECT id FROM account WHERE email = 'f@x!';
-- MERGE
MERGE INTO account a USING visit v ON a.id = v.who
  WHEN MATCHED AND v.n = 1 THEN UPDATE SET email = 'm' || v.n, note = 'merged'
  WHEN MATCHED THEN DELETE
  WHEN NOT MATCHED AND v.n = 3 THEN INSERT (id, email, code) VALUES (v.who, 'b@x', 100 + v.n);
SELECT * FROM account;
SELECT id FROM account WHERE email = 'b@x';
-- @error
MERGE INTO account a USING visit v ON a.code = 1000 WHEN NOT MATCHED AND v.n = 4 THEN INSERT (id, email, code) VALUES (v.n * 1000, 'm1', 999);
MERGE INTO account a USING visit v ON a.id = v.who AND v.n = 1 WHEN MATCHED THEN UPDATE SET id = a.id + 50, code = 77;
SELECT id FROM account WHERE code = 77;
-- @error
INSERT INTO account (id, email, code) VALUES (1, 'new', 77);
INSERT INTO account (id, email, code) VALUES (1, 'new', 11);
SELECT * FROM account;
-- WITH that writes
-- @once
WITH gone AS (DELETE FROM account WHERE email = 'new' RETURNING id, email) INSERT INTO visit SELECT id + 700, id, 9 FROM gone;
-- @once
WITH come AS (INSERT INTO account (id, email, code) VALUES (20, 'new', 11), (21, NULL, 21) RETURNING id) SELECT * FROM come;
-- @once
WITH v AS (SELECT who, n FROM visit WHERE n = 9) UPDATE account a SET code = v.n * 100 FROM v WHERE a.id = v.who + 19;
-- @once
WITH moved AS (UPDATE account SET email = 'newer' WHERE email = 'new' RETURNING id) SELECT * FROM moved;
-- @error
WITH twice AS (UPDATE account SET email = 'newer' WHERE id = 21 RETURNING id) SELECT * FROM twice;
SELECT id FROM account WHERE email = 'newer';
UPDATE account a SET email = 'j' || v.n FROM visit v WHERE v.who + 4 = a.id AND v.n < 9;
DELETE FROM account a USING visit v WHERE v.who = a.id;
INSERT INTO account SELECT id + 1000, 'i' || id, id + 1000 FROM visit RETURNING id, email;
SELECT * FROM account;
TRUNCATE account;
INSERT INTO account VALUES (1, 'a@x', 1, 'one'), (2, 'newer', 2, NULL), (3, 'j1', 11, NULL);
SELECT * FROM account WHERE email = 'newer';
