-- Integers, decimals, money and oid; numbers in text columns.
\pset format unaligned
\pset tuples_only on

-- the extremes of every type into the type it is mapped to
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('tinyint', '-128', 'smallint'), ('tinyint', '127', 'smallint'),
    ('tinyint unsigned', '255', 'smallint'),
    ('smallint', '-32768', 'smallint'), ('smallint', '32767', 'smallint'),
    ('smallint unsigned', '65535', 'integer'),
    ('mediumint', '-8388608', 'integer'), ('mediumint unsigned', '16777215', 'integer'),
    ('int', '-2147483648', 'integer'), ('int', '2147483647', 'integer'),
    ('int unsigned', '4294967295', 'bigint'),
    ('bigint', '-9223372036854775808', 'bigint'), ('bigint', '9223372036854775807', 'bigint'),
    ('bigint', '0', 'bigint'), ('bigint', '-1', 'bigint'),
    ('bigint unsigned', '18446744073709551615', 'numeric(20)'),
    ('bigint unsigned', '9223372036854775808', 'numeric'),
    ('bigint unsigned', '0', 'numeric(20)'),
    ('decimal(65,30)', '99999999999999999999999999999999999.999999999999999999999999999999', 'numeric(65,30)'),
    ('decimal(65,30)', '-0.000000000000000000000000000001', 'numeric(65,30)'),
    ('decimal(65,0)', '-99999999999999999999999999999999999999999999999999999999999999999', 'numeric(65)'),
    ('decimal(10,2)', '0.00', 'numeric(10,2)'), ('decimal(10,2)', '-0.01', 'numeric(10,2)'),
    ('year', '0000', 'smallint'), ('year', '2155', 'smallint'), ('year', '1901', 'integer')) x (s, v, t);

-- ZEROFILL pads; numbers do not care, text gets the number
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('int(5) unsigned zerofill', '00042', 'bigint'), ('int(5) unsigned zerofill', '00042', 'numeric'),
    ('int(5) unsigned zerofill', '00042', 'text'), ('int(5) unsigned zerofill', '00000', 'text'),
    ('bigint(30) unsigned zerofill', '000000000018446744073709551615', 'numeric(20)'),
    ('bigint(30) unsigned zerofill', '000000000000000000000000000007', 'bigint'),
    ('tinyint(1) unsigned zerofill', '1', 'boolean'), ('tinyint(3) unsigned zerofill', '001', 'boolean'),
    ('decimal(6,2) unsigned zerofill', '0042.50', 'numeric(6,2)'),
    ('decimal(6,2) unsigned zerofill', '0000.50', 'text')) x (s, v, t);

-- into smaller types each value is checked
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('int', '32767', 'smallint'), ('int', '32768', 'smallint'), ('int', '-32769', 'smallint'),
    ('bigint', '2147483647', 'integer'), ('bigint', '2147483648', 'integer'),
    ('bigint', '-2147483649', 'integer'),
    ('bigint unsigned', '9223372036854775807', 'bigint'),
    ('bigint unsigned', '9223372036854775808', 'bigint'),
    ('bigint unsigned', '18446744073709551615', 'bigint'),
    ('bigint', '99999', 'numeric(5)'), ('bigint', '100000', 'numeric(5)'),
    ('int', '-99', 'numeric(4,2)'), ('int', '100', 'numeric(4,2)')) x (s, v, t);

-- decimals lose no digit
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('decimal(10,3)', '12.340', 'numeric(10,2)'), ('decimal(10,3)', '12.345', 'numeric(10,2)'),
    ('decimal(10,3)', '-0.001', 'numeric(10,2)'), ('decimal(10,3)', '0.000', 'numeric(10,2)'),
    ('decimal(10,3)', '999.990', 'numeric(5,2)'), ('decimal(10,3)', '1000.000', 'numeric(5,2)'),
    ('decimal(10,2)', '12.30', 'numeric'), ('decimal(10,2)', '12.30', 'numeric(12,4)'),
    ('decimal(10,0)', '1200', 'numeric(2,-2)'), ('decimal(10,0)', '1250', 'numeric(2,-2)'),
    ('decimal(10,0)', '9900', 'numeric(2,-2)'), ('decimal(10,0)', '10000', 'numeric(2,-2)'),
    ('decimal(10,5)', '0.00120', 'numeric(2,4)'), ('decimal(10,5)', '0.01200', 'numeric(2,4)'),
    ('decimal(30,2)', '123456789012345678901234567.00', 'numeric(27)'),
    ('decimal(30,2)', '123456789012345678901234567.10', 'numeric(27)'),
    ('decimal(10,2)', '12.00', 'integer'), ('decimal(10,2)', '-12.00', 'bigint'),
    ('decimal(10,2)', '12.50', 'integer'), ('decimal(10,2)', '0.00', 'smallint'),
    ('decimal(10,2)', '40000.00', 'smallint'),
    ('decimal(20,0)', '-9223372036854775808', 'bigint'),
    ('decimal(20,0)', '9223372036854775808', 'bigint')) x (s, v, t);

-- money: as many digits as lc_monetary has; oid: unsigned
SET lc_monetary = 'C';
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('decimal(10,2)', '12.34', 'money'), ('decimal(10,3)', '-12.340', 'money'),
    ('decimal(10,3)', '12.345', 'money'), ('int', '7', 'money'), ('varchar(9)', '1.5', 'money'),
    ('decimal(20,2)', '92233720368547758.07', 'money'), ('decimal(20,2)', '92233720368547758.08', 'money'),
    ('int unsigned', '4294967295', 'oid'), ('int', '-1', 'oid'), ('varchar(9)', '-1', 'oid')) x (s, v, t);

-- numbers in text columns: digits and nothing else
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('varchar(30)', '42', 'integer'), ('varchar(30)', '-42', 'integer'), ('varchar(30)', '+42', 'integer'),
    ('varchar(30)', '007', 'smallint'), ('varchar(30)', '12.0', 'integer'),
    ('varchar(30)', '12.5', 'integer'), ('varchar(30)', ' 42', 'integer'), ('varchar(30)', '4_2', 'integer'),
    ('varchar(30)', '0x2a', 'integer'), ('varchar(30)', '1e3', 'integer'), ('varchar(30)', '-', 'bigint'),
    ('varchar(30)', '.', 'numeric'), ('varchar(30)', '.5', 'numeric'), ('varchar(30)', '5.', 'numeric'),
    ('varchar(30)', '1.2.3', 'numeric'), ('varchar(30)', 'NaN', 'numeric'), ('varchar(30)', '1e3', 'numeric'),
    ('varchar(30)', '-0.0', 'numeric'), ('varchar(30)', '', 'integer'), ('varchar(30)', '', 'numeric'),
    ('text', '99999999999999999999', 'bigint'), ('text', '99999999999999999999', 'numeric')) x (s, v, t);
