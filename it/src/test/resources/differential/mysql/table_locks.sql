-- LOCK TABLES and UNLOCK TABLES around rows, as dumps have them.
CREATE TABLE t (id INT PRIMARY KEY, v INT);
CREATE TABLE u (id INT PRIMARY KEY, v INT);
CREATE VIEW w AS SELECT id FROM u;
LOCK TABLES `t` WRITE;
/*!40000 ALTER TABLE `t` DISABLE KEYS */;
INSERT INTO `t` VALUES (1,1),(2,2),(3,3);
/*!40000 ALTER TABLE `t` ENABLE KEYS */;
UNLOCK TABLES;
LOCK TABLES t READ LOCAL, u AS other WRITE, u other2 READ, w READ;
SELECT COUNT(*) FROM t;
UNLOCK TABLES;
UNLOCK TABLES;
LOCK TABLE t WRITE;
LOCK TABLES u WRITE;
INSERT INTO u SELECT 9, 9;
UNLOCK TABLES;
-- @error
LOCK TABLES nowhere WRITE;
-- @error
LOCK TABLES t WRITE, u;
-- An open transaction is committed by LOCK TABLES, and by UNLOCK TABLES.
BEGIN;
INSERT INTO t VALUES (4, 4);
LOCK TABLES t WRITE;
ROLLBACK;
SELECT COUNT(*) FROM t;
SET autocommit = 0;
INSERT INTO t VALUES (5, 5);
UNLOCK TABLES;
ROLLBACK;
SET autocommit = 1;
SELECT id FROM t ORDER BY id;
-- BEGIN gives table locks back.
LOCK TABLES t READ;
BEGIN;
INSERT INTO t VALUES (6, 6);
COMMIT;
SELECT COUNT(*) FROM t, u;
-- Who locks a table keeps out others that lock it.
LOCK TABLES t WRITE;
-- @session other
SET lock_wait_timeout = 1;
-- @session other
-- @error
-- @once
LOCK TABLES t WRITE;
-- @session other
LOCK TABLES u WRITE;
-- @session other
UNLOCK TABLES;
UNLOCK TABLES;
-- @session other
LOCK TABLES t READ;
-- @session other
UNLOCK TABLES;
