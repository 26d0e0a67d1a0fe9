-- Forms that the parser library does not read, in every place where an expression may stand.
CREATE TABLE t (id INT PRIMARY KEY, v INT);
INSERT INTO t VALUES (1, 10), (2, 20), (3, 30);
SELECT id
FROM t


WHERE v > 10 ORDER BY id;
UPDATE t SET v = v + 1


WHERE v > 10;
SELECT v
/
10 AS d FROM t ORDER BY id;
-- a comment



-- another

SELECT COUNT(*) FROM t;
CREATE TABLE p (id INT PRIMARY KEY, a INT);
-- @error
UPDATE p SET a = a IS NULL WHERE id = 99;
DROP TABLE t, p;
CREATE TABLE t (a INT);
CREATE TABLE u (a INT, b INT);
INSERT INTO t VALUES (1), (3);
INSERT INTO u VALUES (1, 2), (3, 4);
SELECT t.a FROM t CROSS JOIN ONLY u;
SELECT t.a FROM ONLY t JOIN ONLY u ON t.a = u.a;
SELECT t.a FROM t, ONLY u WHERE t.a = u.a;
SELECT t.a FROM t*;
UPDATE t SET a = u.a FROM ONLY u WHERE u.a = t.a;
SELECT a FROM ONLY t WHERE EXISTS (SELECT FROM ONLY u WHERE u.a = t.a) AND a IN (SELECT a FROM u *);
WITH x AS (SELECT a FROM ONLY t), y AS (SELECT * FROM u * WHERE b > 2 IS TRUE) SELECT * FROM x JOIN y USING (a);
INSERT INTO u SELECT a + 10, a FROM ONLY t;
INSERT INTO u (SELECT a + 20, a FROM t *) RETURNING a IS NULL = FALSE, - + b;
DELETE FROM ONLY u WHERE u.a > 20 IS TRUE RETURNING u.a, u.b OPERATOR(pg_catalog.=) 1;
SELECT * FROM public.t *, ONLY (public.u) AS z WHERE z.a = t.a;
SELECT * FROM public.u * AS q (m, n) WHERE m OPERATOR(pg_catalog.<) 5;
CREATE TABLE d (id INT PRIMARY KEY, a INT DEFAULT (- + 5), b BOOLEAN DEFAULT (1 = 1 IS TRUE), g BOOLEAN GENERATED ALWAYS AS (a = 1 IS TRUE) STORED, U&"n\0061me" TEXT DEFAULT U&'\0061', CONSTRAINT c CHECK (a < 100 IS NOT FALSE));
CREATE INDEX f ON d ((a = 5 IS TRUE)) WHERE a > 1 IS TRUE;
CREATE INDEX ON d ((- + a), (a OPERATOR(pg_catalog.+) 1));
ALTER TABLE d ADD CONSTRAINT e CHECK ((a > -50) = TRUE IS NOT FALSE), ALTER a SET DEFAULT - - - 7;
INSERT INTO d (id) VALUES (1), (2);
INSERT INTO d (id, a, b) VALUES (3, - + 4, 3 = 3 IS TRUE), (2 + + 2, 1 OPERATOR(pg_catalog.+) 1, NULL), (5, (SELECT MAX(a) FROM u WHERE a = 1 IS TRUE), 1 = 1 IS UNKNOWN);
-- @error
INSERT INTO d (id, a) VALUES (6, 100);
-- @prepared 7, 5
-- @prepared 8, null int
INSERT INTO d (id, b) VALUES (?, ? > 2 IS TRUE);
-- @prepared 7
SELECT a FROM d WHERE id = ? IS TRUE;
-- @prepared 1, 1
SELECT id, a = ? IS TRUE FROM d WHERE a = ? IS NOT NULL;
-- @prepared 3, 1
UPDATE d SET b = a > ? IS TRUE WHERE id = ? AND a IS NOT NULL = TRUE RETURNING id, b IS NOT TRUE = FALSE;
-- @prepared 5
DELETE FROM d WHERE id = 8 AND a = ? IS FALSE;
-- @prepared 1
SELECT COUNT(*) FILTER (WHERE a > ? IS TRUE) AS n, g FROM d GROUP BY g HAVING COUNT(*) > 0 IS TRUE ORDER BY g IS NULL IS TRUE, g LIMIT 3;
INSERT INTO d (id, a) VALUES (1, 1), (20, 2) ON CONFLICT (id) DO UPDATE SET b = excluded.a = 1 IS TRUE, a = - + excluded.a WHERE d.a < 50 IS NOT FALSE RETURNING id, a > 0 IS TRUE;
INSERT INTO d (id, b) SELECT a + 30, a IS NULL = FALSE FROM u WHERE a = 1 IS NOT UNKNOWN;
MERGE INTO d USING (SELECT a, b > 2 IS TRUE AS big FROM u) s ON d.id = s.a AND s.big IS TRUE = TRUE WHEN MATCHED AND d.a > 0 IS TRUE THEN UPDATE SET b = d.a = 7 IS TRUE WHEN NOT MATCHED THEN DO NOTHING;
SELECT * FROM d;
CREATE TABLE copied AS SELECT id, a = 1 IS TRUE AS one, - - - a AS minus FROM ONLY d WHERE a IN (1, 7) IS NOT NULL;
SELECT * FROM copied;
CREATE VIEW w AS SELECT id, a = 1 IS TRUE AS one FROM d * WHERE - + a < 5 IS TRUE;
SELECT * FROM w WHERE one = TRUE IS NOT TRUE;
SELECT COUNT(*) FROM w JOIN ONLY u ON (w.id = u.a) IS TRUE;
WITH x AS (UPDATE d SET b = a > 1 IS TRUE WHERE id < 3 IS TRUE RETURNING id, b = TRUE IS TRUE AS c) SELECT c IS TRUE = TRUE, id FROM x;
PREPARE q AS SELECT id, a = $1 IS TRUE FROM d WHERE a > $2 IS TRUE;
EXECUTE q (1, 0);
DEALLOCATE q;
SELECT id AS
go
FROM d WHERE id = 1;
SELECT go.id FROM d
go
WHERE go.id < 4;
INSERT INTO d (id, a)



VALUES (50, 1),


(51, 2);
DELETE FROM d


WHERE id IN (50,



51);
SELECT U&"\0069d", U&"n\0061me", d.U&"n\0061me" || U&'\0062' FROM d WHERE U&"n\0061me" = U&'\0061' AND U&"id" = 1;
UPDATE d SET U&"n\0061me" = 'c' WHERE U&"\0069\0064" = 2;
SELECT name FROM d WHERE id = 2;
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
