-- Aggregates that both engines have.
CREATE TABLE num (id INT NOT NULL PRIMARY KEY, grp INT NOT NULL, val INT, word VARCHAR(10));
INSERT INTO num VALUES
  (1, 1, -18, 'w05'), (2, 2, 1, 'w21'), (3, 3, -88, 'w03'), (4, 4, 37, 'w04'), (5, 5, -7, 'w19'), (6, 6, -86, 'w30'),
  (7, 0, 29, 'w07'), (8, 1, -91, 'w03'), (9, 2, 11, 'w14'), (10, 3, NULL, 'w03'), (11, 4, -39, 'w03'), (12, 5, 41, 'w14'),
  (13, 6, -85, 'w27'), (14, 0, 44, 'w04'), (15, 1, -43, 'w21'), (16, 2, 60, 'w19'), (17, 3, -85, 'w19'), (18, 4, 49, 'w13'),
  (19, 5, -88, 'w08'), (20, 6, NULL, 'w02'), (21, 0, 42, 'w28'), (22, 1, -66, 'w10'), (23, 2, 7, 'w05'), (24, 3, 38, 'w04'),
  (25, 4, 46, 'w10'), (26, 5, 43, 'w27'), (27, 6, 74, 'w06'), (28, 0, -74, 'w19'), (29, 1, 46, 'w21'), (30, 2, NULL, 'w07'),
  (31, 3, -5, 'w04'), (32, 4, 40, 'w23'), (33, 5, -84, 'w19'), (34, 6, -85, 'w20'), (35, 0, -48, 'w16'), (36, 1, 74, 'w18'),
  (37, 2, 9, 'w25'), (38, 3, -20, 'w15'), (39, 4, 49, 'w30'), (40, 5, NULL, 'w15'), (41, 6, -8, 'w10'), (42, 0, -37, 'w26'),
  (43, 1, -54, 'w23'), (44, 2, 99, 'w08'), (45, 3, -80, 'w19'), (46, 4, -24, 'w17'), (47, 5, 26, 'w29'), (48, 6, -13, 'w24'),
  (49, 0, 14, 'w10'), (50, 1, NULL, 'w20'), (51, 2, -82, 'w04'), (52, 3, 31, 'w14'), (53, 4, -58, 'w25'), (54, 5, -13, 'w05'),
  (55, 6, 25, 'w14'), (56, 0, -90, 'w22'), (57, 1, -81, 'w25'), (58, 2, 42, 'w19'), (59, 3, -20, 'w11'), (60, 4, NULL, 'w23');
CREATE TABLE big (id INT NOT NULL PRIMARY KEY, n BIGINT, d DECIMAL(30,10), f DOUBLE PRECISION, s SMALLINT);
INSERT INTO big VALUES
  (1, 9223372036854775807, 12345678901234567890.1234567890, 1.5, 32767),
  (2, 9223372036854775807, 0.0000000001, 2.25, 32767),
  (3, 9223372036854775806, -99999999999999999999.9999999999, -0.75, -32768),
  (4, -1, 5, 1048576.5, 1), (5, 0, NULL, NULL, NULL), (6, NULL, 7.7, 0, 0),
  (7, 3, 1.1, 4, 3), (8, 4, 2.2, 8, 4), (9, 5, 3.3, 16, 5), (10, 6, 4.4, 32, 6);
