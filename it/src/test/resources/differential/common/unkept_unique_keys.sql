-- Unique keys without the shard key, in schemas that come from elsewhere.
-- @only canopy
SET GLOBAL unique_keys_without_shard_key = global;
CREATE TABLE person (id INT NOT NULL PRIMARY KEY, email VARCHAR(40) NOT NULL UNIQUE, login VARCHAR(20), region INT NOT NULL, code INT NOT NULL, CONSTRAINT by_code UNIQUE (region, code), CONSTRAINT by_both UNIQUE (id, login));
INSERT INTO person VALUES (1, 'a@x', 'a', 1, 1), (2, 'b@x', 'b', 1, 2), (3, 'c@x', NULL, 2, 1);
-- @error
INSERT INTO person VALUES (4, 'a@x', 'd', 3, 3);
-- @error
INSERT INTO person VALUES (4, 'd@x', 'd', 2, 1);
INSERT INTO person VALUES (4, 'd@x', 'a', 2, 2);
SELECT * FROM person WHERE email = 'd@x';
-- @error
UPDATE person SET email = 'c@x' WHERE id = 4;
CREATE TABLE IF NOT EXISTS person (id INT);
CREATE TABLE copied AS SELECT * FROM person;
SELECT COUNT(*) FROM copied;
DROP TABLE copied;
DROP TABLE person;
-- @only canopy
SET GLOBAL unique_keys_without_shard_key = refuse;
-- @only canopy
-- @error 42000
CREATE TABLE person (id INT NOT NULL PRIMARY KEY, email VARCHAR(40) NOT NULL UNIQUE);
