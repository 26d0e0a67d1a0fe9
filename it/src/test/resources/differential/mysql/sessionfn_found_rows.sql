-- FOUND_ROWS(), SQL_CALC_FOUND_ROWS and ROW_COUNT().
CREATE TABLE post (id INT PRIMARY KEY, d DATE, a INT);
INSERT INTO post VALUES (1, '2024-01-01', 1), (2, '2024-01-02', 1), (3, '2024-01-03', 2), (4, '2024-01-04', 3);
CREATE TABLE author (id INT PRIMARY KEY, name VARCHAR(9));
INSERT INTO author VALUES (1, 'x'), (2, 'y'), (3, 'z');
-- @once
SELECT SQL_CALC_FOUND_ROWS id FROM post WHERE id > 0 ORDER BY d DESC LIMIT 0, 2;
-- @once
SELECT FOUND_ROWS();
-- @once
SELECT FOUND_ROWS();
-- @once
SELECT id FROM post ORDER BY id LIMIT 2;
-- @once
SELECT FOUND_ROWS() AS n;
-- @once
SELECT id FROM post ORDER BY id LIMIT 1, 2;
-- @once
SELECT FOUND_ROWS();
-- @once
SELECT SQL_CALC_FOUND_ROWS p.id, a.id, name FROM post p JOIN author a ON a.id = p.a ORDER BY p.id LIMIT 1;
-- @once
SELECT FOUND_ROWS();
-- @once
SELECT SQL_CALC_FOUND_ROWS a, COUNT(*) FROM post GROUP BY a ORDER BY a LIMIT 1;
-- @once
SELECT FOUND_ROWS();
-- @once
SELECT SQL_CALC_FOUND_ROWS DISTINCT a FROM post ORDER BY a LIMIT 2 OFFSET 1;
-- @once
SELECT FOUND_ROWS();
-- @once
SELECT SQL_CALC_FOUND_ROWS id FROM post WHERE id = 3 LIMIT 10;
-- @once
SELECT FOUND_ROWS();
-- @once
SELECT SQL_CALC_FOUND_ROWS id FROM post;
-- @once
SELECT FOUND_ROWS() + 1;
-- @prepared 1, 2
SELECT SQL_CALC_FOUND_ROWS id FROM post WHERE id > ? ORDER BY id LIMIT ?;
-- @once
SELECT FOUND_ROWS();
-- @once
SELECT SQL_CALC_FOUND_ROWS id FROM post WHERE id > 100 LIMIT 5;
-- @once
SELECT FOUND_ROWS();
-- @once
SELECT 1;
-- @once
SELECT FOUND_ROWS();
-- @once
SELECT id FROM post WHERE id = 2;
-- @once
SELECT FOUND_ROWS();
-- @once
SELECT id FROM post;
-- @once
SET @x = (SELECT 5);
-- @once
SELECT FOUND_ROWS(), @x;
-- @once
SELECT id FROM post;
-- @once
UPDATE post SET a = a + 1 WHERE id < 3;
-- @once
SELECT ROW_COUNT();
-- @once
UPDATE post SET a = a + 1 WHERE id < 3;
-- @once
SELECT FOUND_ROWS(), ROW_COUNT();
-- @once
SELECT ROW_COUNT();
-- @once
INSERT INTO post VALUES (10, NULL, ROW_COUNT()), (11, NULL, ROW_COUNT());
-- @once
SELECT ROW_COUNT() AS r;
-- @once
DELETE FROM post WHERE id >= 10;
-- @once
SELECT ROW_COUNT();
-- @once
SET @y = 1;
-- @once
SELECT ROW_COUNT();
-- @once
(SELECT id FROM post LIMIT 1) UNION ALL (SELECT id FROM author LIMIT 2);
-- @once
SELECT FOUND_ROWS();
