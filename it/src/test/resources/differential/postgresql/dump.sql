-- What pg_dump writes in its text form, less COPY.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
-- @rows none
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA IF NOT EXISTS public;
COMMENT ON SCHEMA public IS 'standard public schema';
CREATE TYPE public.mood AS ENUM (
    'happy',
    'sad'
);
ALTER TYPE public.mood OWNER TO CURRENT_USER;
CREATE DOMAIN public.year AS integer
	CONSTRAINT year_check CHECK (((VALUE >= 1901) AND (VALUE <= 2155)));
ALTER DOMAIN public.year OWNER TO CURRENT_USER;
CREATE FUNCTION public._group_concat(text, text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
SELECT CASE
  WHEN $2 IS NULL THEN $1
  WHEN $1 IS NULL THEN $2
  ELSE $1 || ', ' || $2
END
$_$;
ALTER FUNCTION public._group_concat(text, text) OWNER TO CURRENT_USER;
CREATE FUNCTION public.last_updated() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.last_update = '2026-01-01';
    RETURN NEW;
END $$;
ALTER FUNCTION public.last_updated() OWNER TO CURRENT_USER;
CREATE AGGREGATE public.group_concat(text) (
    SFUNC = public._group_concat,
    STYPE = text
);
ALTER AGGREGATE public.group_concat(text) OWNER TO CURRENT_USER;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE SEQUENCE public.actor_actor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.actor_actor_id_seq OWNER TO CURRENT_USER;
CREATE TABLE public.actor (
    actor_id integer DEFAULT nextval('public.actor_actor_id_seq'::regclass) NOT NULL,
    first_name text NOT NULL,
    born public.year,
    mood public.mood DEFAULT 'happy'::public.mood,
    last_update date DEFAULT '2020-01-01' NOT NULL,
    film_id integer,
    CONSTRAINT named CHECK ((first_name <> ''::text))
);
ALTER TABLE public.actor OWNER TO CURRENT_USER;
CREATE TABLE public.film (
    film_id integer NOT NULL,
    title text NOT NULL
);
ALTER TABLE public.film OWNER TO CURRENT_USER;
ALTER TABLE ONLY public.film ALTER COLUMN title SET STATISTICS 200;
COMMENT ON TABLE public.actor IS 'who plays';
COMMENT ON COLUMN public.actor.born IS 'the year';
CREATE VIEW public.actor_info AS
 SELECT a.actor_id,
    a.first_name
   FROM public.actor a;
ALTER VIEW public.actor_info OWNER TO CURRENT_USER;
ALTER TABLE public.actor_info OWNER TO CURRENT_USER;
CREATE MATERIALIZED VIEW public.moods AS
 SELECT actor.mood,
    count(*) AS n
   FROM public.actor
  GROUP BY actor.mood
  WITH NO DATA;
ALTER MATERIALIZED VIEW public.moods OWNER TO CURRENT_USER;
INSERT INTO public.film VALUES (1, 'one'), (2, 'two');
INSERT INTO public.actor (actor_id, first_name, born, film_id) VALUES (1, 'PENELOPE', 1950, 1), (2, 'NICK', 1960, 2), (3, 'ED', NULL, NULL);
-- @rows none
SELECT pg_catalog.setval('public.actor_actor_id_seq', 200, true);
CREATE INDEX idx_actor_first_name ON public.actor USING btree (first_name);
CREATE TRIGGER last_updated BEFORE UPDATE ON public.actor FOR EACH ROW EXECUTE FUNCTION public.last_updated();
ALTER TABLE public.actor CLUSTER ON idx_actor_first_name;
ALTER TABLE public.actor REPLICA IDENTITY FULL;
REFRESH MATERIALIZED VIEW public.moods;
-- @refused 0AX00 leaves
GRANT USAGE ON SCHEMA public TO CURRENT_USER;
SELECT * FROM public.moods;
UPDATE public.actor SET mood = 'sad' WHERE actor_id = 2;
SELECT actor_id, first_name, mood, last_update FROM public.actor ORDER BY 1;
SELECT public.group_concat(first_name ORDER BY first_name) FROM public.actor_info;
SELECT count(*) FROM public.actor WHERE public._group_concat(first_name, 'x') = 'ED, x';
ALTER INDEX public.idx_actor_first_name OWNER TO CURRENT_USER;
ALTER SEQUENCE public.actor_actor_id_seq OWNED BY public.actor.actor_id;
-- @refused 0AX00 schema
CREATE SCHEMA other;
SET search_path TO public;
CREATE SEQUENCE film_number OWNED BY film.film_id;
ALTER TABLE film ALTER film_id SET DEFAULT nextval('film_number');
INSERT INTO film (title) VALUES ('three');
SELECT film_id > 0, title FROM film WHERE title = 'three';
DROP VIEW actor_info;
ALTER TABLE actor DROP COLUMN actor_id;
-- @error
SELECT nextval('actor_actor_id_seq');
DROP MATERIALIZED VIEW moods;
DROP TABLE film, actor;
DROP AGGREGATE group_concat(text);
DROP FUNCTION last_updated(), _group_concat(text, text);
DROP TYPE mood;
DROP DOMAIN year;
