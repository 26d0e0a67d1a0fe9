-- ON CONFLICT where a row of another partition may be the duplicate.
CREATE TABLE account (id INT NOT NULL PRIMARY KEY, email VARCHAR(20), code INT NOT NULL, n INT NOT NULL DEFAULT 0, CONSTRAINT by_email UNIQUE (email) /*canopy global */, CONSTRAINT by_code UNIQUE (code) /*canopy global */);
INSERT INTO account VALUES (1, 'a@x', 1, 0), (2, 'b@x', 2, 0), (3, NULL, 3, 0), (4, 'd@x', 4, 0), (5, 'e@x', 5, 0);
-- DO NOTHING
INSERT INTO account VALUES (1, 'z@x', 90, 1) ON CONFLICT DO NOTHING;
INSERT INTO account VALUES (90, 'a@x', 90, 1) ON CONFLICT DO NOTHING RETURNING *;
INSERT INTO account VALUES (90, 'z@x', 5, 1) ON CONFLICT (code) DO NOTHING;
-- @error
INSERT INTO account VALUES (90, 'z@x', 5, 1) ON CONFLICT (email) DO NOTHING;
-- @error
INSERT INTO account VALUES (1, 'z@x', 90, 1) ON CONFLICT (email) DO NOTHING;
-- @error
INSERT INTO account VALUES (90, 'a@x', 90, 1) ON CONFLICT (id) DO NOTHING;
INSERT INTO account VALUES (1, 'a@x', 90, 1) ON CONFLICT (id) DO NOTHING;
INSERT INTO account VALUES (1, 'a@x', 90, 1) ON CONFLICT ON CONSTRAINT by_email DO NOTHING;
INSERT INTO account VALUES (2, 'a@x', 5, 1) ON CONFLICT DO NOTHING;
INSERT INTO account VALUES (6, 'f@x', 6, 1), (6, 'g@x', 7, 1), (7, 'f@x', 7, 1), (8, 'h@x', 6, 1), (9, NULL, 9, 1), (10, NULL, 10, 1), (11, 'a@x', 11, 1), (12, 'l@x', 12, 1) ON CONFLICT DO NOTHING RETURNING id, email;
SELECT * FROM account;
INSERT INTO account VALUES (90, 'z@x', 90, 2);
DELETE FROM account WHERE id = 90;
INSERT INTO account VALUES (7, 'g@x', 7, 2), (8, 'h@x', 8, 2), (11, 'k@x', 11, 2);
INSERT INTO account SELECT id + 30, email, code + 30, n FROM account WHERE id < 10 ON CONFLICT DO NOTHING;
INSERT INTO account SELECT id + 30, 'i' || email, code + 30, n FROM account WHERE id < 10 ON CONFLICT DO NOTHING RETURNING id;
-- @error
INSERT INTO account VALUES (60, 'x60', NULL, 1) ON CONFLICT DO NOTHING;
-- @error 42P10
INSERT INTO account VALUES (60, 'x60', 60, 1) ON CONFLICT (n) DO NOTHING;
-- @error 42704
INSERT INTO account VALUES (60, 'x60', 60, 1) ON CONFLICT ON CONSTRAINT nobody DO NOTHING;
SELECT * FROM account;
-- @prepared 50, 'a@x', 50
-- @prepared 50, 'fifty', 50
-- @prepared 51, 'fifty', 51
INSERT INTO account (id, email, code) VALUES (?, ?, ?) ON CONFLICT DO NOTHING;
-- @prepared 52, 'x52', 52, 53, 'x52', 53
INSERT INTO account (id, email, code) VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT DO NOTHING;
SELECT * FROM account WHERE id >= 50;
DELETE FROM account WHERE id > 5;
-- DO UPDATE
INSERT INTO account VALUES (1, 'z@x', 91, 1) ON CONFLICT (id) DO UPDATE SET n = account.n + 10;
INSERT INTO account VALUES (91, 'a@x', 91, 1) ON CONFLICT (email) DO UPDATE SET n = account.n + EXCLUDED.n + 10 RETURNING *;
INSERT INTO account AS t VALUES (91, 'z@x', 5, 1) ON CONFLICT (code) DO UPDATE SET n = t.n + 10 RETURNING t.id, n;
-- @error
INSERT INTO account VALUES (91, 'z@x', 5, 1) ON CONFLICT (email) DO UPDATE SET n = 1;
-- @error
INSERT INTO account VALUES (2, 'z@x', 92, 1) ON CONFLICT (email) DO UPDATE SET n = 1;
INSERT INTO account VALUES (2, 'a@x', 5, 1) ON CONFLICT (email) DO UPDATE SET n = account.n + 100;
INSERT INTO account VALUES (91, 'a@x', 91, 1) ON CONFLICT ON CONSTRAINT by_email DO UPDATE SET n = account.n WHERE account.n < 5;
INSERT INTO account VALUES (92, 'i@x', 92, 1) ON CONFLICT (email) DO UPDATE SET n = 7;
SELECT * FROM account;
INSERT INTO account VALUES (93, 'a@x', 93, 5) ON CONFLICT (email) DO UPDATE SET (n, email) = (account.n + EXCLUDED.n, 'new' || EXCLUDED.id);
INSERT INTO account VALUES (94, 'new93', 94, 1) ON CONFLICT (email) DO UPDATE SET code = EXCLUDED.code RETURNING *;
INSERT INTO account VALUES (94, 'new93', 95, 1) ON CONFLICT (email) DO UPDATE SET email = NULL;
SELECT * FROM account WHERE code = 94;
SELECT * FROM account WHERE email = 'a@x';
-- @error
INSERT INTO account VALUES (2, 'zz', 96, 1) ON CONFLICT (id) DO UPDATE SET email = 'd@x';
-- @error
INSERT INTO account VALUES (96, 'b@x', 96, 1) ON CONFLICT (email) DO UPDATE SET code = 3;
INSERT INTO account VALUES (2, 'zz', 96, 1) ON CONFLICT (id) DO UPDATE SET email = 'b@x', code = DEFAULT WHERE false;
INSERT INTO account VALUES (6, 'f@x', 6, 1), (9, NULL, 9, 5), (10, NULL, 10, 6), (11, 'b@x', 11, 7), (12, 'd@x', 12, 8) ON CONFLICT (email) DO UPDATE SET n = account.n + 100 + EXCLUDED.n RETURNING id, n;
-- @error 21000
INSERT INTO account VALUES (70, 'f70', 70, 1), (71, 'f70', 71, 1) ON CONFLICT (email) DO UPDATE SET n = 9;
-- @error 21000
INSERT INTO account VALUES (70, 'f@x', 70, 1), (71, 'f@x', 71, 1) ON CONFLICT (email) DO UPDATE SET n = 9;
SELECT * FROM account;
INSERT INTO account SELECT id + 200, email, code + 200, 3 FROM account WHERE id < 7 ON CONFLICT (email) DO UPDATE SET n = 5 RETURNING id, n;
INSERT INTO account (id, code) SELECT id, code + 300 FROM account WHERE id < 7 ON CONFLICT (id) DO UPDATE SET code = account.code + 500;
SELECT * FROM account;
-- @prepared 110, 'd@x', 110, 6
-- @prepared 111, 'p111', 111, 7
-- @prepared 112, 'p111', 112, 7
INSERT INTO account VALUES (?, ?, ?, ?) ON CONFLICT (email) DO UPDATE SET n = account.n + EXCLUDED.n;
SELECT * FROM account;
-- in a transaction
BEGIN;
INSERT INTO account VALUES (801, 'd@x', 801, 1), (802, 'u', 802, 1) ON CONFLICT (email) DO UPDATE SET n = account.n + 40, email = 't' || account.id;
INSERT INTO account VALUES (803, 't4', 803, 3), (804, 'u', 804, 3), (805, 't8', 802, 3), (806, 't9', 806, 3) ON CONFLICT DO NOTHING;
SELECT * FROM account;
SAVEPOINT s;
-- @error
INSERT INTO account VALUES (807, 't10', 802, 3) ON CONFLICT (email) DO NOTHING;
ROLLBACK TO SAVEPOINT s;
SELECT * FROM account;
ROLLBACK;
SELECT * FROM account;
INSERT INTO account VALUES (806, 't9', 806, 3), (803, 't6', 803, 3);
-- a WITH that writes
-- @once
WITH one AS (INSERT INTO account VALUES (900, 't9', 900, 3) ON CONFLICT (email) DO UPDATE SET n = 900 RETURNING id, n) SELECT * FROM one;
-- @once
WITH one AS (SELECT 901 AS id, 't9' AS email) INSERT INTO account SELECT id, email, 901, 1 FROM one ON CONFLICT (email) DO UPDATE SET n = 901;
SELECT * FROM account;
-- numbers that the table gives
CREATE TABLE numbered (id SERIAL PRIMARY KEY, login VARCHAR(20) NOT NULL UNIQUE /*canopy global */, n INT DEFAULT 1);
INSERT INTO numbered (login) VALUES ('a'), ('b');
-- @keys
INSERT INTO numbered (login) VALUES ('c') ON CONFLICT DO NOTHING;
-- @keys
INSERT INTO numbered (login) VALUES ('c') ON CONFLICT DO NOTHING;
-- @keys
INSERT INTO numbered (login) VALUES ('d') ON CONFLICT (login) DO UPDATE SET n = numbered.n + 1;
-- @keys
INSERT INTO numbered (login) VALUES ('d') ON CONFLICT (login) DO UPDATE SET n = numbered.n + 1;
-- @keys
INSERT INTO numbered (login) VALUES ('a'), ('e'), ('f') ON CONFLICT (login) DO UPDATE SET n = numbered.n + 1;
SELECT login, n FROM numbered;
-- more types of keys
CREATE TABLE typed (k TEXT PRIMARY KEY, d NUMERIC(6,2) UNIQUE /*canopy global */, u UUID UNIQUE /*canopy global */, b CHAR(5), t DATE, UNIQUE (b, t) /*canopy global */);
INSERT INTO typed VALUES ('a', 1.5, '00000000-0000-0000-0000-00000000000a', 'x', '2020-01-01'), ('b', 2, NULL, 'y', NULL);
INSERT INTO typed VALUES ('c', 1.499, NULL, NULL, NULL) ON CONFLICT (d) DO UPDATE SET d = 3;
INSERT INTO typed VALUES ('c', 1.5, '00000000-0000-0000-0000-00000000000A', NULL, NULL) ON CONFLICT (u) DO UPDATE SET b = 'z', t = '2024-02-29';
INSERT INTO typed VALUES ('d', 9, NULL, 'z    ', '2024-02-29') ON CONFLICT (b, t) DO NOTHING;
-- @refused shard key
INSERT INTO typed VALUES ('c', 1.5) ON CONFLICT (d) DO UPDATE SET (t, k) = (NULL, 'x');
BEGIN;
INSERT INTO typed VALUES ('e', 3.001, NULL, 'ä', '2020-01-01'), ('f', 77, NULL, 'x', '2020-01-01'), ('g', 78, NULL, 'ä', '2020-01-01') ON CONFLICT DO NOTHING;
INSERT INTO typed VALUES ('h', '7e1', NULL, 'h', '2020-01-01') ON CONFLICT (d) DO UPDATE SET d = 1;
INSERT INTO typed VALUES ('i', '70', NULL, 'h', '2020-01-02') ON CONFLICT (d) DO UPDATE SET d = 99, b = 'i';
COMMIT;
INSERT INTO typed VALUES ('j', '70', NULL, 'i', '2020-01-01') ON CONFLICT (b, t) DO UPDATE SET d = NULL;
SELECT * FROM typed;
