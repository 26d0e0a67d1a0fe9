-- Every type: as it comes back, as a shard key, in order, in groups.
CREATE TABLE every (
  id INT NOT NULL PRIMARY KEY,
  ti TINYINT, si SMALLINT, mi MEDIUMINT, bi BIGINT, ubi BIGINT UNSIGNED, ui INT UNSIGNED, zf INT(5) ZEROFILL, bo BOOLEAN, b1 BIT(1), b8 BIT(8),
  de DECIMAL(20,6), fl FLOAT, db DOUBLE, da DATE, ti0 TIME, ti6 TIME(6), dt DATETIME, dt6 DATETIME(6), ts TIMESTAMP NULL, ts3 TIMESTAMP(3) NULL, ye YEAR,
  ch CHAR(5), vc VARCHAR(50), bn BINARY(4), vb VARBINARY(20), te TEXT, mt MEDIUMTEXT, bl BLOB, en ENUM('small', 'medium', 'large'), se SET('r', 'g', 'b'), js JSON
);
INSERT INTO every VALUES
  (1, 127, 32767, 8388607, 9223372036854775807, 18446744073709551615, 4294967295, 42, TRUE, b'1', b'10101010', 12345678901234.123456, 1.5, 2.25, '2024-02-29', '12:34:56', '12:34:56.123456', '2024-02-29 12:34:56', '2024-02-29 12:34:56.654321', '2024-02-29 12:34:56', '2024-02-29 12:34:56.789', 2024, 'abc', 'text', 'ab', 'bytes', 'long text', 'medium', 'blob', 'medium', 'r,b', '{"k": [1, 2.5, "x", null, true]}'),
  (2, -128, -32768, -8388608, -9223372036854775808, 0, 0, 0, FALSE, b'0', b'00000000', -0.000001, -1.5, -1e300, '1000-01-01', '-838:59:59', '00:00:00', '1000-01-01 00:00:00', '9999-12-31 23:59:59.999999', '1970-01-02 00:00:01', '2038-01-01 00:00:00.001', 1901, '', '', '', '', '', '', '', 'small', '', '[]'),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (4, 0, 0, 0, 0, 9223372036854775808, 5, 5, 2, b'1', b'11111111', 0, 0, 0, '2024-01-01', '838:59:59', '01:00:00.5', '2024-01-01', '2024-01-01 00:00:00.1', '2024-01-01', '2024-01-01', 2155, 'Ä', 'ünï😀', 'wxyz', 0x00FF, 'text with ''quotes''', 'x', 0xDEADBEEF, 'large', 'g', '"str"');
