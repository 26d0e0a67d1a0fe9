-- A primary key goes with one of its columns, and another takes its place, as migrations do.
CREATE TABLE r (u VARCHAR(36) NOT NULL, a INT NOT NULL, CONSTRAINT pk_r PRIMARY KEY (a, u));
ALTER TABLE r DROP PRIMARY KEY;
INSERT INTO r VALUES ('x', 1), ('y', 2), ('z', 3);
ALTER TABLE r ADD n VARCHAR(20) DEFAULT 'q';
ALTER TABLE r DROP COLUMN a;
SELECT u, n FROM r;
INSERT INTO r VALUES ('w', 'p');
ALTER TABLE r ADD CONSTRAINT pk_r2 PRIMARY KEY (n, u);
SELECT n FROM r WHERE u = 'x' AND n = 'q';
-- @error
INSERT INTO r VALUES ('w', 'p');
SELECT u, n FROM r;
-- The column of a shard key, a unique key's, is made NOT NULL; rows with NULL stand in the way.
CREATE TABLE nn (id VARCHAR(36), v INT, UNIQUE KEY by_id (id));
INSERT INTO nn VALUES ('a', 1), ('b', 2), ('c', 3), (NULL, 4);
-- @error
ALTER TABLE nn MODIFY id VARCHAR(36) NOT NULL;
SELECT id, v FROM nn;
DELETE FROM nn WHERE id IS NULL;
ALTER TABLE nn MODIFY id VARCHAR(36) NOT NULL;
INSERT INTO nn VALUES ('d', 5);
SELECT v FROM nn WHERE id = 'd';
-- @error
INSERT INTO nn VALUES (NULL, 6);
ALTER TABLE nn ADD PRIMARY KEY (id);
ALTER TABLE nn MODIFY id VARCHAR(40) NOT NULL, ADD w INT;
SELECT id, v, w FROM nn;
-- The column of a shard key changes its type while there are no rows.
CREATE TABLE k (a INT PRIMARY KEY, b INT);
ALTER TABLE k MODIFY a VARCHAR(20);
INSERT INTO k VALUES ('x', 1), ('y', 2), ('z', 3);
SELECT b FROM k WHERE a = 'x';
-- @refused the rows of 'k'
ALTER TABLE k MODIFY a VARBINARY(20);
SELECT a, b FROM k;
