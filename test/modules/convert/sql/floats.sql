-- Binary floating point: real and double precision.
\pset format unaligned
\pset tuples_only on

-- FLOAT is fetched as the text of the double it is
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('float', '3.4028234663852886e38', 'real'), ('float', '-3.4028234663852886e38', 'real'),
    ('float', '1.401298464324817e-45', 'real'), ('float', '0.10000000149011612', 'real'),
    ('float', '16777216', 'real'), ('float', '1234567', 'real'), ('float', '-0', 'real'),
    ('float', '0.10000000149011612', 'double precision'), ('float', '0.10000000149011612', 'text'),
    ('float', '0.1', 'real'), ('float', '3.5e38', 'real'),
    ('double', '1.7976931348623157e308', 'double precision'), ('double', '5e-324', 'double precision'),
    ('double', '-1.7976931348623157e308', 'double precision'), ('double', '-0', 'double precision'),
    ('double', '2.2250738585072014e-308', 'double precision'), ('double', '0.1', 'double precision'),
    ('double', '1e400', 'double precision'), ('double', '1e-400', 'double precision')) x (s, v, t);

-- integers up to the last that all can be told apart
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('bigint', '9007199254740992', 'double precision'), ('bigint', '-9007199254740992', 'double precision'),
    ('bigint', '9007199254740993', 'double precision'), ('bigint', '9007199254740994', 'double precision'),
    ('bigint unsigned', '18446744073709551615', 'double precision'),
    ('int', '2147483647', 'double precision'), ('int', '16777216', 'real'), ('int', '16777217', 'real'),
    ('mediumint unsigned', '16777215', 'real'), ('year', '2024', 'real')) x (s, v, t);

-- decimals whose digits can be had back
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('decimal(10,2)', '0.10', 'double precision'), ('decimal(20,2)', '123456789012345.67', 'double precision'),
    ('decimal(20,2)', '900719925474099.27', 'double precision'),
    ('decimal(20,4)', '900719925474099.1234', 'double precision'),
    ('decimal(30,0)', '100000000000000000000000000000', 'double precision'),
    ('decimal(30,0)', '123456789012345678901234567890', 'double precision'),
    ('decimal(10,2)', '0.10', 'real'), ('decimal(10,2)', '1234.56', 'real'),
    ('decimal(10,2)', '12345678.90', 'real'), ('decimal(10,2)', '16777217.00', 'real'),
    ('decimal(10,2)', '0.00', 'real'), ('decimal(10,2)', '-0.50', 'real')) x (s, v, t);

-- text columns
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('varchar(40)', '1.5e3', 'double precision'), ('varchar(40)', '-1E-5', 'real'),
    ('varchar(40)', '0.30000000000000004', 'double precision'),
    ('varchar(40)', '0.300000000000000041', 'double precision'),
    ('varchar(40)', '1e39', 'real'), ('varchar(40)', '1e-50', 'real'),
    ('varchar(40)', 'nan', 'double precision'), ('varchar(40)', 'infinity', 'double precision'),
    ('varchar(40)', '0x10', 'double precision'), ('varchar(40)', '1.5 ', 'double precision'),
    ('varchar(40)', '1,5', 'double precision'), ('varchar(40)', '', 'double precision')) x (s, v, t);
