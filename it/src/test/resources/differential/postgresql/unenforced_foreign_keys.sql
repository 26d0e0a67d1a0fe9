-- Foreign keys that no partition could check, as migrations make, validate, rename and drop them.
-- @only canopy
-- @rows none
SET GLOBAL foreign_keys_unenforced = on;
CREATE TABLE film (id INT PRIMARY KEY, title VARCHAR(20));
CREATE TABLE actor (id INT PRIMARY KEY, film_id INT CONSTRAINT plays REFERENCES film (id), other_id INT);
ALTER TABLE actor ADD CONSTRAINT in_other FOREIGN KEY (other_id) REFERENCES film (id) NOT VALID;
ALTER TABLE ONLY actor ADD CONSTRAINT again FOREIGN KEY (other_id) REFERENCES film (id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE actor VALIDATE CONSTRAINT in_other;
ALTER TABLE actor RENAME CONSTRAINT in_other TO elsewhere;
ALTER TABLE actor ALTER CONSTRAINT elsewhere DEFERRABLE, ADD x INT;
ALTER TABLE actor DROP CONSTRAINT plays, ADD CONSTRAINT positive CHECK (x > 0);
ALTER TABLE actor DROP CONSTRAINT elsewhere, DROP CONSTRAINT again;
-- @error 23514
INSERT INTO actor VALUES (1, 1, 1, -1);
INSERT INTO film VALUES (1, 'one');
INSERT INTO actor VALUES (1, 1, 1, 1);
ALTER TABLE actor RENAME CONSTRAINT positive TO x_positive;
ALTER TABLE actor DROP CONSTRAINT x_positive;
INSERT INTO actor VALUES (2, NULL, NULL, -1);
SELECT * FROM actor ORDER BY id;
-- @only canopy
-- @rows none
SET GLOBAL foreign_keys_unenforced = off;
-- @refused 0AX00 SET GLOBAL foreign_keys_unenforced = on
ALTER TABLE actor ADD FOREIGN KEY (film_id) REFERENCES film (id);
-- @error 42704
ALTER TABLE actor DROP CONSTRAINT plays;
DROP TABLE actor, film;
