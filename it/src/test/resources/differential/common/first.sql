CREATE TABLE t (id INT NOT NULL PRIMARY KEY, v VARCHAR(20));
INSERT INTO t VALUES (1, 'a'), (2, 'b');
-- @prepared 1
-- @prepared 7
SELECT * FROM t WHERE id = ?;
-- @error
SELECT nope FROM t;
-- @rows ordered
SELECT * FROM t ORDER BY id DESC;
