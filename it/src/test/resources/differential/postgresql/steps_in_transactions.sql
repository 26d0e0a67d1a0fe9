-- Statements that Canopy runs step by step: where a later step fails, nothing but ROLLBACK is left.
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, grp INT);
CREATE TABLE stock (sku VARCHAR(10) NOT NULL PRIMARY KEY, item INT);
INSERT INTO item VALUES (1, 1), (2, 1), (3, 2);
INSERT INTO stock VALUES ('a', 1), ('b', 2), ('c', 30);
-- what the engine refuses in the second step
BEGIN;
-- @error
WITH d AS (DELETE FROM stock WHERE sku = 'a' RETURNING item) INSERT INTO item SELECT item, 5 FROM d;
-- @error
SELECT COUNT(*) FROM stock;
COMMIT;
SELECT * FROM stock;
BEGIN;
-- @error
MERGE INTO item i USING stock s ON i.id = s.item WHEN MATCHED THEN UPDATE SET grp = 9 WHEN NOT MATCHED THEN INSERT VALUES (s.item, s.item / 0);
-- @error
SELECT COUNT(*) FROM stock;
COMMIT;
SELECT * FROM item;
-- what Canopy refuses, maybe only after the first step
-- @only canopy
BEGIN;
-- @once
-- @refused part of the shard key
WITH d AS (DELETE FROM stock WHERE sku = 'a' RETURNING item) INSERT INTO item SELECT item, 5 FROM d ON CONFLICT (id) DO UPDATE SET id = 7;
-- @refused 25P02 aborted
SELECT COUNT(*) FROM stock;
-- @only canopy
COMMIT;
SELECT * FROM stock;
-- @only canopy
BEGIN;
-- @refused OVERRIDING
MERGE INTO item i USING stock s ON i.id = s.item WHEN MATCHED THEN UPDATE SET grp = 9 WHEN NOT MATCHED THEN INSERT OVERRIDING USER VALUE VALUES (s.item, 5);
-- @refused 25P02 aborted
SELECT COUNT(*) FROM stock;
-- @only canopy
COMMIT;
SELECT * FROM item;
-- back to a savepoint
-- @only canopy
BEGIN;
-- @only canopy
INSERT INTO item VALUES (50, 50);
-- @only canopy
SAVEPOINT s;
-- @once
-- @refused part of the shard key
WITH d AS (DELETE FROM stock RETURNING item) INSERT INTO item SELECT item, 5 FROM d ON CONFLICT (id) DO UPDATE SET id = 7;
-- @only canopy
ROLLBACK TO SAVEPOINT s;
-- @only canopy
COMMIT;
-- @only plain
INSERT INTO item VALUES (50, 50);
SELECT * FROM stock;
SELECT * FROM item;
-- outside of a transaction
-- @once
-- @refused part of the shard key
WITH d AS (DELETE FROM stock RETURNING item) INSERT INTO item SELECT item, 5 FROM d ON CONFLICT (id) DO UPDATE SET id = 7;
SELECT * FROM stock;
