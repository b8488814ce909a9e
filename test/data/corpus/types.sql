-- Every type with every modifier, and rows at the limits of each.

CREATE TABLE integers (
    id int PRIMARY KEY,
    t tinyint, tu tinyint unsigned, flag tinyint(1), yes bool NOT NULL DEFAULT TRUE,
    wild tinyint(1),
    s smallint, su smallint unsigned, m mediumint, mu mediumint unsigned,
    i int, iu int unsigned, w int(7), z int(5) zerofill, bz bigint(12) zerofill,
    g bigint, gu bigint unsigned, y year);
INSERT INTO integers VALUES
    (1, -128, 0, 0, 0, 2, -32768, 0, -8388608, 0, -2147483648, 0, -1, 0, 0,
        -9223372036854775808, 0, 1901),
    (2, 127, 255, 1, 1, -1, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 1234567, 7,
        18446744073709551615, 9223372036854775807, 18446744073709551615, 2155),
    (3, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, 0);

CREATE TABLE fractions (
    id int PRIMARY KEY,
    d decimal, d1 decimal(1,1), d65 decimal(65,30), du decimal(8,2) unsigned,
    dz decimal(6,2) zerofill,
    f float, f24 float(24), f53 float(53), fm float(10,2), fu float unsigned,
    g double, gm double(12,4), gu double unsigned);
INSERT INTO fractions VALUES
    (1, -9999999999, -0.9, -99999999999999999999999999999999999.999999999999999999999999999999,
        0, 0, -3.4028234e38, 1.17549e-38, -1.7976931348623157e308, -99999999, 0,
        -1.7976931348623157e308, -99999999.9999, 0),
    (2, 9999999999, 0.9, 0.000000000000000000000000000001, 999999.99, 9999.99,
        3.4028234e38, 16777216, 0.1, 1234567.88, 0.1, 5e-324, 1234.5678, 1e300),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE bits (id int PRIMARY KEY, b bit, b1 bit(1), b5 bit(5), b8 bit(8), b64 bit(64));
INSERT INTO bits VALUES
    (1, b'0', b'1', b'101', b'11111111', b'1'),
    (2, b'1', b'0', b'11111', b'0', 0xFFFFFFFFFFFFFFFF),
    (3, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE moments (
    id int PRIMARY KEY,
    d date, dt datetime, dt3 datetime(3), dt6 datetime(6),
    ts timestamp NULL, ts1 timestamp(1) NULL, ts6 timestamp(6) NULL,
    t time, t2 time(2), t6 time(6));
INSERT INTO moments VALUES
    (1, '1000-01-01', '1000-01-01 00:00:00', '1000-01-01 00:00:00.001', '1000-01-01 00:00:00.000001',
        '1970-01-01 00:00:01', '1970-01-01 00:00:01.1', '1970-01-01 00:00:01.000001',
        '-838:59:59', '-00:00:00.01', '-838:59:58.999999'),
    (2, '9999-12-31', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999', '9999-12-31 23:59:59.999999',
        '2038-01-19 03:14:07', '2024-03-31 01:30:00.9', '2038-01-19 03:14:07.999999',
        '838:59:59', '24:00:00.00', '00:00:00.000001'),
    (3, '2024-02-29', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE texts (
    id int PRIMARY KEY,
    c1 char, c char(10), c0 char(0), v0 varchar(0), v varchar(255), v64 varchar(16000),
    tt tinytext, t text, tl text(100), mt mediumtext, lt longtext,
    nc nchar(3), nv nvarchar(3));
INSERT INTO texts VALUES
    (1, '', '', '', '', '', '', '', '', '', '', '', '', ''),
    (2, 'é', 'trailing  ', '', NULL, REPEAT('ü', 255), REPEAT('x', 16000), REPEAT('t', 255), 'tab\tline\nreturn\rback\\slash',
        'NULL', REPEAT('medium ', 10000), REPEAT('long ', 30000), '数数数', 'äöü'),
    (3, NULL, NULL, NULL, NULL, CONVERT(0xF09F9982 USING utf8mb4), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE bytes (
    id int PRIMARY KEY,
    b1 binary, b binary(4), vb varbinary(16), vb0 varbinary(0),
    tb tinyblob, bl blob, mb mediumblob, lb longblob,
    cb char(3) CHARACTER SET binary, vcb varchar(3) CHARACTER SET binary);
INSERT INTO bytes VALUES
    (1, 0x00, 0x01, '', '', '', '', '', '', '', ''),
    (2, 0xFF, 0x00FF00FF, 0x00112233445566778899AABBCCDDEEFF, NULL, UNHEX(REPEAT('00FF', 100)), 'text',
        REPEAT(0xDEADBEEF, 1000), REPEAT(0x00, 5000), 0x616263, 0x00),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE labels (
    id int PRIMARY KEY,
    e enum('small', 'medium', 'large'),
    odd enum('it''s', 'back\\slash', 'a,b', '"', '', 'ünï', '(x)') NOT NULL,
    long_one enum('short', 'a label that is longer than the sixty-three bytes that PostgreSQL has room for'),
    one enum('only'),
    s set('x', 'y', 'z'),
    odd_set set('it''s', 'b\\s', 'two words', '{', '"', 'NULL') NOT NULL);
INSERT INTO labels VALUES
    (1, 'small', 'it''s', 'short', 'only', '', ''),
    (2, 'large', '', 'a label that is longer than the sixty-three bytes that PostgreSQL has room for', NULL,
        'z,x', 'it''s,b\\s,two words,{,",NULL'),
    (3, NULL, '(x)', NULL, NULL, NULL, 'NULL');

CREATE TABLE documents (id int PRIMARY KEY, j json, k json NOT NULL);
INSERT INTO documents VALUES
    (1, '{"a": [1, 2.5, null, true], "b": "ü"}', '{}'),
    (2, 'null', '"text"'),
    (3, NULL, '[9007199254740993, -0.5]');

-- uuids in the types that hold them without saying so, and what only looks so
CREATE TABLE keys_in_disguise (
    id char(36) PRIMARY KEY, other binary(16), not_all char(36), words char(36) NOT NULL, few_bytes binary(16));
INSERT INTO keys_in_disguise VALUES
    ('6ccd780c-baba-1026-9564-5b8c656024db', UNHEX('6ccd780cbaba102695645b8c656024db'),
        '6ccd780c-baba-1026-9564-5b8c656024db', 'words', 'abc'),
    ('ffffffff-ffff-ffff-ffff-ffffffffffff', NULL, 'not a uuid', '', NULL);
