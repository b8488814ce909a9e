-- Keys and indexes of every kind.

CREATE TABLE composite (
    a int, b varchar(20), c date, d int NOT NULL, e int,
    PRIMARY KEY (a, b), UNIQUE KEY composite_cd (c, d), KEY composite_da (d, a), KEY composite_e (e DESC, a),
    KEY composite_ed (e, d DESC) COMMENT 'newest d''s first');
INSERT INTO composite VALUES (1, 'x', '2024-01-01', 1, 1), (1, 'y', NULL, 1, NULL), (2, 'x', NULL, 1, 3);

CREATE TABLE prefixes (
    id int PRIMARY KEY, t text, v varchar(500), bl blob, w varchar(30) CHARACTER SET latin1,
    KEY prefixes_t (t(20)), UNIQUE KEY prefixes_v (v(10)), KEY prefixes_bl (bl(8), id), KEY prefixes_all (w(30)));
INSERT INTO prefixes VALUES (1, REPEAT('long', 5000), 'abcdefghij1', REPEAT(0x00FF, 5000), 'x'), (2, NULL, NULL, NULL, NULL), (3, '', 'ABCDEFGHIx', '', '');

CREATE TABLE keyless_table (v int, w int, UNIQUE KEY keyless_table_v (v), KEY keyless_table_w (w));
INSERT INTO keyless_table VALUES (NULL, 1), (NULL, 1), (1, NULL), (2, 2);

CREATE TABLE no_keys_at_all (v int, w varchar(10));
INSERT INTO no_keys_at_all VALUES (1, 'a'), (1, 'a'), (NULL, NULL);

CREATE TABLE searched (
    id int PRIMARY KEY, title varchar(200) NOT NULL, body text, FULLTEXT KEY searched_title (title), FULLTEXT KEY searched_both (title, body));
INSERT INTO searched VALUES (1, 'A title', 'The body of the text'), (2, 'Another', NULL);

CREATE TABLE hashed (id int, v int, KEY hashed_v (v) USING HASH, PRIMARY KEY (id)) ENGINE = MEMORY;

-- an index may be named like a table, and like an index of another table
CREATE TABLE twin_one (id int PRIMARY KEY, v int, KEY idx (v), KEY composite (v, id));
CREATE TABLE twin_two (id int PRIMARY KEY, v int, KEY idx (v));
INSERT INTO twin_one VALUES (1, 1);
INSERT INTO twin_two VALUES (1, 1);

CREATE TABLE everything_long (id int PRIMARY KEY, v varchar(3000) CHARACTER SET latin1 COLLATE latin1_bin, KEY everything_long_v (v));
INSERT INTO everything_long VALUES (1, REPEAT('x', 3000)), (2, 'short');
