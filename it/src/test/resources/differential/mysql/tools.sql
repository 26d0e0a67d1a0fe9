-- What MySQL Workbench, DBeaver, mysqldump, phpMyAdmin, MySQL's JDBC driver, Hibernate, Liquibase and jOOQ ask the catalogue.
CREATE TABLE author (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL, UNIQUE KEY by_name (name)) COMMENT = 'who writes' /*canopy reference */;
CREATE TABLE book (id INT PRIMARY KEY, author_id INT NOT NULL, title VARCHAR(80) COLLATE utf8mb4_bin COMMENT 'on the spine', price DECIMAL(8,2) DEFAULT 1.50 CHECK (price > 0), twice DECIMAL(10,2) GENERATED ALWAYS AS (price * 2) STORED, KEY by_title (title(10), price DESC), CONSTRAINT written_by FOREIGN KEY (author_id) REFERENCES author (id) ON DELETE CASCADE) COMMENT = 'what is read';
CREATE VIEW cheap AS SELECT id, title FROM book WHERE price < 10;

-- the mysql client
SELECT DATABASE() IS NOT NULL;
SHOW TABLES;
DESCRIBE book;
DESC book title;
-- MySQL Workbench
-- @rows count
SHOW SESSION VARIABLES LIKE 'lower_case_table_names';
-- @rows none
SHOW DATABASES;
SHOW SESSION STATUS LIKE 'Ssl_cipher';
SHOW FULL TABLES;
SHOW FULL TABLES WHERE Table_type = 'BASE TABLE';
SHOW FULL COLUMNS FROM book;
SHOW FULL COLUMNS FROM `book` LIKE 'a%';
SHOW INDEXES FROM author;
SHOW CREATE TABLE author;
SHOW CREATE VIEW cheap;
SHOW PROCEDURE STATUS WHERE Db = DATABASE();
SHOW FUNCTION STATUS WHERE Db = DATABASE();
SHOW TRIGGERS;
SHOW EVENTS;
SHOW ENGINES;
SHOW PLUGINS;
SHOW CHARSET LIKE 'utf8mb4';
SHOW COLLATION LIKE 'utf8mb4_bin';
SELECT st.* FROM performance_schema.events_statements_current st JOIN performance_schema.threads thr ON thr.thread_id = st.thread_id WHERE 1 = 0;
-- @rows ordered
SELECT TABLE_NAME AS `Name`, TABLE_TYPE, ENGINE, VERSION, ROW_FORMAT, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME;
-- @rows ordered
SELECT COLUMN_NAME, ORDINAL_POSITION, COLUMN_DEFAULT, IS_NULLABLE, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, CHARACTER_SET_NAME, COLLATION_NAME, COLUMN_TYPE, COLUMN_KEY, EXTRA, COLUMN_COMMENT, GENERATION_EXPRESSION FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'book' ORDER BY ORDINAL_POSITION;

-- DBeaver
SELECT SCHEMA_NAME = DATABASE(), DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE();
SELECT cc.CONSTRAINT_NAME, cc.CHECK_CLAUSE, tc.TABLE_NAME FROM (SELECT CONSTRAINT_NAME, CHECK_CLAUSE FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE() ORDER BY CONSTRAINT_NAME) cc, (SELECT TABLE_NAME, CONSTRAINT_NAME FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'book') tc WHERE cc.CONSTRAINT_NAME = tc.CONSTRAINT_NAME;
SELECT * FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL;
SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE() ORDER BY ROUTINE_NAME;
SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE();
SELECT VIEW_DEFINITION IS NOT NULL, CHECK_OPTION, IS_UPDATABLE, SECURITY_TYPE FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'cheap';
SELECT @@GLOBAL.character_set_server, @@GLOBAL.collation_server;
-- @rows count
SHOW TABLE STATUS LIKE 'book';
SHOW INDEX FROM book;
SHOW WARNINGS;
SELECT COUNT(*) > 0 FROM information_schema.COLLATIONS;
SELECT COUNT(*) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE();

-- mysqldump
SHOW VARIABLES LIKE 'gtid\_mode';
SELECT LOGFILE_GROUP_NAME, FILE_NAME, TOTAL_EXTENTS, INITIAL_SIZE, ENGINE FROM INFORMATION_SCHEMA.FILES WHERE FILE_TYPE = 'UNDO LOG' AND FILE_NAME IS NOT NULL AND LOGFILE_GROUP_NAME IS NOT NULL AND 1 = 0 GROUP BY LOGFILE_GROUP_NAME, FILE_NAME, ENGINE, TOTAL_EXTENTS, INITIAL_SIZE ORDER BY LOGFILE_GROUP_NAME;
SHOW TRIGGERS LIKE 'book';
SELECT COLUMN_NAME, JSON_EXTRACT(HISTOGRAM, '$."number-of-buckets-specified"') FROM information_schema.COLUMN_STATISTICS WHERE SCHEMA_NAME = DATABASE() AND TABLE_NAME = 'book';
SET SESSION character_set_results = 'utf8mb4';
SHOW FIELDS FROM `book`;

