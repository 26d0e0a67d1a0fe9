-- Primary keys that take the place of others: the rows move, and back where the new one fails.
CREATE TABLE r (id INT NOT NULL, name VARCHAR(20) NOT NULL, v INT, PRIMARY KEY (id));
INSERT INTO r VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3), (4, 'd', 4), (5, 'e', 5), (6, 'f', 6);
ALTER TABLE r DROP CONSTRAINT r_pkey, ADD PRIMARY KEY (name);
SELECT * FROM r WHERE name = 'c';
SELECT * FROM r WHERE id = 3;
SELECT * FROM r ORDER BY id;
-- @error
INSERT INTO r VALUES (7, 'c', 3);
INSERT INTO r VALUES (6, 'g', 3);
UPDATE r SET v = 9 WHERE name = 'g';
-- @error
ALTER TABLE r DROP CONSTRAINT r_pkey, ADD PRIMARY KEY (id);
SELECT * FROM r WHERE name = 'd';
SELECT * FROM r ORDER BY name;
UPDATE r SET id = 7 WHERE name = 'g';
ALTER TABLE r DROP CONSTRAINT r_pkey;
ALTER TABLE r ADD PRIMARY KEY (id);
SELECT * FROM r WHERE id = 7;
SELECT * FROM r WHERE name = 'g';
ALTER TABLE r ADD COLUMN w INT NOT NULL DEFAULT 1;
ALTER TABLE r DROP CONSTRAINT r_pkey;
ALTER TABLE r ADD PRIMARY KEY (v, w, name);
SELECT * FROM r ORDER BY id;
