-- Relatives of the first week's cases: dumps, failing changes of tables, foreign keys that come early.
-- @once
SET @saved_cs_client = @@character_set_client;
-- @once
SET character_set_client = utf8mb4;
CREATE TABLE t (id INT PRIMARY KEY, v INT, s VARCHAR(10)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE u (id INT NOT NULL, g INT, PRIMARY KEY (id), UNIQUE KEY by_g (g) /*canopy global */) DEFAULT CHARSET=latin1;
-- @once
SET character_set_client = @saved_cs_client;
-- @once
LOCK TABLES t WRITE, u READ;
-- @once
/*!40000 ALTER TABLE `t` DISABLE KEYS */;
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b'), (3, NULL, NULL), (4, 1, 'longer');
SELECT COUNT(*) FROM u;
-- @once
/*!40000 ALTER TABLE `t` ENABLE KEYS */;
UNLOCK TABLES;
-- @once
LOCK TABLES `u` WRITE;
INSERT INTO u VALUES (1, 1), (2, NULL), (3, 5);
UNLOCK TABLES;
-- @once
LOCK TABLES t AS x READ LOCAL, u WRITE;
UNLOCK TABLES;
SELECT COUNT(*) FROM t;
-- @once
/*!50503 SET NAMES utf8mb4 */;
-- @once
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
-- @once
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;
-- @once
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;
-- @once
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
SELECT @@sql_notes, @@unique_checks;
-- failing changes, and the next one
-- @error
ALTER TABLE t MODIFY s VARCHAR(10) NOT NULL;
-- @error
ALTER TABLE t MODIFY s VARCHAR(3);
-- @error
ALTER TABLE t ADD COLUMN w INT, MODIFY v INT NOT NULL;
-- @error
ALTER TABLE t ADD CONSTRAINT c1 CHECK (v > 1);
-- @error
ALTER TABLE t CHANGE v vv TINYINT NOT NULL, ADD INDEX by_s (s);
-- @error
ALTER TABLE t ADD UNIQUE KEY uk (id, v), DROP COLUMN nothere;
-- @error
ALTER TABLE u ADD CHECK (g < 5);
-- @error
ALTER TABLE u MODIFY g INT NOT NULL;
-- @error
ALTER TABLE t ADD INDEX (nothere);
-- @error
ALTER TABLE t DROP INDEX nothere;
-- @error
ALTER TABLE nothere ADD COLUMN x INT;
ALTER TABLE t ADD COLUMN extra INT DEFAULT 5;
SELECT * FROM t ORDER BY id;
SHOW COLUMNS FROM t;
CREATE TABLE other (id INT PRIMARY KEY);
DROP TABLE other;
CREATE TABLE ref (id INT PRIMARY KEY, v INT) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci /*canopy reference */;
INSERT INTO ref VALUES (1, 1), (2, NULL);
-- @error
ALTER TABLE ref MODIFY v INT NOT NULL;
-- @error
ALTER TABLE ref ADD CHECK (v > 5);
ALTER TABLE ref ADD COLUMN z INT;
SELECT * FROM ref ORDER BY id;
-- @once
CREATE TEMPORARY TABLE tmp (id INT, v INT);
-- @once
INSERT INTO tmp VALUES (1, 1), (2, NULL);
-- @once
-- @error
ALTER TABLE tmp MODIFY v INT NOT NULL;
-- @once
ALTER TABLE tmp ADD COLUMN w INT DEFAULT 3;
SELECT * FROM tmp ORDER BY id;
-- foreign keys
-- @once
SET FOREIGN_KEY_CHECKS=0;
CREATE TABLE item (ord_id INT NOT NULL, n INT NOT NULL, PRIMARY KEY (ord_id, n), CONSTRAINT item_fk FOREIGN KEY (ord_id) REFERENCES ord (id) ON DELETE CASCADE) /*canopy shard key (ord_id) */;
INSERT INTO item VALUES (1, 1), (1, 2), (2, 1), (9, 9);
CREATE TABLE ord (id INT NOT NULL, PRIMARY KEY (id));
INSERT INTO ord VALUES (1), (2), (3), (9);
-- @once
SET FOREIGN_KEY_CHECKS=1;
SELECT COUNT(*) FROM item;
-- @error 23000
INSERT INTO item VALUES (77, 1);
DELETE FROM ord WHERE id = 1;
SELECT * FROM item ORDER BY 1, 2;
-- @once
SET @OLD_FK=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0;
DROP TABLE IF EXISTS ord;
CREATE TABLE ord (id INT NOT NULL PRIMARY KEY, s VARCHAR(5));
INSERT INTO ord VALUES (2, 'two');
-- @once
SET FOREIGN_KEY_CHECKS=@OLD_FK;
SELECT o.id, i.n FROM ord o LEFT JOIN item i ON i.ord_id = o.id;
-- @error 23000
INSERT INTO item VALUES (78, 1);
DROP TABLE item;
DROP TABLE ord;
CREATE TABLE IF NOT EXISTS g (id BIGINT PRIMARY KEY, a INT);
CREATE TABLE IF NOT EXISTS g (id BIGINT PRIMARY KEY, a INT, b INT);
SHOW WARNINGS;
DROP TABLE IF EXISTS g2, g, g3;
SHOW WARNINGS;
DROP VIEW IF EXISTS nov;
SHOW WARNINGS;