SELECT * FROM every;
SELECT * FROM every WHERE id = 4;
SELECT id, ti + 1, si * 2, bi + 0, ubi, de * 2, fl * 2, db / 2 FROM every WHERE id IN (3, 4);
SELECT SUM(ti), SUM(bi), SUM(ubi), SUM(ui), SUM(de), SUM(fl), AVG(ti), AVG(ubi), AVG(de), AVG(fl) FROM every WHERE id > 2;
SELECT MIN(ti), MAX(ti), MIN(ubi), MAX(ubi), MIN(de), MAX(de), MIN(fl), MAX(db), MIN(bo), MAX(b8) FROM every;
SELECT MIN(da), MAX(da), MIN(ti0), MAX(ti0), MAX(ti6), MIN(dt), MAX(dt6), MIN(ts), MAX(ts3), MIN(ye), MAX(ye) FROM every;
SELECT MIN(ch), MAX(vc), HEX(MIN(bn)), HEX(MAX(vb)), MAX(te), MIN(en), MAX(en), MIN(se), MAX(se) FROM every;
SELECT SUM(ubi), SUM(bi) FROM every;
SELECT COUNT(DISTINCT ti), COUNT(DISTINCT ubi), COUNT(DISTINCT de), COUNT(DISTINCT dt6), COUNT(DISTINCT en), COUNT(DISTINCT js) FROM every;
SELECT BIT_OR(b8), BIT_AND(ubi), BIT_XOR(ui) FROM every;
SELECT en, COUNT(*) FROM every GROUP BY en;
SELECT b1, COUNT(*), bo, ye FROM every GROUP BY b1, bo, ye;
SELECT js, COUNT(*) FROM every GROUP BY js;
SELECT de, da, ti0, dt6, COUNT(*) FROM every GROUP BY de, da, ti0, dt6;
SELECT DISTINCT en, se, b8 FROM every;
-- @rows ordered
SELECT id, ti FROM every ORDER BY ti;
-- @rows ordered
SELECT id, bi FROM every ORDER BY bi DESC;
-- @rows ordered
SELECT id, ubi FROM every ORDER BY ubi;
-- @rows ordered
SELECT id, de FROM every ORDER BY de;
-- @rows ordered
SELECT id, fl FROM every ORDER BY fl DESC;
-- @rows ordered
SELECT id, db FROM every ORDER BY db;
-- @rows ordered
SELECT id, da FROM every ORDER BY da DESC;
-- @rows ordered
SELECT id, ti0 FROM every ORDER BY ti0;
-- @rows ordered
SELECT id, ti6 FROM every ORDER BY ti6 DESC;
-- @rows ordered
SELECT id, dt6 FROM every ORDER BY dt6;
-- @rows ordered
SELECT id, ts3 FROM every ORDER BY ts3 DESC;
-- @rows ordered
SELECT id, ye FROM every ORDER BY ye;
-- @rows ordered
SELECT id, en FROM every ORDER BY en;
-- @rows ordered
SELECT id, en FROM every ORDER BY en DESC;
-- @rows ordered
SELECT id, se FROM every ORDER BY se;
-- @rows ordered
SELECT id, b8 FROM every ORDER BY b8;
-- @rows ordered
SELECT id, bn FROM every ORDER BY bn;
-- @rows ordered
SELECT id, vb FROM every ORDER BY vb DESC;
-- @rows ordered
SELECT id, te FROM every ORDER BY te, id;
-- @rows ordered
SELECT id, bl FROM every ORDER BY bl, id DESC;
-- @rows ordered
SELECT id, js FROM every ORDER BY js, id;
-- @rows ordered
SELECT id, bo FROM every ORDER BY bo DESC, id;
-- @rows ordered
SELECT id, CONCAT(en, '') AS e FROM every ORDER BY e;
-- @rows ordered
SELECT id FROM every ORDER BY zf DESC LIMIT 2;
-- @rows ordered
SELECT en, COUNT(*) FROM every GROUP BY en ORDER BY en;
SELECT id FROM every WHERE en = 'large' OR en = 1;
SELECT id FROM every WHERE FIND_IN_SET('b', se);
SELECT id FROM every WHERE b8 = 255 OR b1 = b'0';
SELECT id FROM every WHERE dt = '2024-02-29 12:34:56';
SELECT id FROM every WHERE ti0 > '10:00' OR ye = 24;
SELECT id FROM every WHERE ubi > 9223372036854775807;
-- each type as a shard key
CREATE TABLE k_dec (k DECIMAL(10,2) NOT NULL PRIMARY KEY, n INT);
INSERT INTO k_dec VALUES (1, 1), (1.50, 2), (-0.01, 3), (0, 4), (99999999.99, 5), (2.345, 6), ('7.1', 7), (8e0, 8);
SELECT n FROM k_dec WHERE k = 1;
SELECT n FROM k_dec WHERE k = 1.0;
SELECT n FROM k_dec WHERE k = 1.5;
SELECT n FROM k_dec WHERE k = 1.500;
SELECT n FROM k_dec WHERE k = '1.50';
SELECT n FROM k_dec WHERE k = 1.5e0;
SELECT n FROM k_dec WHERE k = -0.010;
SELECT n FROM k_dec WHERE k = 2.345;
SELECT n FROM k_dec WHERE k = 2.35 OR k = 2.34;
SELECT n FROM k_dec WHERE k IN (7.10, 8, 1e0, '0');
-- @prepared 1.5
-- @prepared 1.500
-- @prepared 1
-- @prepared '7.1'
-- @prepared 1.5d
SELECT n FROM k_dec WHERE k = ?;
-- @error
INSERT INTO k_dec VALUES (1.500, 9);
CREATE TABLE k_big (k BIGINT NOT NULL PRIMARY KEY, n INT);
INSERT INTO k_big VALUES (9223372036854775807, 1), (-9223372036854775808, 2), (0, 3), (-1, 4), (1.4, 5), ('12', 6), (9007199254740993, 7);
SELECT n FROM k_big WHERE k = 9223372036854775807;
SELECT n FROM k_big WHERE k = -9223372036854775808;
SELECT n FROM k_big WHERE k = -1 OR k = 1 OR k = 12;
SELECT n FROM k_big WHERE k = 9007199254740993;
SELECT n FROM k_big WHERE k = 9007199254740993.0;
SELECT n FROM k_big WHERE k = '9007199254740993';
SELECT n FROM k_big WHERE k = 9.007199254740992e15;
SELECT n FROM k_big WHERE k = 99999999999999999999;
-- @prepared 9223372036854775807L
-- @prepared 12
-- @prepared '12'
SELECT n FROM k_big WHERE k = ?;
CREATE TABLE k_ubig (k BIGINT UNSIGNED NOT NULL PRIMARY KEY, n INT);
INSERT INTO k_ubig VALUES (18446744073709551615, 1), (0, 2), (9223372036854775808, 3), (5, 4);
SELECT n FROM k_ubig WHERE k = 18446744073709551615;
SELECT n FROM k_ubig WHERE k = 9223372036854775808;
SELECT n FROM k_ubig WHERE k = 5 OR k = 0;
SELECT n FROM k_ubig WHERE k = -1;
CREATE TABLE k_date (k DATE NOT NULL PRIMARY KEY, n INT);
INSERT INTO k_date VALUES ('2024-01-01', 1), ('2024-2-3', 2), (20240304, 3), (DATE '2024-04-05', 4), ('24-05-06', 5), ('2024-06-07 00:00:00', 6), (TIMESTAMP '2024-07-08 00:00:00', 7);
SELECT n FROM k_date WHERE k = '2024-01-01';
SELECT n FROM k_date WHERE k = DATE '2024-02-03';
SELECT n FROM k_date WHERE k = '2024-2-3';
SELECT n FROM k_date WHERE k = 20240304;
SELECT n FROM k_date WHERE k = '20240405';
SELECT n FROM k_date WHERE k = '24-5-6';
SELECT n FROM k_date WHERE k = '2024-06-07 00:00:00';
SELECT n FROM k_date WHERE k = TIMESTAMP '2024-06-07 12:00:00';
SELECT n FROM k_date WHERE k IN ('2024-07-08', '2024-01-01', 20240405);
-- @prepared date '2024-01-01'
-- @prepared localdate '2024-02-03'
-- @prepared '2024-03-04'
-- @prepared timestamp '2024-04-05 00:00:00'
SELECT n FROM k_date WHERE k = ?;
CREATE TABLE k_dt (k DATETIME(3) NOT NULL PRIMARY KEY, n INT);
INSERT INTO k_dt VALUES ('2024-01-01', 1), ('2024-01-01 10:00:00.1234', 2), ('2024-01-01T11:00:00', 3), (TIMESTAMP '2024-01-01 12:00:00.5', 4), ('2024-01-01 23:59:59.9999', 5);
SELECT n FROM k_dt WHERE k = '2024-01-01';
SELECT n FROM k_dt WHERE k = '2024-01-01 10:00:00.123';
SELECT n FROM k_dt WHERE k = '2024-01-01 10:00:00.1230';
SELECT n FROM k_dt WHERE k = '2024-01-01 11:00:00';
SELECT n FROM k_dt WHERE k = TIMESTAMP '2024-01-01 12:00:00.500';
SELECT n FROM k_dt WHERE k = '2024-01-02 00:00:00';
SELECT n FROM k_dt WHERE k = DATE '2024-01-02';
-- @prepared timestamp '2024-01-01 12:00:00.5'
-- @prepared localdatetime '2024-01-01T11:00:00'
-- @prepared '2024-01-01 10:00:00.123'
SELECT n FROM k_dt WHERE k = ?;
-- @refused 42000 'k' of type timestamp
CREATE TABLE k_ts (k TIMESTAMP NOT NULL, n INT, PRIMARY KEY (k));
CREATE TABLE k_uuid (k BINARY(16) NOT NULL PRIMARY KEY, n INT);
INSERT INTO k_uuid VALUES (UUID_TO_BIN('6ccd780c-baba-1026-9564-5b8c656024db'), 1), (X'00000000000000000000000000000001', 2), (0x0102, 3);
SELECT n FROM k_uuid WHERE k = UUID_TO_BIN('6ccd780c-baba-1026-9564-5b8c656024db');
SELECT n FROM k_uuid WHERE k = X'00000000000000000000000000000001';
SELECT n FROM k_uuid WHERE k = X'01020000000000000000000000000000';
SELECT n FROM k_uuid WHERE k = X'0102';
CREATE TABLE k_enum (k ENUM('a', 'b', 'c') NOT NULL, n INT, PRIMARY KEY (k, n)) /*canopy shard key (n) */;
INSERT INTO k_enum VALUES ('a', 1), ('b', 2), ('C', 3), (1, 4), ('2', 5);
SELECT k, n FROM k_enum WHERE k = 'A';
SELECT k, n FROM k_enum WHERE n IN (3, 4, 5);
CREATE TABLE k_tiny (k TINYINT NOT NULL PRIMARY KEY, n INT);
INSERT INTO k_tiny VALUES (TRUE, 1), (FALSE, 2), (-5, 3), ('7', 4);
SELECT n FROM k_tiny WHERE k;
SELECT n FROM k_tiny WHERE k = TRUE;
SELECT n FROM k_tiny WHERE k = '7' OR k = -5;
SELECT n FROM k_tiny WHERE k = 1000;
-- @error
INSERT INTO k_tiny VALUES (200, 5);
-- a lax mode truncates: the row lies where the stored value says
SET SESSION sql_mode = '';
INSERT INTO k_tiny VALUES (200, 5), ('12abc', 6);
INSERT INTO k_dec VALUES ('3.999x', 20), (2.999, 21);
SET SESSION sql_mode = DEFAULT;
SELECT k, n FROM k_tiny WHERE k = 127;
SELECT k, n FROM k_tiny WHERE k = 12;
SELECT k, n FROM k_dec WHERE k = 4.00;
SELECT k, n FROM k_dec WHERE k = 3;
