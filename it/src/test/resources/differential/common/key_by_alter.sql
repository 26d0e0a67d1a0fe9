-- Tables whose first unique key comes after their rows: the rows move to where it says.
CREATE TABLE doc (id BIGINT NOT NULL, title VARCHAR(20), body VARCHAR(40));
INSERT INTO doc VALUES (1, 'a', NULL), (2, 'b', 'x'), (3, 'a', 'y'), (4, NULL, NULL), (5, 'q', 'w'), (6, 'r', 's'), (7, 't', 'u');
ALTER TABLE doc ADD CONSTRAINT doc_pkey PRIMARY KEY (id);
SELECT * FROM doc ORDER BY id;
SELECT * FROM doc WHERE id = 3;
-- @error
INSERT INTO doc VALUES (3, 'b', NULL);
INSERT INTO doc VALUES (8, 'b', NULL);
UPDATE doc SET title = 'z' WHERE id = 4;
DELETE FROM doc WHERE id = 5;
SELECT * FROM doc ORDER BY id;
ALTER TABLE doc ADD CONSTRAINT doc_title UNIQUE (id, title);
CREATE TABLE none (id INT NOT NULL, v INT);
ALTER TABLE none ADD PRIMARY KEY (id);
INSERT INTO none VALUES (1, 1), (2, 2);
-- @error
INSERT INTO none VALUES (1, 2);
SELECT * FROM none WHERE id = 2;
CREATE TABLE dup (id INT NOT NULL, v INT);
INSERT INTO dup VALUES (1, 1), (2, 2), (1, 3), (4, 4), (5, 5), (6, 6);
-- @error
ALTER TABLE dup ADD PRIMARY KEY (id);
SELECT * FROM dup ORDER BY id, v;
INSERT INTO dup VALUES (1, 7);
DELETE FROM dup WHERE id = 1;
ALTER TABLE dup ADD PRIMARY KEY (id);
SELECT * FROM dup WHERE id = 4;
-- @error
INSERT INTO dup VALUES (4, 9);
CREATE TABLE nul (id INT, v INT);
INSERT INTO nul VALUES (1, 1), (NULL, 2), (3, 3);
-- @error
ALTER TABLE nul ADD PRIMARY KEY (id);
SELECT * FROM nul ORDER BY v;
ALTER TABLE nul ADD CONSTRAINT nul_id UNIQUE (id);
SELECT * FROM nul ORDER BY v;
INSERT INTO nul VALUES (NULL, 4);
-- @error
INSERT INTO nul VALUES (3, 4);
SELECT * FROM nul WHERE id = 3;
SELECT * FROM nul WHERE id IS NULL ORDER BY v;
CREATE TABLE ix (a INT NOT NULL, b VARCHAR(10) NOT NULL, c INT);
INSERT INTO ix VALUES (1, 'x', 1), (1, 'y', 2), (2, 'x', 3), (3, 'z', 4);
CREATE UNIQUE INDEX ix_ab ON ix (a, b);
-- @error
INSERT INTO ix VALUES (1, 'x', 5);
SELECT * FROM ix WHERE a = 1 AND b = 'y';
SELECT * FROM ix ORDER BY c;
ALTER TABLE ix RENAME COLUMN a TO aa;
SELECT * FROM ix WHERE aa = 1 AND b = 'y';
INSERT INTO ix VALUES (9, 'q', 9);
SELECT aa FROM ix WHERE b = 'q' AND aa = 9;
ALTER TABLE doc RENAME COLUMN id TO doc_id;
SELECT * FROM doc WHERE doc_id = 3;
UPDATE doc SET title = 'renamed' WHERE doc_id = 3;
-- @error
INSERT INTO doc (doc_id) VALUES (3);
ALTER TABLE doc RENAME TO paper;
SELECT doc_id, title FROM paper ORDER BY doc_id;
