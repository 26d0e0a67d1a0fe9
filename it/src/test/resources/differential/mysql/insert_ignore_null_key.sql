-- INSERT IGNORE of NULL into a shard key that must not be NULL.
CREATE TABLE t (id INT PRIMARY KEY, v INT NOT NULL, s VARCHAR(3));
-- @once
INSERT IGNORE INTO t VALUES (NULL, 5, 'abcdef');
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
CREATE TABLE txt (k VARCHAR(4) NOT NULL PRIMARY KEY, n TINYINT);
-- @once
INSERT IGNORE INTO txt VALUES (NULL, 300);
-- @once
INSERT IGNORE INTO txt VALUES ('abcdefgh', 1), ('zz', -500);
-- @once
SELECT k, n, LENGTH(k) FROM txt;
SELECT n FROM txt WHERE k = 'abcd';
SELECT n FROM txt WHERE k = '';
CREATE TABLE many (a INT NOT NULL, b VARCHAR(5) NOT NULL, d DATE, v INT, PRIMARY KEY (a, b));
-- @once
INSERT IGNORE INTO many VALUES (NULL, NULL, NULL, 1), (1, 'y', '2024-02-31', 2), ('x', 'toolong', NULL, 3);
-- @once
SHOW WARNINGS;
SELECT * FROM many;
-- @once
-- @prepared null, 'k', 4
INSERT IGNORE INTO many (a, b, v) VALUES (?, ?, ?);
SELECT * FROM many WHERE a = 0 AND b = 'k';
-- @once
INSERT IGNORE INTO many (a, b, v) SELECT NULL, 'sel', 5;
SELECT * FROM many WHERE b = 'sel';
-- @once
INSERT IGNORE INTO many (a, b, v) SELECT id, NULL, 6 FROM t;
SELECT * FROM many;
-- @once
REPLACE INTO many (a, b, v) VALUES (0, '', 7);
SELECT * FROM many;
-- @once
-- @error 23000
INSERT INTO many (a, b) VALUES (NULL, 'x');
-- @once
START TRANSACTION;
-- @once
INSERT IGNORE INTO many (a, b, v) VALUES (NULL, 'tx', 8);
COMMIT;
SELECT v FROM many WHERE a = 0 AND b = 'tx';
CREATE TABLE au (id INT AUTO_INCREMENT PRIMARY KEY, s VARCHAR(2) NOT NULL);
-- @once
INSERT IGNORE INTO au (s) VALUES (NULL), ('long');
SELECT s FROM au;
