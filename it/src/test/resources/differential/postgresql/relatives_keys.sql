-- Relatives of the first week's cases: keys and partitions that come later, temporary rows, sequences, views.
CREATE TABLE public.doc (id bigint NOT NULL, title text, code int);
INSERT INTO public.doc VALUES (1, 'a', 10), (2, 'b', 20), (3, 'c', 30), (4, 'd', 40);
ALTER TABLE ONLY public.doc ADD CONSTRAINT doc_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX doc_id_title ON public.doc USING btree (id, title);
-- @error 23505
INSERT INTO public.doc VALUES (1, 'b', 1);
SELECT count(*) FROM public.doc WHERE id = 3;
INSERT INTO doc VALUES (3, 'x', 1) ON CONFLICT (id) DO UPDATE SET title = 'up' RETURNING *;
CREATE TABLE dupes (id int, v int);
INSERT INTO dupes VALUES (1, 1), (1, 2), (2, 3);
-- @error 23505
ALTER TABLE dupes ADD PRIMARY KEY (id);
SELECT * FROM dupes ORDER BY v;
DELETE FROM dupes WHERE v = 2;
ALTER TABLE dupes ADD PRIMARY KEY (id);
-- @error 23505
INSERT INTO dupes VALUES (2, 9);
CREATE TABLE byindex (a int, b int NOT NULL);
INSERT INTO byindex SELECT i, i * 2 FROM generate_series(1, 10) i;
CREATE UNIQUE INDEX byindex_a ON byindex (a);
-- @error 23505
INSERT INTO byindex VALUES (4, 1);
INSERT INTO byindex VALUES (NULL, 1), (NULL, 1);
SELECT count(*) FROM byindex WHERE a IS NULL;
SELECT * FROM byindex WHERE a = 7;
CREATE TABLE alt (a int, b int);
ALTER TABLE alt ADD CONSTRAINT alt_u UNIQUE (a, b);
INSERT INTO alt VALUES (1, 1), (1, 2), (NULL, 1), (NULL, 1);
-- @error 23505
INSERT INTO alt VALUES (1, 2);
INSERT INTO alt VALUES (1, 2), (5, 5) ON CONFLICT (a, b) DO NOTHING;
INSERT INTO alt VALUES (1, 2), (6, 6) ON CONFLICT DO NOTHING;
SELECT count(*) FROM alt;
CREATE TABLE usingidx (id int NOT NULL, v int);
CREATE UNIQUE INDEX usingidx_id ON usingidx (id);
ALTER TABLE usingidx ADD CONSTRAINT usingidx_pk PRIMARY KEY USING INDEX usingidx_id;
INSERT INTO usingidx VALUES (1, 1), (2, 2);
-- @error 23505
INSERT INTO usingidx VALUES (1, 5);
CREATE TABLE two (id int NOT NULL, v int);
ALTER TABLE two ADD COLUMN w int, ADD CONSTRAINT two_pk PRIMARY KEY (id), ALTER COLUMN v SET DEFAULT 4;
INSERT INTO two (id) VALUES (1), (2) RETURNING *;
CREATE TABLE gen (id int GENERATED ALWAYS AS IDENTITY, v int UNIQUE);
INSERT INTO gen (v) VALUES (1), (2), (3);
-- @error 23505
INSERT INTO gen (v) VALUES (2);
SELECT v FROM gen ORDER BY v;
CREATE TABLE vet_skill (vet_id INT NOT NULL, skill_id INT NOT NULL, UNIQUE (vet_id, skill_id));
INSERT INTO vet_skill VALUES (1, 1), (1, 2), (2, 1);
-- @error 23505
INSERT INTO vet_skill VALUES (1, 2);
UPDATE vet_skill SET skill_id = skill_id + 10;
UPDATE vet_skill SET vet_id = 7 WHERE vet_id = 2 RETURNING *;
DELETE FROM vet_skill WHERE (vet_id, skill_id) IN ((1, 11), (9, 9));
SELECT * FROM vet_skill ORDER BY 1, 2;
CREATE TABLE nn (a INT UNIQUE, b INT);
INSERT INTO nn VALUES (NULL, 1), (NULL, 2), (1, 3), (2, 4);
UPDATE nn SET a = 5 WHERE b = 1;
UPDATE nn SET a = NULL WHERE b = 4 RETURNING *;
-- @error 23505
UPDATE nn SET a = 5 WHERE b = 3;
UPDATE nn SET a = b + 100, b = b + 1 RETURNING a, b;
UPDATE nn SET a = NULL WHERE b > 2;
UPDATE nn SET a = a + 1 WHERE a IS NOT NULL;
SELECT * FROM nn ORDER BY b;
UPDATE nn SET b = b - 1;
CREATE TABLE twins (a INT, b INT, c TEXT, UNIQUE (a, b));
INSERT INTO twins VALUES (NULL, 1, 'x'), (NULL, 1, 'x'), (NULL, 1, 'x'), (1, NULL, 'y'), (1, NULL, 'y'), (2, 2, 'z');
-- @error 23505
UPDATE twins SET a = 7 WHERE b = 1;
UPDATE twins SET a = 7, b = NULL WHERE b = 1;
UPDATE twins SET b = 9 WHERE c = 'z';
UPDATE twins SET a = a + 10 WHERE b IS NULL RETURNING *;
UPDATE twins SET a = 50 WHERE ctid = (SELECT min(ctid) FROM twins WHERE c = 'y');
SELECT * FROM twins ORDER BY a, b, c;
DELETE FROM nn WHERE a IS NULL AND b = 2;
SELECT * FROM nn ORDER BY b;
CREATE TABLE refu (a INT NOT NULL UNIQUE, b INT) /*canopy reference */;
INSERT INTO refu VALUES (1, 1), (2, 2);
-- @error 23505
INSERT INTO refu VALUES (1, 3);
SELECT * FROM refu ORDER BY a;
-- partitions
CREATE TABLE pay (id INT NOT NULL, at DATE NOT NULL, amt INT, PRIMARY KEY (at, id)) PARTITION BY RANGE (at);
CREATE TABLE pay_2024 (id INT NOT NULL, at DATE NOT NULL, amt INT);
INSERT INTO pay_2024 VALUES (1, '2024-02-02', 5), (2, '2024-03-03', 6);
ALTER TABLE ONLY pay ATTACH PARTITION pay_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO pay VALUES (1, '2024-05-05', 1);
-- @error
INSERT INTO pay VALUES (1, '2026-05-05', 1);
CREATE TABLE pay_rest (LIKE pay INCLUDING ALL);
ALTER TABLE pay ATTACH PARTITION pay_rest DEFAULT;
INSERT INTO pay VALUES (1, '2026-05-05', 1), (9, '2023-05-05', 3);
SELECT count(*) FROM pay;
SELECT * FROM pay_rest ORDER BY at;
SELECT tableoid::regclass, count(*) FROM pay GROUP BY 1 ORDER BY 1;
UPDATE pay SET amt = amt + 1 WHERE at < '2024-03-01' RETURNING id, at;
ALTER TABLE pay DETACH PARTITION pay_rest;
SELECT count(*) FROM pay;
SELECT count(*) FROM pay_rest;
DROP TABLE pay_rest;
CREATE TABLE li (id INT, kind TEXT, PRIMARY KEY (id, kind)) PARTITION BY LIST (kind);
CREATE TABLE li_a PARTITION OF li FOR VALUES IN ('a');
CREATE TABLE li_b (id INT NOT NULL, kind TEXT NOT NULL, CONSTRAINT li_b_pk PRIMARY KEY (id, kind));
ALTER TABLE li ATTACH PARTITION li_b FOR VALUES IN ('b', 'c');
INSERT INTO li VALUES (1, 'a'), (1, 'b'), (2, 'c');
SELECT * FROM li_b ORDER BY id;
UPDATE li SET kind = 'c' WHERE id = 1 AND kind = 'a';
SELECT tableoid::regclass, * FROM li ORDER BY id, kind;
-- temporary rows
CREATE TEMPORARY TABLE pick (id SERIAL, v INT, t TEXT DEFAULT 'd');
INSERT INTO pick (v) VALUES (10), (20), (30) RETURNING id, v, t;
INSERT INTO pick (v, t) VALUES (1 + 1, upper('x')), (DEFAULT, DEFAULT), (NULL, NULL);
-- @prepared 7, 'p', 8, 'q'
INSERT INTO pick (v, t) VALUES (?, ?), (?, ?);
-- @prepared 7, 8, 9
INSERT INTO pick (v) VALUES (?), (? + 1), (?) RETURNING v;
SELECT v, t FROM pick ORDER BY id;
CREATE TEMP TABLE pk (id INT PRIMARY KEY, v INT);
INSERT INTO pk VALUES (1, 1), (2, 2), (1, 9) ON CONFLICT DO NOTHING;
INSERT INTO pk VALUES (1, 5), (3, 3) ON CONFLICT (id) DO UPDATE SET v = excluded.v + pk.v RETURNING *;
INSERT INTO pk SELECT a + 20, b FROM (VALUES (1, 2), (3, 4)) x(a, b);
INSERT INTO doc SELECT id + 500, 'pk', v FROM pk;
INSERT INTO pk SELECT id + 900, code FROM doc WHERE id < 4;
SELECT * FROM pk ORDER BY id;
SELECT count(*) FROM doc JOIN pk ON pk.id + 500 = doc.id;
-- sequences
CREATE SEQUENCE sq INCREMENT 5 START 10;
CREATE SEQUENCE doc_down INCREMENT -1;
-- @once
SELECT setval('sq', 40) + 1 > 30 AS b, setval('sq', 50)::int * 2 BETWEEN 1 AND 100 AS d;
-- @once
-- @refused setval()
SELECT setval('sq', 60) > 30 AND TRUE;
-- @once
SELECT nextval('sq') IN (55, 56), nextval('sq') IN (60, 61);
-- @once
SELECT CASE WHEN setval('sq', 70, true) = 70 THEN 'set' ELSE 'no' END, currval('sq');
-- @once
SELECT coalesce(setval('sq', NULL), -1);
-- @once
SELECT setval('public.sq'::regclass, 110, false) IS NOT NULL AS ok, nextval('sq') = 110 AS first;
-- @once
SELECT -setval('sq', 1000), abs(nextval('sq'));
-- @once
SELECT greatest(setval('sq', 2000), 5) || '';
-- @once
-- @error
SELECT setval('sq', 0);
-- @once
-- @error
SELECT setval('doc_down', 5);
-- @once
SELECT setval(pg_get_serial_sequence('gen', 'v'), 5);
-- @once
-- @error
SELECT setval(pg_get_serial_sequence('gen', 'id'), 3000000000);
-- @prepared 'sq', -3
-- @error
SELECT setval(?, ?);
-- @once
VALUES (nextval('sq')), (nextval('sq'));
-- @once
INSERT INTO two (id, v) VALUES (nextval('sq'), setval('sq', 3000)) RETURNING id, v;
-- @once
-- @may refuse
UPDATE two SET w = nextval('sq') WHERE id = 1 RETURNING w;
-- @prepared 'sq', 4000
SELECT setval(?, ?) = 4000;
