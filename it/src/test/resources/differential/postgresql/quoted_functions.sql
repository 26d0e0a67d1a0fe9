-- Names of functions in quotes, or with their schema: they mean what they mean without.
CREATE TABLE part (id INT PRIMARY KEY, g INT, v NUMERIC(8,2), at TIMESTAMPTZ, x DOUBLE PRECISION);
INSERT INTO part (id, g, v) SELECT i, i % 4, i * 1.25 FROM generate_series(1, 60) i;
CREATE TABLE copy (id INT PRIMARY KEY, at TIMESTAMPTZ, x DOUBLE PRECISION) /*canopy reference */;
INSERT INTO copy (id) VALUES (1), (2), (3);
CREATE SEQUENCE s;
-- Groups of partitions, put together here and on a leaf.
SELECT "count"(*) FROM part;
SELECT "count"(*), "sum"(v), "min"(v), "max"(v) FROM part WHERE g > 0;
-- @rows ordered
SELECT g, "sum"(v) FROM part GROUP BY g ORDER BY g;
-- @rows ordered
SELECT g, "sum"("v") AS total, "avg"("v") FROM part GROUP BY g HAVING "count"(*) > 3 ORDER BY total DESC;
-- @rows ordered
SELECT g, "count"(DISTINCT id % 7), "bool_and"(v > 3) FROM part GROUP BY g ORDER BY "max"(v), g;
-- @rows ordered
SELECT g, pg_catalog.sum(v), "pg_catalog"."max"(id) FROM part GROUP BY g ORDER BY 1;
-- @error
SELECT "COUNT"(*) FROM part;
-- @error
SELECT g, "SUM"(v) FROM part GROUP BY g;
-- One value for all rows and copies.
UPDATE part SET at = "now"();
SELECT count(DISTINCT at) FROM part;
UPDATE part SET at = pg_catalog.now();
SELECT count(DISTINCT at) FROM part;
UPDATE copy SET at = "now"();
SELECT count(DISTINCT at) FROM copy;
SELECT count(DISTINCT c.at) FROM copy c JOIN part p ON p.g = c.id;
INSERT INTO copy (id, at) SELECT 6, "now"();
SELECT count(DISTINCT c.at) FROM copy c JOIN part p ON p.id > 0 WHERE c.id = 6;
UPDATE copy SET at = "pg_catalog"."now"();
SELECT count(DISTINCT at) FROM copy;
INSERT INTO copy (id, x) VALUES (4, "random"());
INSERT INTO copy (id, x) VALUES (5, pg_catalog.random());
SELECT count(DISTINCT c.x) FROM copy c JOIN part p ON p.id > 0 WHERE c.id = 4;
-- @refused a function that gives another value each call
UPDATE copy SET x = "random"();
-- @refused a function that gives another value each call
UPDATE copy SET x = pg_catalog.random();
-- Numbers of a sequence come from one place.
SELECT "nextval"('s') > 0;
INSERT INTO part (id) VALUES ("nextval"('s') + 1000), (pg_catalog.nextval('s') + 1000);
SELECT count(DISTINCT id) FROM part WHERE id > 1000;
