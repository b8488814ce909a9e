SET sql_mode = '';
SET NAMES utf8mb4;
CREATE TABLE strings (
    id int PRIMARY KEY,
    c char(10), v varchar(10), t text, tt tinytext, mt mediumtext, lt longtext
);
INSERT INTO strings VALUES
    (1, '', '', '', '', '', ''),
    (2, 'ten chars!', 'ten chars!', 'text', 'tiny', 'medium', 'long'),
    (3, '  a', '  a  ', ' b ', ' c ', '\t\n', 'x\r\ny\r\n'),
    (4, 'äöüßÄÖÜ€', '日本語', '😀👍🏽', 'Ωмега', '\\N \\. \\', '"quotes" ''single'' `back` {brace,comma}'),
    (5, NULL, NULL, NULL, NULL, NULL, NULL),
    (6, 'NULL', 'NULL', 'NULL', 'null', '\\x41', '\\000'),
    (7, 'é', 'é', CONVERT(x'61011f7f' USING utf8mb4), '​', CONCAT(REPEAT('😀', 1000), 'end'), REPEAT('0123456789', 200000));
-- every value in another character set
CREATE TABLE charsets (
    id int PRIMARY KEY,
    l1 varchar(20) CHARACTER SET latin1, l2 varchar(20) CHARACTER SET latin2, cp varchar(20) CHARACTER SET cp1251, k8 varchar(20) CHARACTER SET koi8r,
    gr varchar(20) CHARACTER SET greek, sj varchar(20) CHARACTER SET sjis, uj varchar(20) CHARACTER SET ujis, gb varchar(20) CHARACTER SET gb18030,
    b5 varchar(20) CHARACTER SET big5, u2 varchar(20) CHARACTER SET ucs2, u16 varchar(20) CHARACTER SET utf16, u32 varchar(20) CHARACTER SET utf32,
    u3 varchar(20) CHARACTER SET utf8mb3, a varchar(20) CHARACTER SET ascii
);
INSERT INTO charsets VALUES
    (1, 'Größe €', 'Łódź', 'Привет', 'Привет', 'Ελλάδα', '日本語', '日本語', '中文😀', '中文', 'é中', '😀é', '😀é', 'é中', 'plain'),
    (2, x'8081909d', x'b1', x'c0', x'c0', x'c1', x'95c0', x'c6fc', x'8139ef30', x'a4a4', x'2ea70041', x'd83dde00', x'0001f600', x'e4b8ad', x'7e');
-- UTF-8 that was stored as if it were latin1 arrives as it is read there
CREATE TABLE mislabelled (id int PRIMARY KEY, v varchar(20) CHARACTER SET latin1);
INSERT INTO mislabelled VALUES (1, x'c3a9');
-- what is not text: half of a surrogate pair
CREATE TABLE surrogate (id int PRIMARY KEY, v varchar(20) CHARACTER SET ucs2);
INSERT INTO surrogate VALUES (1, x'd83d'), (2, x'0041d83d');
CREATE TABLE words (
    id int PRIMARY KEY,
    e enum('small','LARGE','it''s','a,b','','größe 😀'), s set('a','b','it''s','größe'), e2 enum('x','y') NOT NULL, simple varchar(40)
);
INSERT INTO words VALUES (1, 'small', 'a', 'x', 'a,b'), (2, 'LARGE', 'b,a', 'y', ''), (3, 'it''s', 'it''s,größe', 'x', 'a,,b'), (4, 'a,b', '', 'x', ' a , "b",{c}'),
    (5, '', NULL, 'x', 'NULL'), (6, NULL, 15, 'x', NULL), (7, 6, 'größe', 'y', 'é');
CREATE TABLE odd (id int PRIMARY KEY, v varchar(100), c char(20), t text, e enum('a','b'), l varchar(100) CHARACTER SET latin1, b varchar(100) CHARACTER SET binary);
INSERT INTO odd VALUES
    (1, 'twelve chars', 'abc', 'exact', 'a', 'Größe', x'636166c3a9'),
    (2, 'nul\0nul', 'nul\0nul', 'nul\0nul', 'no such label', 'l\0', 'nul\0'),
    (3, 'spaces   ', 'abc   ', 'spaces   ', 'b', 'ÿ', x'ff'),
    (4, '', '', '', NULL, '', ''),
    (5, '(1,2)', '[1,5)', '{1,2}', 'a', '192.168.0.1', 'x'),
    (6, 'nonsense', 'nonsense', 'nonsense', 'a', 'nonsense', 'nonsense'),
    (7, '日本語日本語', '日本語', '日本語', 'a', 'a', REPEAT('long ', 20)),
    (8, 'ABC', 'abc', 'Straße', 'b', 'b', 'b');
CREATE TABLE folded (id int PRIMARY KEY, v varchar(10) COLLATE utf8mb4_bin UNIQUE);
INSERT INTO folded VALUES (1, 'abc'), (2, 'ABC');
