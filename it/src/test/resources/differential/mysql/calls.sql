-- CALL gives all results of a procedure, one after the other
CREATE TABLE calls (id INT NOT NULL PRIMARY KEY, v VARCHAR(20));
INSERT INTO calls VALUES (1, 'a'), (2, 'b');
CREATE PROCEDURE several(IN n INT) BEGIN SELECT n AS first; SELECT n + 1 AS second, 'x' AS text; SET @seen = n; END;
-- @once
CALL several(4);
SELECT @seen;
-- @once
PREPARE called FROM 'CALL several(5)';
-- @once
EXECUTE called;
CREATE PROCEDURE none() SET @none = 1;
-- @once
CALL none();
-- @prepared
CALL several(6);
-- @error
CALL several();
DROP PROCEDURE several;
DROP PROCEDURE none;
