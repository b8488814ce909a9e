-- What means the same as its counterpart in test/sql/schema_diff.sql, and
-- what does not; each kind of difference once.
SET sql_mode = 'NO_ENGINE_SUBSTITUTION';

CREATE TABLE parent (id int NOT NULL PRIMARY KEY, code char(3) NOT NULL, part int NOT NULL, UNIQUE KEY code_part (code, part)) DEFAULT COLLATE utf8mb4_bin;

-- every pair of types, default, key and check that is equivalent
CREATE TABLE same (
    id int unsigned NOT NULL AUTO_INCREMENT,
    t tinyint DEFAULT -1,
    tu tinyint unsigned DEFAULT 255,
    flag tinyint(1) NOT NULL DEFAULT 1,
    plainflag tinyint NOT NULL DEFAULT 0,
    s smallint DEFAULT NULL,
    su smallint unsigned,
    m mediumint DEFAULT 7,
    mu mediumint unsigned,
    i int NOT NULL DEFAULT 007,
    b bigint,
    bu bigint unsigned DEFAULT 18446744073709551615,
    dec1 decimal(10,2) NOT NULL DEFAULT 0,
    f float DEFAULT 0.5,
    chance double DEFAULT (rand()),
    today date DEFAULT (curdate()),
    d double DEFAULT 1e3,
    bit1 bit(1) DEFAULT b'1',
    bit10 bit(10) DEFAULT b'101',
    y year DEFAULT 2024,
    day date DEFAULT '2024-02-29',
    dt datetime DEFAULT CURRENT_TIMESTAMP,
    dt6 datetime(6) DEFAULT CURRENT_TIMESTAMP(6),
    dt3 datetime(3) DEFAULT '2024-01-01 10:00:00.500',
    ts timestamp NULL DEFAULT CURRENT_TIMESTAMP,
    duration time DEFAULT '01:30:00',
    uid char(36) DEFAULT (uuid()),
    uid16 binary(16),
    c char(3) DEFAULT 'EUR',
    c44 char(44),
    v varchar(20) DEFAULT 'it''s \\ x',
    vempty varchar(20) NOT NULL DEFAULT '',
    vword varchar(20) DEFAULT 'NULL',
    vlike varchar(20) DEFAULT 'CURRENT_TIMESTAMP',
    vcheck varchar(30),
    v0 varchar(0),
    tt tinytext,
    txt text,
    ltxt longtext,
    bin binary(4) DEFAULT 0x00FF,
    vbin varbinary(20) DEFAULT 'ab',
    bl mediumblob,
    mood enum('sad', 'ok', 'it''s') NOT NULL DEFAULT 'ok',
    word enum('x', 'y') DEFAULT 'y',
    many set('p', 'q') DEFAULT 'p,q',
    js json,
    jsb json,
    total int GENERATED ALWAYS AS (i * 2) STORED,
    virt int GENERATED ALWAYS AS (i + s) VIRTUAL,
    parent_id int,
    nocase varchar(10) COLLATE utf8mb4_0900_ai_ci UNIQUE,
    code char(3),
    part int,
    PRIMARY KEY (id),
    UNIQUE KEY pair (t, s),
    UNIQUE KEY nulls (m, mu),
    UNIQUE KEY twin1 (b),
    UNIQUE KEY twin2 (b),
    UNIQUE KEY front (v(5)),
    KEY turned (dt, dt6 DESC),
    KEY down (y DESC),
    KEY prefixed (txt(10)),
    KEY expr ((i + 1)),
    CONSTRAINT to_parent FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE RESTRICT,
    CONSTRAINT to_pair FOREIGN KEY (code, part) REFERENCES parent (code, part) ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT positive CHECK (i >= 0),
    CONSTRAINT sums CHECK (s + t < i AND t * 2 <> -s),
    CONSTRAINT listed CHECK (m IN (1, 2, 3)),
    CONSTRAINT alike CHECK (v LIKE 'E%' OR vempty IN ('a', 'b')),
    CONSTRAINT spans CHECK (dec1 BETWEEN 0 AND 99.5),
    CONSTRAINT early CHECK (day > '2000-01-01'),
    CONSTRAINT words CHECK (v <> '' OR v IS NULL),
    CONSTRAINT idle CHECK (i < 5) NOT ENFORCED
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE parted (id int NOT NULL PRIMARY KEY, k int, KEY k (k)) PARTITION BY HASH (id) PARTITIONS 2;

-- differences of columns
CREATE TABLE cols (
    id int NOT NULL,
    int_narrow int,
    unsigned_narrow int unsigned,
    int_wide int,
    int_numeric int,
    small_boolean smallint,
    dec_lifted decimal(10,2),
    dec_changed decimal(10,2),
    float_wide float,
    bit_lifted bit(8),
    bit_changed bit(8),
    date_wide date,
    zone_gained datetime,
    zone_lost timestamp NULL,
    digits_lost datetime(6),
    clock time,
    limit_lifted varchar(10),
    limit_text varchar(10),
    limit_raised varchar(10),
    limit_lowered varchar(10),
    text_limited text,
    padded varchar(10),
    varchar_uuid varchar(40),
    text_json text,
    blob_uuid varbinary(16),
    json_text json,
    labels_missing enum('a', 'b', 'c'),
    labels_added enum('a', 'b'),
    labels_order enum('a', 'b'),
    labels_free enum('a', 'b'),
    set_free set('a', 'b'),
    not_null_here int NOT NULL,
    not_null_there int,
    default_here int DEFAULT 1,
    default_there int,
    default_other int DEFAULT 1,
    default_now datetime DEFAULT CURRENT_TIMESTAMP,
    default_expr int DEFAULT (1 + 1),
    default_unknown int DEFAULT (conv(10, 16, 10)),
    touched datetime DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP,
    touched_too datetime DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP,
    generated_here int GENERATED ALWAYS AS (id + 1) STORED,
    generated_there int,
    generated_other int GENERATED ALWAYS AS (id + 1) STORED,
    generated_gone int GENERATED ALWAYS AS (id + 1) VIRTUAL,
    gone int,
    refused int,
    skipped int,
    settled int,
    domained decimal(10,2),
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE TABLE numbered (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, n int NOT NULL UNIQUE);

-- differences of keys
CREATE TABLE keys_gone (id int NOT NULL PRIMARY KEY, a int, b int, c int, t varchar(40), p point NOT NULL SRID 0,
    UNIQUE KEY u_gone (a), KEY k_gone (b), KEY k_longer (c), KEY k_hidden (b, c) INVISIBLE,
    FULLTEXT KEY f_gone (t), SPATIAL KEY s_gone (p),
    CONSTRAINT fk_gone FOREIGN KEY (a) REFERENCES parent (id)) DEFAULT COLLATE utf8mb4_bin;
CREATE TABLE keys_other (id int NOT NULL, a int, b int, c int, t varchar(40), w varchar(10), p point NOT NULL SRID 0,
    PRIMARY KEY (id), UNIQUE KEY u_prefix (t(5)), UNIQUE KEY u_some (a), UNIQUE KEY u_skips (b, c), UNIQUE KEY u_nulls (c),
    UNIQUE KEY u_case (w), KEY k_prefix (t(7)), KEY k_direction (a, b DESC), KEY k_unknown ((conv(a, 10, 16))), FULLTEXT KEY f_other (t), SPATIAL KEY s_same (p),
    CONSTRAINT fk_other FOREIGN KEY (a) REFERENCES parent (id) ON DELETE SET NULL) DEFAULT COLLATE utf8mb4_bin;
ALTER TABLE keys_other MODIFY w varchar(10) COLLATE utf8mb4_0900_ai_ci;
CREATE TABLE checks (id int NOT NULL PRIMARY KEY, a int, b int unsigned,
    CONSTRAINT gone CHECK (a > 0), CONSTRAINT unknown CHECK (conv(a, 10, 16) <> 'FF'));
CREATE TABLE no_extra_check (id int NOT NULL PRIMARY KEY, a int);
CREATE TABLE fires (id int NOT NULL PRIMARY KEY, a int);
CREATE TABLE no_target (id int NOT NULL PRIMARY KEY);
CREATE TABLE split_here (id int NOT NULL PRIMARY KEY);
CREATE TABLE split_child (id int NOT NULL PRIMARY KEY, split_id int, KEY (split_id), FOREIGN KEY (split_id) REFERENCES split_here (id));
CREATE TABLE split (id int NOT NULL PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2;
CREATE TABLE left_out (id int NOT NULL PRIMARY KEY, a int DEFAULT 3);

-- other objects
CREATE VIEW view_same AS SELECT id, a FROM fires;
CREATE VIEW view_narrow AS SELECT id, a FROM fires;
CREATE VIEW view_gone AS SELECT id FROM fires;
CREATE TRIGGER fires_gone BEFORE INSERT ON fires FOR EACH ROW SET NEW.a = 1;
CREATE TRIGGER fires_same AFTER UPDATE ON fires FOR EACH ROW SET @x = 1;
CREATE FUNCTION f_gone() RETURNS int DETERMINISTIC RETURN 1;
CREATE FUNCTION f_same() RETURNS int DETERMINISTIC RETURN 1;
CREATE PROCEDURE p_gone() SELECT 1;
CREATE EVENT e_gone ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1;
GRANT TRIGGER, EVENT, EXECUTE ON regress_schema_diff.* TO 'reader'@'%';
