-- Transactions, savepoints, and what another session sees. Rows of one shard key lie on one leaf.
CREATE TABLE acct (owner INT NOT NULL, no INT NOT NULL, amount DECIMAL(10,2), PRIMARY KEY (owner, no)) /*canopy shard key (owner) */;
INSERT INTO acct VALUES (1, 1, 100), (1, 2, 200), (2, 1, 50), (3, 1, 10), (4, 1, 20), (5, 1, 30), (6, 1, 40), (7, 1, 60);
BEGIN;
UPDATE acct SET amount = amount - 10 WHERE owner = 1 AND no = 1;
UPDATE acct SET amount = amount + 10 WHERE owner = 1 AND no = 2;
SELECT * FROM acct WHERE owner = 1;
-- @session other
SELECT * FROM acct WHERE owner = 1;
COMMIT;
SELECT * FROM acct WHERE owner = 1;
-- @session other
SELECT * FROM acct WHERE owner = 1;
START TRANSACTION;
DELETE FROM acct WHERE owner = 1;
SELECT COUNT(*) FROM acct;
SELECT * FROM acct;
-- @session other
SELECT COUNT(*) FROM acct;
ROLLBACK;
SELECT COUNT(*) FROM acct;
BEGIN;
INSERT INTO acct VALUES (1, 3, 1);
SAVEPOINT a;
INSERT INTO acct VALUES (1, 4, 2);
SAVEPOINT b;
UPDATE acct SET amount = 0 WHERE owner = 1;
SELECT * FROM acct WHERE owner = 1;
ROLLBACK TO SAVEPOINT b;
SELECT * FROM acct WHERE owner = 1;
ROLLBACK TO SAVEPOINT a;
SELECT * FROM acct WHERE owner = 1;
RELEASE SAVEPOINT a;
COMMIT;
SELECT * FROM acct WHERE owner = 1;
BEGIN;
SELECT 1;
COMMIT;
BEGIN;
COMMIT;
COMMIT;
ROLLBACK;
BEGIN;
SELECT * FROM acct WHERE owner = 2;
INSERT INTO acct VALUES (2, 2, 5);
SELECT SUM(amount) FROM acct;
SELECT owner, COUNT(*) FROM acct GROUP BY owner;
ROLLBACK;
SELECT COUNT(*) FROM acct;
-- reads of many leaves inside a transaction that wrote on one
BEGIN;
UPDATE acct SET amount = 1000 WHERE owner = 5;
-- @rows ordered
SELECT owner, no, amount FROM acct ORDER BY amount DESC, owner, no LIMIT 3;
SELECT MAX(amount) FROM acct;
COMMIT;
SELECT MAX(amount) FROM acct;
-- a read-only transaction
START TRANSACTION READ ONLY;
SELECT COUNT(*) FROM acct;
-- @error
INSERT INTO acct VALUES (1, 99, 1);
ROLLBACK;
SELECT COUNT(*) FROM acct;
-- an error of one statement
BEGIN;
INSERT INTO acct VALUES (3, 2, 1);
SAVEPOINT c;
-- @error
INSERT INTO acct VALUES (3, 2, 1);
ROLLBACK TO SAVEPOINT c;
INSERT INTO acct VALUES (3, 3, 1);
COMMIT;
SELECT * FROM acct WHERE owner = 3;
-- @error
ROLLBACK TO SAVEPOINT nope;
START TRANSACTION;
COMMIT;
BEGIN;
DELETE FROM acct WHERE owner = 7;
ROLLBACK;
SELECT * FROM acct WHERE owner = 7;
