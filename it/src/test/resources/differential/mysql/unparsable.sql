-- What the parser library does not read, but applications send.
CREATE TABLE region (id INT NOT NULL PRIMARY KEY, name VARCHAR(20) NOT NULL) /*canopy reference */;
INSERT INTO region VALUES
  (1, 'north'), (2, 'south'), (3, 'east'), (4, 'west'), (5, 'void');
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
CREATE TABLE line (
  cust_id INT NOT NULL,
  order_id INT NOT NULL,
  no INT NOT NULL,
  sku VARCHAR(10) NOT NULL,
  qty INT NOT NULL,
  price DECIMAL(8,2) NOT NULL,
  PRIMARY KEY (cust_id, order_id, no)
) /*canopy shard key (cust_id) */;
INSERT INTO line VALUES
  (1, 3, 1, 'sku10', 5, 31.20), (1, 3, 2, 'sku3', 14, 4.22), (1, 3, 3, 'sku12', 11, 53.85), (1, 4, 1, 'sku4', 7, 59.44),
  (1, 4, 2, 'sku5', 8, 29.03), (1, 4, 3, 'sku11', 7, 52.42), (1, 5, 1, 'sku1', 4, 34.22), (1, 5, 2, 'sku10', 9, 5.13),
  (2, 6, 1, 'sku5', 2, 91.55), (2, 7, 1, 'sku2', 11, 80.40), (2, 7, 2, 'sku11', 4, 93.38), (2, 7, 3, 'sku9', 10, 86.52),
  (2, 8, 1, 'sku11', 6, 79.72), (2, 8, 2, 'sku5', 13, 71.00), (2, 8, 3, 'sku5', 10, 27.55), (2, 9, 1, 'sku11', 3, 37.65),
  (3, 11, 1, 'sku11', 19, 25.91), (3, 11, 2, 'sku12', 13, 64.51), (3, 11, 3, 'sku4', 5, 84.88), (3, 12, 1, 'sku1', 18, 32.15),
  (3, 12, 2, 'sku8', 5, 60.85), (3, 12, 3, 'sku9', 18, 77.40), (3, 13, 1, 'sku4', 9, 99.99), (3, 13, 2, 'sku9', 16, 81.30),
  (3, 14, 1, 'sku9', 3, 18.19), (3, 14, 2, 'sku4', 13, 89.19), (4, 16, 1, 'sku8', 1, 46.38), (4, 16, 2, 'sku7', 14, 69.95),
  (4, 16, 3, 'sku12', 18, 78.28), (4, 17, 1, 'sku12', 6, 60.16), (4, 17, 2, 'sku10', 18, 4.50), (4, 17, 3, 'sku10', 19, 85.03),
  (4, 18, 1, 'sku4', 15, 42.43), (4, 18, 2, 'sku7', 9, 97.53), (4, 19, 1, 'sku11', 3, 84.05), (6, 20, 1, 'sku8', 9, 99.47),
  (7, 21, 1, 'sku7', 7, 10.75), (7, 21, 2, 'sku12', 8, 14.89), (7, 21, 3, 'sku5', 20, 16.72), (10, 22, 1, 'sku8', 4, 56.46),
  (10, 22, 2, 'sku11', 15, 91.19), (10, 22, 3, 'sku7', 6, 94.66), (10, 23, 1, 'sku2', 9, 58.31), (11, 24, 1, 'sku5', 11, 36.76),
  (11, 24, 2, 'sku12', 9, 72.01), (11, 25, 1, 'sku12', 16, 83.91), (11, 26, 1, 'sku5', 19, 48.60), (12, 27, 1, 'sku5', 10, 33.29),
  (12, 27, 2, 'sku2', 7, 41.15), (12, 27, 3, 'sku12', 18, 98.88), (12, 28, 1, 'sku2', 7, 38.29), (12, 28, 2, 'sku6', 6, 39.01),
  (12, 29, 1, 'sku11', 16, 14.01), (12, 30, 1, 'sku2', 3, 52.62), (12, 30, 2, 'sku2', 19, 81.87), (12, 30, 3, 'sku1', 5, 20.72),
  (13, 31, 1, 'sku9', 13, 58.56), (14, 33, 1, 'sku1', 14, 58.88), (15, 34, 1, 'sku2', 8, 34.80), (15, 34, 2, 'sku10', 7, 55.14),
  (15, 34, 3, 'sku9', 8, 83.19), (15, 35, 1, 'sku8', 4, 60.88), (15, 35, 2, 'sku5', 13, 35.64), (15, 36, 1, 'sku10', 9, 4.11),
  (15, 36, 2, 'sku4', 19, 76.02), (15, 37, 1, 'sku3', 19, 56.81), (15, 37, 2, 'sku8', 3, 61.44), (17, 38, 1, 'sku9', 2, 59.11),
  (17, 38, 2, 'sku6', 9, 42.14), (17, 38, 3, 'sku7', 17, 1.84), (17, 39, 1, 'sku11', 15, 98.06), (17, 39, 2, 'sku4', 9, 71.16),
  (17, 39, 3, 'sku5', 15, 90.62), (18, 41, 1, 'sku9', 9, 54.61), (18, 41, 2, 'sku8', 8, 59.70), (18, 43, 1, 'sku10', 19, 85.62),
  (18, 43, 2, 'sku3', 15, 69.61), (18, 44, 1, 'sku4', 8, 74.49), (18, 44, 2, 'sku4', 14, 6.40), (19, 45, 1, 'sku9', 19, 43.12),
  (19, 46, 1, 'sku2', 16, 34.43), (19, 47, 1, 'sku9', 2, 80.08), (19, 47, 2, 'sku4', 10, 30.95), (19, 47, 3, 'sku2', 14, 13.97),
  (19, 49, 1, 'sku3', 6, 11.78), (20, 50, 1, 'sku11', 1, 60.36), (20, 50, 2, 'sku11', 18, 21.09), (20, 51, 1, 'sku4', 13, 62.13),
  (20, 51, 2, 'sku4', 13, 74.45), (21, 53, 1, 'sku11', 5, 81.12), (21, 53, 2, 'sku11', 2, 40.56), (21, 54, 1, 'sku6', 14, 23.25),
  (21, 54, 2, 'sku3', 18, 47.67), (21, 55, 1, 'sku2', 15, 10.18), (21, 55, 2, 'sku4', 13, 72.46), (21, 56, 1, 'sku10', 13, 82.47),
  (21, 56, 2, 'sku2', 8, 61.03), (22, 57, 1, 'sku11', 14, 15.17), (22, 57, 2, 'sku1', 2, 39.63), (22, 58, 1, 'sku10', 5, 54.83),
  (22, 58, 2, 'sku2', 16, 79.52), (22, 58, 3, 'sku5', 2, 89.47), (22, 59, 1, 'sku1', 13, 36.24), (22, 59, 2, 'sku2', 15, 12.84),
  (23, 61, 1, 'sku3', 5, 70.32), (23, 61, 2, 'sku3', 4, 85.03), (23, 62, 1, 'sku1', 5, 95.53), (23, 62, 2, 'sku9', 4, 96.08),
  (23, 63, 1, 'sku10', 2, 94.84), (23, 64, 1, 'sku7', 4, 63.91), (23, 64, 2, 'sku8', 3, 11.41), (23, 64, 3, 'sku10', 5, 9.16),
  (25, 65, 1, 'sku2', 4, 84.83), (25, 65, 2, 'sku9', 7, 56.57), (25, 65, 3, 'sku4', 14, 44.58), (25, 66, 1, 'sku11', 16, 9.11),
  (28, 67, 1, 'sku11', 4, 53.45), (28, 67, 2, 'sku11', 14, 93.06), (28, 68, 1, 'sku4', 4, 45.71), (28, 68, 2, 'sku6', 4, 98.35),
  (28, 68, 3, 'sku10', 8, 55.71), (28, 69, 1, 'sku12', 10, 44.44), (28, 69, 2, 'sku1', 6, 19.72), (29, 70, 1, 'sku7', 14, 59.43),
  (29, 72, 1, 'sku11', 14, 63.77), (29, 72, 2, 'sku8', 14, 35.27), (29, 72, 3, 'sku9', 4, 45.55), (29, 73, 1, 'sku7', 20, 8.00),
  (29, 74, 1, 'sku2', 1, 64.95), (29, 74, 2, 'sku7', 6, 17.48), (30, 75, 1, 'sku2', 11, 74.54), (30, 75, 2, 'sku10', 13, 91.81),
  (30, 75, 3, 'sku7', 10, 15.51), (30, 76, 1, 'sku2', 8, 56.75), (30, 76, 2, 'sku7', 17, 11.50), (30, 76, 3, 'sku5', 11, 29.42),
  (30, 77, 1, 'sku6', 5, 31.13), (30, 77, 2, 'sku3', 9, 26.22), (30, 78, 1, 'sku11', 19, 83.81), (30, 78, 2, 'sku10', 11, 81.40),
  (30, 78, 3, 'sku3', 15, 9.60), (31, 79, 1, 'sku8', 2, 8.47), (31, 79, 2, 'sku5', 3, 83.11), (31, 79, 3, 'sku10', 20, 65.49),
  (31, 80, 1, 'sku9', 5, 8.57), (31, 80, 2, 'sku2', 11, 92.10), (31, 80, 3, 'sku9', 6, 6.31), (31, 81, 1, 'sku7', 14, 44.86),
  (31, 81, 2, 'sku10', 2, 81.82), (33, 82, 1, 'sku6', 3, 75.84), (34, 84, 1, 'sku9', 12, 3.46), (34, 84, 2, 'sku5', 6, 28.43),
  (34, 84, 3, 'sku8', 7, 29.17), (35, 86, 1, 'sku12', 15, 6.52), (35, 87, 1, 'sku5', 16, 25.47), (35, 88, 1, 'sku4', 20, 18.32),
  (35, 90, 1, 'sku2', 8, 58.44), (35, 90, 2, 'sku1', 14, 7.50), (35, 90, 3, 'sku9', 12, 31.49), (37, 91, 1, 'sku3', 2, 37.60),
  (37, 92, 1, 'sku3', 18, 94.77), (38, 93, 1, 'sku11', 20, 59.08), (38, 93, 2, 'sku2', 16, 77.68), (38, 93, 3, 'sku1', 17, 74.30),
  (38, 94, 1, 'sku3', 3, 68.46), (38, 94, 2, 'sku2', 17, 70.64), (38, 94, 3, 'sku9', 18, 3.49), (39, 97, 1, 'sku3', 3, 92.99);
