-- MERGE.
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, grp INT DEFAULT 5, price NUMERIC(10,2), name VARCHAR(20), at TIMESTAMPTZ);
CREATE TABLE pair (a INT NOT NULL, b INT NOT NULL, v INT, PRIMARY KEY (a, b)) /*canopy shard key (a) */;
CREATE TABLE stock (sku VARCHAR(10) NOT NULL PRIMARY KEY, item INT, qty INT);
CREATE TABLE rate (code INT NOT NULL PRIMARY KEY, pct INT) /*canopy reference */;
INSERT INTO item VALUES (1, 1, 10.00, 'one', NULL), (2, 1, 20.50, 'two', NULL), (3, 2, 30.00, 'three', NULL), (4, 2, NULL, 'four', NULL), (5, 3, 50.00, 'five', NULL);
INSERT INTO stock VALUES ('a', 1, 10), ('b', 2, 0), ('c', 30, 5), ('d', 31, 6), ('e', 4, 7);
INSERT INTO pair VALUES (1, 1, 11), (1, 2, 12), (2, 1, 21);
INSERT INTO rate VALUES (1, 10), (2, 20);
MERGE INTO item AS i USING stock AS s ON i.id = s.item
  WHEN MATCHED AND s.qty = 0 THEN DELETE
  WHEN MATCHED AND s.qty > 8 THEN UPDATE SET price = i.price + s.qty, name = s.sku || i.name
  WHEN MATCHED THEN DO NOTHING
  WHEN NOT MATCHED AND s.qty > 5 THEN INSERT (id, name, price) VALUES (s.item, 'new ' || s.sku, s.qty * 1.5)
  WHEN NOT MATCHED THEN INSERT VALUES (s.item, DEFAULT, NULL, 'other');
SELECT * FROM item;
SELECT * FROM item WHERE id = 31;
-- rows that are written out
MERGE INTO item USING (VALUES (1, 'uno', timestamptz '2024-01-01 00:00:00Z'), (7, 'seven', NULL)) AS s (id, label, at) ON item.id = s.id
  WHEN MATCHED THEN UPDATE SET name = s.label, at = s.at WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.label);
SELECT * FROM item;
-- @prepared 1, 'eins'
-- @prepared 70, 'siebzig'
MERGE INTO item USING (SELECT ?::int AS id, ?::text AS label) AS s ON item.id = s.id WHEN MATCHED THEN UPDATE SET name = s.label WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.label);
SELECT * FROM item;
-- the shard key itself, and a key of two columns
MERGE INTO item i USING stock s ON i.id = s.item AND s.sku = 'a' WHEN MATCHED THEN UPDATE SET id = i.id + 1000;
SELECT * FROM item WHERE id = 1001;
MERGE INTO pair p USING (SELECT grp, COUNT(*) AS n FROM item GROUP BY grp) AS g ON p.a = g.grp AND p.b = 1
  WHEN MATCHED THEN UPDATE SET v = p.v + g.n WHEN NOT MATCHED AND g.grp IS NOT NULL THEN INSERT VALUES (g.grp, 1, CASE WHEN g.n > 2 THEN 100 ELSE g.n END);
SELECT * FROM pair;
SELECT * FROM pair WHERE a = 5;
MERGE INTO pair p USING pair q ON p.a = q.a AND p.b = q.b + 1 WHEN MATCHED AND CASE WHEN q.v > 0 THEN true ELSE false END THEN DELETE;
SELECT * FROM pair;
-- reference tables
MERGE INTO rate r USING item i ON r.code = i.grp AND i.id = 3 WHEN MATCHED THEN UPDATE SET pct = i.id WHEN NOT MATCHED AND i.id = 7 THEN INSERT (code) VALUES (i.id);
SELECT * FROM rate;
-- nothing to do
MERGE INTO item i USING stock s ON i.id = s.item AND s.qty > 1000 WHEN MATCHED THEN DELETE;
MERGE INTO item i USING (SELECT * FROM stock WHERE qty > 1000) s ON i.id = s.item WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id) VALUES (s.item);
-- @error
MERGE INTO item i USING (VALUES (3, 1), (3, 2)) AS s (id, n) ON i.id = s.id WHEN MATCHED THEN UPDATE SET grp = s.n;
-- @error
MERGE INTO item i USING (VALUES (901, 1), (901, 2)) AS s (id, n) ON i.id = s.id WHEN NOT MATCHED THEN INSERT (id, grp) VALUES (s.id, s.n);
SELECT * FROM item;
BEGIN;
MERGE INTO item i USING stock s ON i.id = s.item WHEN MATCHED THEN UPDATE SET grp = 100 WHEN NOT MATCHED THEN INSERT (id, grp) VALUES (s.item, 200);
SELECT id, grp FROM item;
ROLLBACK;
SELECT id, grp FROM item;
-- subqueries that read the source's table, and not only the rows of one WHEN
MERGE INTO item i USING stock s ON i.id = s.item WHEN MATCHED AND s.sku = 'b' THEN UPDATE SET grp = (SELECT count(*) FROM stock s)
  WHEN NOT MATCHED AND s.sku = 'c' THEN INSERT (id, grp) VALUES (s.item + 500, (SELECT max(qty) + s.qty FROM stock));