-- MySQL's JDBC driver, by information_schema: getTables, getColumns, getIndexInfo, getImportedKeys
-- @rows ordered
SELECT TABLE_NAME, CASE WHEN TABLE_TYPE = 'BASE TABLE' THEN CASE WHEN TABLE_SCHEMA = 'mysql' OR TABLE_SCHEMA = 'performance_schema' OR TABLE_SCHEMA = 'sys' THEN 'SYSTEM TABLE' ELSE 'TABLE' END WHEN TABLE_TYPE = 'TEMPORARY' THEN 'LOCAL_TEMPORARY' ELSE TABLE_TYPE END AS TABLE_TYPE, TABLE_COMMENT AS REMARKS, NULL AS TYPE_CAT FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE '%' HAVING TABLE_TYPE IN ('TABLE', 'VIEW', NULL, NULL, NULL) ORDER BY TABLE_TYPE, TABLE_NAME;
-- @rows ordered
SELECT TABLE_NAME, NON_UNIQUE, INDEX_NAME, 3 AS TYPE, SEQ_IN_INDEX AS ORDINAL_POSITION, COLUMN_NAME, COLLATION AS ASC_OR_DESC, 0 AS PAGES, NULL AS FILTER_CONDITION FROM INFORMATION_SCHEMA.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'book' ORDER BY NON_UNIQUE, INDEX_NAME, SEQ_IN_INDEX;
-- @rows ordered
SELECT DISTINCT A.REFERENCED_TABLE_NAME AS PKTABLE_NAME, A.REFERENCED_COLUMN_NAME AS PKCOLUMN_NAME, A.TABLE_NAME AS FKTABLE_NAME, A.COLUMN_NAME AS FKCOLUMN_NAME, A.ORDINAL_POSITION AS KEY_SEQ, CASE WHEN R.UPDATE_RULE='CASCADE' THEN 0 WHEN R.UPDATE_RULE='SET NULL' THEN 2 WHEN R.UPDATE_RULE='SET DEFAULT' THEN 4 WHEN R.UPDATE_RULE='RESTRICT' THEN 1 WHEN R.UPDATE_RULE='NO ACTION' THEN 1 ELSE 1 END AS UPDATE_RULE, CASE WHEN R.DELETE_RULE='CASCADE' THEN 0 WHEN R.DELETE_RULE='NO ACTION' THEN 1 ELSE 1 END AS DELETE_RULE, A.CONSTRAINT_NAME AS FK_NAME, R.UNIQUE_CONSTRAINT_NAME AS PK_NAME, 7 AS DEFERRABILITY FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE A JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS B USING (TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME) JOIN INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS R ON (R.CONSTRAINT_NAME = B.CONSTRAINT_NAME AND R.TABLE_NAME = B.TABLE_NAME AND R.CONSTRAINT_SCHEMA = B.TABLE_SCHEMA) WHERE B.CONSTRAINT_TYPE = 'FOREIGN KEY' AND A.TABLE_SCHEMA = DATABASE() AND A.TABLE_NAME = 'book' AND A.REFERENCED_TABLE_SCHEMA IS NOT NULL ORDER BY A.REFERENCED_TABLE_NAME, A.ORDINAL_POSITION;
SELECT COLUMN_NAME, SEQ_IN_INDEX FROM INFORMATION_SCHEMA.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'author' AND INDEX_NAME='PRIMARY' ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX;
-- @once
SELECT @@session.auto_increment_increment AS auto_increment_increment, @@character_set_client AS character_set_client, @@character_set_connection AS character_set_connection, @@character_set_results AS character_set_results, @@collation_connection AS collation_connection, @@interactive_timeout AS interactive_timeout, @@license AS license, @@lower_case_table_names AS lower_case_table_names, @@max_allowed_packet AS max_allowed_packet, @@net_write_timeout AS net_write_timeout, @@transaction_isolation AS transaction_isolation, @@wait_timeout AS wait_timeout;
-- Hibernate, Liquibase, jOOQ
-- @prepared 'book'
select t.table_name, t.table_type, t.table_comment from information_schema.tables t where t.table_schema = database() and t.table_name = ?;
-- @prepared 'PRIMARY', 'UNIQUE'
select k.table_name, k.constraint_name, k.column_name, c.constraint_type from information_schema.table_constraints c join information_schema.key_column_usage k on k.constraint_schema = c.constraint_schema and k.constraint_name = c.constraint_name and k.table_name = c.table_name where k.table_schema = database() and c.constraint_type in (concat(?, ' KEY'), ?) order by k.table_name, k.constraint_name, k.ordinal_position;
select distinct s.table_name, s.index_name, s.non_unique from information_schema.statistics s where s.table_schema = database() and s.index_name <> 'PRIMARY' order by 1, 2;
select exists (select 1 from information_schema.tables where table_schema = database() and table_name = 'flyway_schema_history');
select `c`.`column_name`, `c`.`column_comment`, (`c`.`extra` like '%auto_increment%') as `auto` from `information_schema`.`columns` as `c` where `c`.`table_schema` = database() order by `c`.`table_name`, `c`.`ordinal_position`;
SELECT COUNT(*) FROM information_schema.INNODB_TABLES WHERE NAME LIKE '%/book';
SELECT COUNT(*) FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_NAME = 'book' AND REFERENCED_TABLE_NAME = 'author';
SELECT COUNT(*) FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE TABLE_NAME = 'book';
SELECT COUNT(*) FROM information_schema.COLUMN_STATISTICS WHERE TABLE_NAME = 'book';
SELECT COUNT(*) FROM information_schema.VIEW_TABLE_USAGE WHERE TABLE_NAME = 'book';
SELECT COUNT(*) FROM information_schema.INNODB_TABLESPACES WHERE NAME LIKE '%/book';
