-- INSERT, UPDATE and DELETE through views of one table.
CREATE TABLE a (id INT NOT NULL PRIMARY KEY, v INT, note VARCHAR(20) DEFAULT 'dflt');
INSERT INTO a VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 3, 'c'), (4, 4, 'd'), (5, 5, 'e'), (6, 6, 'f');
CREATE TABLE b (id INT NOT NULL PRIMARY KEY, a_id INT, w INT);
INSERT INTO b VALUES (10, 1, 100), (20, 2, 200), (30, 3, 300), (40, 4, 2);
CREATE VIEW va AS SELECT id, v FROM a WHERE v > 1;
UPDATE va SET v = 50 WHERE id = 2;
UPDATE va SET v = 51 WHERE id = 1;
DELETE FROM va WHERE id = 3;
DELETE FROM va WHERE id = 1;
SELECT id, v, note FROM a ORDER BY id;
INSERT INTO va VALUES (9, 9);
INSERT INTO va (v, id) VALUES (10, 10), (0, 11);
-- @prepared 12, 13
INSERT INTO va (id, v) VALUES (?, ?);
-- @prepared 14, 4
UPDATE va SET v = v + ? WHERE id > ? OR v = 2;
-- @error
INSERT INTO va VALUES (9, 9);
-- @error
INSERT INTO va (id, note) VALUES (15, 'x');
-- @error
UPDATE va SET note = 'x';
-- @error
DELETE FROM va WHERE note = 'x';
DELETE FROM va WHERE id = 11;
SELECT id, v, note FROM a ORDER BY id;
UPDATE va SET v = v + 1;
UPDATE va SET v = (SELECT MAX(w) FROM b WHERE b.a_id = va.id) WHERE id < 5;
INSERT INTO va SELECT id + 100, w FROM b WHERE w > 150;
SELECT id, v, note FROM a ORDER BY id;
CREATE VIEW names (num, val, twice, remark) AS SELECT x.id, x.v, x.v * 2, x.note FROM a AS x WHERE x.v IS NOT NULL AND (x.id < 200 OR x.note = 'a');
UPDATE names SET val = val + 1, remark = 'set' WHERE num = 4;
UPDATE names SET val = twice + num WHERE twice > 20 AND names.val < 1000;
UPDATE names AS n SET val = n.val + 1 WHERE n.num IN (SELECT a_id FROM b WHERE b.a_id = n.num);
DELETE FROM names WHERE twice = 12 OR num = 10;
-- @error
UPDATE names SET twice = 1;
-- @error
INSERT INTO names (num, twice) VALUES (1, 2);
-- @error
UPDATE names SET v = 1;
SELECT id, v, note FROM a ORDER BY id;
CREATE VIEW swapped AS SELECT id AS v, v AS id FROM a;
UPDATE swapped SET id = id + 1000 WHERE v = 5;
UPDATE swapped SET id = 7 WHERE id > 1000;
DELETE FROM swapped WHERE id = 7;
INSERT INTO swapped VALUES (300, 301);
INSERT INTO swapped (id, v) VALUES (302, 303);
SELECT id, v, note FROM a ORDER BY id;
CREATE VIEW inner_view AS SELECT * FROM a WHERE v < 500;
CREATE VIEW outer_view AS SELECT id, note FROM inner_view WHERE id > 3;
UPDATE outer_view SET note = 'outer';
INSERT INTO outer_view VALUES (77, 'seven');
DELETE FROM outer_view WHERE id < 7;
DELETE FROM inner_view WHERE id = 9;
SELECT id, v, note FROM a ORDER BY id;
CREATE VIEW in_b AS SELECT id, v FROM a WHERE id IN (SELECT a_id FROM b WHERE w > 100) OR EXISTS (SELECT 1 FROM b WHERE b.id = a.v);
UPDATE in_b SET v = -1;
DELETE FROM in_b WHERE v = -1;
SELECT id, v FROM a ORDER BY id;
INSERT INTO inner_view VALUES (400, 4, 'x'), (401, 4, 'x');
CREATE VIEW checked AS SELECT id, v FROM a WHERE v > 1 WITH CHECK OPTION;
-- @refused WITH CHECK OPTION
INSERT INTO checked VALUES (500, 5);
-- @refused WITH CHECK OPTION
UPDATE checked SET v = 0 WHERE id = 401;
DELETE FROM checked WHERE id = 401;
CREATE VIEW over_checked AS SELECT id, v FROM checked;
-- @refused WITH CHECK OPTION
INSERT INTO over_checked VALUES (500, 5);
CREATE VIEW counted AS SELECT v, COUNT(*) AS n FROM a GROUP BY v;
-- @error
UPDATE counted SET v = 1;
-- @error
DELETE FROM counted;
CREATE VIEW distinct_v AS SELECT DISTINCT v FROM a;
-- @error
DELETE FROM distinct_v;
CREATE VIEW joined AS SELECT a.id, b.w FROM a JOIN b ON b.a_id = a.id;
-- @error
DELETE FROM joined;
CREATE TABLE ref (id INT NOT NULL PRIMARY KEY, v INT) /*canopy reference */;
CREATE VIEW vref AS SELECT id AS rid, v FROM ref WHERE v >= 0;
INSERT INTO vref VALUES (1, 1), (2, -2), (3, 3);
UPDATE vref SET v = v + 1;
DELETE FROM vref WHERE rid = 3;
SELECT * FROM ref ORDER BY id;
BEGIN;
UPDATE va SET v = v + 1;
ROLLBACK;
SELECT id, v FROM a ORDER BY id;
