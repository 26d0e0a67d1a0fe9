-- Strings as keys: case, accents, trailing blanks, binary and other collations; comparisons across types.
CREATE TABLE ci (k VARCHAR(20) NOT NULL PRIMARY KEY, n INT) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;
INSERT INTO ci VALUES ('a', 1), ('B', 2), ('é', 3), ('straße', 4), ('ZÜRICH', 5), ('', 6), ('a ', 7), ('5', 8), ('05', 9), ('5x', 10), ('😀', 11), ('ñandú', 12), ('Łódź', 13), ('10', 14), ('9', 15), ('日本', 16), ('A-b', 17), ('ab', 18);
SELECT n FROM ci WHERE k = 'A';
SELECT n FROM ci WHERE k = 'a';
SELECT n FROM ci WHERE k = 'b';
SELECT n FROM ci WHERE k = 'E';
SELECT n FROM ci WHERE k = 'STRASSE';
SELECT n FROM ci WHERE k = 'zurich';
SELECT n FROM ci WHERE k = '';
SELECT n FROM ci WHERE k = ' ';
SELECT n FROM ci WHERE k = 'a ';
SELECT n FROM ci WHERE k = '😀';
SELECT n FROM ci WHERE k = 'NANDU';
SELECT n FROM ci WHERE k = 'łodz';
SELECT n FROM ci WHERE k = 'lodz';
SELECT n FROM ci WHERE k = '日本';
SELECT n FROM ci WHERE k IN ('A', 'b', 'E', 'nope');
SELECT n FROM ci WHERE k = 5;
SELECT n FROM ci WHERE k IN (5, 10);
SELECT n FROM ci WHERE k IN (5, 'a');
SELECT n FROM ci WHERE k = 5.0;
SELECT n FROM ci WHERE k = '5';
SELECT n FROM ci WHERE k LIKE 'A%';
SELECT n FROM ci WHERE k LIKE 'a';
SELECT n FROM ci WHERE k = 'A' COLLATE utf8mb4_bin;
SELECT n FROM ci WHERE k COLLATE utf8mb4_bin = 'a';
SELECT n FROM ci WHERE k COLLATE utf8mb4_bin = 'A' OR n = 3;
SELECT n FROM ci WHERE k = 'é' COLLATE utf8mb4_0900_as_cs;
SELECT n FROM ci WHERE BINARY k = 'b';
SELECT n FROM ci WHERE k = BINARY 'B';
SELECT n FROM ci WHERE k = _latin1'a';
SELECT n FROM ci WHERE k = CAST('a' AS BINARY);
SELECT n FROM ci WHERE k = CONCAT('', 'A');
SELECT n FROM ci WHERE k = UPPER('a');
SELECT n FROM ci WHERE (k, n) = ('A', 1);
SELECT n FROM ci WHERE (k, n) IN (('A', 1), ('b', 2), ('E', 4));
SELECT n FROM ci WHERE k BETWEEN 'A' AND 'b';
-- @prepared 'A'
-- @prepared 'e'
-- @prepared 'zürich'
-- @prepared 5
-- @prepared 'STRASSE'
SELECT n FROM ci WHERE k = ?;
-- @error
INSERT INTO ci VALUES ('A', 100);
-- @error
INSERT INTO ci VALUES ('Á', 100);
-- @error
INSERT INTO ci VALUES ('Strasse', 100);
INSERT INTO ci VALUES ('A', 101) ON DUPLICATE KEY UPDATE n = n + 100;
INSERT IGNORE INTO ci VALUES ('Zurich', 105);
REPLACE INTO ci VALUES ('b', 102);
SELECT * FROM ci;
UPDATE ci SET n = n + 1000 WHERE k = 'É';
DELETE FROM ci WHERE k = 'NANDÚ';
SELECT n FROM ci;
-- @rows ordered
SELECT k FROM ci ORDER BY k;
-- @rows ordered
SELECT k FROM ci ORDER BY k DESC LIMIT 5;
-- @rows ordered
SELECT k FROM ci ORDER BY k COLLATE utf8mb4_bin;
-- @rows ordered
SELECT k FROM ci ORDER BY LENGTH(k), k;
-- @rows ordered
SELECT k, n FROM ci WHERE k > 'b' ORDER BY k LIMIT 4;
CREATE TABLE txt (id INT NOT NULL PRIMARY KEY, w VARCHAR(20), c CHAR(10), b VARCHAR(20) COLLATE utf8mb4_bin, g VARCHAR(20) COLLATE utf8mb4_general_ci, v VARBINARY(20), l VARCHAR(20) CHARACTER SET latin1, s VARCHAR(20) COLLATE utf8mb4_sv_0900_ai_ci);
INSERT INTO txt VALUES (1, 'apple', 'apple', 'apple', 'apple', 'apple', 'apple', 'apple'), (2, 'Apple', 'Apple', 'Apple', 'Apple', 'Apple', 'Apple', 'Apple'),
  (3, 'äpple', 'äpple', 'äpple', 'äpple', 'äpple', 'äpple', 'äpple'), (4, 'zebra', 'zebra', 'zebra', 'zebra', 'zebra', 'zebra', 'zebra'),
  (5, 'Östen', 'Östen', 'Östen', 'Östen', 'Östen', 'Östen', 'Östen'), (6, 'osten', 'osten', 'osten', 'osten', 'osten', 'osten', 'osten'),
  (7, 'b ', 'b ', 'b ', 'b ', 'b ', 'b ', 'b '), (8, 'b', 'b', 'b', 'b', 'b', 'b', 'b'), (9, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (10, '', '', '', '', '', '', ''),
  (11, 'ZEBRA', 'ZEBRA', 'ZEBRA', 'ZEBRA', 'ZEBRA', 'ZEBRA', 'ZEBRA'), (12, 'a-b', 'a-b', 'a-b', 'a-b', 'a-b', 'a-b', 'a-b'), (13, 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab'), (14, 'a b', 'a b', 'a b', 'a b', 'a b', 'a b', 'a b'),
  (15, '10', '10', '10', '10', '10', '10', '10'), (16, '9', '9', '9', '9', '9', '9', '9'), (17, '_x', '_x', '_x', '_x', '_x', '_x', '_x'), (18, 'ß', 'ß', 'ß', 'ß', 'ß', 'ß', 'ß'), (19, 'ss', 'ss', 'ss', 'ss', 'ss', 'ss', 'ss');
-- @rows ordered
SELECT w, id FROM txt ORDER BY w, id;
-- @rows ordered
SELECT w, id FROM txt ORDER BY w DESC, id DESC;
-- @rows ordered
SELECT c, id FROM txt ORDER BY c, id;
-- @rows ordered
SELECT b, id FROM txt ORDER BY b, id;
-- @rows ordered
SELECT g, id FROM txt ORDER BY g, id;
-- @rows ordered
SELECT v, id FROM txt ORDER BY v DESC, id;
-- @rows ordered
SELECT l, id FROM txt ORDER BY l, id;
-- @rows ordered
SELECT s, id FROM txt ORDER BY s, id;
-- @rows ordered
SELECT id FROM txt ORDER BY w COLLATE utf8mb4_0900_as_cs, id;
-- @rows ordered
SELECT id FROM txt ORDER BY UPPER(b), id LIMIT 12;
-- @rows ordered
SELECT id FROM txt ORDER BY CONCAT(w, 'x'), id;
-- @rows ordered
SELECT id FROM txt ORDER BY w + 0 DESC, id;
-- @rows ordered
SELECT id FROM txt ORDER BY BINARY w, id;
SELECT COUNT(DISTINCT w), COUNT(DISTINCT c), COUNT(DISTINCT b), COUNT(DISTINCT g), COUNT(DISTINCT v), COUNT(DISTINCT l), COUNT(DISTINCT s) FROM txt;
SELECT COUNT(*) FROM txt GROUP BY w;
SELECT COUNT(*) FROM txt GROUP BY c;
SELECT RTRIM(b) AS b, COUNT(*) FROM txt GROUP BY b;
SELECT COUNT(*) FROM txt GROUP BY g;
SELECT v, COUNT(*) FROM txt GROUP BY v;
SELECT MAX(id), COUNT(*) FROM txt GROUP BY l;
SELECT MIN(id), COUNT(*) FROM txt GROUP BY s;
-- @rows ordered
SELECT LOWER(MIN(b)), COUNT(*) FROM txt GROUP BY w ORDER BY w;
SELECT COUNT(*) FROM (SELECT DISTINCT b FROM txt) d;
SELECT DISTINCT v FROM txt;
SELECT MIN(b), MAX(b), MIN(v), MAX(v), MAX(s), MIN(s) FROM txt WHERE id NOT IN (4, 10);
SELECT LOWER(MAX(w)), LOWER(MIN(w)) FROM txt WHERE id <> 10;
SELECT id FROM txt WHERE w = 'APPLE';
SELECT id FROM txt WHERE c = 'b';
SELECT id FROM txt WHERE w = 'b';
SELECT id FROM txt WHERE b = 'b';
SELECT id FROM txt WHERE v = 'b';
SELECT id FROM txt WHERE g = 'b';
SELECT id FROM txt WHERE s = 'osten';
SELECT id FROM txt WHERE w = 'osten';
SELECT id FROM txt WHERE g = 'ss';
SELECT id FROM txt WHERE w = 'ss';
SELECT id FROM txt WHERE w = 10 OR w = 9;
SELECT id FROM txt WHERE w = 0;
SELECT a.id, b.id FROM txt a JOIN txt b ON a.id = b.id WHERE a.w = b.b;
-- keys of other string types and collations
CREATE TABLE kpad (k VARCHAR(10) COLLATE utf8mb4_general_ci NOT NULL PRIMARY KEY, n INT);
INSERT INTO kpad VALUES ('a', 1), ('b  ', 2), ('c', 3), ('é', 4), ('', 5);
SELECT n FROM kpad WHERE k = 'a ';
SELECT n FROM kpad WHERE k = 'A   ';
SELECT n FROM kpad WHERE k = 'b';
SELECT n FROM kpad WHERE k = 'B ';
SELECT n FROM kpad WHERE k = 'e';
SELECT n FROM kpad WHERE k = ' ';
SELECT n FROM kpad WHERE k IN ('C ', 'E ', 'b    ');
-- @error
INSERT INTO kpad VALUES ('a  ', 6);
CREATE TABLE kchar (k CHAR(6) NOT NULL PRIMARY KEY, n INT);
INSERT INTO kchar VALUES ('a', 1), ('b  ', 2), ('', 3), ('C', 4);
SELECT n, k FROM kchar WHERE k = 'a';
SELECT n, k FROM kchar WHERE k = 'b';
SELECT n, k FROM kchar WHERE k = 'b  ';
SELECT n, k FROM kchar WHERE k = 'c';
SELECT n, k FROM kchar WHERE k = '';
CREATE TABLE kbin (k VARCHAR(10) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY, n INT);
INSERT INTO kbin VALUES ('a', 1), ('A', 2), ('á', 3), ('b ', 4), ('c', 5);
SELECT n FROM kbin WHERE k = 'a';
SELECT n FROM kbin WHERE k = 'A';
SELECT n FROM kbin WHERE k = 'b';
SELECT n FROM kbin WHERE k = 'c  ';
SELECT n FROM kbin WHERE k = 'a' COLLATE utf8mb4_general_ci;
SELECT n FROM kbin WHERE k COLLATE utf8mb4_0900_ai_ci = 'A';
CREATE TABLE kvb (k VARBINARY(10) NOT NULL PRIMARY KEY, n INT);
INSERT INTO kvb VALUES ('a', 1), ('A', 2), (X'00FF', 3), ('b ', 4), ('', 5), (0x6162, 6);
SELECT n FROM kvb WHERE k = 'a';
SELECT n FROM kvb WHERE k = X'00FF';
SELECT n FROM kvb WHERE k = 'b';
SELECT n FROM kvb WHERE k = 'b ';
SELECT n FROM kvb WHERE k = 'ab';
-- @prepared bytes '00ff'
-- @prepared 'A'
SELECT n, HEX(k) FROM kvb WHERE k = ?;
CREATE TABLE klat (k VARCHAR(10) CHARACTER SET latin1 NOT NULL PRIMARY KEY, n INT);
INSERT INTO klat VALUES ('a', 1), ('ä', 2), ('ß', 3), ('B', 4);
SELECT n FROM klat WHERE k = 'A';
SELECT n FROM klat WHERE k = 'Ä';
SELECT n FROM klat WHERE k = 'ß';
SELECT n FROM klat WHERE k = 'b ';
CREATE TABLE kcs (k VARCHAR(10) COLLATE utf8mb4_0900_as_cs NOT NULL PRIMARY KEY, n INT);
INSERT INTO kcs VALUES ('a', 1), ('A', 2), ('á', 3), ('b ', 4);
SELECT n FROM kcs WHERE k = 'a';
SELECT n FROM kcs WHERE k = 'A' OR k = 'b';
SELECT n FROM kcs WHERE k = 'á';
-- joins of keys with different collations
-- @may refuse
SELECT a.n, b.n FROM ci a JOIN kbin b ON a.k = b.k COLLATE utf8mb4_0900_ai_ci;
-- @rows ordered
SELECT k FROM kbin ORDER BY k;
-- @rows ordered
SELECT k FROM kcs ORDER BY k DESC;
-- @rows ordered
SELECT HEX(k) FROM kvb ORDER BY k;
