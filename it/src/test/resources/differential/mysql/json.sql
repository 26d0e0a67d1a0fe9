-- JSON columns and functions.
CREATE TABLE d (id INT NOT NULL PRIMARY KEY, j JSON, n INT AS (JSON_VALUE(j, '$.n' RETURNING SIGNED)) VIRTUAL);
INSERT INTO d (id, j) VALUES (1, '{"n": 1, "s": "one", "a": [1, 2, 3], "o": {"x": 1}}'), (2, '{"n": 2, "s": "two", "a": []}'), (3, '{"n": null, "s": null}'), (4, '{"b": true, "f": 1.5, "n": -3}'),
  (5, NULL), (6, JSON_OBJECT('n', 6, 's', 'six''s', 'a', JSON_ARRAY(6, 'six', NULL))), (7, JSON_OBJECT('n', 7, 's', 'ü😀"q"')), (8, CAST('{"n": 8, "s": "\\\\"}' AS JSON));
SELECT * FROM d;
SELECT id, j->'$.s', j->>'$.s', j->'$.a[1]', j->>'$.o.x' FROM d;
SELECT id FROM d WHERE j->>'$.s' = 'one';
SELECT id FROM d WHERE j->'$.n' = 2;
SELECT id FROM d WHERE j->'$.n' > 1 AND id > 2;
SELECT id FROM d WHERE n = 7 OR id = 1;
SELECT id FROM d WHERE j->>'$.s' IS NULL;
SELECT id FROM d WHERE j->'$.s' IS NOT NULL AND JSON_TYPE(j->'$.s') = 'NULL';
SELECT id FROM d WHERE JSON_CONTAINS(j, '2', '$.a');
SELECT id FROM d WHERE JSON_CONTAINS_PATH(j, 'one', '$.b', '$.o');
SELECT id FROM d WHERE 6 MEMBER OF (j->'$.a');
SELECT id FROM d WHERE JSON_SEARCH(j, 'one', 'two') IS NOT NULL;
SELECT id, JSON_LENGTH(j), JSON_KEYS(j), JSON_TYPE(j), JSON_VALID(j), JSON_DEPTH(j) FROM d;
SELECT id, JSON_VALUE(j, '$.n' RETURNING SIGNED) AS v FROM d;
SELECT id, JSON_UNQUOTE(JSON_EXTRACT(j, '$.s')) AS s FROM d WHERE id IN (1, 6, 7, 8);
SELECT id, JSON_SET(j, '$.n', 100), JSON_REMOVE(j, '$.a') FROM d WHERE id < 3;
SELECT JSON_OBJECT('a', 1, 'b', NULL), JSON_ARRAY(1, 'x', TRUE), JSON_QUOTE('a"b');
UPDATE d SET j = JSON_SET(j, '$.n', id * 10) WHERE id < 3;
UPDATE d SET j = JSON_ARRAY_APPEND(j, '$.a', 9) WHERE JSON_CONTAINS_PATH(j, 'one', '$.a');
UPDATE d SET j = '{"new": 1}' WHERE id = 5;
SELECT id, j, n FROM d;
-- @rows ordered
SELECT id, j->'$.n' AS v FROM d ORDER BY j->'$.n', id;
-- @rows ordered
SELECT id FROM d ORDER BY j->>'$.s' DESC, id;
SELECT j->>'$.s' AS s, COUNT(*) FROM d GROUP BY s;
SELECT JSON_TYPE(j->'$.n') AS t, COUNT(*), SUM(j->'$.n'), MAX(n) FROM d GROUP BY t;
SELECT SUM(n), AVG(n), MIN(n) FROM d;
SELECT DISTINCT j->'$.a' FROM d;
-- @prepared 'one'
SELECT id FROM d WHERE j->>'$.s' = ?;
-- @prepared 20, '{"n": 20, "s": "p"}'
INSERT INTO d (id, j) VALUES (?, ?);
SELECT j->>'$.s' FROM d WHERE id = 20;
SELECT d.id, t.v FROM d, JSON_TABLE(d.j, '$.a[*]' COLUMNS (v INT PATH '$')) AS t WHERE d.id < 3;
SELECT * FROM JSON_TABLE('[{"a": 1}, {"a": 2}]', '$[*]' COLUMNS (n FOR ORDINALITY, a INT PATH '$.a')) AS t;
-- @error
INSERT INTO d (id, j) VALUES (30, '{bad');
-- @error
SELECT j->'bad path' FROM d;
