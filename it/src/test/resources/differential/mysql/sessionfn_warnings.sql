-- Warnings of leaves.
CREATE TABLE t (id INT PRIMARY KEY, v INT NOT NULL, s VARCHAR(3));
-- @once
INSERT IGNORE INTO t VALUES (0, 5, 'abcdef');
-- @once
SHOW WARNINGS;
-- @once
SHOW COUNT(*) WARNINGS;
-- @once
SHOW ERRORS;
-- @once
SHOW COUNT(*) ERRORS;
-- @once
SELECT @@warning_count, @@error_count;
-- @once
SHOW WARNINGS;
SELECT * FROM t;
-- @once
INSERT IGNORE INTO t VALUES (1, 'x', 'a'), (2, 3, 'toolong'), (3, NULL, 'c'), (1, 7, 'dup');
-- @once
SHOW WARNINGS LIMIT 1;
-- @once
SELECT @@warning_count;
SELECT * FROM t;
-- @once
INSERT IGNORE INTO t VALUES ('7up', 1, 'x');
-- @once
SHOW WARNINGS;
SELECT * FROM t;
-- @once
UPDATE IGNORE t SET s = 'muchtoolong' WHERE id = 1;
-- @once
SHOW WARNINGS;
-- @once
-- @error 23000
INSERT INTO t VALUES (1, 1, 'x');
-- @once
SELECT @@warning_count, @@error_count;
-- @once
SET sql_mode = '';
-- @once
INSERT INTO t VALUES ('20abc', 'y', 'longer');
-- @once
SHOW WARNINGS;
-- @once
INSERT INTO t VALUES ('21abc', 1, 'longer'), ('22abc', 2, 'longer');
-- @once
SHOW COUNT(*) WARNINGS;
SELECT * FROM t;
SELECT s FROM t WHERE id = 20;
-- @once
SELECT 1 + 'a';
-- @once
SHOW WARNINGS;
-- @once
SET sql_mode = DEFAULT;
