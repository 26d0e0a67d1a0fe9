-- A table whose only key takes NULL has no key by which a row is found again that moves; PostgreSQL has addresses.
CREATE TABLE n1 (a INT, b VARCHAR(10), UNIQUE (a));
INSERT INTO n1 VALUES (NULL, 'a'), (1, 'b'), (2, 'c');
-- @refused no primary key
UPDATE n1 SET a = 7 WHERE b = 'b';
UPDATE n1 SET b = 'd' WHERE a = 1;
SELECT a, b FROM n1 ORDER BY b;
