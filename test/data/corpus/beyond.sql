-- Characters that MySQL's own catalog shows as question marks: those beyond the
-- basic plane, and umlauts in expressions.

CREATE TABLE beyond (
    id int PRIMARY KEY, v varchar(10) COLLATE utf8mb4_bin DEFAULT '🙂', w varchar(20) COLLATE utf8mb4_bin DEFAULT (CONCAT('ü', '🙂')),
    g varchar(30) COLLATE utf8mb4_bin AS (CONCAT(v, 'ä😀')) STORED, q varchar(10) DEFAULT '?', qe varchar(10) DEFAULT (CONCAT('what', '?')),
    CONSTRAINT no_tears CHECK (v <> '😢'), CONSTRAINT no_umlaut CHECK (v <> 'ö'));
INSERT INTO beyond (id) VALUES (1);
INSERT INTO beyond (id, v, w) VALUES (2, '数', '😀'), (3, NULL, NULL);

CREATE TABLE beyond_labels (id int PRIMARY KEY, e enum('🙂', '😀', 'plain'), one enum('ü', '🙂'), q enum('yes', '?'), s set('😀', 'a'));
INSERT INTO beyond_labels VALUES (1, '🙂', '🙂', '?', '😀'), (2, '😀', 'ü', 'yes', 'a,😀'), (3, 'plain', NULL, NULL, '');

CREATE VIEW beyond_view AS SELECT id, CONCAT(v, ' 🙂 ü') AS smile FROM beyond WHERE v <> '😢' OR v IS NULL;
