-- Writes through views, as MySQL has them.
CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY, v INT, note VARCHAR(20) DEFAULT 'n');
INSERT INTO a VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 3, 'c'), (4, 4, 'd'), (5, 5, 'e');
CREATE VIEW va AS SELECT id, v FROM a WHERE v > 1;
REPLACE INTO va VALUES (4, 40);
REPLACE INTO va (v, id) VALUES (50, 5), (60, 6);
INSERT INTO va SET id = 7, v = 70;
INSERT IGNORE INTO va VALUES (7, 71), (8, 80);
UPDATE va SET v = v + 1 ORDER BY id DESC LIMIT 2;
DELETE FROM va ORDER BY v DESC LIMIT 1;
UPDATE va SET va.v = va.v + 1 WHERE va.id = 2;
CREATE VIEW plain AS SELECT id, v FROM a;
INSERT INTO plain VALUES (2, 9) ON DUPLICATE KEY UPDATE v = VALUES(v) + 1;
INSERT INTO plain VALUES (2, 9) AS n ON DUPLICATE KEY UPDATE v = n.v + 5;
SELECT * FROM a ORDER BY id;
-- @refused a write of this form through the view
INSERT INTO va VALUES (2, 9) ON DUPLICATE KEY UPDATE v = 3;
CREATE VIEW `odd names` (`the id`, `the v`) AS SELECT id, v FROM a WHERE note <> 'x';
UPDATE `odd names` SET `the v` = `the v` * 2 WHERE `the id` < 3;
DELETE FROM `odd names` WHERE `odd names`.`the id` = 3;
INSERT INTO `odd names` VALUES (100, 1);
SELECT * FROM a ORDER BY id;
-- @refused through the view
UPDATE va JOIN a ON a.id = va.id SET va.v = 1;
-- @refused through the view
DELETE va FROM va JOIN a ON a.id = va.id;
SELECT COUNT(*) FROM a;
CREATE ALGORITHM = TEMPTABLE VIEW tmp AS SELECT id, v FROM a;
-- @error
UPDATE tmp SET v = 1;
-- @error
INSERT INTO tmp VALUES (1000, 1);
