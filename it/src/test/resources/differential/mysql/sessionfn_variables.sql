-- User variables that queries and writes assign to, on whichever leaf that is.
CREATE TABLE t (id INT PRIMARY KEY, v INT, s VARCHAR(10));
INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c'), (4, 40, 'd');
-- @once
SELECT COUNT(*), MAX(v) INTO @n, @m FROM t;
SELECT @n, @m, @n + 1;
SELECT s FROM t WHERE v = @m;
-- @once
SELECT s INTO @S FROM t WHERE id = 2;
SELECT @s, LENGTH(@s);
-- @once
SELECT s FROM t WHERE id = 3 INTO @`s`;
SELECT @s;
-- @once
SELECT s INTO @s FROM t WHERE id = 99;
SELECT @s;
-- @error 42000
SELECT s INTO @z FROM t;
-- @error 21000
SELECT s, v INTO @z FROM t WHERE id = 1;
-- @prepared 2
SELECT v INTO @p FROM t WHERE id = ?;
SELECT @p;
-- @once
SELECT @a := v FROM t WHERE id = 4;
SELECT id FROM t WHERE v = @a;
SELECT id, @a FROM t ORDER BY id LIMIT 1;
-- @once
UPDATE t SET v = (@old := v) + 1 WHERE id = 1;
SELECT @old;
SELECT v - @old FROM t WHERE id = 1;
-- @once
SET @c = (SELECT COUNT(*) FROM t), @d = NULL, @e = 1.5, @f = 'x''y';
SELECT @c, @d, @e, @f;
-- @once
INSERT INTO t VALUES (@c + 1, @e, @f), (@c + 2, @d, @s);
SELECT * FROM t;
-- @once
UPDATE t SET s = @f WHERE id = @c;
-- @once
DELETE FROM t WHERE id = @c + 2;
SELECT * FROM t;
-- @once
CREATE TABLE made AS SELECT id, @f AS f FROM t WHERE id < 3;
SELECT * FROM made;
-- @may refuse
SELECT @r := @r + 1 AS r, id FROM t, (SELECT @r := 0) z;
CREATE PROCEDURE outs(IN a INT, OUT b INT, INOUT c VARCHAR(20)) BEGIN SET b = a * 2; SET c = CONCAT(c, '!'); SET @inner = 7; END;
-- @once
SET @io = 'hey';
-- @once
CALL outs(21, @ob, @io);
SELECT @ob, @io, @inner;
SELECT id FROM t WHERE id = @ob - 40;
SELECT COUNT(*) FROM t WHERE id < @ob;
-- @session other
SELECT @n IS NULL, @a IS NULL, @old IS NULL, @ob IS NULL;
-- @once
SET @id = 3;
-- @once
PREPARE p FROM 'SELECT s INTO @got FROM t WHERE id = ?';
-- @once
EXECUTE p USING @id;
SELECT @got;
