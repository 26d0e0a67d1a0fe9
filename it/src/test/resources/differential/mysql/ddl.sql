-- DDL of MySQL, and what SHOW says of it.
CREATE TABLE t1 (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT COMMENT 'the ''key''',
  `name` varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'x' COMMENT 'a name; with -- signs',
  `kind` enum('a','b','c') NOT NULL DEFAULT 'b',
  `flags` set('x','y') DEFAULT NULL,
  `amount` decimal(12,4) unsigned NOT NULL DEFAULT '0.0000',
  `made` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  `twice` decimal(13,4) GENERATED ALWAYS AS (`amount` * 2) STORED,
  `doc` json DEFAULT NULL,
  `body` mediumtext,
  PRIMARY KEY (`id`),
  KEY `by_name` (`name`(10),`kind` DESC),
  KEY `by_expr` ((lower(`name`))),
  CONSTRAINT `not_neg` CHECK ((`amount` >= 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='a table';
SHOW CREATE TABLE t1;
SHOW COLUMNS FROM t1;
SHOW FULL COLUMNS FROM t1;
SHOW FULL COLUMNS FROM t1 LIKE 'na%';
SHOW FIELDS IN t1;
SHOW INDEX FROM t1;
SHOW KEYS FROM t1 WHERE Key_name = 'PRIMARY';
DESCRIBE t1;
SHOW TABLES;
SHOW TABLES LIKE 't%';
SHOW FULL TABLES;
SHOW FULL TABLES WHERE Table_type = 'BASE TABLE';
SHOW TABLES FROM d_mysql_ddl;
SHOW DATABASES LIKE 'd_mysql_ddl';
SHOW CREATE DATABASE d_mysql_ddl;
-- @rows count
SHOW TABLE STATUS LIKE 't1';
CREATE TABLE t2 LIKE t1;
SHOW TABLES;
INSERT INTO t2 (id, name) VALUES (1, 'like'), (2, 'like');
SELECT id, name, kind, twice FROM t2 WHERE id = 2;
DROP TABLE t2;
ALTER TABLE t1 ADD COLUMN extra INT AFTER name, ADD INDEX by_extra (extra);
ALTER TABLE t1 MODIFY COLUMN extra BIGINT NOT NULL DEFAULT 5 COMMENT 'changed';
ALTER TABLE t1 CHANGE COLUMN extra more INT FIRST;
ALTER TABLE t1 RENAME INDEX by_extra TO by_more;
ALTER TABLE t1 ALTER COLUMN more SET DEFAULT 6;
ALTER TABLE t1 COMMENT = 'new comment';
ALTER TABLE t1 DROP INDEX by_expr, DROP CONSTRAINT not_neg;
ALTER TABLE t1 ADD UNIQUE KEY uq (name, id), ADD FULLTEXT KEY ft (body);
ALTER TABLE t1 ALTER INDEX by_name INVISIBLE;
SHOW CREATE TABLE t1;
INSERT INTO t1 (id, name, amount) VALUES (10, 'A', 1.5), (11, 'B', 2.5), (12, 'a', 3);
SELECT more, id, name, kind, amount, twice, doc FROM t1;
SELECT id FROM t1 WHERE name = 'a';
CREATE INDEX by_kind ON t1 (kind) COMMENT 'idx' ;
DROP INDEX by_kind ON t1;
CREATE INDEX by_two USING BTREE ON t1 (kind, amount);
ALTER TABLE t1 CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
SELECT id FROM t1 WHERE name = 'A';
ALTER TABLE t1 ORDER BY id;
ALTER TABLE t1 ENGINE = InnoDB;
RENAME TABLE t1 TO t3;
SELECT COUNT(*) FROM t3;
ALTER TABLE t3 RENAME TO t1, ADD COLUMN late INT;
SELECT id, late FROM t1 WHERE id = 11;
TRUNCATE t1;
SELECT COUNT(*) FROM t1;
CREATE TABLE `odd ``name` (`the key` INT NOT NULL PRIMARY KEY, `select` INT, `ünï` INT);
INSERT INTO `odd ``name` VALUES (1, 2, 3), (2, 3, 4);
SELECT `the key`, `select`, `ünï` FROM `odd ``name` WHERE `the key` = 2;
SELECT `odd ``name`.`select` FROM `odd ``name`;
ALTER TABLE `odd ``name` RENAME COLUMN `select` TO `from`;
SELECT `from` FROM `odd ``name` WHERE `the key` = 1;
DROP TABLE `odd ``name`;
-- canopy's comments inside a table that a tool wrote
CREATE TABLE `tool` (
  `a` int NOT NULL,
  `b` int NOT NULL,
  PRIMARY KEY (`a`,`b`),
  KEY `k` (`b`)
) ENGINE=InnoDB /*canopy shard key (`b`) */ DEFAULT CHARSET=utf8mb4;
INSERT INTO tool VALUES (1, 1), (1, 2), (2, 2), (3, 2), (4, 5);
SELECT a FROM tool WHERE b = 2;
CREATE TABLE `tool_ref` (`a` int NOT NULL, PRIMARY KEY (`a`)) ENGINE=InnoDB /*canopy reference */;
INSERT INTO tool_ref VALUES (1), (2);
SELECT t.a, t.b FROM tool t JOIN tool_ref r ON r.a = t.a;
CREATE TABLE from_select AS SELECT a FROM tool;
CREATE TABLE IF NOT EXISTS tool (x INT);
SHOW WARNINGS;
DROP TABLE IF EXISTS tool, nowhere;
CREATE TABLE with_fn (id INT NOT NULL PRIMARY KEY, u CHAR(36) DEFAULT (UUID()), d DATE DEFAULT (CURRENT_DATE), n INT DEFAULT (1 + 1));
INSERT INTO with_fn (id) VALUES (1), (2), (3);
SELECT COUNT(DISTINCT u), SUM(n) FROM with_fn;
-- @refused 42000 shard key
CREATE TABLE bad (id INT NOT NULL PRIMARY KEY, v INT, UNIQUE KEY (v));
-- @refused 42000 shard key
ALTER TABLE with_fn ADD UNIQUE KEY (n);
-- @refused 42000 primary key
CREATE TABLE bad (id INT, v INT) /*canopy reference */;
-- @error
CREATE TABLE bad (id INT NOT NULL PRIMARY KEY, KEY (nope));
-- @error
ALTER TABLE with_fn ADD COLUMN id INT;
-- @error
ALTER TABLE with_fn DROP INDEX nope;
-- @error
SHOW CREATE TABLE nowhere;
-- @error
SHOW COLUMNS FROM nowhere;
-- @error
DROP INDEX nope ON with_fn;
-- @error
RENAME TABLE nowhere TO elsewhere;
-- information_schema shows the logical tables only
SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = DATABASE();
SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'd_mysql_ddl' AND table_name = 'with_fn';
SELECT index_name, column_name, seq_in_index FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 't1' AND index_name = 'by_two';
CREATE VIEW vv AS SELECT id, n FROM with_fn;
SHOW FULL TABLES LIKE 'v%';
SHOW COLUMNS FROM vv;
SELECT table_name FROM information_schema.views WHERE table_schema = DATABASE();
DROP VIEW vv;
-- functions and procedures reach every leaf
CREATE FUNCTION twice(x INT) RETURNS INT DETERMINISTIC NO SQL RETURN x * 2;
SELECT twice(4);
SELECT id, twice(id) FROM with_fn;
SELECT id FROM with_fn WHERE twice(id) = 4;
SELECT id FROM with_fn WHERE id = twice(1);
INSERT INTO with_fn (id) VALUES (twice(5));
SELECT id FROM with_fn WHERE id = 10;
DROP FUNCTION twice;
-- @error
SELECT twice(4);
CREATE PROCEDURE hello(IN n INT) SELECT n + 1 AS next;
CALL hello(4);
DROP PROCEDURE hello;
