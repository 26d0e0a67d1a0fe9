SET SESSION sql_mode='NO_ENGINE_SUBSTITUTION';
SELECT option_name, option_value FROM wp_options WHERE autoload = 'yes';
SELECT option_value FROM wp_options WHERE option_name = 'SITEURL' LIMIT 1;
-- @rows ordered
SELECT SQL_CALC_FOUND_ROWS wp_posts.ID FROM wp_posts WHERE 1=1 AND wp_posts.post_type = 'post' AND (wp_posts.post_status = 'publish') ORDER BY wp_posts.post_date DESC LIMIT 0, 2;
-- @once
SELECT FOUND_ROWS();
-- @rows ordered
SELECT t.*, tt.* FROM wp_terms AS t INNER JOIN wp_term_taxonomy AS tt ON t.term_id = tt.term_id INNER JOIN wp_term_relationships AS tr ON tr.term_taxonomy_id = tt.term_taxonomy_id WHERE tt.taxonomy IN ('category', 'post_tag') AND tr.object_id IN (4) ORDER BY t.name, tt.term_taxonomy_id;
UPDATE wp_term_taxonomy SET count = (SELECT COUNT(*) FROM wp_term_relationships r WHERE r.term_taxonomy_id = 2) WHERE term_taxonomy_id = 2;
SELECT * FROM wp_term_taxonomy;
SELECT post_id, meta_key, meta_value FROM wp_postmeta WHERE post_id IN (2,4) ORDER BY meta_id ASC;
-- @rows ordered
SELECT YEAR(post_date) AS `year`, MONTH(post_date) AS `month`, count(ID) as posts FROM wp_posts WHERE post_type = 'post' AND post_status = 'publish' GROUP BY YEAR(post_date), MONTH(post_date) ORDER BY post_date DESC;
SELECT post_status, COUNT( * ) AS num_posts FROM wp_posts WHERE post_type = 'post' GROUP BY post_status;
-- @rows ordered
SELECT wp_posts.* FROM wp_posts LEFT JOIN wp_term_relationships ON (wp_posts.ID = wp_term_relationships.object_id) WHERE wp_term_relationships.term_taxonomy_id IN (2) GROUP BY wp_posts.ID ORDER BY wp_posts.post_date DESC LIMIT 0, 10;
DELETE a, b FROM wp_options a, wp_options b WHERE a.option_name = '_transient_x' AND b.option_name = CONCAT('_transient_timeout_', SUBSTRING(a.option_name, 12)) AND b.option_value < 1;
REPLACE INTO wp_options (option_name, option_value, autoload) VALUES ('siteurl', 'x', 'no');
SELECT option_name, option_value, autoload FROM wp_options;
DELETE FROM wp_posts WHERE ID IN (3);
SELECT COUNT(*) FROM wp_posts;