CREATE TABLE none (id INT NOT NULL PRIMARY KEY, n BIGINT, d DECIMAL(10,2), f DOUBLE PRECISION, w VARCHAR(10), t DATE);
SELECT COUNT(*) FROM num;
SELECT COUNT(1), COUNT(id), COUNT(val), COUNT(NULL) FROM num;
SELECT SUM(id), SUM(val), SUM(id + val), SUM(id * 2) - 1 FROM num;
SELECT MIN(id), MAX(id), MIN(val), MAX(val), MIN(word), MAX(word) FROM num;
SELECT AVG(id), AVG(val), AVG(id + 0.5) FROM num;
SELECT AVG(id) * 2, AVG(id) + AVG(val), ROUND(AVG(val), 3) FROM num;
SELECT SUM(id) / COUNT(*), SUM(val) / COUNT(val) FROM num;
SELECT SUM(id) % 7, -SUM(id), ABS(SUM(val)), COALESCE(SUM(val), 0) FROM num;
SELECT MAX(val) - MIN(val) AS spread, COUNT(*) * 10 AS tens FROM num;
SELECT COUNT(*) AS n FROM num WHERE val > 0;
SELECT COUNT(*) FROM num WHERE id > 999;
SELECT SUM(val) FROM num WHERE id > 999;
SELECT COUNT(*), SUM(val), AVG(val), MIN(val), MAX(word) FROM num WHERE id > 999;
SELECT COUNT(*), SUM(n), SUM(d), SUM(f), AVG(n), AVG(d), AVG(f), MIN(w), MAX(t) FROM none;
SELECT w, COUNT(*) FROM none GROUP BY w;
SELECT COUNT(*) + 1 FROM none;
SELECT CASE WHEN COUNT(*) = 0 THEN 'empty' ELSE 'full' END FROM none;
SELECT CASE WHEN SUM(id) > 1000 THEN MAX(word) ELSE MIN(word) END FROM num;
SELECT SUM(n) FROM big;
SELECT SUM(n), SUM(n) + 1, SUM(n) - SUM(s) FROM big;
SELECT AVG(n) FROM big;
SELECT SUM(n), AVG(n) FROM big WHERE id < 3;
SELECT SUM(d), AVG(d), MIN(d), MAX(d) FROM big;
SELECT SUM(f), AVG(f), MIN(f), MAX(f) FROM big;
SELECT SUM(s), AVG(s), MIN(s), MAX(s), COUNT(s) FROM big;
SELECT SUM(n * 1.0), SUM(-n), SUM(s * 2) FROM big;
SELECT MAX(n), MIN(n), MAX(n) + 0 FROM big WHERE id > 3;
SELECT s, SUM(n), AVG(d) FROM big GROUP BY s;
SELECT SUM(d * 2), AVG(d / 2) FROM big;
SELECT SUM(CASE WHEN val > 0 THEN 1 ELSE 0 END), SUM(CASE WHEN val < 0 THEN val END) FROM num;
SELECT SUM(1), SUM(2.5), MAX(3), MIN('x') FROM num;
SELECT SUM(1), AVG(1) FROM none;
SELECT SUM(ALL val), COUNT(ALL val) FROM num;
SELECT grp, SUM(val), AVG(val), MIN(word), MAX(word) FROM num GROUP BY grp;
SELECT grp, COUNT(*), COUNT(val), SUM(val) FROM num GROUP BY grp HAVING COUNT(val) < COUNT(*);
SELECT ROUND(STDDEV_POP(val), 6), ROUND(STDDEV_SAMP(val), 6), ROUND(VAR_POP(val), 6), ROUND(VAR_SAMP(val), 6) FROM num;
SELECT ROUND(STDDEV(val), 6), ROUND(VARIANCE(val), 6) FROM num;
SELECT grp, ROUND(STDDEV_POP(val), 6), ROUND(VAR_SAMP(val), 6) FROM num GROUP BY grp;
SELECT STDDEV_POP(val), VAR_SAMP(val) FROM num WHERE id = 5;
SELECT STDDEV_POP(val), VAR_SAMP(val) FROM num WHERE id > 999;
SELECT VAR_SAMP(n), STDDEV_SAMP(f) FROM none;
SELECT ROUND(CAST(STDDEV_POP(f) AS DECIMAL(20,8)), 6), ROUND(CAST(VAR_POP(f) AS DECIMAL(20,8)), 6) FROM big WHERE id > 6;
SELECT ROUND(STDDEV_POP(val) / AVG(val), 6) FROM num;
SELECT BIT_AND(id), BIT_OR(id), BIT_XOR(id) FROM num;
SELECT grp, BIT_AND(id), BIT_OR(id), BIT_XOR(id) FROM num GROUP BY grp;
SELECT BIT_OR(id) + 1, COUNT(*) FROM num WHERE id < 9;
SELECT MIN(id) AS a, MAX(id) AS b FROM num HAVING MIN(id) < MAX(id);
SELECT COUNT(*) FROM num HAVING SUM(val) > 100000;
SELECT COUNT(*) AS n, COUNT(*) AS m, COUNT(*) + COUNT(*) AS s FROM num;
SELECT UPPER(MIN(word)), CONCAT(MIN(word), '-', MAX(word)), LENGTH(MAX(word)) FROM num;
SELECT CAST(SUM(val) AS DECIMAL(12,3)), CAST(COUNT(*) AS DECIMAL(9,1)) FROM num;
SELECT SUM(val) IS NULL, SUM(val) > 10, MIN(val) BETWEEN -100 AND 0 FROM num;
SELECT 1, 'x', COUNT(*) FROM num;
SELECT COUNT(*), 2 * 3 FROM num WHERE id = 5;
SELECT SUM(id), COUNT(DISTINCT grp), AVG(val), MIN(word), COUNT(DISTINCT word) FROM num;
SELECT grp, COUNT(DISTINCT word), SUM(DISTINCT val), SUM(val), AVG(DISTINCT val) FROM num GROUP BY grp;
-- @rows ordered
SELECT grp, SUM(val) FROM num GROUP BY grp ORDER BY SUM(val) DESC, grp;
-- @rows ordered
SELECT grp, AVG(val) AS a FROM num GROUP BY grp ORDER BY a, grp;
-- @rows ordered
SELECT grp FROM num GROUP BY grp ORDER BY AVG(val) DESC, COUNT(*), grp LIMIT 3;
-- @rows ordered
SELECT grp, COUNT(*) + SUM(val) AS x FROM num GROUP BY grp ORDER BY x DESC, grp;
-- @rows ordered
SELECT MAX(id) FROM num ORDER BY 1;
-- @rows ordered
SELECT COUNT(*) AS n FROM num ORDER BY n DESC LIMIT 1;
-- @prepared 10
SELECT SUM(val + ?) FROM num;
-- @prepared 3
SELECT COUNT(*), MAX(id) FROM num WHERE grp = ?;
-- @error
SELECT SUM(nope) FROM num;
-- @error
SELECT id, COUNT(*) FROM num;
-- @error
SELECT SUM(COUNT(*)) FROM num;
