-- Forms that the parser library does not read, in every place where an expression may stand.
CREATE TABLE t (a INT, s VARCHAR(9));
INSERT INTO t VALUES (1, 'x'), (3, 'y');
SELECT SUM(CAST(a > 1 AS SIGNED)) FROM t;
SELECT CAST(a IS NULL AS SIGNED) FROM t;
SELECT CAST(a IN (1, 2) AS SIGNED) FROM t;
SELECT CAST(s LIKE 'x%' AS SIGNED) FROM t;
SELECT CAST(a BETWEEN 1 AND 2 AS SIGNED) FROM t;
SELECT - + a FROM t;
SELECT + + a FROM t;
SELECT - - - a FROM t;
SELECT a + + + a FROM t;
UPDATE t SET a = - + a;
SELECT (SELECT COUNT(*) FROM t) FROM t;
DROP TABLE t;
CREATE TABLE p (id INT PRIMARY KEY, a INT);
INSERT INTO p VALUES (1, 1), (2, 3), (3, NULL);
SELECT a = 1 IS TRUE FROM p ORDER BY id;
SELECT id FROM p WHERE a IN (1) IS TRUE;
SELECT id FROM p WHERE a BETWEEN 1 AND 2 IS TRUE;
SELECT id FROM p WHERE a IS NULL = FALSE ORDER BY id;
CREATE TABLE d (id INT PRIMARY KEY, a INT DEFAULT (1 = 1 IS TRUE), g INT AS (a = 1 IS TRUE) STORED, v INT GENERATED ALWAYS AS (- + a) VIRTUAL, CONSTRAINT c CHECK (a < 100 IS TRUE), KEY f ((a = 5 IS TRUE)));
CREATE INDEX more ON d ((- + - a), id);
ALTER TABLE d ADD h INT AS (a IN (1, 2) = 1), ADD CONSTRAINT e CHECK ((a > -50) = TRUE IS TRUE), ALTER a SET DEFAULT (2 > 1 = 1);
INSERT INTO d (id) VALUES (1), (2);
INSERT INTO d (id, a) VALUES (3, 3 = 3 = 1), (2 + + 2, - + 4), (5, (SELECT MAX(a) FROM p WHERE a = 1 IS TRUE));
-- @error
INSERT INTO d (id, a) VALUES (6, 100);
-- @prepared 7, 5
-- @prepared 8, null int
INSERT INTO d (id, a) VALUES (?, ? > 2 IS TRUE);
-- @prepared 7
SELECT a FROM d WHERE id = ? IS TRUE;
-- @prepared 1, 1
-- @prepared 0, null int
SELECT id, a = ? IS TRUE AS b FROM d WHERE a = ? IS NOT NULL;
-- @prepared 3, 1
UPDATE d SET a = a > ? IS TRUE WHERE id = ? AND a IS NOT NULL = 1;
-- @prepared 2
DELETE FROM d WHERE id = 8 AND a = ? IS NULL;
-- @prepared 1
SELECT SUM(a > ? IS TRUE) AS n, g FROM d GROUP BY g HAVING n > 0 = 1 ORDER BY g IS NULL = 1, g LIMIT 3;
INSERT INTO d (id, a) VALUES (1, 1), (20, 2) ON DUPLICATE KEY UPDATE a = VALUES(a) = 1 IS TRUE;
INSERT INTO d (id, a) SELECT id + 30, a IS NULL = 1 FROM p WHERE a = 1 IS NOT UNKNOWN;
REPLACE INTO d (id, a) VALUES (31, - + - 1), (32, 1 < 2 < 3);
INSERT INTO d SET id = 40, a = 4 BETWEEN 1 AND 5 IS TRUE;
SELECT id, a, g, v, h FROM d;
CREATE TABLE copied AS SELECT id, a = 1 IS TRUE AS one, - - - a AS minus FROM d WHERE a IN (1) IS NOT NULL;
SELECT * FROM copied;
CREATE VIEW w AS SELECT id, a = 1 IS TRUE AS one FROM d WHERE - + a < 5 IS TRUE;
SELECT * FROM w WHERE one = 1 IS TRUE;
SELECT COUNT(*) FROM w JOIN p ON w.id = p.id = 1;
WITH x AS (SELECT id, a = 1 IS TRUE AS one FROM d), y (n) AS (SELECT COUNT(*) FROM x WHERE one = 1 IS TRUE) SELECT y.n, x.id, x.one = 1 IS TRUE AS b FROM y, x WHERE id = 1 IS TRUE;
WITH x AS (SELECT id FROM d WHERE a = 1 IS TRUE) UPDATE d JOIN x ON d.id = x.id = 1 SET d.a = d.a + + 1 WHERE x.id > 1 IS TRUE;
PREPARE q FROM 'SELECT id, a = ? IS TRUE FROM d WHERE a > ? = 1';
SET @one = 1, @none = 0 = 1 IS TRUE;
EXECUTE q USING @one, @none;
DEALLOCATE PREPARE q;
SELECT id

  FROM d



WHERE a > 1
/
2 ORDER BY id;
-- a comment



-- another

SELECT COUNT(*) FROM d;
SELECT id AS
go
FROM d WHERE id = 1;
SELECT go.id FROM d
go
WHERE go.id < 4;
UPDATE d SET a = a + 1


WHERE a > 1



AND id = 4;
INSERT INTO d (id, a)



VALUES (50, 1),


(51, 2);
DELETE FROM d


WHERE id IN (50,



51);
SELECT * FROM d;
-- @error
SELCT id FROM d;
-- @error
UPDAT d SET a = 1;
-- @error
INSRT INTO d VALUES (1);
-- @error
SELECT id FRM d WHERE id = 1;
-- @error
DELETE FORM d;
-- @error
CRATE TABLE x (id INT);
-- @error
DELETE d WHERE id = 1;
-- @error
INSERT d VALUE 1;
-- @error
SELECT id FROM d WHERE a = = 1;
-- @error
SELECT id FROM d WHERE (a = 1;
-- @error
SELECT id FROM d WHERE a = 1);
-- @error
SELECT id, FROM d;
-- @error
UPDATE d SET a = 1, WHERE id = 1;
