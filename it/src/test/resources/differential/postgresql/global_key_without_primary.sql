-- A table with GLOBAL keys loses its primary key, and gets another.
CREATE TABLE acc (id INT NOT NULL, mail VARCHAR(20), n INT, code VARCHAR(10) NOT NULL, CONSTRAINT acc_pk PRIMARY KEY (id), CONSTRAINT by_mail UNIQUE (mail) /*canopy global */);
INSERT INTO acc VALUES (1, 'a', 1, 'x'), (2, 'b', 2, 'y'), (3, NULL, 3, 'z'), (4, NULL, 3, 'z'), (5, 'e', 5, 'v');
ALTER TABLE acc DROP CONSTRAINT acc_pk;
SELECT * FROM acc ORDER BY id;
SELECT * FROM acc WHERE mail = 'b';
INSERT INTO acc VALUES (6, 'f', 6, 'f'), (1, 'aa', 6, 'again');
-- @error 23505
INSERT INTO acc VALUES (7, 'a', 7, 'dup');
UPDATE acc SET n = n + 1 WHERE mail = 'b';
UPDATE acc SET n = n + 1;
UPDATE acc SET mail = 'bb' WHERE id = 2;
-- @error 23505
UPDATE acc SET mail = 'a' WHERE id = 2;
UPDATE acc SET mail = 'i' || id || code WHERE mail IS NOT NULL RETURNING *;
DELETE FROM acc WHERE id = 5 RETURNING *;
DELETE FROM acc WHERE mail LIKE 'i1x%';
INSERT INTO acc VALUES (55, 'e', 5, 'v');
DELETE FROM acc WHERE id = 1;
UPDATE acc SET id = 66 WHERE id = 6;
-- @error 23505
UPDATE acc SET id = id + 200, mail = 'bb' WHERE mail IS NOT NULL AND id < 60;
UPDATE acc SET id = id + 200, mail = mail || id WHERE mail IS NOT NULL;
UPDATE acc SET id = id - 200 WHERE id > 200;

-- @refused by which rows are found
INSERT INTO acc VALUES (70, 'e', 7, 'dup') ON CONFLICT (mail) DO UPDATE SET n = 9;
-- @refused by which rows are found
INSERT INTO acc VALUES (70, 'e', 7, 'dup') ON CONFLICT DO NOTHING;
SELECT * FROM acc ORDER BY id, code;
ALTER TABLE acc ADD CONSTRAINT acc_pk2 PRIMARY KEY (code, id);
INSERT INTO acc VALUES (70, 'e', 7, 'dup') ON CONFLICT (mail) DO UPDATE SET n = 9;
-- @error 23505
UPDATE acc SET mail = 'e' WHERE id = 2;
UPDATE acc SET mail = 'after' WHERE id = 2;
DELETE FROM acc WHERE mail = 'e' RETURNING *;
SELECT * FROM acc ORDER BY id, code;
ALTER TABLE acc DROP CONSTRAINT acc_pk2;
ALTER TABLE acc DROP COLUMN n;
ALTER TABLE acc ADD PRIMARY KEY (id, code);
SELECT * FROM acc WHERE mail = 'after';
