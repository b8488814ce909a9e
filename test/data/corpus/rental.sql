-- A shop that lends films: the shape of a well-known sample, told anew.

CREATE TABLE tongue (
    tongue_id tinyint unsigned NOT NULL AUTO_INCREMENT, name char(20) NOT NULL,
    changed timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (tongue_id));
CREATE TABLE performer (
    performer_id smallint unsigned NOT NULL AUTO_INCREMENT, given varchar(45) NOT NULL, family varchar(45) NOT NULL,
    changed timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (performer_id), KEY performer_family (family));
CREATE TABLE genre (
    genre_id tinyint unsigned NOT NULL AUTO_INCREMENT, name varchar(25) NOT NULL,
    changed timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (genre_id));
CREATE TABLE movie (
    movie_id smallint unsigned NOT NULL AUTO_INCREMENT, title varchar(128) NOT NULL, plot text, made year DEFAULT NULL,
    tongue_id tinyint unsigned NOT NULL, first_tongue_id tinyint unsigned DEFAULT NULL,
    days tinyint unsigned NOT NULL DEFAULT 3, fee decimal(4,2) NOT NULL DEFAULT 4.99, minutes smallint unsigned DEFAULT NULL,
    penalty decimal(5,2) NOT NULL DEFAULT 19.99,
    rated enum('all', 'six', 'twelve', 'sixteen', 'adult') DEFAULT 'all',
    extras set('trailer', 'comments', 'cut scenes', 'making of') DEFAULT NULL,
    changed timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    PRIMARY KEY (movie_id), KEY movie_title (title), KEY movie_tongue (tongue_id), KEY movie_first_tongue (first_tongue_id),
    FULLTEXT KEY movie_words (title, plot),
    CONSTRAINT movie_tongue_fk FOREIGN KEY (tongue_id) REFERENCES tongue (tongue_id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT movie_first_tongue_fk FOREIGN KEY (first_tongue_id) REFERENCES tongue (tongue_id) ON DELETE RESTRICT ON UPDATE CASCADE);
CREATE TABLE appearance (
    performer_id smallint unsigned NOT NULL, movie_id smallint unsigned NOT NULL,
    changed timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    PRIMARY KEY (performer_id, movie_id), KEY appearance_movie (movie_id),
    CONSTRAINT appearance_performer_fk FOREIGN KEY (performer_id) REFERENCES performer (performer_id) ON UPDATE CASCADE,
    CONSTRAINT appearance_movie_fk FOREIGN KEY (movie_id) REFERENCES movie (movie_id) ON UPDATE CASCADE);
CREATE TABLE movie_genre (
    movie_id smallint unsigned NOT NULL, genre_id tinyint unsigned NOT NULL, PRIMARY KEY (movie_id, genre_id),
    KEY movie_genre_genre (genre_id),
    CONSTRAINT movie_genre_movie_fk FOREIGN KEY (movie_id) REFERENCES movie (movie_id),
    CONSTRAINT movie_genre_genre_fk FOREIGN KEY (genre_id) REFERENCES genre (genre_id));
CREATE TABLE place (
    place_id smallint unsigned NOT NULL AUTO_INCREMENT, street varchar(50) NOT NULL, town varchar(50) NOT NULL, spot geometry NOT NULL,
    changed timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (place_id));
-- a shop has a keeper and a keeper has a shop
CREATE TABLE keeper (
    keeper_id tinyint unsigned NOT NULL AUTO_INCREMENT, given varchar(45) NOT NULL, picture blob, shop_id tinyint unsigned NOT NULL,
    active tinyint(1) NOT NULL DEFAULT 1, secret varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL, PRIMARY KEY (keeper_id), KEY keeper_shop (shop_id));
CREATE TABLE shop (
    shop_id tinyint unsigned NOT NULL AUTO_INCREMENT, keeper_id tinyint unsigned NOT NULL, place_id smallint unsigned NOT NULL,
    PRIMARY KEY (shop_id), UNIQUE KEY shop_keeper (keeper_id), KEY shop_place (place_id),
    CONSTRAINT shop_keeper_fk FOREIGN KEY (keeper_id) REFERENCES keeper (keeper_id) ON UPDATE CASCADE,
    CONSTRAINT shop_place_fk FOREIGN KEY (place_id) REFERENCES place (place_id) ON UPDATE CASCADE);
CREATE TABLE member (
    member_id smallint unsigned NOT NULL AUTO_INCREMENT, shop_id tinyint unsigned NOT NULL, given varchar(45) NOT NULL, family varchar(45) NOT NULL,
    mail varchar(50) DEFAULT NULL, active tinyint(1) NOT NULL DEFAULT TRUE, joined datetime NOT NULL,
    changed timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    PRIMARY KEY (member_id), KEY member_shop (shop_id), CONSTRAINT member_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (shop_id) ON UPDATE CASCADE);
CREATE TABLE copy (
    copy_id mediumint unsigned NOT NULL AUTO_INCREMENT, movie_id smallint unsigned NOT NULL, shop_id tinyint unsigned NOT NULL,
    PRIMARY KEY (copy_id), KEY copy_movie (movie_id), KEY copy_shop (shop_id, movie_id),
    CONSTRAINT copy_movie_fk FOREIGN KEY (movie_id) REFERENCES movie (movie_id), CONSTRAINT copy_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (shop_id));
CREATE TABLE lending (
    lending_id int NOT NULL AUTO_INCREMENT, lent datetime NOT NULL, copy_id mediumint unsigned NOT NULL, member_id smallint unsigned NOT NULL,
    back datetime DEFAULT NULL, changed timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    PRIMARY KEY (lending_id), UNIQUE KEY lending_once (lent, copy_id, member_id), KEY lending_copy (copy_id), KEY lending_member (member_id),
    CONSTRAINT lending_copy_fk FOREIGN KEY (copy_id) REFERENCES copy (copy_id) ON UPDATE CASCADE,
    CONSTRAINT lending_member_fk FOREIGN KEY (member_id) REFERENCES member (member_id) ON UPDATE CASCADE);
CREATE TABLE receipt (
    receipt_id smallint unsigned NOT NULL AUTO_INCREMENT, member_id smallint unsigned NOT NULL, lending_id int DEFAULT NULL,
    amount decimal(5,2) NOT NULL, paid datetime NOT NULL,
    PRIMARY KEY (receipt_id), KEY receipt_member (member_id), KEY receipt_lending (lending_id),
    CONSTRAINT receipt_member_fk FOREIGN KEY (member_id) REFERENCES member (member_id) ON UPDATE CASCADE,
    CONSTRAINT receipt_lending_fk FOREIGN KEY (lending_id) REFERENCES lending (lending_id) ON DELETE SET NULL ON UPDATE CASCADE);

INSERT INTO tongue (name) VALUES ('English'), ('Français');
INSERT INTO performer (given, family) VALUES ('Ada', 'Noor'), ('Ben', 'Östlund'), ('Cleo', 'Petit');
INSERT INTO genre (name) VALUES ('Drama'), ('Comedy');
INSERT INTO movie (title, plot, made, tongue_id, first_tongue_id, rated, extras, minutes) VALUES
    ('The Quiet Harbour', 'A keeper of lights waits for a ship', 1999, 1, NULL, 'six', 'trailer,making of', 101),
    ('Rain on Tin', NULL, 2021, 1, 2, 'adult', '', 88), ('Le Pont', 'Un pont, une ville', NULL, 2, 2, NULL, NULL, NULL);
INSERT INTO appearance (performer_id, movie_id) VALUES (1, 1), (2, 1), (2, 2), (3, 3);
INSERT INTO movie_genre VALUES (1, 1), (2, 1), (2, 2);
INSERT INTO place (street, town, spot) VALUES ('1 Pier Road', 'Harbour', ST_GeomFromText('POINT(1.5 52.25)')), ('2 Mill Lane', 'Mill', ST_GeomFromText('POINT(-0.1 51)'));
INSERT INTO keeper (given, picture, shop_id, secret) VALUES ('Kim', 0x89504E47, 1, 'x'), ('Lee', NULL, 2, NULL);
INSERT INTO shop (keeper_id, place_id) VALUES (1, 1), (2, 2);
ALTER TABLE keeper ADD CONSTRAINT keeper_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (shop_id) ON UPDATE CASCADE;
INSERT INTO member (shop_id, given, family, mail, active, joined) VALUES (1, 'Mo', 'Quill', 'mo@example.org', TRUE, '2020-02-29 10:00:00'), (2, 'Nia', 'Reed', NULL, FALSE, '2021-01-01 00:00:00');
INSERT INTO copy (movie_id, shop_id) VALUES (1, 1), (1, 2), (2, 1), (3, 2);
INSERT INTO lending (lent, copy_id, member_id, back) VALUES ('2024-01-01 10:00:00', 1, 1, '2024-01-03 09:00:00'), ('2024-01-02 11:30:00', 3, 1, NULL), ('2024-02-01 12:00:00', 4, 2, NULL);
INSERT INTO receipt (member_id, lending_id, amount, paid) VALUES (1, 1, 4.99, '2024-01-01 10:01:00'), (1, 2, 4.99, '2024-01-02 11:31:00'), (2, NULL, 19.99, '2024-03-01 00:00:00');

CREATE VIEW member_list AS
    SELECT m.member_id AS id, CONCAT(m.given, ' ', m.family) AS name, p.street AS street, p.town AS town, IF(m.active, 'active', '') AS notes, m.shop_id AS sid
    FROM member AS m JOIN shop AS s ON m.shop_id = s.shop_id JOIN place AS p ON s.place_id = p.place_id;
CREATE VIEW movie_list AS
    SELECT m.movie_id AS id, m.title AS title, g.name AS genre, m.fee AS price, m.rated AS rating,
        GROUP_CONCAT(CONCAT(a.given, ' ', a.family) ORDER BY a.performer_id SEPARATOR ', ') AS performers
    FROM movie m LEFT JOIN movie_genre mg ON mg.movie_id = m.movie_id LEFT JOIN genre g ON g.genre_id = mg.genre_id
        LEFT JOIN appearance ap ON ap.movie_id = m.movie_id LEFT JOIN performer a ON a.performer_id = ap.performer_id
    GROUP BY m.movie_id, m.title, g.name, m.fee, m.rated;
CREATE VIEW sales_by_genre AS
    SELECT g.name AS genre, SUM(r.amount) AS total
    FROM receipt r INNER JOIN lending l ON r.lending_id = l.lending_id INNER JOIN copy c ON l.copy_id = c.copy_id
        INNER JOIN movie_genre mg ON c.movie_id = mg.movie_id INNER JOIN genre g ON mg.genre_id = g.genre_id
    GROUP BY g.name ORDER BY total DESC;
CREATE VIEW late_list AS
    SELECT l.lending_id, m.title, l.lent FROM lending l JOIN copy c ON c.copy_id = l.copy_id JOIN movie m ON m.movie_id = c.movie_id
    WHERE l.back IS NULL AND l.lent < '2024-02-01 00:00:00';

DELIMITER $$
CREATE TRIGGER lending_lent BEFORE INSERT ON lending FOR EACH ROW SET NEW.lent = COALESCE(NEW.lent, NOW())$$
CREATE PROCEDURE movies_in_stock(IN p_movie int, OUT p_count int) READS SQL DATA BEGIN SELECT COUNT(*) INTO p_count FROM copy WHERE movie_id = p_movie; END$$
CREATE FUNCTION member_balance(p_member int) RETURNS decimal(7,2) READS SQL DATA RETURN (SELECT COALESCE(SUM(amount), 0) FROM receipt WHERE member_id = p_member)$$
DELIMITER ;
