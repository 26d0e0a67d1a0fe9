-- Numbers in ORDER BY and GROUP BY: whole ones are positions, whatever the select list holds.
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, name VARCHAR(20));
INSERT INTO item VALUES (1, 'a'), (2, 'b'), (3, NULL), (4, 'c'), (5, 'c'), (6, 'd');
-- @rows ordered
SELECT DISTINCT 2 AS two, 1 AS one, name FROM item ORDER BY 1, 2 DESC, 3 DESC;
-- @rows ordered
SELECT DISTINCT 3 AS three, 1 AS one, LOWER(name) AS name FROM item ORDER BY 1 ASC, 2 DESC, 3 DESC;
-- @rows ordered
SELECT 2 AS two, name FROM item GROUP BY name, 1 ORDER BY 2 DESC, 1;
-- @rows ordered
SELECT 2 AS two, id FROM item ORDER BY 2 DESC;