MERGE INTO item i USING stock ON i.id = stock.item WHEN MATCHED AND qty = 10 THEN UPDATE SET grp = (SELECT count(*) FROM stock)
  WHEN NOT MATCHED AND sku = 'd' THEN INSERT (id, grp) VALUES (stock.item + 600, (SELECT sum(qty) FROM stock));
SELECT id, grp FROM item;
-- the whole row of the target
MERGE INTO item i USING stock s ON i.id = s.item WHEN MATCHED AND i IS NOT NULL THEN DO NOTHING WHEN MATCHED AND i.* IS DISTINCT FROM i THEN DELETE WHEN MATCHED THEN UPDATE SET grp = 77;
SELECT id, grp FROM item;
-- all values are defaults
CREATE TABLE made (id INT NOT NULL PRIMARY KEY DEFAULT 7, v INT DEFAULT 3);
MERGE INTO made m USING (VALUES (1)) s (x) ON m.id = s.x WHEN NOT MATCHED THEN INSERT DEFAULT VALUES;
SELECT * FROM made;
MERGE INTO made m USING (VALUES (7), (8)) s (x) ON m.id = s.x WHEN MATCHED THEN UPDATE SET id = 70, v = s.x WHEN NOT MATCHED THEN INSERT (v, id) VALUES (DEFAULT, DEFAULT);
SELECT * FROM made;
-- a later WHEN sees the table as it was before
BEGIN;
MERGE INTO made m USING (VALUES (70), (9)) s (x) ON m.id = s.x WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.x, (SELECT count(*) FROM made));
ROLLBACK;
CREATE VIEW many AS SELECT count(*) AS n FROM made;
BEGIN;
MERGE INTO made m USING (VALUES (7), (10)) s (x) ON m.id = s.x WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.x, (SELECT n FROM many));
ROLLBACK;
MERGE INTO made m USING (VALUES (7), (11)) s (x) ON m.id = s.x WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.x, (SELECT count(*) FROM made));
SELECT * FROM made;
-- nothing is written where a part of it can't be
BEGIN;
MERGE INTO made m USING (VALUES (7), (12)) s (x) ON m.id = s.x WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id) OVERRIDING SYSTEM VALUE VALUES (s.x);
ROLLBACK;
SELECT * FROM made;
-- the source's row as a whole, and a column of its name
MERGE INTO made m USING (VALUES (7, 'x')) s (x, y) ON m.id = s.x WHEN MATCHED AND s.* IS NOT NULL AND s IS NOT NULL THEN UPDATE SET v = s.x + length(s.y);
SELECT * FROM made;
MERGE INTO made m USING (VALUES (7, 'x')) s (x, y) ON m.id = s.x WHEN MATCHED THEN UPDATE SET v = length(s::text);
SELECT id FROM made;
MERGE INTO made m USING (VALUES (71, 5)) s (x, y) ON m.id = s.x WHEN NOT MATCHED THEN INSERT VALUES (s.*);
SELECT id FROM made WHERE id < 71;
MERGE INTO made m USING (VALUES (7, 6)) v (x, y) ON m.id = v.x WHEN MATCHED THEN UPDATE SET v = v.y;
SELECT id, v FROM made WHERE id = 7;
