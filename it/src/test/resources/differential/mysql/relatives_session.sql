-- Relatives of the first week's cases: what the session knows, in more places.
CREATE TABLE par (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, v VARCHAR(10), mail VARCHAR(20), CONSTRAINT by_mail UNIQUE (mail) /*canopy global */);
CREATE TABLE det (id INT NOT NULL AUTO_INCREMENT, aid INT, w VARCHAR(10), PRIMARY KEY (id));
CREATE TABLE lone (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, aid INT) PARTITION BY HASH (id) PARTITIONS 2;
-- @once
INSERT INTO par (v, mail) VALUES ('a', 'a@x');
-- @once
INSERT INTO det (aid, w) VALUES (LAST_INSERT_ID() + 0, 'plus'), (IFNULL(LAST_INSERT_ID(), 0), 'ifnull'), ((SELECT LAST_INSERT_ID()), 'sub');
SELECT par.v, det.w FROM det JOIN par ON par.id = det.aid ORDER BY det.w;
-- @once
INSERT INTO par (v, mail) VALUES ('b', 'b@x');
-- @once
INSERT INTO lone (aid) VALUES (LAST_INSERT_ID());
SELECT par.v FROM lone JOIN par ON par.id = lone.aid;
-- @once
INSERT INTO par (v, mail) VALUES ('c', 'a@x') ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id), v = 'dup';
SELECT v FROM par WHERE id = LAST_INSERT_ID();
-- @once
REPLACE INTO par (v, mail) VALUES ('r', 'b@x');
SELECT v, mail FROM par WHERE id = LAST_INSERT_ID();
-- @once
INSERT IGNORE INTO par (v, mail) VALUES ('no', 'b@x');
SELECT v, mail FROM par WHERE id = LAST_INSERT_ID();
-- @prepared 'x1'
INSERT INTO det (aid, w) VALUES (LAST_INSERT_ID(), ?);
SELECT par.v, det.w FROM det JOIN par ON par.id = det.aid ORDER BY det.w;
START TRANSACTION;
-- @once
INSERT INTO par (v, mail) VALUES ('t', 't@x');
-- @once
INSERT INTO det (aid, w) SELECT LAST_INSERT_ID(), 'tx' FROM par WHERE v = 't';
-- @once
UPDATE det SET aid = LAST_INSERT_ID() WHERE w = 'sub';
COMMIT;
SELECT par.v, det.w FROM det JOIN par ON par.id = det.aid ORDER BY det.w;
-- @once
INSERT INTO par (v, mail) VALUES ('u', 'u@x');
-- @once
UPDATE par, det SET det.aid = LAST_INSERT_ID() WHERE det.aid = par.id AND par.v = 't';
SELECT par.v, det.w FROM det JOIN par ON par.id = det.aid ORDER BY det.w;
-- @once
DELETE det FROM det JOIN par ON det.aid = par.id WHERE par.id = LAST_INSERT_ID() AND det.w = 'tx';
SELECT par.v, det.w FROM det JOIN par ON par.id = det.aid ORDER BY det.w;
-- @once
CREATE TABLE kept AS SELECT LAST_INSERT_ID() AS l, v FROM par WHERE v = 'u';
SELECT COUNT(*) FROM kept JOIN par ON par.id = kept.l AND par.v = kept.v;
-- @once
CREATE VIEW lastv AS SELECT v FROM par WHERE id > 0;
SELECT v FROM lastv WHERE LAST_INSERT_ID() > 0 ORDER BY v LIMIT 2;
SELECT v, LAST_INSERT_ID() > 0 AS l FROM par ORDER BY LAST_INSERT_ID(), v;
SELECT LAST_INSERT_ID() > 0 AS g, COUNT(*) FROM par GROUP BY LAST_INSERT_ID() > 0;
SELECT COUNT(*) FROM par GROUP BY v HAVING MAX(LAST_INSERT_ID()) > 0 ORDER BY v LIMIT 1;
SELECT CASE WHEN LAST_INSERT_ID() > 0 THEN v END AS c FROM par ORDER BY v;
WITH l AS (SELECT LAST_INSERT_ID() AS id) SELECT v FROM par JOIN l ON l.id = par.id;
-- FOUND_ROWS in more forms
SELECT SQL_CALC_FOUND_ROWS v FROM par ORDER BY v LIMIT 1;
SELECT FOUND_ROWS() AS n, FOUND_ROWS() + 1 AS m;
SELECT SQL_CALC_FOUND_ROWS v, COUNT(*) FROM par GROUP BY v ORDER BY v LIMIT 1 OFFSET 1;
SELECT FOUND_ROWS();
SELECT SQL_CALC_FOUND_ROWS DISTINCT LENGTH(v) FROM par ORDER BY 1 LIMIT 1;
SELECT FOUND_ROWS();
SELECT SQL_CALC_FOUND_ROWS * FROM par p JOIN det d ON d.aid = p.id ORDER BY d.id LIMIT 0;
SELECT FOUND_ROWS();
SELECT SQL_CALC_FOUND_ROWS v FROM par WHERE id = 0;
SELECT FOUND_ROWS();
SELECT SQL_CALC_FOUND_ROWS v FROM par UNION ALL SELECT w FROM det ORDER BY 1 LIMIT 2;
SELECT FOUND_ROWS();
SELECT SQL_CALC_FOUND_ROWS v FROM par WHERE mail = 'a@x' LIMIT 5;
SELECT FOUND_ROWS();
-- @prepared 0, 2
SELECT SQL_CALC_FOUND_ROWS v FROM par WHERE id > ? ORDER BY v LIMIT ?;
-- @once
SET @found = FOUND_ROWS();
SELECT @found;
-- @once
INSERT INTO kept SELECT FOUND_ROWS(), 'found';
SELECT l FROM kept WHERE v = 'found';
SELECT v FROM par WHERE id > 0 ORDER BY v LIMIT 3;
SELECT FOUND_ROWS();
UPDATE par SET v = v WHERE v = 'u';
SELECT ROW_COUNT();
UPDATE par SET v = CONCAT(v, '') WHERE id > 0;
SELECT ROW_COUNT();
-- @once
DELETE FROM det WHERE w = 'plus';
-- @once
SELECT ROW_COUNT(), FOUND_ROWS();
-- @once
SELECT 1;
SELECT ROW_COUNT();
-- @once
INSERT INTO kept VALUES (1, 'x'), (2, 'y'), (3, 'z');
-- @once
SELECT ROW_COUNT() AS rc;
