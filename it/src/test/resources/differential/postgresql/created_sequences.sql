-- A column that owns a sequence that was created by itself, as pg_dump writes serial columns.
CREATE TABLE public.tx (id integer NOT NULL, v int);
CREATE SEQUENCE public.tx_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE public.tx_id_seq OWNED BY public.tx.id;
ALTER TABLE ONLY public.tx ALTER COLUMN id SET DEFAULT nextval('public.tx_id_seq'::regclass);
ALTER TABLE ONLY public.tx ADD CONSTRAINT tx_pkey PRIMARY KEY (id);
-- @once
INSERT INTO tx (v) VALUES (1), (2) RETURNING id;
-- @once
SELECT nextval('tx_id_seq');
-- @once
SELECT setval('public.tx_id_seq', 100, true);
-- @once
INSERT INTO tx (v) VALUES (3) RETURNING id;
SELECT currval('tx_id_seq'), lastval();
-- @once
SELECT setval('public.tx_id_seq', 200, true);
-- @once
INSERT INTO tx (v) VALUES (4) RETURNING id;
-- @once
INSERT INTO tx (id, v) VALUES (500, 5), (DEFAULT, 6) RETURNING id;
-- @once
SELECT nextval('tx_id_seq'), nextval(pg_get_serial_sequence('tx', 'id'));
-- @once
INSERT INTO tx (v) SELECT v + 10 FROM tx WHERE v < 3;
SELECT count(*), count(DISTINCT id) FROM tx;
SELECT lastval() = currval('tx_id_seq');
-- @once
SELECT setval('tx_id_seq', max(id)) FROM tx;
-- @once
INSERT INTO tx (v) VALUES (7) RETURNING id;
TRUNCATE tx RESTART IDENTITY;
-- @once
INSERT INTO tx (v) VALUES (8), (9) RETURNING id;
DROP TABLE tx;
-- @error
SELECT nextval('tx_id_seq');
CREATE SEQUENCE tx_id_seq START 50;
-- @once
SELECT nextval('tx_id_seq');
CREATE TABLE late (id int DEFAULT nextval('tx_id_seq') PRIMARY KEY, v int);
ALTER SEQUENCE tx_id_seq OWNED BY late.id;
ALTER TABLE late ADD COLUMN w int;
-- @once
INSERT INTO late (v) VALUES (1), (2) RETURNING id;
-- @once
SELECT nextval('tx_id_seq');
