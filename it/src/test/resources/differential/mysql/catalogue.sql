-- What tools ask of the catalogue. Partitions are nowhere to be seen in it.
CREATE TABLE c_one (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(8,2) DEFAULT 1.5, KEY by_name (name));
CREATE TABLE c_two (id INT PRIMARY KEY, a INT CHECK (a > 0), b INT GENERATED ALWAYS AS (a + 1) STORED);
CREATE VIEW c_view AS SELECT id, name FROM c_one;
-- @rows ordered
SELECT table_name, table_type, engine FROM information_schema.tables WHERE table_name LIKE 'c\_%' ORDER BY table_name;
SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'c_one';
SELECT tables.table_name FROM information_schema.tables WHERE tables.table_name = 'c_one';
SELECT information_schema.tables.table_name FROM information_schema.tables WHERE information_schema.tables.table_name = 'c_one';
SELECT t.table_name, c.column_name, c.ordinal_position, c.column_type, c.is_nullable, c.column_default, c.extra FROM information_schema.tables AS t JOIN information_schema.columns c ON c.table_schema = t.table_schema AND c.table_name = t.table_name WHERE t.table_name IN ('c_one', 'c_two');
SELECT s.index_name, s.seq_in_index, s.column_name, s.non_unique FROM information_schema.statistics s WHERE s.table_name = 'c_one';
SELECT constraint_name, constraint_type FROM information_schema.table_constraints WHERE table_name IN ('c_one', 'c_two');
SELECT column_name, ordinal_position FROM information_schema.key_column_usage WHERE table_name = 'c_one';
SELECT check_clause FROM information_schema.check_constraints WHERE check_clause LIKE '%`a`%';
SELECT table_name FROM information_schema.views WHERE table_name = 'c_view';
SELECT COUNT(*) FROM (SELECT * FROM information_schema.columns WHERE table_name = 'c_one') x;
SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name LIKE 'd\_mysql\_catalogue\_%';
SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = DATABASE();
SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'canopy';
SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = 'c_one');
-- @prepared 'c_one'
SELECT table_name FROM information_schema.tables WHERE table_schema = SCHEMA() AND table_name = ?;
SELECT c_two.id, t.table_name FROM c_two LEFT JOIN information_schema.tables t ON t.table_name = 'c_two';
SHOW DATABASES LIKE 'd\_mysql\_catalogue\_%';
SHOW TABLES LIKE 'c\_%';
-- what a pool or a tool sets with parameters
-- @prepared 0, 1
SET foreign_key_checks = ?, sql_safe_updates = ?;
-- @once
SELECT @@foreign_key_checks, @@sql_safe_updates;
-- @prepared 1, 0
SET foreign_key_checks = ?, sql_safe_updates = ?;
-- @prepared 'it''s', 7
SET @tool = ?, @number = ? + 1;
-- @once
SELECT @tool, @number;
