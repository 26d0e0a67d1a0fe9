-- A trading firm: tables without keys, rows, then keys by ALTER TABLE ONLY; bytea, real, and a table without any row.
SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SET client_min_messages = warning;
SET default_tablespace = '';

DROP TABLE IF EXISTS customer_demographics;
DROP TABLE IF EXISTS order_details;
DROP TABLE IF EXISTS orders;

CREATE TABLE categories (
    category_id smallint NOT NULL,
    category_name character varying(15) NOT NULL,
    description text,
    picture bytea
);

CREATE TABLE customer_demographics (
    customer_type_id character varying(5) NOT NULL,
    customer_desc text
);

CREATE TABLE customers (
    customer_id character varying(5) NOT NULL,
    company_name character varying(40) NOT NULL,
    city character varying(15),
    country character varying(15)
);

CREATE TABLE products (
    product_id smallint NOT NULL,
    product_name character varying(40) NOT NULL,
    category_id smallint,
    unit_price real,
    discontinued integer NOT NULL
);

CREATE TABLE orders (
    order_id smallint NOT NULL,
    customer_id character varying(5),
    order_date date,
    freight real
);

CREATE TABLE order_details (
    order_id smallint NOT NULL,
    product_id smallint NOT NULL,
    unit_price real NOT NULL,
    quantity smallint NOT NULL,
    discount real NOT NULL
);

INSERT INTO categories VALUES (1, 'Drinks', 'Soft drinks, coffees', '\x151c2f00');
INSERT INTO categories VALUES (2, 'Sauces', 'Sweet and savoury', '\x');
INSERT INTO customers VALUES ('ALFKI', 'Alfred', 'Berlin', 'Germany');
INSERT INTO customers VALUES ('ANATR', 'Ana', 'México D.F.', 'Mexico');
INSERT INTO customers VALUES ('BERGS', 'Berg', 'Luleå', 'Sweden');
INSERT INTO products VALUES (1, 'Chai', 1, 18, 0);
INSERT INTO products VALUES (2, 'Chang', 1, 19, 0);
INSERT INTO products VALUES (3, 'Syrup', 2, 10, 1);
INSERT INTO products VALUES (4, 'Gumbo', 2, 21.35, 1);
INSERT INTO orders VALUES (10248, 'ALFKI', '1996-07-04', 32.3800011);
INSERT INTO orders VALUES (10249, 'ANATR', '1996-07-05', 11.6099997);
INSERT INTO orders VALUES (10250, 'ALFKI', '1997-01-08', 65.8300018);
INSERT INTO orders VALUES (10251, 'BERGS', '1997-02-08', 41.3400002);
INSERT INTO order_details VALUES (10248, 1, 14, 12, 0);
INSERT INTO order_details VALUES (10248, 3, 9.80000019, 10, 0);
INSERT INTO order_details VALUES (10249, 2, 18.6000004, 9, 0.25);
INSERT INTO order_details VALUES (10250, 4, 42.4000015, 40, 0);
INSERT INTO order_details VALUES (10250, 1, 7.69999981, 10, 0.5);
INSERT INTO order_details VALUES (10251, 2, 16.7999992, 6, 0);

ALTER TABLE ONLY categories
    ADD CONSTRAINT pk_categories PRIMARY KEY (category_id);

ALTER TABLE ONLY customer_demographics
    ADD CONSTRAINT pk_customer_demographics PRIMARY KEY (customer_type_id);

ALTER TABLE ONLY customers
    ADD CONSTRAINT pk_customers PRIMARY KEY (customer_id);

ALTER TABLE ONLY products
    ADD CONSTRAINT pk_products PRIMARY KEY (product_id);

ALTER TABLE ONLY orders
    ADD CONSTRAINT pk_orders PRIMARY KEY (order_id);

ALTER TABLE ONLY order_details
    ADD CONSTRAINT pk_order_details PRIMARY KEY (order_id, product_id);

ALTER TABLE ONLY orders
    ADD CONSTRAINT fk_orders_customers FOREIGN KEY (customer_id) REFERENCES customers;

ALTER TABLE ONLY order_details
    ADD CONSTRAINT fk_order_details_products FOREIGN KEY (product_id) REFERENCES products;

ALTER TABLE ONLY order_details
    ADD CONSTRAINT fk_order_details_orders FOREIGN KEY (order_id) REFERENCES orders;

ALTER TABLE ONLY products
    ADD CONSTRAINT fk_products_categories FOREIGN KEY (category_id) REFERENCES categories;
