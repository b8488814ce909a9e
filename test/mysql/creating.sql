-- Shapes whose counterpart is a decision: names, prefixes, defaults that cannot be kept, references that cannot be held.
SET SESSION sql_mode = 'ALLOW_INVALID_DATES';
CREATE TABLE artist (
    id int AUTO_INCREMENT PRIMARY KEY, firstName varchar(40) COLLATE utf8mb4_bin, bio text COLLATE utf8mb4_bin, born date DEFAULT '0000-00-00',
    seen datetime DEFAULT '2024-02-30', wide varchar(700) COLLATE utf8mb4_bin, hidden int INVISIBLE, area int, full_name varchar(90) COLLATE utf8mb4_bin AS (concat(firstName, '!')),
    shout varchar(90) COLLATE utf8mb4_bin AS (upper(full_name)), random varchar(40) AS (sha2(firstName, 256)) STORED,
    KEY firstName (firstName), KEY by_bio (bio(10)), KEY by_name (firstName(5)), KEY by_area (area), KEY by_wide (wide), KEY late (born DESC) INVISIBLE);
INSERT INTO artist (firstName, bio, born, seen) VALUES ('Ann', 'long', '2000-01-01', NULL);
CREATE TABLE album (
    id int PRIMARY KEY, artist_id int, title varchar(40) COLLATE utf8mb4_bin, artist_area int, other int,
    KEY by_area (artist_area), KEY artist (title),
    CONSTRAINT album_artist FOREIGN KEY (artist_id) REFERENCES artist (id) ON DELETE SET NULL,
    CHECK (title <> ''), CONSTRAINT lax CHECK (id > 5) NOT ENFORCED);
INSERT INTO album VALUES (1, 1, 'One', NULL, NULL);
-- what only MySQL holds: no unique key, no table, another database
SET SESSION restrict_fk_on_non_standard_key = OFF;
ALTER TABLE album ADD CONSTRAINT album_area FOREIGN KEY (artist_area) REFERENCES artist (area);
SET SESSION foreign_key_checks = 0;
ALTER TABLE album ADD CONSTRAINT album_gone FOREIGN KEY (other) REFERENCES gone (id);
ALTER TABLE album ADD CONSTRAINT album_far FOREIGN KEY (artist_id) REFERENCES elsewhere.artist (id);
CREATE TABLE odd_list (a int, b int) PARTITION BY LIST COLUMNS (a, b) (PARTITION p0 VALUES IN ((1, 1)));
CREATE VIEW artist_names AS SELECT id, firstName AS givenName FROM artist WHERE id > 0;
