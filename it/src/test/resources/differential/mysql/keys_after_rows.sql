-- Dumps in the shapes of phpMyAdmin and mysqldump: keys come after the rows, or with the table.
-- @only canopy
SET GLOBAL foreign_keys_unenforced = on;
SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
SET time_zone = "+00:00";
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE `actor` (
  `actor_id` int NOT NULL,
  `name` varchar(45) NOT NULL,
  `born` date DEFAULT NULL,
  `changed` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
INSERT INTO `actor` (`actor_id`, `name`, `born`, `changed`) VALUES
(0, 'Nobody', NULL, '2024-01-01 10:00:00'),
(1, 'Ada', '1815-12-10', '2024-01-01 10:00:00'),
(2, 'Bob', NULL, '2024-10-27 02:30:00'),
(5, 'Eve', '1999-09-09', '2024-03-31 02:30:00');
CREATE TABLE `film_actor` (
  `actor_id` int NOT NULL,
  `film_id` smallint UNSIGNED NOT NULL,
  `part` set('hero','villain','extra') CHARACTER SET latin1 DEFAULT NULL,
  `data` blob,
  `doc` json DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO `film_actor` VALUES (1, 1, 'hero', 0x00ff10, '{"a": 1}'), (1, 2, 'hero,extra', NULL, NULL), (2, 2, '', '', '[]'), (5, 65535, 'villain', 0x27, 'null');
CREATE TABLE `setting` (
  `key` varchar(30) NOT NULL,
  `value` text
) ENGINE=InnoDB;
INSERT INTO `setting` VALUES ('a', 'x'), ('b', NULL), ('c', 'it''s\nhere');
ALTER TABLE `actor`
  ADD PRIMARY KEY (`actor_id`),
  ADD KEY `by_name` (`name`),
  ADD UNIQUE KEY `by_both` (`actor_id`,`name`);
ALTER TABLE `film_actor`
  ADD PRIMARY KEY (`actor_id`,`film_id`),
  ADD KEY `film` (`film_id`);
ALTER TABLE `setting`
  ADD UNIQUE KEY `key` (`key`);
ALTER TABLE `actor`
  MODIFY `actor_id` int NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=6;
ALTER TABLE `film_actor`
  ADD CONSTRAINT `fk_actor` FOREIGN KEY (`actor_id`) REFERENCES `actor` (`actor_id`) ON DELETE CASCADE ON UPDATE CASCADE;
COMMIT;
SELECT * FROM actor ORDER BY actor_id;
SELECT * FROM actor WHERE actor_id = 5;
SELECT actor_id, film_id, part, HEX(data), doc FROM film_actor ORDER BY actor_id, film_id;
SELECT film_id FROM film_actor WHERE actor_id = 5 AND film_id = 65535;
SELECT * FROM setting WHERE `key` = 'c';
-- @error
INSERT INTO setting VALUES ('A', 'again');
INSERT INTO actor (name) VALUES ('Zoe');
SELECT COUNT(*) FROM actor WHERE actor_id > 5;
-- @error
INSERT INTO film_actor VALUES (1, 2, NULL, NULL, NULL);
-- @only canopy
SET GLOBAL foreign_keys_unenforced = off;
