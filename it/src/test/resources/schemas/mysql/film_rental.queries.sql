-- @rows ordered
SELECT f.title, l.name FROM film f JOIN language l USING (language_id) ORDER BY f.title;
SELECT * FROM customer_list WHERE SID = 1;
-- @rows ordered
SELECT c.last_name, COUNT(*) AS rentals, SUM(fee(DATEDIFF(r.return_date, r.rental_date))) AS fees
FROM rental r JOIN customer c ON c.customer_id = r.customer_id GROUP BY c.customer_id, c.last_name ORDER BY rentals DESC, c.last_name;
SELECT f.title FROM film f WHERE NOT EXISTS (SELECT 1 FROM inventory i JOIN rental r USING (inventory_id) WHERE i.film_id = f.film_id AND r.return_date IS NULL);
SELECT a.last_name, GROUP_CONCAT(f.title ORDER BY f.title SEPARATOR '; ') FROM actor a JOIN film_actor fa USING (actor_id) JOIN film f USING (film_id) GROUP BY a.actor_id, a.last_name;
SELECT film_id FROM film_text WHERE title LIKE '%OWL%';
SELECT rating, COUNT(*), AVG(length) FROM film GROUP BY rating;
SELECT title FROM film WHERE FIND_IN_SET('Trailers', special_features);
SELECT ST_AsText(location) FROM address WHERE address_id = 2;
SELECT YEAR(rental_date) AS y, MONTH(rental_date) AS m, COUNT(DISTINCT customer_id) FROM rental GROUP BY y, m;
INSERT INTO film (film_id, title, language_id) VALUES (9, 'NEW NEWT', 1);
SELECT * FROM film_text WHERE film_id = 9;
INSERT INTO customer (customer_id, store_id, first_name, last_name, address_id, create_date) VALUES (9, 1, 'zoe', 'Q', 1, '2024-01-01');
SELECT first_name FROM customer WHERE customer_id = 9;
-- @error
INSERT INTO rental VALUES (20, '2024-05-24 22:53:30', 1, 1, NULL);
UPDATE rental SET return_date = '2024-07-01' WHERE return_date IS NULL;
SELECT COUNT(*) FROM rental WHERE return_date = '2024-07-01';
DELETE FROM film_actor WHERE film_id = 2;
SELECT COUNT(*) FROM film_actor;
