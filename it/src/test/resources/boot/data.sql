INSERT INTO sale VALUES (1, 1, 10), (2, 1, 15), (3, 2, 5);
