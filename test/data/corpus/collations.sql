-- Character sets and collations; keys whose uniqueness depends on them.

CREATE TABLE charsets (
    id int PRIMARY KEY,
    l1 varchar(20) CHARACTER SET latin1, u3 varchar(20) CHARACTER SET utf8mb3, u4 varchar(20) CHARACTER SET utf8mb4,
    a varchar(20) CHARACTER SET ascii, u16 varchar(20) CHARACTER SET utf16, cp varchar(20) CHARACTER SET cp1251);
INSERT INTO charsets VALUES
    (1, 'café €', 'größe', '🙂', 'plain', 'utf16 🙂', 'привет'), (2, '', '', '', '', '', ''), (3, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE compared (
    id int PRIMARY KEY,
    bin varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, l1ci varchar(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
    genci varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, u3ci varchar(20) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci,
    unici text CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci);
INSERT INTO compared VALUES (1, 'a', 'a', 'a', 'a', 'a'), (2, 'A', 'A', 'A', 'A', 'A');

CREATE TABLE unique_bin (id int PRIMARY KEY, v varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL, UNIQUE KEY unique_bin_v (v));
INSERT INTO unique_bin VALUES (1, 'a'), (2, 'A'), (3, 'é');
CREATE TABLE unique_ci (id int PRIMARY KEY, v varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, UNIQUE KEY unique_ci_v (v));
INSERT INTO unique_ci VALUES (1, 'Abc'), (2, 'abd'), (3, NULL), (4, NULL);

CREATE TABLE ci_parent (code varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci PRIMARY KEY, v int);
CREATE TABLE ci_child (id int PRIMARY KEY, code varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,
    CONSTRAINT fk_ci FOREIGN KEY (code) REFERENCES ci_parent (code));
INSERT INTO ci_parent VALUES ('Abc', 1);
INSERT INTO ci_child VALUES (1, 'Abc'), (2, NULL);

CREATE TABLE ci_check (id int PRIMARY KEY, kind varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, CONSTRAINT kind_is CHECK (kind IN ('on', 'off')));
INSERT INTO ci_check VALUES (1, 'on'), (2, 'ON');

CREATE TABLE ci_pattern (id int PRIMARY KEY, word varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,
    CONSTRAINT word_letters CHECK (word REGEXP '^[a-z]+$'), CONSTRAINT word_like CHECK (word LIKE 'a%'));
INSERT INTO ci_pattern VALUES (1, 'abc'), (2, 'ABC'), (3, NULL);
