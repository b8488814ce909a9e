-- Nothing here was enforced when the rows came.
SET FOREIGN_KEY_CHECKS = 0;
CREATE TABLE country (code char(2) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci PRIMARY KEY, name varchar(40));
INSERT INTO country VALUES ('AT', 'Austria'), ('NL', 'Netherlands');
-- 2 refers to NL in lower case, which MySQL enforces and PostgreSQL does not
-- find; 4 to nothing at all; 5 to NULL
CREATE TABLE town (id int PRIMARY KEY, country varchar(2) COLLATE utf8mb4_0900_ai_ci,
    FOREIGN KEY (country) REFERENCES country (code));
INSERT INTO town VALUES (1, 'AT'), (2, 'nl'), (3, 'NL'), (4, 'XX'), (5, NULL);
-- the same in a table without a key, and with a collation of its own
CREATE TABLE town_unchecked (id int PRIMARY KEY, country varchar(2) COLLATE utf8mb4_bin) ENGINE = MyISAM;
INSERT INTO town_unchecked SELECT * FROM town;
CREATE TABLE town_ci LIKE town;
INSERT INTO town_ci SELECT * FROM town;
CREATE TABLE country_ci LIKE country;
INSERT INTO country_ci SELECT * FROM country;

-- uuids: upper case, without hyphens, in braces; as bytes; '' and one that is none
CREATE TABLE agent (id char(36) COLLATE utf8mb4_bin PRIMARY KEY);
INSERT INTO agent VALUES ('6F9619FF-8B86-D011-B42D-00C04FC964FF'), ('00000000000000000000000000000001');
CREATE TABLE credential (id int PRIMARY KEY, agent varchar(38) COLLATE utf8mb4_bin, agent_bytes binary(16));
INSERT INTO credential VALUES
    (1, '6f9619ff-8b86-d011-b42d-00c04fc964ff', UNHEX('6F9619FF8B86D011B42D00C04FC964FF')),
    (2, '{6F9619FF8B86D011B42D00C04FC964FF}', NULL),
    (3, '00000000-0000-0000-0000-000000000001', UNHEX('00000000000000000000000000000001')),
    (4, '', NULL), (5, NULL, NULL), (6, 'acme', NULL),
    (7, '00000000-0000-0000-0000-000000000002', UNHEX('00000000000000000000000000000002')),
    (8, '00000000-0000-0000-0000-000000000003', NULL);

-- two columns; MATCH SIMPLE lets a NULL pass, MATCH FULL does not
CREATE TABLE place (floor int, room varchar(10), PRIMARY KEY (floor, room));
INSERT INTO place VALUES (1, 'a'), (1, 'b'), (2, 'a');
CREATE TABLE desk (floor int, number int, room varchar(10), PRIMARY KEY (floor, number));
INSERT INTO desk VALUES (1, 1, 'a'), (1, 2, NULL), (2, 1, 'b'), (2, 2, 'a'), (3, 1, 'a');
CREATE TABLE chair (id int PRIMARY KEY, floor int, room varchar(10));
INSERT INTO chair VALUES (1, 1, 'a'), (2, NULL, NULL), (3, 1, NULL), (4, 9, 'a');

-- a reference to its own table
CREATE TABLE node (id int PRIMARY KEY, parent int);
INSERT INTO node VALUES (1, NULL), (2, 1), (3, 3), (4, 5), (5, 4), (6, 7), (-1, 0);

-- rules leave rows of both out
CREATE TABLE part (id int PRIMARY KEY, gone tinyint NOT NULL);
INSERT INTO part VALUES (1, 0), (2, 1), (3, 0);
CREATE TABLE piece (id int PRIMARY KEY, part int, gone tinyint NOT NULL);
INSERT INTO piece VALUES (1, 1, 0), (2, 2, 0), (3, 2, 1), (4, 3, 0), (5, 4, 1);

-- values that a rule converts, in the same way and not
CREATE TABLE day (d varchar(20) PRIMARY KEY);
INSERT INTO day VALUES ('2024-05-01'), ('2024-05-02');
CREATE TABLE event (id int PRIMARY KEY, d varchar(20), e varchar(20));
INSERT INTO event VALUES (1, '2024-05-01', '2024-05-01'), (2, '2024-5-2', '2024-05-02');

-- letter case, which citext does not count
CREATE TABLE label (name varchar(10) COLLATE utf8mb4_0900_bin PRIMARY KEY);
INSERT INTO label VALUES ('Ab'), ('É');
CREATE TABLE labelled (id int PRIMARY KEY, name varchar(10) COLLATE utf8mb4_0900_bin);
INSERT INTO labelled VALUES (1, 'aB'), (2, 'é'), (3, 'e'), (4, 'c');

-- a parent that is not imported
CREATE TABLE reader (id int PRIMARY KEY, shelf int, branch int, note int);
INSERT INTO reader VALUES (1, 1, 1, 1), (2, NULL, 2, 2), (3, 5, NULL, 3);

-- an empty string that becomes NULL
CREATE TABLE seat (agent varchar(38) COLLATE utf8mb4_bin, floor int, PRIMARY KEY (agent, floor));
CREATE TABLE pair_simple (id int PRIMARY KEY, agent varchar(38) COLLATE utf8mb4_bin, floor int);
INSERT INTO pair_simple VALUES (1, '', 1), (2, NULL, NULL), (3, '', NULL);
CREATE TABLE pair_full LIKE pair_simple;
INSERT INTO pair_full SELECT * FROM pair_simple;
