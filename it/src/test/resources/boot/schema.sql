-- Beside the entities' tables, which Hibernate makes.
CREATE TABLE sale (id INT PRIMARY KEY, customer_id INT NOT NULL, price INT NOT NULL);
CREATE INDEX sale_customer ON sale (customer_id);
CREATE TABLE journal_entry (id INT PRIMARY KEY, body VARCHAR(100) NOT NULL);
