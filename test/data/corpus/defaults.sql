-- Every kind of default, generated columns, ON UPDATE, AUTO_INCREMENT, comments.

CREATE TABLE literals (
    id int PRIMARY KEY,
    i int DEFAULT 0, n int NOT NULL DEFAULT -5, u bigint unsigned DEFAULT 18446744073709551615,
    d decimal(10,3) DEFAULT 1.5, f float DEFAULT 1.25, g double DEFAULT -1e10,
    flag tinyint(1) DEFAULT 0, b1 bit(1) DEFAULT b'1', b bit(4) DEFAULT b'101',
    y year DEFAULT 2024, dt date DEFAULT '2024-02-29', dtt datetime(3) DEFAULT '2024-02-29 12:34:56.789',
    ts timestamp NULL DEFAULT '2024-01-01 00:00:00', tm time DEFAULT '-01:02:03',
    v varchar(100) DEFAULT '', word_null varchar(10) DEFAULT 'NULL', real_null varchar(10) DEFAULT NULL,
    word_now varchar(30) DEFAULT 'CURRENT_TIMESTAMP', word_expr varchar(30) DEFAULT '(1 + 2)', word_call varchar(30) DEFAULT 'uuid()',
    quotes varchar(30) DEFAULT 'it''s "x" `y`', back varchar(30) DEFAULT 'a\\b\\''c', percent varchar(30) DEFAULT '%s $1 :x',
    line varchar(30) DEFAULT 'a\nb\tc', uml varchar(30) DEFAULT 'äöü 数', emoji varchar(30) DEFAULT '🙂',
    c char(5) DEFAULT 'ab', vb varbinary(10) DEFAULT 0xFF00AB, bn binary(2) DEFAULT 0x4142,
    e enum('a', 'it''s') DEFAULT 'it''s', s set('x', 'y', 'z') DEFAULT 'x,z', s0 set('x') DEFAULT '',
    e_null enum('a', 'NULL') DEFAULT 'NULL');
INSERT INTO literals (id) VALUES (1);
INSERT INTO literals (id, emoji) VALUES (2, 'x');

CREATE TABLE expressions (
    id int PRIMARY KEY,
    created datetime DEFAULT CURRENT_TIMESTAMP, created6 datetime(6) DEFAULT CURRENT_TIMESTAMP(6),
    stamp timestamp DEFAULT CURRENT_TIMESTAMP, stamp3 timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    today date DEFAULT (CURRENT_DATE), clock time DEFAULT (CURRENT_TIME),
    tomorrow datetime DEFAULT (CURRENT_TIMESTAMP + INTERVAL 1 DAY),
    u char(36) DEFAULT (UUID()), n int DEFAULT (1 + 2 * 3), half double DEFAULT (0.25 * 2),
    t text DEFAULT ('some text'), j json DEFAULT (JSON_ARRAY()), o json DEFAULT (JSON_OBJECT('a', 1)),
    joined varchar(30) DEFAULT (CONCAT('a', 'b')), seconds bigint DEFAULT (UNIX_TIMESTAMP()),
    low varchar(10) DEFAULT (LOWER('ABC')));
INSERT INTO expressions (id) VALUES (1);

-- not known on the other side: kept out, and told
CREATE TABLE strangers (
    id int PRIMARY KEY, who varchar(100) DEFAULT (USER()), copied int DEFAULT (id + 1), no_day date NOT NULL DEFAULT '0000-00-00');
INSERT INTO strangers VALUES (1, 'a', 2, '2024-01-01');

CREATE TABLE computed (
    id int PRIMARY KEY, a int NOT NULL, b int, word varchar(20), price decimal(8,2), made datetime, doc json,
    total int AS (a + b) STORED,
    total_v int AS (a * b) VIRTUAL,
    both_words varchar(41) AS (CONCAT(word, '-', a)) STORED,
    choice varchar(10) AS (IF(a > 10, 'big', 'small')) VIRTUAL,
    fallback int AS (COALESCE(b, a, 0)) STORED,
    gross decimal(10,2) AS (ROUND(price * 1.19, 2)) STORED,
    up varchar(20) AS (UPPER(word)) STORED,
    year_made int AS (YEAR(made)) STORED,
    len int AS (CHAR_LENGTH(word)) VIRTUAL,
    whole int AS (a DIV 3) STORED,
    rest int AS (a % 3) STORED,
    is_big tinyint(1) AS (a > 10) STORED,
    label varchar(10) AS (CASE WHEN a < 0 THEN 'minus' WHEN a = 0 THEN 'zero' ELSE 'plus' END) STORED);
INSERT INTO computed (id, a, b, word, price, made, doc) VALUES
    (1, 0, 0, 'zero', 0, '2024-02-29 12:00:00', '{"name": "x"}'),
    (2, -7, NULL, 'Über', 10.05, '1999-12-31 23:59:59', NULL),
    (3, 100, 41, NULL, 999999.99, NULL, '{}');

-- ON UPDATE in all forms
CREATE TABLE touched (
    id int PRIMARY KEY, v int,
    at_dt datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    at_ts timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    at_six datetime(6) DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(6),
    fixed_at datetime DEFAULT CURRENT_TIMESTAMP);
INSERT INTO touched VALUES (1, 1, '2001-01-01', '2001-01-01 00:00:00', '2001-01-01', '2001-01-01'), (2, NULL, NULL, '2001-01-01 00:00:00', NULL, NULL);

-- counters
CREATE TABLE counter_plain (id int AUTO_INCREMENT PRIMARY KEY, v int);
INSERT INTO counter_plain VALUES (1, 1), (5, 5), (9, 9);
DELETE FROM counter_plain WHERE id = 9;
CREATE TABLE counter_empty (id int AUTO_INCREMENT PRIMARY KEY, v int);
CREATE TABLE counter_ahead (id smallint unsigned AUTO_INCREMENT PRIMARY KEY, v int) AUTO_INCREMENT = 5000;
CREATE TABLE counter_big (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, v int);
INSERT INTO counter_big VALUES (4000000000000, 1);
CREATE TABLE counter_child (id int AUTO_INCREMENT PRIMARY KEY, big_id bigint unsigned NOT NULL, maybe_id bigint unsigned,
    CONSTRAINT counter_child_big FOREIGN KEY (big_id) REFERENCES counter_big (id), CONSTRAINT counter_child_maybe FOREIGN KEY (maybe_id) REFERENCES counter_big (id));
INSERT INTO counter_child VALUES (1, 4000000000000, NULL);
CREATE TABLE counter_second (kind int, n int AUTO_INCREMENT, PRIMARY KEY (kind, n), KEY counter_second_n (n));
INSERT INTO counter_second VALUES (1, 1), (1, 2), (2, 3);
SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE counter_zero (id int AUTO_INCREMENT PRIMARY KEY, v int);
INSERT INTO counter_zero VALUES (0, 0), (-3, -3), (2, 2);
CREATE TABLE counter_full (id int AUTO_INCREMENT PRIMARY KEY, v int);
INSERT INTO counter_full VALUES (2147483647, 1);
SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION';

CREATE TABLE commented (
    id int PRIMARY KEY COMMENT 'it''s the key',
    v int COMMENT 'back\\slash, "double", `tick`', w int COMMENT '', x int COMMENT 'größe\nnext line')
    COMMENT 'table with ''quotes'' and ünï';
INSERT INTO commented VALUES (1, 1, 1, 1);
