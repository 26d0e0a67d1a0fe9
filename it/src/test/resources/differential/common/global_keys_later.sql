-- Unique keys without the shard key that tables with rows get.
-- @only canopy
SET GLOBAL unique_keys_without_shard_key = global;
CREATE TABLE account (id INT NOT NULL PRIMARY KEY, email VARCHAR(40), code INT NOT NULL, n NUMERIC(6,2), note VARCHAR(40));
INSERT INTO account VALUES (1, 'a@x', 1, 1.5, 'one'), (2, 'b@x', 2, 2, NULL), (3, NULL, 3, 3, 'three'), (4, 'd@x', 4, NULL, NULL), (5, NULL, 5, NULL, 'five'), (6, 'f@x', 6, 1.50, 'one'), (7, 'g@x', 7, 7, 'g'), (8, 'h@x', 8, 8, 'h');
CREATE UNIQUE INDEX by_email ON account (email);
-- @error
INSERT INTO account VALUES (20, 'b@x', 20, 20, NULL);
INSERT INTO account VALUES (20, NULL, 20, 20, NULL);
SELECT * FROM account WHERE email = 'g@x';
UPDATE account SET email = 'c@x' WHERE id = 3;
DELETE FROM account WHERE email = 'h@x';
INSERT INTO account VALUES (21, 'h@x', 21, 21, NULL);
-- duplicates refuse the key
-- @error
ALTER TABLE account ADD CONSTRAINT by_n UNIQUE (n);
-- @error
ALTER TABLE account ADD CONSTRAINT by_note UNIQUE (note);
INSERT INTO account VALUES (22, 'v@x', 22, 1.5, 'one');
UPDATE account SET n = id + 100 WHERE n = 1.5;
ALTER TABLE account ADD CONSTRAINT by_n UNIQUE (n);
-- @error
UPDATE account SET n = 101 WHERE id = 2;
-- @error
INSERT INTO account VALUES (23, 'w@x', 23, 106, NULL);
-- several at once
ALTER TABLE account ADD CONSTRAINT by_code UNIQUE (code), ADD CONSTRAINT by_both UNIQUE (code, email);
-- @error
INSERT INTO account VALUES (24, 'x@x', 5, 200, NULL);
SELECT * FROM account WHERE code = 5;
SELECT * FROM account WHERE n = 7;
-- with a column of its own
ALTER TABLE account ADD COLUMN later INT;
ALTER TABLE account ADD CONSTRAINT by_later UNIQUE (later);
UPDATE account SET later = id;
-- @error
UPDATE account SET later = 5 WHERE id = 6;
SELECT * FROM account WHERE later = 6;
-- a column that goes
ALTER TABLE account DROP COLUMN later;
SELECT COUNT(*) FROM account;
-- a key that comes again
DELETE FROM account WHERE id > 20;
CREATE TABLE empty_one (id INT NOT NULL PRIMARY KEY, a INT);
ALTER TABLE empty_one ADD COLUMN b INT, ADD CONSTRAINT by_b UNIQUE (b);
INSERT INTO empty_one VALUES (1, 1, 1), (2, 2, NULL), (3, 3, NULL);
-- @error
INSERT INTO empty_one VALUES (4, 4, 1);
DROP TABLE empty_one;
SELECT * FROM account;
DROP TABLE account;
-- keys before the primary key, as dumps have them
CREATE TABLE dumped (id INT NOT NULL, login VARCHAR(20) NOT NULL, mail VARCHAR(20) NOT NULL);
INSERT INTO dumped VALUES (1, 'a', 'a@x'), (2, 'b', 'b@x'), (3, 'c', 'c@x'), (4, 'd', 'd@x'), (5, 'e', 'e@x');
ALTER TABLE dumped ADD CONSTRAINT dumped_login_key UNIQUE (login);
ALTER TABLE dumped ADD CONSTRAINT dumped_mail_key UNIQUE (mail);
ALTER TABLE dumped ADD CONSTRAINT dumped_pkey PRIMARY KEY (id);
SELECT * FROM dumped WHERE id = 3;
SELECT * FROM dumped WHERE login = 'c';
SELECT * FROM dumped WHERE mail = 'c@x';
-- @error
INSERT INTO dumped VALUES (6, 'f', 'a@x');
-- @error
INSERT INTO dumped VALUES (6, 'c', 'f@x');
-- @error
INSERT INTO dumped VALUES (5, 'f', 'f@x');
INSERT INTO dumped VALUES (6, 'f', 'f@x');
UPDATE dumped SET id = id + 10;
SELECT * FROM dumped;
DROP TABLE dumped;
-- @only canopy
SET GLOBAL unique_keys_without_shard_key = refuse;
CREATE TABLE asked (id INT NOT NULL PRIMARY KEY, a INT, b INT);
INSERT INTO asked VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3), (4, NULL, 4);
-- @only canopy
-- @error 42000
CREATE UNIQUE INDEX by_a ON asked (a);
CREATE UNIQUE INDEX by_a ON asked (a) /*canopy global */;
-- @canopy ALTER TABLE asked ADD CONSTRAINT by_b UNIQUE (b) GLOBAL
ALTER TABLE asked ADD CONSTRAINT by_b UNIQUE (b);
-- @error
INSERT INTO asked VALUES (5, 5, 4);
-- @error
INSERT INTO asked VALUES (5, 3, 5);
SELECT * FROM asked;
