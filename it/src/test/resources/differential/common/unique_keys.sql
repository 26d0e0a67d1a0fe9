-- Tables without a primary key: a unique key places their rows. Of join tables, sequence tables of Spring Batch, and the like.
CREATE TABLE vet_skill (vet_id INT NOT NULL, skill_id INT NOT NULL, UNIQUE (vet_id, skill_id));
INSERT INTO vet_skill VALUES (1, 1), (1, 2), (2, 1);
SELECT COUNT(*) FROM vet_skill;
-- @error
INSERT INTO vet_skill VALUES (1, 2);
UPDATE vet_skill SET skill_id = 5 WHERE vet_id = 2;
SELECT * FROM vet_skill ORDER BY 1, 2;
DELETE FROM vet_skill WHERE skill_id = 2;
SELECT * FROM vet_skill ORDER BY 1, 2;
CREATE TABLE n1 (a INT UNIQUE, b VARCHAR(10));
INSERT INTO n1 VALUES (1, 'a'), (NULL, 'b'), (NULL, 'c'), (2, NULL);
SELECT * FROM n1 WHERE a IS NULL ORDER BY b;
SELECT * FROM n1 WHERE a = 2;
-- @error
INSERT INTO n1 VALUES (2, 'x');
UPDATE n1 SET b = 'd' WHERE a IS NULL AND b = 'b';
SELECT a, b FROM n1 ORDER BY b;
CREATE TABLE n2 (a INT, b INT NOT NULL, c VARCHAR(10) NOT NULL, CONSTRAINT zz UNIQUE (a, b, c), CONSTRAINT aa UNIQUE (b, c, a));
INSERT INTO n2 VALUES (NULL, 1, 'x'), (NULL, 1, 'x'), (1, 1, 'x');
SELECT * FROM n2 ORDER BY a, b, c;
CREATE TABLE n3 (a INT, b INT NOT NULL, UNIQUE (a, b), CONSTRAINT later UNIQUE (b));
-- @error
INSERT INTO n3 VALUES (1, 1), (2, 1);
INSERT INTO n3 VALUES (1, 1), (2, 2);
SELECT * FROM n3 WHERE b = 2;
CREATE TABLE code (c VARCHAR(5) NOT NULL UNIQUE, t VARCHAR(20));
INSERT INTO code VALUES ('a', 'x'), ('b', 'y');
-- @error
INSERT INTO code VALUES ('a', 'x');
SELECT * FROM code WHERE c = 'b';
CREATE TABLE f (x DOUBLE PRECISION NOT NULL, i INT NOT NULL, UNIQUE (x, i));
INSERT INTO f VALUES (1.5, 1), (1.5, 2);
-- @error
INSERT INTO f VALUES (1.5, 2);
SELECT * FROM f ORDER BY 1, 2;
ALTER TABLE code DROP COLUMN t;
SELECT * FROM code ORDER BY 1;
-- @canopy CREATE REFERENCE TABLE unit (code VARCHAR(5) NOT NULL UNIQUE, name VARCHAR(20), UNIQUE (name));
CREATE TABLE unit (code VARCHAR(5) NOT NULL UNIQUE, name VARCHAR(20), UNIQUE (name));
INSERT INTO unit VALUES ('m', 'metre'), ('s', NULL), ('kg', NULL);
UPDATE unit SET name = 'second' WHERE code = 's';
-- @error
INSERT INTO unit VALUES ('g', 'metre');
-- @error
INSERT INTO unit VALUES ('m', 'mile');
DELETE FROM unit WHERE name = 'metre';
SELECT * FROM unit ORDER BY code;
CREATE TABLE seq_step (id BIGINT NOT NULL, unique_key CHAR(1) NOT NULL, CONSTRAINT unique_key_un UNIQUE (unique_key));
INSERT INTO seq_step (id, unique_key) SELECT * FROM (SELECT 0 AS id, '0' AS unique_key) AS tmp WHERE NOT EXISTS (SELECT * FROM seq_step);
UPDATE seq_step SET id = id + 1;
SELECT * FROM seq_step;
DROP TABLE unit;
