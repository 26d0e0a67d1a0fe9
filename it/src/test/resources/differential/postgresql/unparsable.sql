-- What the parser library does not read, but applications send.
CREATE TABLE customer (
  id INT NOT NULL PRIMARY KEY,
  region_id INT,
  name VARCHAR(40) NOT NULL,
  city VARCHAR(30),
  credit DECIMAL(10,2),
  joined DATE,
  score DOUBLE PRECISION,
  note VARCHAR(60)
);
INSERT INTO customer VALUES
  (1, 1, 'Anna', 'oslo', 513.31, DATE '2019-03-24', 3.0, 'note 9'), (2, 1, 'Sven', 'Lyon', 15.03, DATE '2018-04-08', 54.5, 'note 1'),
  (3, 2, 'rosa3', 'Lyon', 401.57, DATE '2022-05-26', -9.25, NULL), (4, 4, 'Karl', 'Bonn', 268.27, DATE '2024-06-04', 1.75, 'note 2'),
  (5, 3, 'lena', 'Graz', 491.05, DATE '2023-08-18', 5.75, 'note 2'), (6, 3, 'tina6', 'Bern', 690.73, DATE '2019-12-03', -4.25, 'note 4'),
  (7, 3, 'Carla', 'Bern', 426.12, DATE '2021-05-15', 71.25, 'note 3'), (8, 3, 'lena', 'Oslo', 496.89, DATE '2023-11-03', 67.75, 'note 3'),
  (9, 2, 'frank9', 'Lyon', 727.34, DATE '2023-12-18', 18.0, 'note 6'), (10, 1, 'hugo', 'Bern', 15.40, DATE '2021-05-03', 17.0, 'note 6'),
  (11, NULL, 'Gina', 'oslo', 972.50, DATE '2023-08-05', 23.75, NULL), (12, 2, 'rosa12', 'Graz', 488.95, DATE '2022-07-19', 41.0, 'note 4'),
  (13, 2, 'Quinn', 'Lyon', 136.96, DATE '2018-02-05', 70.25, NULL), (14, 4, 'tina', 'Rome', 738.48, DATE '2022-08-17', 22.0, 'note 1'),
  (15, 1, 'rosa15', 'Bern', 496.98, DATE '2023-06-04', 27.5, 'note 3'), (16, 4, 'Anna', 'oslo', 489.64, DATE '2024-03-17', 3.5, 'note 5'),
  (17, 2, 'Eve', 'Bonn', 280.69, DATE '2024-09-01', 66.5, 'note 8'), (18, 1, 'dirk18', 'Bonn', 579.30, DATE '2018-04-19', 0.0, NULL),
  (19, 4, 'Carla', 'Bern', 207.16, DATE '2023-08-18', 11.0, 'note 9'), (20, 4, 'Gina', 'Graz', 361.91, DATE '2020-07-22', 73.0, 'note 8'),
  (21, 4, 'dirk21', 'Oslo', 410.08, DATE '2020-01-19', 60.75, NULL), (22, NULL, 'Sven', 'Oslo', -36.09, DATE '2023-11-02', 19.25, NULL),
  (23, 1, 'Karl', 'Rome', 437.35, DATE '2023-08-07', 59.0, NULL), (24, 4, 'hugo24', 'Bern', 918.52, DATE '2019-02-04', 74.25, 'note 6'),
  (25, 4, 'nora', 'Lyon', 60.86, DATE '2023-11-04', -2.25, 'note 6'), (26, 1, 'hugo', 'Oslo', 339.68, DATE '2021-03-14', 13.25, 'note 8'),
  (27, 2, 'Carla27', 'Lyon', 150.06, DATE '2023-09-27', -8.25, NULL), (28, 2, 'frank', 'Lyon', 944.61, DATE '2019-07-02', 11.0, 'note 1'),
  (29, 4, 'Ida', 'Bern', 881.36, DATE '2021-12-24', 90.25, 'note 8'), (30, 2, 'Gina30', 'Bonn', 395.07, DATE '2022-12-18', -2.25, 'note 6'),
  (31, 1, 'bob', 'Graz', 926.64, DATE '2024-09-06', -2.75, 'note 2'), (32, 2, 'Carla', 'Graz', 89.86, DATE '2024-04-13', 5.25, 'note 4'),
  (33, NULL, 'Sven33', 'Graz', 31.79, DATE '2018-07-22', 64.5, 'note 9'), (34, 3, 'Ida', 'Oslo', 593.30, DATE '2020-07-05', 75.75, 'note 5'),
  (35, 4, 'Karl', 'Bern', 98.01, DATE '2021-10-19', 2.75, NULL), (36, 2, 'Quinn36', 'Bonn', 221.44, DATE '2018-04-12', 26.25, NULL),
  (37, 4, 'rosa', 'oslo', 569.78, DATE '2024-11-17', -9.0, 'note 9'), (38, 3, 'dirk', 'Oslo', 491.14, DATE '2018-12-18', 9.75, 'note 5'),
  (39, 2, 'Karl39', 'Oslo', 490.64, DATE '2021-05-28', -3.5, NULL), (40, 4, 'Ida', 'Rome', -43.42, DATE '2024-03-21', 23.5, NULL);
