SET sql_mode = '';
CREATE TABLE dates (id int PRIMARY KEY, d date, dt datetime, ts timestamp NULL, needed date NOT NULL);
INSERT INTO dates VALUES
    (1, '2024-02-29', '2024-02-29 12:00:00', '2024-02-29 12:00:00', '2024-01-01'),
    (2, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '0000-00-00'),
    (3, '2024-00-00', '2024-05-00 10:00:00', NULL, '2024-01-00');
CREATE TABLE flags (id int PRIMARY KEY, strict tinyint(1), loose tinyint(1));
INSERT INTO flags VALUES (1, 0, 0), (2, 1, 1), (3, 1, 2), (4, NULL, -1);
CREATE TABLE blanks (id int PRIMARY KEY, token varchar(36), must varchar(36) NOT NULL, doc text, num varchar(10), day varchar(10));
INSERT INTO blanks VALUES (1, '6ccd780c-baba-1026-9564-5b8c656024db', '6ccd780c-baba-1026-9564-5b8c656024db', '{}', '1', '2024-01-01'), (2, '', '', '', '', '');
CREATE TABLE nuls (id int PRIMARY KEY, a varchar(20), b varchar(20), c varchar(20));
INSERT INTO nuls VALUES (1, 'plain', 'back\\slash', 'plain'), (2, 'a\0b', 'a\0b', 'a\0b'), (3, '\0', '\0\0', 'é\0');
CREATE TABLE zones (id int PRIMARY KEY, at datetime, utc datetime);
INSERT INTO zones VALUES (1, '2024-01-15 12:00:00', '2024-01-15 12:00:00'), (2, '2024-07-15 12:00:00', '2024-07-15 12:00:00');
CREATE TABLE gaps (id int PRIMARY KEY, at datetime);
INSERT INTO gaps VALUES (1, '2024-03-31 02:30:00');
CREATE TABLE legacy_users (id int PRIMARY KEY, usr_name varchar(20), pw varchar(20), age int, shoe_size int);
INSERT INTO legacy_users VALUES (1, 'ann', 'secret', 30, 38), (2, 'bob', 'secret', 17, 44), (3, NULL, NULL, NULL, NULL);
CREATE TABLE tmp_one (id int);
CREATE TABLE tmp_two (id int);
