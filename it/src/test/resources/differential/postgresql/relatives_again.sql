-- More relatives of the first week's cases.
CREATE TABLE public.acct (id bigint NOT NULL, owner text COLLATE "C", bal numeric(10,2) DEFAULT 0 NOT NULL, at timestamp without time zone);
CREATE TABLE public.tx (id integer NOT NULL, acct_id bigint, amt numeric(10,2), CONSTRAINT tx_amt CHECK ((amt <> (0)::numeric)));
CREATE SEQUENCE public.tx_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE public.tx_id_seq OWNED BY public.tx.id;
ALTER TABLE ONLY public.tx ALTER COLUMN id SET DEFAULT nextval('public.tx_id_seq'::regclass);
-- @once
SELECT pg_catalog.set_config('search_path', '', false) IS NOT NULL;
INSERT INTO public.acct VALUES (1, 'ann', 10, '2024-01-01 00:00:00'), (2, 'bob', 20, NULL), (3, 'cy', 30, '2024-03-03 03:03:03');
INSERT INTO public.tx VALUES (1, 1, 5), (2, 1, -2), (3, 2, 7.5);
-- @once
SELECT pg_catalog.setval('public.tx_id_seq', 3, true);
ALTER TABLE ONLY public.acct ADD CONSTRAINT acct_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tx ADD CONSTRAINT tx_pkey PRIMARY KEY (id);
CREATE INDEX tx_acct ON public.tx USING btree (acct_id);
COMMENT ON TABLE public.tx IS 'moves';
-- @once
SET search_path = public;
INSERT INTO tx (acct_id, amt) VALUES (3, 1.25) RETURNING id;
-- @error 23514
INSERT INTO tx (acct_id, amt) VALUES (3, 0);
-- @error 23505
INSERT INTO public.acct VALUES (1, 'x', 1, NULL);
-- failing changes, and the next
-- @error
ALTER TABLE acct ALTER COLUMN at SET NOT NULL;
-- @error
ALTER TABLE acct ADD CHECK (bal > 15);
-- @error
ALTER TABLE acct ALTER COLUMN owner TYPE integer USING owner::integer;
-- @error
ALTER TABLE tx ADD CONSTRAINT one_each UNIQUE (id, nothere);
-- @error
ALTER TABLE acct ADD COLUMN req int NOT NULL;
-- @error
CREATE INDEX bad ON acct (nothere);
-- @error
ALTER TABLE acct RENAME COLUMN nothere TO x;
-- @error
ALTER TABLE acct DROP CONSTRAINT nothere;
ALTER TABLE acct ADD COLUMN note text DEFAULT 'n';
ALTER TABLE acct ALTER COLUMN note DROP DEFAULT, ADD CONSTRAINT pos CHECK (bal >= 0) NOT VALID;
ALTER TABLE acct VALIDATE CONSTRAINT pos;
-- @error 23514
UPDATE acct SET bal = -1 WHERE id = 2;
SELECT * FROM acct ORDER BY id;
-- ctid in more places
UPDATE acct SET bal = bal + 1 WHERE ctid = ANY (ARRAY(SELECT a.ctid FROM acct a JOIN tx ON tx.acct_id = a.id WHERE tx.amt > 6));
DELETE FROM tx WHERE ctid IN (SELECT t.ctid FROM tx t LEFT JOIN acct a ON a.id = t.acct_id WHERE a.bal > 29);
WITH dead AS (SELECT ctid FROM tx WHERE amt < 0 FOR UPDATE) DELETE FROM tx WHERE ctid IN (SELECT ctid FROM dead) RETURNING id;
SELECT t.id, t.ctid IS NOT NULL, a.ctid = a.ctid FROM tx t JOIN acct a ON a.id = t.acct_id ORDER BY t.id;
SELECT count(DISTINCT (tableoid, ctid)) FROM acct;
SELECT id FROM acct WHERE (tableoid, ctid) = (SELECT tableoid, ctid FROM acct WHERE id = 3);
SELECT max(id) FROM (SELECT DISTINCT ON (ctid) id FROM acct ORDER BY ctid) s;
SELECT array_agg(id ORDER BY id) FROM acct GROUP BY tableoid;
SELECT tableoid::regclass::text || '.' || id FROM acct UNION SELECT tableoid::regclass::text || '.' || id FROM tx ORDER BY 1;
SELECT (SELECT tableoid::regclass FROM tx LIMIT 1), tableoid::regclass FROM acct WHERE id = 1;
SELECT pg_typeof(ctid) FROM acct LIMIT 1;
CREATE VIEW av AS SELECT tableoid::regclass AS src, id, bal FROM acct WHERE bal > 5;
SELECT src, count(*) FROM av GROUP BY src;
UPDATE av SET bal = 99 WHERE id = 1 RETURNING id, bal;
DELETE FROM av WHERE id = 2 RETURNING id;
INSERT INTO av (id, bal) VALUES (9, 90) RETURNING id, bal;
-- @error
INSERT INTO av (id, src) VALUES (10, 'acct');
-- RETURNING through views, aliases, GLOBAL
CREATE UNIQUE INDEX acct_owner ON acct (owner) /*canopy global */;
UPDATE acct AS a SET owner = 'z' || a.id WHERE a.owner IS NULL RETURNING a.id, a.owner, (SELECT count(*) FROM tx WHERE acct_id = a.id) AS n;
UPDATE acct SET owner = owner || '!' RETURNING id, owner, (SELECT max(amt) FROM tx);
DELETE FROM acct WHERE owner = 'z9!' RETURNING *, (SELECT string_agg(id::text, ',' ORDER BY id) FROM tx) AS ids;
INSERT INTO acct (id, owner) VALUES (20, 'new') ON CONFLICT (owner) DO UPDATE SET bal = 1 RETURNING id, owner, bal;
INSERT INTO acct (id, owner) VALUES (21, 'new') ON CONFLICT (owner) DO UPDATE SET (bal, note) = (acct.bal + 5, excluded.id::text) RETURNING id, owner, bal, note;
INSERT INTO acct (id, owner) VALUES (20, 'other'), (22, 'w') ON CONFLICT (id) DO UPDATE SET owner = excluded.owner RETURNING id, owner;
-- @refused a shard key or a GLOBAL key that a query of several columns sets
UPDATE acct SET (owner, bal) = (SELECT 'mc' || count(*), max(amt) FROM tx) WHERE id = 22 RETURNING id, owner;
UPDATE acct SET (bal, note) = (SELECT sum(x.amt), 'from' FROM tx x WHERE x.acct_id = acct.id) FROM tx t WHERE t.acct_id = acct.id AND t.id = 4;
UPDATE acct a SET (bal, note) = (SELECT coalesce(sum(t.amt), 0), count(*)::text FROM tx t WHERE t.acct_id = a.id) RETURNING a.id, a.bal, a.note;
SELECT * FROM acct ORDER BY id;
-- temporary rows in more forms
CREATE TEMP TABLE pick ON COMMIT PRESERVE ROWS AS SELECT id, owner FROM acct WHERE id < 20;
INSERT INTO pick VALUES (100, 'p'), (101, 'q'), (102, NULL) RETURNING *;
INSERT INTO pick SELECT id, owner FROM acct WHERE id >= 20 RETURNING id;
INSERT INTO pick (owner, id) VALUES ((SELECT max(owner) FROM acct), 103), ('lit', (SELECT count(*) FROM tx));
-- @prepared 104, 'x', 105, 'y'
INSERT INTO pick VALUES (?, ?), (?, ?) RETURNING *;
SELECT * FROM pick ORDER BY id, owner;
SELECT a.id, p.owner FROM acct a JOIN pick p ON p.id = a.id ORDER BY a.id;
BEGIN;
CREATE TEMP TABLE gone (a int) ON COMMIT DROP;
INSERT INTO gone VALUES (1), (2), (3);
INSERT INTO gone SELECT id FROM acct;
SELECT count(*) FROM gone;
COMMIT;
-- @error 42P01
SELECT * FROM gone;
CREATE TEMP TABLE pg_temp.named (a int PRIMARY KEY, b text);
INSERT INTO pg_temp.named VALUES (1, 'a'), (2, 'b');
INSERT INTO pg_temp.named SELECT id, owner FROM acct WHERE id > 19 ON CONFLICT (a) DO NOTHING;
UPDATE acct SET note = n.b FROM pg_temp.named n WHERE n.a = acct.id RETURNING acct.id, acct.note;
SELECT * FROM named ORDER BY a;
-- sequences
-- @once
SELECT setval('tx_id_seq', max(id)) FROM tx;
-- @once
SELECT setval('tx_id_seq', (SELECT max(id) FROM tx) + 100) > 50 AS big;
-- @once
SELECT 'at ' || setval('tx_id_seq', 500) AS t, nextval('tx_id_seq');
-- @once
SELECT setval('tx_id_seq', 600, false) = 600, lastval() > 0;
-- @once
INSERT INTO tx (acct_id, amt) VALUES (1, currval('tx_id_seq') / 100.0) RETURNING id;
-- @once
SELECT setval(pg_get_serial_sequence('public.tx', 'id'), 700)::text;
-- @once
SELECT nextval(pg_get_serial_sequence('tx', 'id')) - 700 AS d;
-- @once
SELECT round(setval('tx_id_seq', 800) / 3.0, 2) AS r;
-- @once
SELECT ARRAY[setval('tx_id_seq', 900), nextval('tx_id_seq')];
-- @once
SELECT x.v FROM (VALUES (1)) x(v), LATERAL (SELECT 1) y WHERE x.v = 1;
-- @once
-- @error
SELECT setval('tx_id_seq', 'abc');
-- @once
-- @error
SELECT setval('tx_id_seq', 99999999999);
