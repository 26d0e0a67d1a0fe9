-- UPDATE of the shard key with MySQL's own forms and types.
CREATE TABLE typed (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, ti TINYINT(1), ui BIGINT UNSIGNED, de DECIMAL(30,10), f FLOAT, d DOUBLE, b BIT(10), y YEAR,
  c CHAR(5), v VARCHAR(20) CHARACTER SET latin1, t TEXT, bin BINARY(4), vb VARBINARY(10), bl BLOB, e ENUM('a', 'b'), s SET('x', 'y', 'z'),
  da DATE, ti6 TIME(6), dt DATETIME(6), ts TIMESTAMP(6) NULL, j JSON, g GEOMETRY, p POINT SRID 4326,
  gen INT AS (y * 2), gens VARCHAR(40) AS (CONCAT(v, '!')) STORED, hidden INT INVISIBLE DEFAULT 7, on_update TIMESTAMP(3) NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(3));
INSERT INTO typed (id, ti, ui, de, f, d, b, y, c, v, t, bin, vb, bl, e, s, da, ti6, dt, ts, j, g, p) VALUES
  (1, 5, 18446744073709551615, 12345678901234567890.0123456789, 1.1, 0.1, b'1010101010', 2024, 'ab', 'é', 'tä😀t\\''"\n', x'00ff', x'00ff00', x'deadbeef00', 'b', 'x,z',
   '2024-02-29', '-838:59:58.000001', '2024-01-01 10:00:00.123456', '2024-10-27 02:30:00.654321', '{"a": [1, 1.5, 1e100, null, "é"], "b": true}', ST_GeomFromText('LINESTRING(0 0, 1 1)'), ST_GeomFromText('POINT(10 20)', 4326)),
  (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (3, 1, 0, -0.0000000001, 3.4e38, 1.7976931348623157e308, b'0', 1901, '', '', '', '', '', '', 'a', '', '1000-01-01', '00:00:00', '9999-12-31 23:59:59', '1970-01-01 12:00:01', '"x"', ST_GeomFromText('POINT(1 1)', 3857), NULL),
  (4, 0, 9223372036854775808, 1, 16777217, 5e-324, b'1111111111', 2155, 'zzzzz', 'ÿ', 'x', x'01', x'01', x'01', 'a', 'y', '2024-01-01', '12:00:00.5', '2024-01-01', '2024-01-01', '1', NULL, NULL);
UPDATE typed SET id = id + 100;
SELECT id, ti, ui, de, f, f + 0e0, d, HEX(b), y, c, HEX(v), HEX(t), HEX(bin), HEX(vb), HEX(bl), e, s FROM typed;
SELECT id, da, ti6, dt, ts, UNIX_TIMESTAMP(ts), j, ST_AsText(g), ST_SRID(g), ST_AsText(p), ST_SRID(p), gen, gens, hidden, on_update IS NOT NULL FROM typed;
SELECT id, gen FROM typed WHERE id = 101;
CREATE TABLE copied (id INT NOT NULL PRIMARY KEY, ti TINYINT(1), b BIT(10));
INSERT INTO copied SELECT id, ti, b FROM typed;
SELECT id, ti + 0, b + 0 FROM copied;
UPDATE typed SET id = id + 1000 WHERE id > (SELECT MIN(ti) FROM copied);
SELECT id, ti, ui, de, f, f + 0e0, d, HEX(b), y, c, HEX(v), HEX(t), HEX(bin), HEX(vb), HEX(bl), e, s FROM typed;
SELECT id, da, ti6, dt, ts, UNIX_TIMESTAMP(ts), j, ST_AsText(g), ST_SRID(g), ST_AsText(p), ST_SRID(p), gen, gens, hidden, on_update IS NOT NULL FROM typed;
-- another time zone
SET time_zone = '+05:00';
INSERT INTO typed (id, ts) VALUES (20, FROM_UNIXTIME(1729989000)), (21, FROM_UNIXTIME(1729992600)), (22, FROM_UNIXTIME(1));
UPDATE typed SET id = id + 1000 WHERE id < 100;
SELECT id, UNIX_TIMESTAMP(ts) FROM typed WHERE id > 1000;
SET time_zone = DEFAULT;
-- numbers that are issued go on behind the greatest
-- @may refuse
INSERT INTO typed (ti) VALUES (9);
SELECT COUNT(*) FROM typed WHERE ti = 9;
-- one assignment sees those before it
CREATE TABLE seq (id INT NOT NULL PRIMARY KEY, a INT, b INT);
INSERT INTO seq VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 4);
UPDATE seq SET id = id + 10, a = id, b = a + 1;
SELECT * FROM seq;
-- @refused computed from a column
UPDATE seq SET a = a + 1, id = a;
UPDATE seq SET id = id + 100 ORDER BY id DESC LIMIT 2;
SELECT * FROM seq;
SELECT * FROM seq WHERE id = 114;
UPDATE LOW_PRIORITY seq AS s SET s.id = s.id + 1000 WHERE s.id < 100;
SELECT * FROM seq WHERE id = 1011;
-- @refused IGNORE
UPDATE IGNORE seq SET id = 1;
-- @refused DEFAULT
UPDATE seq SET id = DEFAULT WHERE id = 114;
-- joined tables
CREATE TABLE other (k INT NOT NULL PRIMARY KEY, n INT);
INSERT INTO other VALUES (114, 7), (113, 8), (5, 9);
UPDATE seq JOIN other ON other.k = seq.id SET seq.id = other.n, seq.a = other.k;
SELECT * FROM seq;
SELECT * FROM seq WHERE id = 7;
UPDATE seq s, other o SET s.id = s.id + 50, o.k = o.k + 50 WHERE s.id = o.n;
SELECT * FROM seq;
SELECT * FROM other;
SELECT * FROM other WHERE k = 164;
UPDATE seq s JOIN other o ON o.n = s.id - 50 SET o.n = 0, s.b = 0;
SELECT * FROM seq;
SELECT * FROM other;
-- collations: a key that is equal to the old one stays where it is
CREATE TABLE word (w VARCHAR(20) NOT NULL PRIMARY KEY, n INT);
INSERT INTO word VALUES ('a', 1), ('b', 2), ('Straße', 3);
UPDATE word SET w = 'A' WHERE w = 'a';
UPDATE word SET w = CONCAT(w, '-', n);
SELECT * FROM word;
SELECT * FROM word WHERE w = 'A-1';
SELECT * FROM word WHERE w = 'STRASSE-3';
-- more than one leaf in a transaction, and values that a leaf is asked for
START TRANSACTION;
UPDATE seq SET b = b + 1;
UPDATE word SET w = CONCAT('日本', w);
UPDATE seq SET id = id * 100 + 0.5;
SELECT * FROM word;
SELECT n FROM word WHERE w = '日本A-1';
COMMIT;
SELECT * FROM word;
SELECT * FROM seq;
-- triggers and foreign keys
CREATE TABLE log (id INT NOT NULL PRIMARY KEY, n INT);
CREATE TABLE parent (id INT NOT NULL PRIMARY KEY, n INT);
CREATE TABLE child (id INT NOT NULL, parent INT NOT NULL, PRIMARY KEY (parent, id), CONSTRAINT its_parent FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE) /*canopy shard key (parent) */;
CREATE TABLE labels (id INT NOT NULL PRIMARY KEY, t VARCHAR(10)) /*canopy reference */;
CREATE TABLE labelled (id INT NOT NULL PRIMARY KEY, label INT, FOREIGN KEY (label) REFERENCES labels (id));
INSERT INTO parent VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO child VALUES (1, 1), (1, 2), (2, 2);
INSERT INTO labels VALUES (1, 'one');
INSERT INTO labelled VALUES (1, 1), (2, NULL), (3, 1);
-- @refused its_parent
UPDATE parent SET id = id + 100;
-- @refused its_parent
UPDATE child SET parent = 3 WHERE parent = 2;
UPDATE parent SET id = id, n = 5;
CREATE TABLE watched (id INT NOT NULL PRIMARY KEY, n INT);
INSERT INTO watched VALUES (1, 1), (2, 2), (3, 3);
CREATE TRIGGER counts BEFORE UPDATE ON watched FOR EACH ROW SET NEW.n = NEW.n + 1;
-- @refused counts
UPDATE watched SET id = id + 100;
UPDATE watched SET id = id, n = 5;
SELECT * FROM watched;
UPDATE labelled SET id = id + 100;
-- @error
UPDATE labelled SET id = id + 100, label = 77 WHERE id = 101;
SELECT * FROM labelled;
SELECT * FROM child;
SELECT * FROM parent;
-- rows that hold what the session's mode would not take, or would replace
SET sql_mode = 'NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE old (code INT NOT NULL, id INT NOT NULL AUTO_INCREMENT, d DATE, t DATETIME(3), ts TIMESTAMP NULL, y YEAR, PRIMARY KEY (code, id), KEY (id));
INSERT INTO old VALUES (1, 0, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', 0), (2, 5, '2024-02-31', '2023-02-30 10:11:12.131', '2024-02-29 01:02:03', 1901),
  (3, 6, '2024-00-00', '2024-01-00 00:00:00', NULL, 2155), (4, 0, NULL, NULL, NULL, NULL);
SET sql_mode = DEFAULT;
UPDATE old SET code = code + 100;
SELECT code, id, CAST(d AS CHAR), CAST(t AS CHAR), CAST(ts AS CHAR), y FROM old;
SELECT id FROM old WHERE code = 104;
UPDATE old SET code = code + 50, y = 2000 WHERE id = 0;
SELECT code, id, CAST(d AS CHAR), y FROM old;
-- @error
UPDATE old SET code = code + 50, t = '2024-02-31' WHERE code = 103;
CREATE TABLE fresh LIKE old;
-- @error
INSERT INTO fresh SELECT * FROM old;
SELECT COUNT(*) FROM fresh;
SELECT /*canopy gather */ a.code, a.id, b.id FROM old a JOIN old b ON a.id = b.id AND a.code >= b.code;
SELECT /*canopy repartition */ a.code, a.id, CAST(b.d AS CHAR), CAST(b.t AS CHAR) FROM old a JOIN old b ON a.id = b.id AND a.t <=> b.t;
SELECT /*canopy broadcast */ a.code, a.id, CAST(b.d AS CHAR), CAST(b.t AS CHAR) FROM old a JOIN old b ON a.id = b.id AND a.d <=> b.d;
