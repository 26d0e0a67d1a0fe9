-- Joins on columns that no table is sharded by: each row moves to the partition of what it is joined on.
CREATE TABLE seen (
  id INT NOT NULL PRIMARY KEY,
  num BIGINT,
  small SMALLINT,
  word VARCHAR(20),
  fixed CHAR(6),
  price DECIMAL(10,2),
  day DATE,
  at TIMESTAMP NULL,
  note VARCHAR(30)
);
CREATE TABLE told (
  who INT NOT NULL,
  nr INT NOT NULL,
  num INT,
  word VARCHAR(30),
  fixed CHAR(6),
  price DECIMAL(12,2),
  day DATE,
  at TIMESTAMP NULL,
  weight INT NOT NULL,
  PRIMARY KEY (who, nr)
) /*canopy shard key (who) */;
CREATE TABLE heard (a INT NOT NULL, b INT NOT NULL, c VARCHAR(20), PRIMARY KEY (a, b)) /*canopy shard key (a, b) */;
INSERT INTO seen VALUES
  (1, 9, 4, NULL, 'fox', NULL, DATE '2024-02-05', NULL, 'line 1'),
  (2, 7, NULL, 'zoë', NULL, 0.00, DATE '2024-02-04', TIMESTAMP '2024-03-10 03:30:00', 'line 2'),
  (3, 1, 11, 'bee', 'Bee', NULL, DATE '2024-02-03', TIMESTAMP '2024-03-10 05:30:00', 'line 3'),
  (4, 14, 10, NULL, 'dog', 7.25, DATE '2024-02-03', TIMESTAMP '2024-03-10 06:30:00', 'line 4'),
  (5, 6, 1, 'eel', 'ant', 2.25, NULL, TIMESTAMP '2024-03-10 01:30:00', 'line 5'),
  (6, 6, 5, 'Ant', 'dog', 0.50, DATE '2024-02-04', TIMESTAMP '2024-03-10 08:30:00', NULL),
  (7, 5, 12, 'cow', 'cow', NULL, DATE '2024-02-06', TIMESTAMP '2024-03-10 06:30:00', 'line 7'),
  (8, 14, NULL, ' x', 'cow', NULL, DATE '2024-02-08', NULL, 'line 8'),
  (9, -1, 10, '', NULL, NULL, DATE '2024-02-01', TIMESTAMP '2024-03-10 06:30:00', 'a-b9'),
  (10, 9, 12, 'fox', 'fox', 2.00, NULL, TIMESTAMP '2024-03-10 03:30:00', 'line 10'),
  (11, NULL, 5, 'Zoe', NULL, 5.25, DATE '2024-02-03', TIMESTAMP '2024-03-10 08:30:00', NULL),
  (12, 3, 12, 'dog', 'ant', 4.50, DATE '2024-02-05', TIMESTAMP '2024-03-10 05:30:00', 'line 12'),
  (13, 15, 7, 'bee', 'fox', NULL, DATE '2024-02-09', TIMESTAMP '2024-03-10 06:30:00', 'line 13'),
  (14, -3, 12, 'zoë', 'eel', 8.25, DATE '2024-02-04', TIMESTAMP '2024-03-10 08:30:00', 'line 14'),
  (15, 0, 11, NULL, 'fox', 2.00, DATE '2024-02-04', TIMESTAMP '2024-03-10 08:30:00', NULL),
  (16, 9, 11, 'zoë', NULL, 6.50, DATE '2024-02-03', NULL, 'line 16'),
  (17, NULL, 9, 'zoë', 'dog', 6.50, DATE '2024-02-09', TIMESTAMP '2024-03-10 01:30:00', 'line 17'),
  (18, 13, 4, NULL, 'ant', 5.25, DATE '2024-02-06', TIMESTAMP '2024-03-10 03:30:00', 'a-b18'),
  (19, 2, 8, 'eel', 'bee', 4.25, DATE '2024-02-06', TIMESTAMP '2024-03-10 07:30:00', 'line 19'),
  (20, NULL, NULL, 'zoë', 'Bee', NULL, NULL, TIMESTAMP '2024-03-10 05:30:00', 'line 20'),
  (21, 2, 3, 'cow', 'fox', 9.25, DATE '2024-02-05', TIMESTAMP '2024-03-10 08:30:00', NULL),
  (22, 14, NULL, 'dog', NULL, 4.25, DATE '2024-02-03', TIMESTAMP '2024-03-10 09:30:00', 'line 22'),
  (23, 8, 12, '', 'eel', 3.50, DATE '2024-02-09', TIMESTAMP '2024-03-10 07:30:00', 'line 23'),
  (24, 15, NULL, 'fox', 'fox', 8.00, DATE '2024-02-05', TIMESTAMP '2024-03-10 07:30:00', 'line 24'),
  (25, -3, 11, 'dog', 'Ant', NULL, NULL, TIMESTAMP '2024-03-10 04:30:00', NULL),
  (26, NULL, 10, NULL, NULL, 1.25, DATE '2024-02-02', TIMESTAMP '2024-03-10 03:30:00', NULL),
  (27, NULL, NULL, '', 'fox', NULL, DATE '2024-02-01', TIMESTAMP '2024-03-10 02:30:00', 'a-b27'),
  (28, 2, 9, 'cow', 'bee', 5.50, DATE '2024-02-09', TIMESTAMP '2024-03-10 09:30:00', 'line 28'),
  (29, NULL, 2, 'fox', 'fox', 5.00, DATE '2024-02-01', TIMESTAMP '2024-03-10 02:30:00', NULL),
  (30, 8, 4, 'Ant', 'fox', 2.25, NULL, TIMESTAMP '2024-03-10 03:30:00', 'line 30'),
  (31, NULL, 6, '', 'dog', 9.25, DATE '2024-02-04', TIMESTAMP '2024-03-10 06:30:00', 'line 31'),
  (32, NULL, 8, NULL, 'fox', 9.50, NULL, TIMESTAMP '2024-03-10 01:30:00', 'line 32'),
  (33, 7, 8, NULL, 'bee', 3.00, DATE '2024-02-04', NULL, NULL),
  (34, 9, NULL, '', 'fox', 2.00, DATE '2024-02-06', TIMESTAMP '2024-03-10 01:30:00', NULL),
  (35, 6, 3, NULL, 'fox', 3.00, DATE '2024-02-04', TIMESTAMP '2024-03-10 07:30:00', 'line 35'),
  (36, -4, 11, NULL, 'dog', 1.00, DATE '2024-02-07', NULL, 'a-b36'),
  (37, 10, NULL, 'eel', 'ant', 3.00, NULL, TIMESTAMP '2024-03-10 04:30:00', 'line 37'),
  (38, NULL, 3, ' x', 'ant', 5.50, DATE '2024-02-04', TIMESTAMP '2024-03-10 02:30:00', 'line 38'),
  (39, 4, 4, 'bee', 'Ant', 4.50, DATE '2024-02-09', TIMESTAMP '2024-03-10 01:30:00', NULL),
  (40, 13, NULL, ' x', 'Bee', NULL, DATE '2024-02-02', TIMESTAMP '2024-03-10 02:30:00', 'line 40'),
  (41, 4, 3, NULL, 'ant', NULL, DATE '2024-02-07', NULL, 'line 41'),
  (42, -1, 11, NULL, NULL, 0.00, NULL, TIMESTAMP '2024-03-10 02:30:00', 'line 42'),
  (43, NULL, 4, 'ant', 'bee', 1.50, DATE '2024-02-05', TIMESTAMP '2024-03-10 01:30:00', 'line 43'),
  (44, -2, 8, 'fox', 'bee', 2.25, DATE '2024-02-03', TIMESTAMP '2024-03-10 07:30:00', 'line 44'),
  (45, 1, 1, 'Bee ', 'dog', 3.00, NULL, TIMESTAMP '2024-03-10 07:30:00', 'a-b45'),
  (46, 2, 11, 'ant', 'eel', 2.00, DATE '2024-02-09', TIMESTAMP '2024-03-10 04:30:00', NULL),
  (47, 1, 6, 'fox', 'Ant', NULL, DATE '2024-02-03', TIMESTAMP '2024-03-10 05:30:00', 'line 47'),
  (48, -5, 9, 'fox', 'eel', 9.25, DATE '2024-02-03', TIMESTAMP '2024-03-10 01:30:00', NULL),
  (49, -5, 9, NULL, 'Ant', 9.25, DATE '2024-02-03', TIMESTAMP '2024-03-10 06:30:00', 'line 49'),
  (50, NULL, 2, 'cow', 'Bee', 1.00, DATE '2024-02-07', TIMESTAMP '2024-03-10 01:30:00', 'line 50'),
  (51, 7, 11, 'Bee ', 'dog', 1.25, DATE '2024-02-09', TIMESTAMP '2024-03-10 01:30:00', 'line 51'),
  (52, 4, NULL, NULL, 'eel', NULL, DATE '2024-02-06', TIMESTAMP '2024-03-10 02:30:00', 'line 52'),
  (53, 10, 4, NULL, 'dog', NULL, DATE '2024-02-09', TIMESTAMP '2024-03-10 07:30:00', 'line 53'),
  (54, 15, 6, 'ant', 'bee', 1.50, DATE '2024-02-03', TIMESTAMP '2024-03-10 06:30:00', 'a-b54'),
  (55, 14, 8, 'ant', NULL, 5.00, DATE '2024-02-07', TIMESTAMP '2024-03-10 04:30:00', 'line 55'),
  (56, 12, 11, 'Ant', 'Ant', 5.50, DATE '2024-02-08', TIMESTAMP '2024-03-10 03:30:00', 'line 56'),
  (57, NULL, 10, 'bee', 'fox', NULL, DATE '2024-02-02', TIMESTAMP '2024-03-10 09:30:00', 'line 57'),
  (58, 1, NULL, 'fox', 'Ant', 4.50, NULL, TIMESTAMP '2024-03-10 08:30:00', 'line 58'),
  (59, 2, NULL, 'cow', 'fox', 2.25, DATE '2024-02-09', TIMESTAMP '2024-03-10 04:30:00', 'line 59'),
  (60, NULL, 3, NULL, 'fox', NULL, NULL, NULL, 'line 60');
