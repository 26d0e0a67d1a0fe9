-- ALTER TABLE that rows or rules refuse, on tables of other collations than the server's; what comes afterwards works.
CREATE TABLE acc (id INT NOT NULL, mail VARCHAR(64) DEFAULT NULL, PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO acc VALUES (1, 'a'), (2, NULL), (3, 'c'), (4, 'd');
-- @error
ALTER TABLE acc MODIFY mail VARCHAR(64) NOT NULL;
CREATE TABLE other (id INT PRIMARY KEY);
DROP TABLE IF EXISTS other;
SELECT id, mail FROM acc;
SHOW COLUMNS FROM acc;
-- @error
ALTER TABLE acc ADD CHECK (id < 4);
-- @error
ALTER TABLE acc ADD CONSTRAINT c CHECK (mail <> 'c'), ADD x INT, COMMENT 'new', DEFAULT CHARSET latin1;
-- @refused 42000 unique
ALTER TABLE acc ADD UNIQUE KEY by_mail (mail);
CREATE TABLE other (id INT PRIMARY KEY);
INSERT INTO acc VALUES (5, 'a'), (6, 'a');
SELECT id FROM acc WHERE mail = 'A';
DROP TABLE other;
SHOW INDEX FROM acc WHERE Key_name <> 'PRIMARY';
CREATE TABLE general (id INT PRIMARY KEY, v VARCHAR(20), n INT, d DECIMAL(10, 3)) CHARSET utf8mb4 COLLATE utf8mb4_general_ci;
INSERT INTO general VALUES (1, '007', 1, 1.125), (2, '8', 2, 2.25), (3, 'x', 3, 3.5), (4, '9', 300, 40000);
-- @error
ALTER TABLE general MODIFY v INT;
SELECT id, v FROM general;
-- @error
ALTER TABLE general MODIFY d SMALLINT;
SELECT id, d FROM general;
-- @error
ALTER TABLE general DROP COLUMN v, MODIFY n TINYINT;
SELECT * FROM general;
-- @error
ALTER TABLE general CHANGE n m TINYINT FIRST, ADD KEY (d);
SELECT * FROM general;
-- @error
ALTER TABLE general MODIFY v VARCHAR(2), RENAME TO special;
SELECT * FROM general;
SHOW COLUMNS FROM general;
ALTER TABLE general MODIFY v VARCHAR(40) COLLATE utf8mb4_bin NOT NULL, ADD w TEXT;
SHOW FULL COLUMNS FROM general;
CREATE TABLE old (id INT PRIMARY KEY, v VARCHAR(20) NOT NULL DEFAULT '', e ENUM('a', 'b'), KEY (v)) CHARSET utf8mb3 COLLATE utf8mb3_bin;
INSERT INTO old VALUES (1, 'x', 'a'), (2, 'X', 'b'), (3, 'hé', NULL), (4, 'ü', 'a');
-- @error
ALTER TABLE old CONVERT TO CHARACTER SET ascii;
SELECT id FROM old WHERE v = 'x';
-- @error
ALTER TABLE old MODIFY e ENUM('a');
SELECT * FROM old;
-- @rows none
ALTER TABLE old CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;
SELECT id FROM old WHERE v = 'x';
CREATE TABLE parent (id INT PRIMARY KEY) /*canopy reference*/ COLLATE latin1_general_cs;
CREATE TABLE child (id INT PRIMARY KEY, p INT, t VARCHAR(5)) COLLATE latin1_general_cs;
INSERT INTO parent VALUES (1), (2);
INSERT INTO child VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 3, 'c'), (4, NULL, 'd');
-- @error
ALTER TABLE child ADD CONSTRAINT f FOREIGN KEY (p) REFERENCES parent (id);
DELETE FROM child WHERE p = 3;
-- @rows none
ALTER TABLE child ADD CONSTRAINT f FOREIGN KEY (p) REFERENCES parent (id);
-- @error 23000
INSERT INTO child VALUES (5, 3, 'e');
-- @error
ALTER TABLE child DROP FOREIGN KEY f, ADD CHECK (t < 'd');
-- @error 23000
INSERT INTO child VALUES (5, 3, 'e');
-- @error
ALTER TABLE parent DROP COLUMN id;
SELECT * FROM parent;
-- @error
ALTER TABLE parent ADD CONSTRAINT few CHECK (id < 2), ADD note VARCHAR(5) COLLATE latin1_bin;
SELECT * FROM parent;
-- @error
CREATE UNIQUE INDEX u ON child (id, (p * 0), (id DIV 100), missing);
DROP TABLE child, parent;
