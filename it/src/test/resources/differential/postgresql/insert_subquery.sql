-- PostgreSQL's own forms of INSERT with subqueries over partitions.
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, grp INT, name TEXT, tags TEXT[], j JSONB);
CREATE TABLE stock (id SERIAL PRIMARY KEY, sku TEXT, qty INT, tags TEXT[], j JSONB);
INSERT INTO item VALUES (1, 1, 'one', '{a,b}', '{"x": 1}'), (2, 1, 'two', NULL, NULL), (3, 2, 'three', '{}', '[1]');
INSERT INTO stock (sku, qty, tags, j) VALUES ('a', (SELECT COUNT(*) FROM item), (SELECT tags FROM item WHERE id = 1), (SELECT j FROM item WHERE id = 3)),
  ('b', (SELECT MAX(id) FROM item), ARRAY(SELECT name FROM item ORDER BY id), (SELECT jsonb_agg(id ORDER BY id) FROM item)) RETURNING *;
INSERT INTO stock (id, sku) VALUES ((SELECT MIN(id) FROM item), 'x') ON CONFLICT (id) DO UPDATE SET sku = excluded.sku, qty = stock.qty + 100 RETURNING id, sku, qty;
INSERT INTO stock (id, sku) VALUES ((SELECT MIN(id) FROM item), 'y') ON CONFLICT DO NOTHING;
SELECT * FROM stock;
-- @refused behind its rows
INSERT INTO stock (sku) VALUES ('a') RETURNING (SELECT COUNT(*) FROM item);