INSERT INTO told VALUES
  (1, 1, 14, '', NULL, 6.25, DATE '2024-02-01', TIMESTAMP '2024-03-10 02:30:00', 76),
  (1, 2, 8, 'eel', NULL, NULL, DATE '2024-02-01', TIMESTAMP '2024-03-10 07:30:00', 25),
  (1, 3, 1, 'Bee ', 'fox', 0.25, DATE '2024-02-07', TIMESTAMP '2024-03-10 02:30:00', 99),
  (1, 4, NULL, 'eel', 'Bee', 7.50, DATE '2024-02-03', NULL, 18),
  (2, 1, NULL, NULL, 'bee', 5.50, NULL, TIMESTAMP '2024-03-10 06:30:00', 20),
  (2, 2, NULL, 'eel', 'dog', 8.25, DATE '2024-02-05', NULL, 31),
  (2, 3, NULL, 'fox', NULL, 3.50, DATE '2024-02-03', NULL, 92),
  (2, 4, NULL, 'eel', 'ant', NULL, DATE '2024-02-04', TIMESTAMP '2024-03-10 01:30:00', 16),
  (3, 1, 4, 'zoë', 'Ant', 0.25, DATE '2024-02-09', TIMESTAMP '2024-03-10 07:30:00', 80),
  (3, 2, 12, NULL, NULL, 0.25, NULL, TIMESTAMP '2024-03-10 09:30:00', 73),
  (3, 3, -1, 'dog', 'cow', NULL, NULL, NULL, 33),
  (4, 1, 13, 'fox', 'bee', 9.00, DATE '2024-02-05', TIMESTAMP '2024-03-10 04:30:00', 46),
  (5, 1, NULL, 'zoë', 'eel', 9.50, DATE '2024-02-01', TIMESTAMP '2024-03-10 08:30:00', 29),
  (6, 1, 9, 'Zoe', 'Ant', 4.00, DATE '2024-02-02', NULL, 40),
  (7, 1, 5, 'fox', 'bee', 4.50, DATE '2024-02-08', TIMESTAMP '2024-03-10 01:30:00', 27),
  (7, 2, 15, 'zoë', 'eel', 2.50, NULL, TIMESTAMP '2024-03-10 06:30:00', 65),
  (7, 3, -1, 'zoë', 'Bee', 2.50, DATE '2024-02-08', TIMESTAMP '2024-03-10 06:30:00', 33),
  (8, 1, 6, 'Zoe', 'Ant', 1.25, DATE '2024-02-05', TIMESTAMP '2024-03-10 04:30:00', 44),
  (8, 2, 13, 'Zoe', 'dog', 4.00, NULL, TIMESTAMP '2024-03-10 05:30:00', 43),
  (8, 3, 8, NULL, NULL, 0.00, DATE '2024-02-02', TIMESTAMP '2024-03-10 05:30:00', 65),
  (9, 1, -5, 'Zoe', 'Ant', 5.50, DATE '2024-02-02', TIMESTAMP '2024-03-10 02:30:00', 60),
  (9, 2, NULL, '', 'eel', 4.50, NULL, NULL, 55),
  (9, 3, -1, '', 'Bee', NULL, DATE '2024-02-01', TIMESTAMP '2024-03-10 09:30:00', 7),
  (9, 4, 13, 'cow', 'cow', 6.25, DATE '2024-02-08', TIMESTAMP '2024-03-10 09:30:00', 18),
  (10, 1, NULL, 'bee', 'fox', 7.25, DATE '2024-02-08', TIMESTAMP '2024-03-10 02:30:00', 90),
  (10, 2, -4, NULL, 'ant', 9.50, NULL, TIMESTAMP '2024-03-10 05:30:00', 63),
  (11, 1, 8, 'dog', 'bee', NULL, NULL, NULL, 63),
  (11, 2, 8, 'zoë', 'dog', 8.25, DATE '2024-02-03', TIMESTAMP '2024-03-10 07:30:00', 89),
  (11, 3, 12, 'fox', 'ant', 0.50, DATE '2024-02-01', TIMESTAMP '2024-03-10 08:30:00', 95),
  (12, 1, 7, 'eel', 'Bee', 0.00, DATE '2024-02-03', TIMESTAMP '2024-03-10 09:30:00', 75),
  (12, 2, 13, NULL, 'fox', 0.50, DATE '2024-02-02', TIMESTAMP '2024-03-10 09:30:00', 1),
  (13, 1, NULL, 'fox', 'fox', NULL, NULL, TIMESTAMP '2024-03-10 01:30:00', 90),
  (13, 2, 9, 'Bee ', 'dog', 8.50, DATE '2024-02-08', NULL, 23),
  (14, 1, 1, 'eel', 'Ant', NULL, NULL, NULL, 58),
  (14, 2, 11, ' x', 'cow', 3.50, DATE '2024-02-03', TIMESTAMP '2024-03-10 01:30:00', 54),
  (15, 1, -4, 'Zoe', 'bee', 1.25, DATE '2024-02-04', TIMESTAMP '2024-03-10 05:30:00', 47),
  (15, 2, -1, 'Ant', 'fox', 5.25, DATE '2024-02-03', NULL, 11),
  (15, 3, 14, 'fox', 'fox', 5.25, DATE '2024-02-08', TIMESTAMP '2024-03-10 01:30:00', 53),
  (15, 4, -5, NULL, 'Ant', NULL, DATE '2024-02-03', TIMESTAMP '2024-03-10 09:30:00', 84);
