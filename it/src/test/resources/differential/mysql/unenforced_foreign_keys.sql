-- Foreign keys as dumps have them: children before their parents, and keys that no partition could check, whose index stays.
-- @only canopy
-- @rows none
SET GLOBAL foreign_keys_unenforced = on;
SET FOREIGN_KEY_CHECKS = 0;
-- A key that pairs shard keys, to a table that comes later.
CREATE TABLE item (ord_id INT NOT NULL, n INT NOT NULL, PRIMARY KEY (ord_id, n), CONSTRAINT item_fk FOREIGN KEY (ord_id) REFERENCES ord (id)) /*canopy shard key (ord_id) */;
CREATE TABLE ord (id INT NOT NULL, PRIMARY KEY (id));
INSERT INTO ord VALUES (1), (2), (3);
INSERT INTO item VALUES (1, 1), (1, 2), (2, 1);
-- One to a reference table that comes later.
CREATE TABLE city (id INT PRIMARY KEY, country_id INT, CONSTRAINT city_fk FOREIGN KEY (country_id) REFERENCES country (id) ON UPDATE CASCADE);
CREATE TABLE country (id INT PRIMARY KEY, name VARCHAR(20)) /*canopy reference */;
INSERT INTO city VALUES (1, 1), (2, 1), (3, 2), (4, NULL);
INSERT INTO country VALUES (1, 'Atlantis'), (2, 'Utopia');
-- One that no partition could check, to a table that comes later, and one to a table that is there.
CREATE TABLE film_actor (id INT PRIMARY KEY, film_id INT NOT NULL, ord_id INT, CONSTRAINT fa_film FOREIGN KEY (film_id) REFERENCES film (id), CONSTRAINT fa_ord FOREIGN KEY (ord_id) REFERENCES ord (id));
CREATE TABLE film (id INT PRIMARY KEY, title VARCHAR(20));
INSERT INTO film_actor VALUES (1, 1, 1), (2, 1, NULL), (3, 2, 2);
INSERT INTO film VALUES (1, 'one'), (2, 'two');
SET FOREIGN_KEY_CHECKS = 1;
SELECT COUNT(*) FROM item;
-- @error 23000
INSERT INTO item VALUES (9, 1);
-- @error 23000
DELETE FROM ord WHERE id = 1;
DELETE FROM ord WHERE id = 3;
-- @error 23000
INSERT INTO city VALUES (5, 7);
INSERT INTO city VALUES (5, 2);
-- @error 23000
DELETE FROM country WHERE id = 1;
UPDATE country SET id = 20 WHERE id = 2;
SELECT id, country_id FROM city ORDER BY id;
SHOW CREATE TABLE item;
SELECT INDEX_NAME, COLUMN_NAME, NON_UNIQUE FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN ('film_actor', 'city', 'item') ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX;
SELECT f.title, a.id FROM film f JOIN film_actor a ON a.film_id = f.id ORDER BY a.id;
-- The table is made anew: its children find it again.
SET FOREIGN_KEY_CHECKS = 0;
DROP TABLE country;
CREATE TABLE country (id INT PRIMARY KEY, name VARCHAR(20)) /*canopy reference */;
INSERT INTO country VALUES (1, 'Atlantis'), (20, 'Utopia');
DROP TABLE IF EXISTS ord;
CREATE TABLE ord (id INT NOT NULL, PRIMARY KEY (id));
INSERT INTO ord VALUES (1), (2);
SET FOREIGN_KEY_CHECKS = 1;
-- @error 23000
INSERT INTO city VALUES (6, 2);
INSERT INTO city VALUES (6, 20);
-- @error 23000
INSERT INTO item VALUES (9, 1);
INSERT INTO item VALUES (2, 2);
-- Keys that ALTER TABLE adds.
CREATE TABLE note (id INT PRIMARY KEY, film_id INT, a INT, b INT, KEY ab (a, b));
ALTER TABLE note ADD CONSTRAINT note_film FOREIGN KEY (film_id) REFERENCES film (id) ON DELETE CASCADE;
ALTER TABLE note ADD FOREIGN KEY (a) REFERENCES film (id), ADD c INT;
ALTER TABLE note ADD FOREIGN KEY by_b (b) REFERENCES film (id);
SELECT INDEX_NAME, COLUMN_NAME, NON_UNIQUE FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'note' ORDER BY INDEX_NAME, SEQ_IN_INDEX;
ALTER TABLE note DROP FOREIGN KEY note_film;
ALTER TABLE film_actor DROP FOREIGN KEY FA_FILM, ADD x INT;
ALTER TABLE city DROP FOREIGN KEY city_fk;
INSERT INTO city VALUES (7, 99);
-- A table is not there, and keys are checked.
-- @error
CREATE TABLE orphan (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES nowhere (id));
-- @only canopy
-- @rows none
SET GLOBAL foreign_keys_unenforced = off;
-- @refused 0AX00 SET GLOBAL foreign_keys_unenforced = on
ALTER TABLE note ADD FOREIGN KEY (film_id) REFERENCES film (id);
SET FOREIGN_KEY_CHECKS = 0;
CREATE TABLE leaf (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES tree (id));
-- @refused 0AX00 SET GLOBAL foreign_keys_unenforced = on
CREATE TABLE tree (id INT PRIMARY KEY);
CREATE TABLE tree (id INT PRIMARY KEY) /*canopy reference */;
INSERT INTO tree VALUES (1);
SET FOREIGN_KEY_CHECKS = 1;
INSERT INTO leaf VALUES (1, 1);
-- @error 23000
INSERT INTO leaf VALUES (2, 2);
DROP TABLE note, film_actor, film, item, ord, city, country, leaf, tree;
