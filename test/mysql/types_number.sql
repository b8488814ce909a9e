SET sql_mode = '';
CREATE TABLE integers (
    id int PRIMARY KEY,
    ti tinyint, tiu tinyint unsigned, si smallint, siu smallint unsigned, mi mediumint, miu mediumint unsigned,
    i int, iu int unsigned, bi bigint, biu bigint unsigned, z int(8) unsigned zerofill, b bool, y year
);
INSERT INTO integers VALUES
    (1, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0, 0, 0, 0),
    (2, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 9223372036854775807, 18446744073709551615, 4294967295, 1, 2155),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (4, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, 7, 0, 1901);
CREATE TABLE integers_other LIKE integers;
INSERT INTO integers_other SELECT * FROM integers WHERE id = 4;
CREATE TABLE decimals (id int PRIMARY KEY, d decimal(65,30), m decimal(10,2), n decimal(65,0), u decimal(5,2) unsigned);
INSERT INTO decimals VALUES
    (1, 99999999999999999999999999999999999.999999999999999999999999999999, 99999999.99, REPEAT('9', 65), 999.99),
    (2, -99999999999999999999999999999999999.999999999999999999999999999999, -99999999.99, CONCAT('-', REPEAT('9', 65)), 0),
    (3, 0.000000000000000000000000000001, 0.01, 1, 0.01), (4, 0, 0, 0, 0), (5, NULL, NULL, NULL, NULL);
CREATE TABLE floats (id int PRIMARY KEY, f float, d double, f2 float(10,2), d3 double(20,3));
INSERT INTO floats VALUES
    (1, 16777216, 1.7976931348623157e308, 1234567.875, 12345678901234.567),
    (2, 1234567, 2.2250738585072014e-308, 0.1, 0.001),
    (3, 3.4028234e38, 4.9e-324, -99999999.99, -0.5),
    (4, 1.17549435e-38, -1.7976931348623157e308, 0, 0),
    (5, 1.4e-45, -0e0, 0.3, 1e15),
    (6, 0.1, 0.1, NULL, NULL),
    (7, -3.4028234e38, 9007199254740993, NULL, NULL),
    (8, 123456.789, 123456789.12345678, NULL, NULL),
    (9, -0e0, 0.3, NULL, NULL),
    (10, NULL, NULL, NULL, NULL);
CREATE TABLE bits (id int PRIMARY KEY, b1 bit(1), b5 bit(5), b8 bit(8), b64 bit(64));
INSERT INTO bits VALUES (1, b'0', b'00001', b'00000000', b'0'), (2, b'1', b'10101', b'11111111', ~0),
    (3, NULL, NULL, NULL, NULL), (4, b'1', b'11', b'00001010', 1);
CREATE TABLE odd (id int PRIMARY KEY, i int, biu bigint unsigned, dec2 decimal(10,2), d double, f float, v varchar(40), e enum('0','1','yes'), y year, b tinyint(1));
INSERT INTO odd VALUES
    (1, 40000, 9223372036854775808, 12.00, 0.1, 0.1, '12', '0', 2024, 2),
    (2, -1, 9223372036854775807, 12.50, 5, 5, '-1.50', '1', 0, -1),
    (3, 16777217, 1, -0.01, 1e300, 1e30, '1e3', 'yes', 1999, 1),
    (4, 1700000000, 9007199254740993, 12345678.90, NULL, 16777217, ' 7', NULL, NULL, 0),
    (5, 1, 0, 0.10, 2, 2, 'abc', '1', 2000, 1),
    (6, 0, 0, 0, 0, 0, '', '0', 2000, 0),
    (7, 0, 0, 0, 0, 0, 'Y', '0', 2000, 0),
    (8, 0, 0, 0, 0, 0, 'maybe', '0', 2000, 0);
