-- An INSERT of several rows whose shape shows the first only, on the paths that send a shape as it is.
CREATE TEMPORARY TABLE pick (id INT PRIMARY KEY, v INT, w VARCHAR(10) DEFAULT 'd');
INSERT INTO pick (id, v) VALUES (1, 10), (2, 20), (3, 30);
-- @rows ordered
SELECT id, v, w FROM pick ORDER BY id;
-- @prepared 4, 40, 5, 50
INSERT INTO pick (id, v) VALUES (?, ?), (?, ?);
INSERT INTO pick (id, v) VALUES ROW(7, 70), ROW(8, 80);
INSERT INTO pick (id, v) VALUES (9, 90), (10, DEFAULT), (11, 5 * 5);
INSERT INTO pick SET id = 12, v = 13;
REPLACE INTO pick (id, v) VALUES (1, 11), (2, 21), (14, 1);
INSERT IGNORE INTO pick (id, v) VALUES (1, 12), (15, 1), (16, 2);
INSERT INTO pick (id, v) VALUES (1, 100), (2, 200), (99, 990) ON DUPLICATE KEY UPDATE v = VALUES(v) + 1;
INSERT INTO pick (id, v) VALUES (1, 100), (100, 990) AS n ON DUPLICATE KEY UPDATE v = n.v + 2;
-- @rows ordered
SELECT id, v, w FROM pick ORDER BY id;
PREPARE two FROM 'INSERT INTO pick (id, v) VALUES (?, ?), (?, 3)';
SET @a = 101, @b = 102, @c = 103;
EXECUTE two USING @a, @b, @c;
PREPARE fixed FROM 'INSERT INTO pick (id, v) VALUES (201, 1), (202, 2), (203, 3)';
EXECUTE fixed;
-- @rows ordered
SELECT id, v, w FROM pick ORDER BY id;
START TRANSACTION;
INSERT INTO pick (id, v) VALUES (501, 1), (502, 2);
INSERT INTO pick (id, v) VALUES (503, 1), (504, 2), (505, 3);
COMMIT;
-- @rows ordered
SELECT id, v FROM pick WHERE id > 200 ORDER BY id;
