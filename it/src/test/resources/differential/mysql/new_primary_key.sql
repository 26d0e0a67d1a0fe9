-- Primary keys that take the place of others: the rows move, and back where the new one fails.
CREATE TABLE r (id INT NOT NULL, name VARCHAR(20) NOT NULL, v INT, PRIMARY KEY (id));
INSERT INTO r VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3), (4, 'd', 4), (5, 'e', 5), (6, 'f', 6);
ALTER TABLE r DROP PRIMARY KEY, ADD PRIMARY KEY (name);
SELECT * FROM r WHERE name = 'c';
SELECT * FROM r WHERE id = 3;
SELECT * FROM r ORDER BY id;
-- @error
INSERT INTO r VALUES (7, 'c', 3);
INSERT INTO r VALUES (6, 'g', 3);
UPDATE r SET v = 9 WHERE name = 'g';
-- @error
ALTER TABLE r DROP PRIMARY KEY, ADD PRIMARY KEY (id);
SELECT * FROM r WHERE name = 'd';
SELECT * FROM r ORDER BY name;
UPDATE r SET id = 7 WHERE name = 'g';
ALTER TABLE r DROP PRIMARY KEY;
ALTER TABLE r ADD PRIMARY KEY (id);
SELECT * FROM r WHERE id = 7;
SELECT * FROM r WHERE name = 'g';
ALTER TABLE r ADD COLUMN w INT NOT NULL DEFAULT 1;
ALTER TABLE r DROP PRIMARY KEY;
ALTER TABLE r ADD PRIMARY KEY (v, w, name);
SELECT * FROM r ORDER BY id;
CREATE TABLE c (id INT NOT NULL, old VARCHAR(10) NOT NULL, PRIMARY KEY (id));
INSERT INTO c VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd');
ALTER TABLE c CHANGE id key_id INT NOT NULL, CHANGE COLUMN old text VARCHAR(10) NOT NULL;
SELECT * FROM c WHERE key_id = 3;
ALTER TABLE c RENAME COLUMN key_id TO text, RENAME COLUMN text TO key_id;
SELECT * FROM c WHERE text = 3;
-- @only canopy
CREATE TABLE swapped (a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (a));
-- @only canopy
INSERT INTO swapped VALUES (1, 9), (2, 8), (3, 7);
-- @refused the statement changes column c
ALTER TABLE swapped DROP PRIMARY KEY, CHANGE b c INT NOT NULL, ADD PRIMARY KEY (c);
