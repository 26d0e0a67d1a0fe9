SELECT pg_catalog.set_config('search_path', 'public', false);
-- @rows ordered
SELECT f.title, l.name FROM film f JOIN language l USING (language_id) ORDER BY f.title;
SELECT name, city FROM customer_list WHERE sid = 1;
-- @rows ordered
SELECT c.last_name, count(*) AS rentals, sum(fee(extract(day FROM r.return_date - r.rental_date)::int)) AS fees
FROM rental r JOIN customer c ON c.customer_id = r.customer_id GROUP BY c.customer_id, c.last_name ORDER BY rentals DESC, c.last_name;
SELECT f.title FROM film f WHERE NOT EXISTS (SELECT 1 FROM rental r WHERE r.film_id = f.film_id AND r.return_date IS NULL);
SELECT a.last_name, string_agg(f.title, '; ' ORDER BY f.title) FROM actor a JOIN film_actor fa USING (actor_id) JOIN film f USING (film_id) GROUP BY a.actor_id, a.last_name;
SELECT last_name, length(group_concat(title)) FROM actor JOIN film_actor USING (actor_id) JOIN film USING (film_id) GROUP BY last_name;
SELECT title FROM film WHERE fulltext @@ to_tsquery('english', 'owl');
SELECT CAST(rating AS text), count(*), avg(length) FROM film GROUP BY rating;
SELECT title FROM film WHERE 'Trailers' = ANY (special_features);
SELECT title, f FROM film, unnest(special_features) AS f;
SELECT * FROM rental_by_film;
SELECT count(*), sum(amount) FROM payment;
SELECT customer_id, sum(amount) FROM payment WHERE payment_date >= '2024-02-01' GROUP BY customer_id;
INSERT INTO payment VALUES (6, 4, 1.00, '2024-02-10');
SELECT count(*) FROM payment_p2024_02;
INSERT INTO actor (first_name, last_name) VALUES ('New', 'One');
SELECT actor_id > 4 FROM actor WHERE last_name = 'One';
INSERT INTO film (title, language_id) VALUES ('NEW NEWT', 1);
SELECT film_id > 5 FROM film WHERE title = 'NEW NEWT';
INSERT INTO customer (customer_id, store_id, first_name, last_name, address_id) VALUES (9, 1, 'zoe', 'Q', 1);
SELECT first_name FROM customer WHERE customer_id = 9;
-- @error
INSERT INTO customer (customer_id, store_id, first_name, last_name, address_id) VALUES (9, 1, 'zoe', 'Q', 1);
-- @error
INSERT INTO rental VALUES (20, '2024-05-24 22:53:30', 1, 1, NULL);
-- @error
INSERT INTO film (title, language_id, release_year) VALUES ('OLD', 1, 1066);
UPDATE rental SET return_date = '2024-07-01' WHERE return_date IS NULL;
REFRESH MATERIALIZED VIEW rental_by_film;
SELECT title, rentals FROM rental_by_film WHERE rentals > 1;
DELETE FROM film_actor WHERE film_id = 2;
SELECT count(*) FROM film_actor;