SELECT id FROM customer WHERE id = 5 LOCK IN SHARE MODE;
SELECT id FROM customer WHERE region_id = 1 LOCK IN SHARE MODE;
SELECT id, name FROM customer FORCE INDEX (PRIMARY) WHERE id = 5;
SELECT id FROM customer USE INDEX (PRIMARY) WHERE id > 35;
SELECT id FROM customer IGNORE INDEX (PRIMARY) WHERE id > 35;
-- @rows ordered
SELECT id FROM customer FORCE INDEX FOR ORDER BY (PRIMARY) ORDER BY id LIMIT 5;
SELECT HIGH_PRIORITY STRAIGHT_JOIN c.id, o.id FROM customer c JOIN orders o ON o.cust_id = c.id WHERE c.id = 9;
SELECT c.id, o.id FROM customer c STRAIGHT_JOIN orders o ON o.cust_id = c.id WHERE o.total > 3000;
SELECT STRAIGHT_JOIN id FROM customer WHERE id < 4;
SELECT HIGH_PRIORITY id FROM customer WHERE id < 4;
SELECT SQL_BUFFER_RESULT id FROM customer WHERE id < 4;
VALUES ROW(1, 'a'), ROW(2, 'b');
-- @rows ordered
VALUES ROW(1, 'a'), ROW(2, 'b') ORDER BY column_0 DESC LIMIT 1;
SELECT * FROM (VALUES ROW(1, 'a'), ROW(2, 'b')) AS v (n, s);
TABLE region;
-- @rows ordered
TABLE region ORDER BY id DESC LIMIT 2;
TABLE customer;
-- @rows ordered
TABLE customer ORDER BY id LIMIT 3 OFFSET 1;
CREATE TABLE dflt (id INT NOT NULL DEFAULT 5 PRIMARY KEY, v INT DEFAULT 6);
INSERT INTO dflt () VALUES ();
SELECT * FROM dflt WHERE id = 5;
-- @may refuse
-- @once
INSERT INTO dflt TABLE dflt ON DUPLICATE KEY UPDATE v = 9;
UPDATE dflt SET v = 6;
SELECT id FROM customer WHERE id MOD 7 = 5;
SELECT id FROM customer WHERE id = 11 MOD 6 OR id = 7;
SELECT id FROM customer WHERE id = - -5;
SELECT id FROM customer WHERE BINARY name = 'bob';
SELECT id FROM customer WHERE name SOUNDS LIKE 'bob';
SELECT id, SUM(total) OVER (w ORDER BY id) AS s FROM orders WHERE cust_id = 9 WINDOW w AS (PARTITION BY cust_id);
SELECT cust_id, id, SUM(total) OVER (w ORDER BY id) AS s FROM orders WINDOW w AS (PARTITION BY cust_id);
-- @error
SELECT region_id, COUNT(*) FROM customer GROUP BY region_id ASC;
DELETE FROM line, orders USING line JOIN orders ON line.cust_id = orders.cust_id AND line.order_id = orders.id WHERE orders.cust_id = 2;
DELETE line.* FROM line JOIN orders ON line.cust_id = orders.cust_id AND line.order_id = orders.id WHERE orders.cust_id = 3;
DELETE line, orders FROM line JOIN orders ON line.cust_id = orders.cust_id AND line.order_id = orders.id WHERE orders.cust_id = 5;
SELECT COUNT(*) FROM line;
SELECT COUNT(*) FROM orders;
START TRANSACTION;
COMMIT AND CHAIN;
ROLLBACK AND NO CHAIN NO RELEASE;
SET SESSION TRANSACTION READ WRITE;
SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;
SELECT COUNT(*) FROM customer;
SET CHARACTER SET DEFAULT;
SET CHARSET 'utf8mb4';
DO SLEEP(0);
-- @rows none
-- @error
KILL 999999999;
-- @error
KILL QUERY 999999999;
-- @rows none
EXPLAIN SELECT * FROM customer WHERE id = 5;
-- @rows none
EXPLAIN FORMAT=JSON SELECT * FROM customer WHERE id = 5;
-- @rows none
EXPLAIN FORMAT=TREE SELECT COUNT(*) FROM customer;
-- @rows none
EXPLAIN UPDATE customer SET note = 'x' WHERE id = 5;
DESC customer id;
DESCRIBE customer 'n%';
DESCRIBE region;
EXPLAIN region;
SHOW COLUMNS FROM customer;
-- @refused FLUSH TABLES
FLUSH TABLES;
-- @rows none
OPTIMIZE TABLE customer;
-- @rows none
ANALYZE TABLE customer;
-- @rows none
CHECK TABLE customer;
-- @rows none
CHECKSUM TABLE region;
LOCK TABLES region READ;
SELECT COUNT(*) FROM region;
UNLOCK TABLES;
-- @once
LOCK TABLES customer WRITE, region READ;
UNLOCK TABLES;
SELECT COUNT(*) FROM customer;
CREATE ALGORITHM=MERGE VIEW v_alg AS SELECT id, name FROM customer WHERE id > 20;
SELECT COUNT(*) FROM v_alg;
CREATE OR REPLACE ALGORITHM=UNDEFINED SQL SECURITY INVOKER VIEW v_alg AS SELECT id FROM customer WHERE id > 30;
SELECT * FROM v_alg;
CREATE VIEW v_check AS SELECT id, name FROM region WHERE id < 10 WITH CHECK OPTION;
SELECT * FROM v_check;
ALTER VIEW v_alg AS SELECT id FROM customer WHERE id > 38;
SELECT * FROM v_alg;
CREATE TABLE fk (id INT NOT NULL PRIMARY KEY, r INT, CONSTRAINT fk_r FOREIGN KEY (r) REFERENCES region (id));
ALTER TABLE fk DROP FOREIGN KEY fk_r;
INSERT INTO fk VALUES (1, 777);
SELECT * FROM fk;
SELECT id FROM customer WHERE id = 5 FOR UPDATE SKIP LOCKED;
SELECT c.id FROM customer AS c USE INDEX () WHERE c.id = 5;
SELECT { fn UCASE('x') } AS u, id FROM customer WHERE id = 5;
SELECT id FROM customer WHERE joined = { d '2020-01-01' } OR id = 6;
SELECT /*+ NO_INDEX_MERGE(customer) */ id FROM customer WHERE id = 5 OR name = 'Anna';
SELECT id FROM customer WHERE (id, region_id) = ANY (SELECT 5, 1 UNION SELECT 6, 2) OR id = 9;
SELECT CAST(id AS UNSIGNED) + 0, CONVERT(name USING utf8mb4), id DIV 2 FROM customer WHERE id < 3;
SELECT DATE'2024-01-01', TIME'10:00', TIMESTAMP'2024-01-01 10:00:00', INTERVAL 1 DAY + '2024-01-01';
SELECT EXTRACT(DAY_HOUR FROM placed), id FROM orders WHERE cust_id = 9;
SELECT GROUP_CONCAT(id ORDER BY id SEPARATOR ';') FROM customer WHERE id < 9;
SELECT MATCH_ME.id FROM customer AS MATCH_ME WHERE MATCH_ME.id = 4;
SELECT id FROM customer WHERE name LIKE BINARY 'A%';
SELECT id FROM customer c WHERE c.`id` = 5 OR `c`.id = 6;
SELECT * FROM `customer` WHERE `customer`.`region_id` IN (1) AND `id` < 10;
SELECT TRIM(LEADING 'A' FROM name), POSITION('n' IN name), SUBSTRING(name FROM 2 FOR 2), CHAR(77, 121 USING utf8mb4) FROM customer WHERE id < 4;
SELECT id FROM customer WHERE name = 'Anna' COLLATE utf8mb4_bin OR id = 3;
SELECT id FROM customer WHERE id IN (SELECT * FROM (VALUES ROW(5), ROW(6)) AS v);