CREATE TABLE orders (
  cust_id INT NOT NULL,
  id INT NOT NULL,
  status VARCHAR(10),
  total DECIMAL(12,2) NOT NULL,
  placed TIMESTAMP NULL,
  PRIMARY KEY (cust_id, id)
) /*canopy shard key (cust_id) */;
INSERT INTO orders VALUES
  (1, 1, 'void', 4595.01, TIMESTAMP '2024-02-03 08:34:00'), (1, 2, 'paid', 3521.16, TIMESTAMP '2024-01-10 15:57:00'),
  (1, 3, 'paid', 2045.85, TIMESTAMP '2024-02-12 21:56:00'), (1, 4, 'sent', 1305.89, TIMESTAMP '2024-02-13 05:54:00'),
  (1, 5, 'new', 2287.44, TIMESTAMP '2024-11-17 16:43:00'), (2, 6, 'sent', 2570.55, TIMESTAMP '2024-10-17 07:24:00'),
  (2, 7, NULL, 4260.68, TIMESTAMP '2024-11-24 10:23:00'), (2, 8, 'void', 2423.70, TIMESTAMP '2024-03-07 17:42:00'),
  (2, 9, 'void', 3620.56, TIMESTAMP '2024-11-07 20:30:00'), (3, 10, 'new', 1925.86, TIMESTAMP '2024-05-08 10:09:00'),
  (3, 11, NULL, 2006.60, TIMESTAMP '2024-10-28 06:29:00'), (3, 12, NULL, 874.99, TIMESTAMP '2024-07-08 09:51:00'),
  (3, 13, 'void', 4489.57, TIMESTAMP '2024-03-24 19:28:00'), (3, 14, 'void', 635.91, TIMESTAMP '2024-05-08 12:21:00'),
  (4, 15, 'new', 3399.52, TIMESTAMP '2024-06-18 18:26:00'), (4, 16, 'void', 3191.98, TIMESTAMP '2024-10-23 04:54:00'),
  (4, 17, 'paid', 2236.55, TIMESTAMP '2024-08-01 16:21:00'), (4, 18, 'void', 1112.59, TIMESTAMP '2024-03-02 12:24:00'),
  (4, 19, 'new', 3853.02, TIMESTAMP '2024-12-18 05:22:00'), (6, 20, 'new', 1249.30, TIMESTAMP '2024-03-16 07:36:00'),
  (7, 21, 'paid', 2549.13, TIMESTAMP '2024-10-01 13:36:00'), (10, 22, 'void', 3036.08, TIMESTAMP '2024-09-21 14:00:00'),
  (10, 23, 'void', 3809.55, TIMESTAMP '2024-12-19 12:20:00'), (11, 24, 'sent', 236.63, TIMESTAMP '2024-06-06 19:13:00'),
  (11, 25, 'paid', 702.30, TIMESTAMP '2024-12-14 19:35:00'), (11, 26, 'void', 142.11, TIMESTAMP '2024-05-08 16:44:00'),
  (12, 27, 'sent', 3486.95, TIMESTAMP '2024-09-11 15:44:00'), (12, 28, 'paid', 1773.94, TIMESTAMP '2024-08-09 22:48:00'),
  (12, 29, 'paid', 2248.05, TIMESTAMP '2024-01-18 13:44:00'), (12, 30, 'void', 3922.56, TIMESTAMP '2024-06-06 05:16:00'),
  (13, 31, 'paid', 971.71, TIMESTAMP '2024-07-20 23:50:00'), (13, 32, 'void', 2502.72, TIMESTAMP '2024-10-02 23:47:00'),
  (14, 33, 'sent', 666.20, TIMESTAMP '2024-04-06 21:04:00'), (15, 34, 'sent', 268.29, TIMESTAMP '2024-05-23 13:44:00'),
  (15, 35, 'paid', 585.07, TIMESTAMP '2024-03-26 13:38:00'), (15, 36, 'void', 3587.10, TIMESTAMP '2024-10-02 17:47:00'),
  (15, 37, 'new', 1436.60, TIMESTAMP '2024-09-21 18:58:00'), (17, 38, 'sent', 857.20, TIMESTAMP '2024-06-14 19:18:00'),
  (17, 39, 'void', 3386.06, TIMESTAMP '2024-04-17 15:39:00'), (17, 40, 'new', 4988.30, TIMESTAMP '2024-12-06 13:35:00'),
  (18, 41, 'new', 1841.14, TIMESTAMP '2024-08-04 08:31:00'), (18, 42, 'void', 1562.76, TIMESTAMP '2024-09-24 08:55:00'),
  (18, 43, 'void', 2785.64, TIMESTAMP '2024-05-27 04:18:00'), (18, 44, 'sent', 4522.97, TIMESTAMP '2024-09-13 18:59:00'),
  (19, 45, 'void', 3163.84, TIMESTAMP '2024-11-05 19:02:00'), (19, 46, 'new', 4309.58, TIMESTAMP '2024-01-24 08:26:00'),
  (19, 47, 'new', 2692.86, TIMESTAMP '2024-09-13 14:40:00'), (19, 48, 'void', 1363.88, TIMESTAMP '2024-05-01 05:20:00'),
  (19, 49, 'sent', 3071.55, TIMESTAMP '2024-03-08 20:26:00'), (20, 50, 'void', 4778.18, TIMESTAMP '2024-04-15 12:29:00'),
  (20, 51, 'sent', 4814.38, TIMESTAMP '2024-11-14 12:29:00'), (20, 52, 'sent', 180.84, TIMESTAMP '2024-07-09 04:36:00'),
  (21, 53, 'sent', 1886.77, TIMESTAMP '2024-06-08 10:39:00'), (21, 54, NULL, 4748.46, TIMESTAMP '2024-12-05 06:58:00'),
  (21, 55, 'sent', 1348.32, TIMESTAMP '2024-08-26 13:47:00'), (21, 56, 'void', 115.33, TIMESTAMP '2024-09-04 18:23:00'),
  (22, 57, 'sent', 4998.28, TIMESTAMP '2024-11-03 18:58:00'), (22, 58, 'new', 1924.68, TIMESTAMP '2024-03-13 18:23:00'),
  (22, 59, 'void', 3643.30, TIMESTAMP '2024-06-04 15:34:00'), (22, 60, 'new', 415.42, TIMESTAMP '2024-04-05 22:13:00'),
  (23, 61, 'paid', 1909.42, TIMESTAMP '2024-03-26 23:00:00'), (23, 62, 'new', 2935.30, TIMESTAMP '2024-10-11 04:11:00'),
  (23, 63, 'void', 2966.65, TIMESTAMP '2024-10-04 18:32:00'), (23, 64, 'sent', 3753.82, TIMESTAMP '2024-01-02 19:54:00'),
  (25, 65, 'sent', 3121.76, TIMESTAMP '2024-09-10 18:32:00'), (25, 66, 'void', 779.40, TIMESTAMP '2024-07-11 12:23:00'),
  (28, 67, 'sent', 1066.71, TIMESTAMP '2024-01-19 21:35:00'), (28, 68, 'sent', 2881.13, TIMESTAMP '2024-10-17 10:09:00'),
  (28, 69, 'new', 4989.84, TIMESTAMP '2024-12-09 04:11:00'), (29, 70, 'new', 1163.94, TIMESTAMP '2024-11-01 06:47:00'),
  (29, 71, 'sent', 2553.92, TIMESTAMP '2024-06-25 22:38:00'), (29, 72, NULL, 1275.20, TIMESTAMP '2024-10-02 06:17:00'),
  (29, 73, 'sent', 4859.62, TIMESTAMP '2024-09-22 13:02:00'), (29, 74, 'sent', 1731.98, TIMESTAMP '2024-03-25 12:18:00'),
  (30, 75, 'sent', 591.50, TIMESTAMP '2024-12-02 17:01:00'), (30, 76, NULL, 2661.21, TIMESTAMP '2024-10-15 15:05:00'),
  (30, 77, 'new', 4182.81, TIMESTAMP '2024-02-17 20:12:00'), (30, 78, 'new', 1452.98, TIMESTAMP '2024-11-16 18:48:00'),
  (31, 79, 'sent', 4845.07, TIMESTAMP '2024-06-17 06:19:00'), (31, 80, 'new', 3685.73, TIMESTAMP '2024-11-07 14:38:00'),
  (31, 81, 'void', 4294.66, TIMESTAMP '2024-10-06 15:23:00'), (33, 82, 'sent', 775.71, TIMESTAMP '2024-11-13 13:16:00'),
  (33, 83, 'sent', 2542.83, TIMESTAMP '2024-12-22 16:08:00'), (34, 84, 'void', 2691.16, TIMESTAMP '2024-11-23 20:05:00'),
  (34, 85, 'new', 2424.12, TIMESTAMP '2024-09-25 21:53:00'), (35, 86, 'paid', 4893.48, TIMESTAMP '2024-03-06 09:53:00'),
  (35, 87, 'paid', 3639.78, TIMESTAMP '2024-05-25 18:14:00'), (35, 88, 'void', 2309.99, TIMESTAMP '2024-07-17 20:26:00'),
  (35, 89, NULL, 3937.47, TIMESTAMP '2024-09-04 20:54:00'), (35, 90, 'new', 1314.34, TIMESTAMP '2024-08-17 08:53:00'),
  (37, 91, 'new', 2611.12, TIMESTAMP '2024-12-21 14:50:00'), (37, 92, 'void', 3675.78, TIMESTAMP '2024-01-03 04:16:00'),
  (38, 93, 'new', 2361.30, TIMESTAMP '2024-05-04 05:15:00'), (38, 94, 'sent', 3517.00, TIMESTAMP '2024-10-12 11:36:00'),
  (38, 95, 'new', 3170.47, TIMESTAMP '2024-05-24 04:22:00'), (38, 96, 'paid', 850.98, TIMESTAMP '2024-10-24 14:08:00'),
  (39, 97, 'sent', 1435.99, TIMESTAMP '2024-11-15 19:40:00'), (39, 98, 'new', 2404.25, TIMESTAMP '2024-01-26 10:56:00');
