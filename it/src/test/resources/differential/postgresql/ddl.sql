-- DDL of PostgreSQL: types, domains, functions, extensions, comments and all the ALTER forms.
CREATE TYPE color AS ENUM ('red', 'green', 'blue');
CREATE DOMAIN short AS VARCHAR(5) CHECK (VALUE <> 'bad');
CREATE TYPE point3 AS (x INT, y INT, z INT);
CREATE TABLE t (
  id BIGINT NOT NULL,
  "Name" VARCHAR(50) COLLATE "C" DEFAULT 'x',
  c color NOT NULL DEFAULT 'green',
  s short,
  p point3,
  amount NUMERIC(12,4) NOT NULL DEFAULT 0 CHECK (amount >= 0),
  twice NUMERIC GENERATED ALWAYS AS (amount * 2) STORED,
  made TIMESTAMPTZ NOT NULL DEFAULT now(),
  tags TEXT[] DEFAULT '{}',
  doc JSONB,
  CONSTRAINT t_pk PRIMARY KEY (id),
  CONSTRAINT t_range CHECK (id > 0)
);
COMMENT ON TABLE t IS 'a table; with ''quotes''';
COMMENT ON COLUMN t."Name" IS 'the name';
SELECT obj_description('t'::regclass), col_description('t'::regclass, 2);
INSERT INTO t (id, "Name", c, s, p, amount, tags) VALUES (1, 'A', 'red', 'ab', '(1,2,3)', 1.5, '{a,b}'), (2, 'b', DEFAULT, NULL, ROW(4, 5, 6), 2, DEFAULT), (3, NULL, 'blue', 'x', NULL, 0, NULL);
SELECT id, "Name", c, s, p, (p).x, amount, twice, tags FROM t;
-- @error
INSERT INTO t (id, s) VALUES (4, 'bad');
-- @error
INSERT INTO t (id, c) VALUES (4, 'pink');
-- @error
INSERT INTO t (id, amount) VALUES (4, -1);
-- @error
INSERT INTO t (id) VALUES (-4);
ALTER TYPE color ADD VALUE 'pink' BEFORE 'green';
INSERT INTO t (id, c) VALUES (4, 'pink');
-- @rows ordered
SELECT id, c FROM t ORDER BY c, id;
ALTER TABLE t ADD COLUMN extra INT DEFAULT 5, ADD COLUMN IF NOT EXISTS extra2 TEXT;
ALTER TABLE t ALTER COLUMN extra TYPE BIGINT USING extra * 2;
ALTER TABLE t ALTER COLUMN extra SET NOT NULL, ALTER COLUMN extra DROP DEFAULT;
-- @error
INSERT INTO t (id) VALUES (5);
ALTER TABLE t ALTER extra DROP NOT NULL;
INSERT INTO t (id) VALUES (5);
ALTER TABLE t RENAME COLUMN extra TO more;
ALTER TABLE t RENAME CONSTRAINT t_range TO t_positive;
ALTER TABLE t DROP CONSTRAINT t_positive;
ALTER TABLE t ADD CONSTRAINT t_more CHECK (more <> 7) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT t_more;
ALTER TABLE t DROP COLUMN extra2, DROP COLUMN IF EXISTS nope;
SELECT id, more FROM t;
-- @error
UPDATE t SET more = 7 WHERE id = 1;
CREATE INDEX ON t (more);
CREATE INDEX IF NOT EXISTS t_name ON t USING btree (lower("Name") DESC NULLS LAST) WHERE amount > 0;
CREATE INDEX t_tags ON t USING gin (tags);
CREATE UNIQUE INDEX t_u ON t (id, c) INCLUDE (more);
CREATE INDEX t_brin ON t USING brin (made);
SELECT indexname FROM pg_indexes WHERE tablename = 't' AND schemaname = 'public';
SELECT id FROM t WHERE tags @> '{a}';
REINDEX TABLE t;
DROP INDEX t_name;
DROP INDEX IF EXISTS t_name, t_tags;
ALTER INDEX t_u RENAME TO t_uu;
ALTER TABLE t SET (fillfactor = 80);
ALTER TABLE t ALTER COLUMN "Name" SET STATISTICS 50;
ALTER TABLE t ALTER COLUMN doc SET STORAGE EXTERNAL;
ALTER TABLE IF EXISTS nowhere ADD COLUMN x INT;
ALTER TABLE t RENAME TO t2;
SELECT COUNT(*) FROM t2;
ALTER TABLE t2 RENAME TO t;
CREATE TABLE t3 (LIKE t INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (id));
INSERT INTO t3 (id, "Name") VALUES (1, 'like'), (2, 'like');
SELECT id, "Name", c FROM t3 WHERE id = 2;
CREATE UNLOGGED TABLE ul (id INT PRIMARY KEY);
INSERT INTO ul VALUES (1), (2);
SELECT * FROM ul;
DROP TABLE ul, t3;
CREATE TABLE "Odd ""name" ("the key" INT PRIMARY KEY, "select" INT, "ünï" INT);
INSERT INTO "Odd ""name" VALUES (1, 2, 3), (2, 3, 4);
SELECT "the key", "select", "ünï" FROM "Odd ""name" WHERE "the key" = 2;
SELECT "Odd ""name"."select" FROM "Odd ""name";
SELECT * FROM public."Odd ""name" o WHERE o."the key" IN (1, 2);
ALTER TABLE "Odd ""name" RENAME COLUMN "select" TO "from";
SELECT "from" FROM "Odd ""name" WHERE "the key" = 1;
DROP TABLE "Odd ""name";
CREATE FUNCTION twice(x INT) RETURNS INT LANGUAGE sql IMMUTABLE AS $$ SELECT x * 2 $$;
SELECT twice(4), id, twice(id::int) FROM t;
SELECT id FROM t WHERE twice(id::int) = 4;
SELECT id FROM t WHERE id = twice(1);
CREATE OR REPLACE FUNCTION twice(x INT) RETURNS INT LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN x * 2;
END;
$$;
SELECT twice(5);
DO $$ BEGIN PERFORM 1; END $$;
CREATE PROCEDURE nothing() LANGUAGE sql AS $$ SELECT 1 $$;
CALL nothing();
DROP PROCEDURE nothing;
DROP FUNCTION twice(INT);
-- @error
SELECT twice(4);
CREATE EXTENSION IF NOT EXISTS plpgsql;
CREATE VIEW v AS SELECT id, "Name" FROM t WHERE id < 4;
SELECT * FROM v WHERE id = 2;
COMMENT ON VIEW v IS 'view';
CREATE OR REPLACE VIEW v AS SELECT id, "Name", c FROM t WHERE id < 3;
SELECT * FROM v;
ALTER VIEW v RENAME TO w;
SELECT COUNT(*) FROM w;
-- @error
DROP TABLE t;
DROP VIEW w;
CREATE TABLE child (id BIGINT PRIMARY KEY REFERENCES t (id) ON DELETE CASCADE, v INT);
INSERT INTO child VALUES (1, 1), (2, 2);
-- @error
INSERT INTO child VALUES (99, 1);
DELETE FROM t WHERE id = 2;
SELECT * FROM child;
DROP TABLE t CASCADE;
SELECT * FROM child;
DROP TYPE color, point3;
DROP DOMAIN short;
-- @error
CREATE TABLE bad (c color);
-- @error
DROP TYPE color;
-- @refused CREATE SCHEMA
CREATE SCHEMA sales;
CREATE TABLE from_select AS SELECT id FROM child;
-- @refused 42000 shard key
CREATE TABLE bad (id INT PRIMARY KEY, v INT UNIQUE);
-- @refused 42000 shard key
ALTER TABLE child ADD UNIQUE (v);
-- @refused 42000 primary key
CREATE TABLE bad (id INT, v INT) /*canopy reference */;
-- @error
CREATE TABLE bad (id INT PRIMARY KEY, PRIMARY KEY (id));
-- @error
ALTER TABLE child ADD COLUMN id INT;
-- @error
DROP INDEX nope;
-- @error
ALTER TABLE child ALTER COLUMN nope SET NOT NULL;
-- @error
COMMENT ON TABLE nowhere IS 'x';
SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'public';
SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'child';
SELECT relname, relkind FROM pg_class WHERE oid = 'child'::regclass;
SELECT 'child'::regclass::text, to_regclass('nowhere');
SELECT conname, contype FROM pg_constraint WHERE conrelid = 'child'::regclass;
SELECT format_type(atttypid, atttypmod), attname FROM pg_attribute WHERE attrelid = 'child'::regclass AND attnum > 0;
-- DDL inside a transaction
BEGIN;
-- @may refuse
-- @once
CREATE TABLE in_tx (id INT PRIMARY KEY);
ROLLBACK;
-- @error
SELECT * FROM in_tx;
SELECT * FROM child;
