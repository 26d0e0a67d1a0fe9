-- A queue of jobs: queries in brackets that lock the rows they give.
CREATE TABLE q (id INT PRIMARY KEY, st VARCHAR(10) NOT NULL);
INSERT INTO q VALUES (1,'new'),(2,'new'),(3,'new'),(4,'new'),(5,'new'),(6,'new'),(7,'new'),(8,'new'),(9,'new'),(10,'new');
BEGIN;
SELECT id FROM q WHERE st = 'new' ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED;
UPDATE q SET st = 'run' WHERE id IN (1, 2);
COMMIT;
UPDATE q SET st = 'run' WHERE id IN (SELECT id FROM (SELECT id FROM q WHERE st = 'new' ORDER BY id LIMIT 3 FOR UPDATE SKIP LOCKED) x);
UPDATE q JOIN (SELECT id FROM q WHERE st = 'new' ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED) d ON d.id = q.id SET q.st = 'join';
DELETE q FROM q JOIN (SELECT id FROM q WHERE st = 'new' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) d ON d.id = q.id;
WITH p AS (SELECT id FROM q WHERE st = 'new' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) UPDATE q, p SET q.st = 'cte' WHERE q.id = p.id;
UPDATE q SET st = 'lim' WHERE st = 'new' ORDER BY id LIMIT 1;
SELECT * FROM q ORDER BY id;
INSERT INTO q VALUES (21, 'new'), (22, 'new'), (23, 'new'), (24, 'new'), (25, 'new'), (26, 'new');
-- @prepared 'new', 2
UPDATE q SET st = 'prep' WHERE id IN (SELECT id FROM (SELECT id FROM q WHERE st = ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED) x);
UPDATE q SET st = 'none' WHERE id IN (SELECT id FROM (SELECT id FROM q WHERE st = 'nosuch' FOR UPDATE SKIP LOCKED) x);
DELETE FROM q WHERE id NOT IN (SELECT id FROM (SELECT id FROM q WHERE st <> 'new' FOR UPDATE NOWAIT) x);
START TRANSACTION;
UPDATE q SET st = 'tx' WHERE id IN (SELECT id FROM (SELECT id FROM q ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED) x);
SELECT COUNT(*) FROM q WHERE st = 'tx';
ROLLBACK;
SELECT * FROM q ORDER BY id;
CREATE TABLE tag (k VARCHAR(20), n DECIMAL(10,2), at DATETIME(3), d DATE, b VARBINARY(10), f DOUBLE, id BIGINT UNSIGNED PRIMARY KEY);
INSERT INTO tag VALUES ('a''b', 1.50, '2024-01-01 10:00:00.123', '2024-01-02', X'00FF', 0.1, 18446744073709551615), ('c\\d', 2.50, '2024-01-01 10:00:00.124', '2024-01-03', X'01', 1e10, 5), ('é', NULL, NULL, NULL, NULL, NULL, 6);
UPDATE tag JOIN (SELECT * FROM tag ORDER BY id LIMIT 3 FOR UPDATE SKIP LOCKED) x ON x.id = tag.id AND x.k = tag.k SET tag.k = CONCAT(x.k, '!', IFNULL(x.n, 'null'), IFNULL(HEX(x.b), 'null'));
UPDATE tag JOIN (SELECT * FROM tag ORDER BY id LIMIT 3 FOR UPDATE SKIP LOCKED) x ON x.n = tag.n AND x.at = tag.at AND x.d = tag.d AND x.b = tag.b AND x.f = tag.f SET tag.n = x.n + 1;
SELECT * FROM tag ORDER BY id;