CREATE TYPE addr AS (street TEXT, no INT);
CREATE TABLE home (id INT PRIMARY KEY, a addr, m TEXT[]);
INSERT INTO home VALUES (1, ROW('main', 5), '{x}'), (2, ROW('side', 6), '{y,z}');
UPDATE ONLY customer SET note = 'only' WHERE id = 5;
SELECT note FROM ONLY customer WHERE id = 5;
SELECT (a).street, (a).no FROM home;
SELECT (home.a).street FROM home WHERE (home.a).no = 6;
SELECT (a).* FROM home WHERE id = 1;
UPDATE home SET a.no = 7 WHERE id = 1;
UPDATE home SET m[2] = 'w' WHERE id = 1;
INSERT INTO home (id, a.street, a.no) VALUES (3, 'high', 1);
SELECT * FROM home;
SELECT id FROM customer WHERE id = |/ 25 OR id = @ -7;
-- @rows ordered
SELECT id FROM customer ORDER BY id USING > LIMIT 3;
SELECT id FROM customer WHERE name = E'An\x6ea' OR name = U&'\0062ob' OR name = $n$Eve$n$;
SELECT id FROM customer WHERE name IS JSON OR id = 5;
SELECT id FROM customer WHERE name IS NOT JSON OBJECT AND id < 5;
SELECT id FROM customer WHERE name IS NFC NORMALIZED AND id < 5;
SELECT id FROM customer WHERE to_tsvector('simple', name) @@ to_tsquery('simple', 'bob');
TRUNCATE TABLE home RESTART IDENTITY;
TRUNCATE home CONTINUE IDENTITY RESTRICT;
SELECT COUNT(*) FROM home;
SET search_path TO public, pg_temp;
BEGIN ISOLATION LEVEL READ COMMITTED;
COMMIT;
BEGIN WORK;
END WORK;
-- @refused LISTEN
LISTEN channel;
-- @refused NOTIFY
NOTIFY channel;
UNLISTEN *;
VACUUM customer;
VACUUM (ANALYZE) orders;
ANALYZE customer;
ANALYZE;
-- @error
CHECKPOINT;
CLUSTER;
-- @rows none
EXPLAIN SELECT * FROM customer WHERE id = 5;
-- @rows none
EXPLAIN (ANALYZE, COSTS OFF, FORMAT JSON) SELECT COUNT(*) FROM customer;
-- @rows none
EXPLAIN ANALYZE SELECT * FROM customer WHERE id = 5;
-- @refused COMMIT PREPARED
COMMIT PREPARED 'nope';
SELECT CAST(id AS TEXT), id::text::varchar(3), (id)::numeric(5,1), 'x'::"char", int '5', float8 '1.5', interval '1' year, '1 day'::interval FROM customer WHERE id < 3;
SELECT id, name COLLATE "C" < 'b' FROM customer WHERE id < 6;
SELECT id FROM customer WHERE (id, name) > (38, '') OR (region_id IS NULL) = TRUE;
SELECT (ARRAY[id, 2])[1], (ARRAY[[1, 2], [3, id]])[2][2], '{1,2,3}'::int[] FROM customer WHERE id = 5;
SELECT placed AT TIME ZONE 'UTC' AT TIME ZONE 'UTC', placed::date, extract(quarter FROM placed) FROM orders WHERE cust_id = 9;
SELECT substring(name FROM 1 FOR 1), trim(name), name::text LIKE ALL (ARRAY['%a', 'C%']) FROM customer WHERE id < 6;
SELECT xmlelement(name x, id), xmlforest(name, city) FROM customer WHERE id = 5;
SELECT * FROM ROWS FROM (generate_series(1, 2), generate_series(5, 7)) AS x (a, b);
SELECT * FROM json_table('[{"a": 1}, {"a": 2}]', '$[*]' COLUMNS (a INT PATH '$.a'));
SELECT json_value('{"a": 5}', '$.a' RETURNING int), json_exists('{"a": 5}', '$.a'), id FROM customer WHERE id = 5;
SELECT json_object('a': 1, 'b': id), json_array(1, id) FROM customer WHERE id = 5;
SELECT string_agg(DISTINCT city, ', ' ORDER BY city) FILTER (WHERE id < 10) AS c FROM customer;
SELECT COUNT(*) FILTER (WHERE city = 'Rome') AS "Rome", COUNT(*) AS "all" FROM customer;
SELECT id FROM customer WHERE daterange('2020-01-01', '2021-01-01') @> joined;
SELECT id FROM customer WHERE (joined, joined + 5) OVERLAPS (DATE '2020-01-01', DATE '2020-03-01');
SELECT id FROM customer WHERE note ~~* 'NOTE _' AND id < 9;
SELECT id FROM customer WHERE 'bob' ~ name;
SELECT id FROM customer NATURAL JOIN (SELECT 5 AS id) x;
SELECT id FROM public.customer WHERE public.customer.id = 5;
SELECT id FROM customer AS "C" WHERE "C".id = 5;
SELECT max(id) FROM customer HAVING max(id) > 5;
SELECT id, count(*) OVER (PARTITION BY id) FROM customer WHERE id < 4;
SELECT pg_typeof(id), pg_typeof(credit), pg_typeof(sum(id)) FROM customer WHERE id < 3 GROUP BY id, credit;
