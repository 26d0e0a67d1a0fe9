SELECT o.order_id, SUM(d.unit_price * d.quantity) FROM orders o JOIN order_details d USING (order_id) GROUP BY o.order_id;
-- @rows ordered
SELECT c.category_name, p.product_name, COUNT(*) FROM categories c JOIN products p USING (category_id) JOIN order_details d USING (product_id) GROUP BY c.category_name, p.product_name ORDER BY 1, 2;
SELECT c.company_name FROM customers c LEFT JOIN orders o ON o.customer_id = c.customer_id AND extract(year FROM o.order_date) = 1996 WHERE o.order_id IS NULL;
SELECT category_name, encode(picture, 'hex') FROM categories;
SELECT country FROM customers UNION SELECT city FROM customers;
SELECT COUNT(*) FROM customer_demographics;
-- @error
INSERT INTO orders VALUES (10248, 'BERGS', '1998-01-01', 1);
-- @rows ordered
SELECT order_id, row_number() OVER (PARTITION BY customer_id ORDER BY order_date) FROM orders ORDER BY order_id;
UPDATE order_details SET discount = 0.1 WHERE product_id IN (SELECT product_id FROM products WHERE discontinued = 1);
SELECT ROUND(CAST(SUM(discount) AS numeric), 2) FROM order_details;
