-- RETURNING with rows of other partitions: subqueries and joins.
CREATE TABLE region (id INT PRIMARY KEY, label TEXT);
CREATE TABLE client (id INT PRIMARY KEY, region_id INT, score INT);
INSERT INTO region VALUES (1, 'n'), (2, 's'), (3, 'w'), (4, 'e');
INSERT INTO client VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 4), (5, 1, 5), (6, 2, 6);
UPDATE client SET score = score + 1 RETURNING id, (SELECT label FROM region WHERE region.id = client.region_id) AS l;
UPDATE client SET score = 0 WHERE id = 5 RETURNING (SELECT count(*) FROM client), (SELECT label FROM region WHERE region.id = client.region_id);
DELETE FROM client WHERE id > 4 RETURNING id, (SELECT label FROM region WHERE region.id = client.region_id) AS l;
INSERT INTO client VALUES (5, 1, 5), (6, 2, 6), (7, NULL, NULL);
UPDATE client SET region_id = region_id % 4 + 1 WHERE id < 4 RETURNING id, (SELECT label FROM region WHERE region.id = region_id), coalesce((SELECT label FROM region WHERE region.id = client.region_id + 1), 'none') || id;
UPDATE client c SET region_id = 4 WHERE c.id IN (1, 7) RETURNING c.*, (SELECT label FROM region WHERE region.id = c.region_id), (SELECT max(region_id) FROM client);
UPDATE client SET score = 7 WHERE id = 1 RETURNING EXISTS (SELECT 1 FROM region WHERE id = 4), client.region_id IN (SELECT id FROM region WHERE label <> 'n'), score;
UPDATE client SET score = 7 WHERE id = 1 RETURNING (SELECT label FROM region WHERE id = 2) up, *;
UPDATE client SET score = 7 WHERE id = 100 RETURNING (SELECT label FROM region WHERE id = 2) up, *;
-- @prepared 3, 2
UPDATE client SET score = ? WHERE id < 4 RETURNING id, score, (SELECT label FROM region WHERE id = ?) AS l;
UPDATE client SET region_id = region_id % 4 + 1 RETURNING id, region_id, (SELECT string_agg(label, ',' ORDER BY id) FROM region WHERE id <= client.region_id);
UPDATE client SET score = r.id * 10 FROM region r WHERE r.id = client.region_id RETURNING client.id, r.label, client.score + r.id, score;
UPDATE client SET score = 1 FROM region r WHERE r.id = client.region_id AND r.label = 'w' RETURNING *;
UPDATE client AS c SET score = 2 FROM (SELECT id AS rid, label FROM region WHERE id < 3) AS r WHERE r.rid = c.region_id RETURNING r.*, c.id, upper(r.label) AS u;
DELETE FROM client USING region WHERE region.id = client.region_id AND client.id = 2 RETURNING *;
DELETE FROM client USING region WHERE region.id = client.region_id AND client.id = 3 RETURNING region.label, client.*, (SELECT count(*) FROM client) AS before;
WITH w AS (SELECT * FROM region WHERE id > 1) UPDATE client SET score = w.id FROM w WHERE w.id = client.region_id RETURNING client.id, w.label;
WITH u AS (UPDATE client SET score = 3 WHERE id < 5 RETURNING id, (SELECT label FROM region WHERE region.id = client.region_id) AS l) SELECT * FROM u ORDER BY id;
SELECT * FROM client ORDER BY id;
CREATE TABLE loc (a INT, b INT, c INT, PRIMARY KEY (a, b)) /*canopy shard key (a) */;
CREATE TABLE loc2 (a INT, b INT, c INT, PRIMARY KEY (a, b)) /*canopy shard key (a) */;
INSERT INTO loc SELECT i, j, i + j FROM generate_series(1, 10) i, generate_series(1, 3) j;
INSERT INTO loc2 SELECT i, j, i * j FROM generate_series(1, 10) i, generate_series(1, 3) j;
UPDATE loc SET c = c + 1 WHERE b = 2 RETURNING a, b, (SELECT sum(c) FROM loc2 WHERE loc2.a = loc.a) AS s;
UPDATE loc SET c = c + 1 WHERE b = 2 AND a = 3 RETURNING a, b, (SELECT sum(c) FROM loc2 WHERE loc2.a = loc.a) AS s, (SELECT sum(c) FROM loc2);
DELETE FROM loc USING loc2 WHERE loc.a = loc2.a AND loc.b = loc2.b AND loc2.c = 9 RETURNING loc.*, (SELECT count(*) FROM loc2 x WHERE x.a = loc.a), (SELECT count(*) FROM loc2 x);
UPDATE loc SET c = loc2.c FROM loc2 WHERE loc.a = loc2.a AND loc.b = loc2.b AND loc2.c = 10 RETURNING loc.*, (SELECT count(*) FROM region);
CREATE TABLE n (id INT PRIMARY KEY, a NUMERIC(8,2), d DATE, j JSONB, t TIMESTAMPTZ, ar INT[], b BYTEA, s CHAR(5), f REAL, g INT GENERATED ALWAYS AS (id * 2) STORED);
INSERT INTO n VALUES (1, 1.5, DATE '2024-02-03', '{"a": 1}', TIMESTAMPTZ '2024-01-01 00:00:00+00', ARRAY[1, 2], '\x0102', 'ab', 0.1), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
DELETE FROM n x USING n y WHERE x.id = y.id + 1 RETURNING y.*;
UPDATE n SET a = a + 0.005, s = 'x' RETURNING (SELECT n.a FROM region WHERE id = 1), (SELECT n.s || '|' FROM region WHERE id = 2), (SELECT n.b FROM region WHERE id = 3), (SELECT n.f FROM region WHERE id = 4), g;
-- @refused RETURNING of this form
UPDATE n SET a = 1 RETURNING (SELECT label FROM region WHERE id = n.g);
-- @refused RETURNING of this form
UPDATE n SET a = random() RETURNING (SELECT label FROM region WHERE id = n.a);
CREATE FUNCTION lift() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.score = NEW.score + 1000; RETURN NEW; END $$;
CREATE TRIGGER lift BEFORE UPDATE ON client FOR EACH ROW EXECUTE FUNCTION lift();
-- @refused which has the trigger 'lift'
UPDATE client SET score = 1 RETURNING (SELECT label FROM region WHERE id = client.score);
UPDATE client SET score = 1 WHERE id = 5 RETURNING *;
DELETE FROM client WHERE id = 5 RETURNING (SELECT label FROM region WHERE id = client.region_id);
-- TABLE t wherever a query may stand
CREATE TABLE one (v INT PRIMARY KEY);
INSERT INTO one VALUES (77);
INSERT INTO client VALUES (14, (TABLE one), 1), (12, (SELECT max(id) FROM (TABLE region) x), 1);
INSERT INTO client VALUES (15, 1, (SELECT (TABLE one)));
DELETE FROM client WHERE score IN (TABLE one) RETURNING id;
DELETE FROM client WHERE region_id = ANY (TABLE one) RETURNING (TABLE one);
SELECT * FROM client ORDER BY id;
