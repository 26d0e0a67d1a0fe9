-- What dumps and applications do with variables and functions of the session.
-- @once
SET @saved_cs_client = @@character_set_client;
-- @once
SET character_set_client = @saved_cs_client;
-- @once
/*!40101 SET @saved_cs_client     = @@character_set_client */;
-- @once
/*!50503 SET character_set_client = utf8mb4 */;
CREATE TABLE t (id INT PRIMARY KEY, v INT, s VARCHAR(20));
-- @once
/*!40101 SET character_set_client = @saved_cs_client */;
SELECT @@character_set_client;
-- @once
SET @OLD_TIME_ZONE=@@TIME_ZONE, @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO';
-- @once
SET TIME_ZONE='+00:00';
-- @once
SET SQL_MODE=@OLD_SQL_MODE, TIME_ZONE=@OLD_TIME_ZONE;
SELECT @@sql_mode, @@time_zone;
INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c');
-- @once
SET @a = (SELECT MAX(v) FROM t);
SELECT @a;
-- @once
SET @x := 5, @y := @x + 1;
SELECT @x, @y IS NULL;
-- @once
SELECT @x := @x + 1;
SELECT @x;
-- @once
SELECT @x := 7, @y := @x * 2;
SELECT @x, @y;
-- @once
SELECT @p := s, @q := v FROM t WHERE id = 2;
SELECT @p, @q;
-- @once
DO @z := 3;
SELECT @z;
-- @once
SET @n = 4;
-- @once
INSERT INTO t VALUES (@n, @n * 10, 'd');
SELECT @n;
SELECT * FROM t;
-- @once
UPDATE t SET v = v + @n WHERE id IN (1, 2);
SELECT * FROM t;
-- @refused 0AX00 variables
DELETE FROM t WHERE id = (@d := 3);
-- @once
SELECT COUNT(*) INTO @c FROM t WHERE v > 10;
SELECT @c;
-- @once
SELECT id, s FROM t ORDER BY id DESC LIMIT 1 INTO @i, @s;
SELECT @i, @s;
-- @once
SELECT 1, 'two', NULL INTO @one, @two, @null;
SELECT @one, @two, @null;
-- @once
SELECT id INTO @lock FROM t WHERE id = 1 FOR UPDATE;
SELECT @lock;
-- @once
SET @dt = NOW(), @dd = DATE '2024-01-02', @js = JSON_OBJECT('a', 1), @bin = x'0102', @dec = 1.50, @dbl = 1e3, @big = 18446744073709551615;
SELECT @dd = '2024-01-02', @js, @bin, @dec, @dbl, @big, @dt IS NOT NULL;
SELECT id FROM t WHERE v > @dec AND @dd < '2025-01-01';
-- @once
SET NAMES utf8mb4;
SELECT ROW_COUNT();
INSERT INTO t VALUES (10, 1, 'x'), (11, 1, 'x');
SELECT ROW_COUNT() AS r;
UPDATE t SET v = v WHERE id = 10;
SELECT ROW_COUNT();
DELETE FROM t WHERE id >= 10;
SELECT ROW_COUNT(), FOUND_ROWS();
-- @refused 0AX00 variables
SELECT @rank := @rank + 1 AS r, s FROM t, (SELECT @rank := 0) q ORDER BY v;
SELECT CONNECTION_ID() = CONNECTION_ID(), CONNECTION_ID() > 0;
SELECT s FROM t WHERE id = 1 AND CONNECTION_ID() > 0;
-- @once
CREATE TEMPORARY TABLE tmp (id INT AUTO_INCREMENT PRIMARY KEY, v INT);
-- @once
-- @keys
INSERT INTO tmp (v) VALUES (1), (2), (3);
-- @once
SELECT LAST_INSERT_ID(), ROW_COUNT();
-- @once
INSERT INTO tmp (v) SELECT 11 UNION ALL SELECT 12;
SELECT LAST_INSERT_ID();
-- @once
-- @keys
INSERT INTO tmp SET v = 9;
SELECT LAST_INSERT_ID();
SELECT * FROM tmp;
-- @once
INSERT INTO tmp (id, v) VALUES (50, 1);
SELECT LAST_INSERT_ID();
-- @once
REPLACE INTO tmp (id, v) VALUES (50, 2), (NULL, 3);
SELECT LAST_INSERT_ID();
-- @once
UPDATE tmp SET v = LAST_INSERT_ID(v + 100) WHERE id = 1;
SELECT LAST_INSERT_ID();
-- @once
CREATE TABLE ids (id INT AUTO_INCREMENT PRIMARY KEY, v INT) /*canopy reference */;
-- @once
INSERT INTO ids (v) VALUES (LAST_INSERT_ID());
SELECT v FROM ids;
-- @once
INSERT INTO ids (v) VALUES (5);
SELECT id = LAST_INSERT_ID() FROM ids WHERE v = 5;
-- @once
UPDATE ids SET v = LAST_INSERT_ID(77) WHERE v = 5;
SELECT LAST_INSERT_ID();
SELECT v FROM ids;