INSERT INTO heard VALUES
  (-2, 1, 'zoë'), (-2, 2, 'Ant'), (-2, 5, 'eel'), (-1, 1, 'dog'), (-1, 2, 'ant'), (-1, 5, ''), (0, 1, 'Zoe'), (0, 2, ''), (0, 5, ''), (1, 1, 'ant'), (1, 2, 'fox'), (1, 5, 'cow'), (2, 1, 'cow'), (2, 2, NULL), (2, 5, ''), (3, 1, 'cow'), (3, 2, 'zoë'), (3, 5, 'eel'), (4, 1, 'Ant'), (4, 2, ''), (4, 5, 'Ant'), (5, 1, 'Bee '), (5, 2, 'Ant'), (5, 5, 'Ant'), (6, 1, 'fox'), (6, 2, ''), (6, 5, ' x'), (7, 1, 'ant'), (7, 2, 'cow'), (7, 5, 'fox');
SELECT /*canopy repartition */ s.id, t.who, t.nr FROM seen s JOIN told t ON s.num = t.num ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ s.id, t.who, t.nr, t.num FROM seen s LEFT JOIN told t ON t.num = s.num ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ COUNT(*), COUNT(s.id), COUNT(t.nr) FROM seen s RIGHT JOIN told t ON t.num = s.num AND s.id > 20;
SELECT /*canopy repartition */ s.id, t.who, t.nr FROM seen s JOIN told t ON s.word = t.word ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ s.id, t.who, t.nr, t.word FROM seen s LEFT JOIN told t ON t.word = s.word ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ COUNT(*), COUNT(s.id), COUNT(t.nr) FROM seen s RIGHT JOIN told t ON t.word = s.word AND s.id > 20;
SELECT /*canopy repartition */ s.id, t.who, t.nr FROM seen s JOIN told t ON s.fixed = t.fixed ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ s.id, t.who, t.nr, t.fixed FROM seen s LEFT JOIN told t ON t.fixed = s.fixed ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ COUNT(*), COUNT(s.id), COUNT(t.nr) FROM seen s RIGHT JOIN told t ON t.fixed = s.fixed AND s.id > 20;
SELECT /*canopy repartition */ s.id, t.who, t.nr FROM seen s JOIN told t ON s.price = t.price ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ s.id, t.who, t.nr, t.price FROM seen s LEFT JOIN told t ON t.price = s.price ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ COUNT(*), COUNT(s.id), COUNT(t.nr) FROM seen s RIGHT JOIN told t ON t.price = s.price AND s.id > 20;
SELECT /*canopy repartition */ s.id, t.who, t.nr FROM seen s JOIN told t ON s.day = t.day ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ s.id, t.who, t.nr, t.day FROM seen s LEFT JOIN told t ON t.day = s.day ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ COUNT(*), COUNT(s.id), COUNT(t.nr) FROM seen s RIGHT JOIN told t ON t.day = s.day AND s.id > 20;
SELECT /*canopy repartition */ s.id, t.who, t.nr FROM seen s JOIN told t ON s.at = t.at ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ s.id, t.who, t.nr, t.at FROM seen s LEFT JOIN told t ON t.at = s.at ORDER BY s.id, t.who, t.nr;
SELECT /*canopy repartition */ COUNT(*), COUNT(s.id), COUNT(t.nr) FROM seen s RIGHT JOIN told t ON t.at = s.at AND s.id > 20;
SELECT /*canopy repartition */ s.id, t.who, t.nr FROM seen s JOIN told t ON s.id = t.num ORDER BY 1, 2, 3;
SELECT /*canopy repartition */ t.who, t.nr, s.id FROM told t LEFT JOIN seen s ON s.id = t.num WHERE t.weight > 30 ORDER BY 1, 2;
SELECT /*canopy repartition */ s.id, t.who FROM seen s, told t WHERE s.small = t.who AND s.num = t.num ORDER BY 1, 2;
SELECT /*canopy repartition */ h.a, h.b, s.id FROM heard h JOIN seen s ON h.a = s.num AND h.b = s.small ORDER BY 1, 2, 3;
SELECT /*canopy repartition */ h.a, h.b, h.c, s.id FROM heard h LEFT JOIN seen s ON (h.a, h.b) = (s.num, s.small) ORDER BY 1, 2, 4;
SELECT /*canopy repartition */ COUNT(*), SUM(t.weight) FROM seen s JOIN told t ON s.num = t.num GROUP BY s.word ORDER BY COUNT(*) DESC, SUM(t.weight), MIN(s.id);
SELECT /*canopy repartition */ s.num, COUNT(*), AVG(t.weight), COUNT(DISTINCT t.who) FROM seen s JOIN told t ON s.num = t.num GROUP BY s.num ORDER BY s.num;
SELECT /*canopy repartition */ s.num, MIN(s.id), SUM(t.weight) FROM seen s JOIN told t ON s.num = t.num GROUP BY s.num HAVING COUNT(*) > 3 ORDER BY 1;
SELECT /*canopy repartition */ DISTINCT s.num FROM seen s JOIN told t ON s.num = t.num ORDER BY 1;
SELECT /*canopy repartition */ s.id, s.num FROM seen s WHERE s.num IN (SELECT t.num FROM told t WHERE t.weight > 40) ORDER BY 1;
SELECT /*canopy repartition */ s.id, s.num FROM seen s WHERE s.num NOT IN (SELECT t.num FROM told t WHERE t.weight > 60 AND t.num IS NOT NULL) ORDER BY 1;
SELECT /*canopy repartition */ s.id FROM seen s WHERE EXISTS (SELECT 1 FROM told t WHERE t.num = s.num AND t.weight > s.id) ORDER BY 1;
SELECT /*canopy repartition */ s.id FROM seen s WHERE NOT EXISTS (SELECT 1 FROM told t WHERE t.word = s.word) ORDER BY 1;
SELECT /*canopy repartition */ s.id, (SELECT MAX(t.weight) FROM told t WHERE t.num = s.num) AS most FROM seen s ORDER BY 1;
SELECT /*canopy repartition */ s.id, (SELECT COUNT(*) FROM told t WHERE t.day = s.day) AS many FROM seen s ORDER BY many DESC, s.id LIMIT 7;
SELECT /*canopy repartition */ d.num, d.total, s.id FROM (SELECT num, SUM(weight) AS total FROM told GROUP BY num) d JOIN seen s ON s.num = d.num ORDER BY 1, 3;
SELECT /*canopy repartition */ s.id, t.who, ROW_NUMBER() OVER (PARTITION BY s.num ORDER BY s.id, t.who, t.nr) AS rn FROM seen s JOIN told t ON s.num = t.num ORDER BY 1, 2, 3;
SELECT /*canopy repartition */ s.id, u.id AS other FROM seen s JOIN seen u ON s.num = u.num AND s.id < u.id ORDER BY 1, 2;
SELECT /*canopy repartition */ s.id, t.who, h.b FROM seen s JOIN told t ON s.num = t.num JOIN heard h ON h.a = t.num ORDER BY 1, 2, t.nr, 3;
SELECT /*canopy repartition */ s.id, t.who FROM seen s JOIN told t USING (num) WHERE s.id BETWEEN 10 AND 30 ORDER BY 1, 2, t.nr LIMIT 5 OFFSET 2;
SELECT /*canopy repartition */ s.note, s.id FROM seen s JOIN told t ON s.num = t.num WHERE t.who = 3 ORDER BY 2, t.nr;
SELECT /*canopy repartition */ s.id FROM seen s JOIN told t ON s.num = t.num WHERE 1 = 0;
BEGIN;
INSERT INTO told VALUES (99, 1, 3, 'ant', 'ant', 1.00, NULL, NULL, 7);
SELECT /*canopy repartition */ s.id, t.who FROM seen s JOIN told t ON s.num = t.num WHERE t.who > 14 ORDER BY 1, 2, t.nr;
ROLLBACK;
INSERT INTO heard SELECT /*canopy repartition */ 100 + s.id, t.nr, MIN(t.word) FROM seen s JOIN told t ON s.num = t.num GROUP BY s.id, t.nr;
SELECT a, b FROM heard WHERE a > 100 ORDER BY 1, 2;
WITH w AS (SELECT t.num FROM told t) SELECT s.id, h.b FROM seen s JOIN heard h ON h.a = s.num WHERE 5 > ALL (SELECT 5 FROM w WHERE w.num >= s.id) ORDER BY 1, 2;
WITH w AS (SELECT t.num, t.who FROM told t) SELECT t.who, t.nr FROM told t WHERE t.nr <= ANY (SELECT w.num FROM w WHERE w.who > 10) ORDER BY 1, 2;
SELECT s.id FROM seen s WHERE s.id < ALL (SELECT t.weight FROM told t WHERE t.num = s.num) ORDER BY 1;
SELECT /*canopy broadcast */ s.id FROM seen s WHERE s.num = ANY (SELECT t.num FROM told t WHERE t.weight > 50) ORDER BY 1;
WITH w AS (SELECT t.num FROM told t), v AS (SELECT w.num FROM w WHERE w.num > 3) SELECT s.id FROM seen s WHERE s.num = 4 OR s.id > 57 ORDER BY 1;
-- A window counts rows that join nothing.
SELECT /*canopy gather */ d.who, d.nr, d.rn, d.n FROM (SELECT who, nr, num, ROW_NUMBER() OVER (PARTITION BY who ORDER BY nr) AS rn, COUNT(*) OVER (PARTITION BY who) AS n FROM told) d JOIN seen s ON d.num = s.num WHERE s.id < 9 ORDER BY 1, 2, s.id;
SELECT /*canopy repartition */ d.who, d.nr, d.rn, d.n FROM (SELECT who, nr, num, ROW_NUMBER() OVER (PARTITION BY who ORDER BY nr) AS rn, COUNT(*) OVER (PARTITION BY who) AS n FROM told) d JOIN seen s ON d.num = s.num WHERE s.id < 9 ORDER BY 1, 2, s.id;
BEGIN;
SELECT d.who, d.nr, d.rn, d.n FROM (SELECT who, nr, num, ROW_NUMBER() OVER (PARTITION BY who ORDER BY nr) AS rn, COUNT(*) OVER (PARTITION BY who) AS n FROM told) d JOIN seen s ON d.num = s.num WHERE s.id < 9 ORDER BY 1, 2, s.id;
SELECT d.who, d.m, d.c FROM (SELECT who, num AS m, COUNT(*) AS c FROM told GROUP BY who, num) d JOIN seen s ON d.m = s.num WHERE s.id < 9 ORDER BY 1, 2, s.id;
ROLLBACK;
SELECT s.id, d.who FROM seen s JOIN (SELECT who, num FROM told ORDER BY weight, who, nr LIMIT 5) d ON d.num = s.num ORDER BY 1, 2;
