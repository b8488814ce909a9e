-- Cells of the source beside values of the target: which are equal is written
-- down here, and no import is asked.
CREATE SCHEMA pairs;
SET search_path = pairs, public;
\pset format unaligned
\pset tuples_only on
SET timezone = 'UTC';
SET datestyle = 'ISO';
CREATE TYPE mood AS ENUM ('sad', 'ok', 'häppy');
CREATE TYPE maybe AS ENUM ('', 'x');
CREATE DOMAIN positive AS integer CHECK (value > 0);
CREATE FUNCTION odd(value text) RETURNS integer STABLE LANGUAGE plpgsql AS $$
BEGIN
    IF value::integer % 2 = 0 THEN
        RAISE 'it is even';
    END IF;
    RETURN value::integer;
END $$;
CREATE FUNCTION secret(value text) RETURNS text STABLE LANGUAGE sql AS $$ SELECT max(v) FROM unnest(ARRAY[value]) v $$;
REVOKE EXECUTE ON FUNCTION secret FROM public;
CREATE FUNCTION asks(value text) RETURNS text STABLE LANGUAGE plpgsql AS $$ BEGIN RETURN pairs.secret(value); END $$;

CREATE TABLE pair (n serial, equal boolean, s text, cell bytea, t text, value text, rules text[], not_null boolean);
CREATE FUNCTION equal(s text, cell bytea, t text, value text, rules text[] = '{}', not_null boolean = false) RETURNS void LANGUAGE sql AS $$
    INSERT INTO pair (equal, s, cell, t, value, rules, not_null) VALUES (true, s, cell, t, value, rules, not_null)
$$;
CREATE FUNCTION differ(s text, cell bytea, t text, value text, rules text[] = '{}', not_null boolean = false) RETURNS void LANGUAGE sql AS $$
    INSERT INTO pair (equal, s, cell, t, value, rules, not_null) VALUES (false, s, cell, t, value, rules, not_null)
$$;
-- the cell as text
CREATE FUNCTION equal_text(s text, cell text, t text, value text, rules text[] = '{}', not_null boolean = false) RETURNS void LANGUAGE sql AS $$
    SELECT equal(s, convert_to(cell, 'UTF8'), t, value, rules, not_null)
$$;
CREATE FUNCTION differ_text(s text, cell text, t text, value text, rules text[] = '{}', not_null boolean = false) RETURNS void LANGUAGE sql AS $$
    SELECT differ(s, convert_to(cell, 'UTF8'), t, value, rules, not_null)
$$;

DO $do$ BEGIN
    -- boolean
    PERFORM equal_text('tinyint(1)', '1', 'boolean', 't');
    PERFORM equal_text('tinyint(1)', '0', 'boolean', 'f');
    PERFORM differ_text('tinyint(1)', '1', 'boolean', 'f');
    PERFORM differ_text('tinyint(1)', '2', 'boolean', 't');
    PERFORM equal_text('tinyint(1)', '2', 'boolean', 't', '{boolean=nonzero}');
    PERFORM equal_text('tinyint(1)', '-1', 'boolean', 't', '{boolean=nonzero}');
    PERFORM equal_text('tinyint(1)', '0', 'boolean', 'f', '{boolean=nonzero}');
    PERFORM equal_text('int(4) unsigned zerofill', '0001', 'boolean', 't');
    PERFORM equal_text('bigint unsigned', '18446744073709551615', 'boolean', 't', '{boolean=nonzero}');
    PERFORM differ_text('bigint unsigned', '18446744073709551615', 'boolean', 't');
    PERFORM equal('bit(1)', '\x01', 'boolean', 't');
    PERFORM equal('bit(1)', '\x00', 'boolean', 'f');
    PERFORM differ('bit(1)', '\x00', 'boolean', 't');
    PERFORM differ('bit(8)', '\x02', 'boolean', 't');
    PERFORM equal_text('varchar(5)', 'YeS', 'boolean', 't');
    PERFORM equal_text('varchar(5)', 'off', 'boolean', 'f');
    PERFORM differ_text('varchar(5)', 'tr', 'boolean', 't');
    PERFORM equal_text('enum(''Y'',''N'')', 'N', 'boolean', 'f');
    PERFORM equal_text('varchar(5)', '', 'boolean', NULL, '{empty=null}');
    PERFORM differ_text('varchar(5)', '', 'boolean', NULL);
    -- integers
    PERFORM equal_text('int', '42', 'integer', '42');
    PERFORM equal_text('int', '-42', 'smallint', '-42');
    PERFORM differ_text('int', '42', 'integer', '-42');
    PERFORM equal_text('bigint', '-9223372036854775808', 'bigint', '-9223372036854775808');
    PERFORM equal_text('bigint', '9223372036854775807', 'bigint', '9223372036854775807');
    PERFORM differ_text('bigint unsigned', '9223372036854775808', 'bigint', '-9223372036854775808');
    PERFORM differ_text('bigint unsigned', '18446744073709551616', 'bigint', '0');
    PERFORM equal_text('int(5) unsigned zerofill', '00042', 'integer', '42');
    PERFORM equal_text('year', '0000', 'smallint', '0');
    PERFORM equal_text('decimal(10,2)', '12.00', 'integer', '12');
    PERFORM differ_text('decimal(10,2)', '12.50', 'integer', '12');
    PERFORM equal_text('decimal(10,2)', '-0.00', 'integer', '0');
    PERFORM equal_text('varchar(9)', '+5', 'integer', '5');
    PERFORM equal_text('varchar(30)', '000000000000000000000000005', 'integer', '5');
    PERFORM differ_text('varchar(9)', ' 5', 'integer', '5');
    PERFORM differ_text('varchar(9)', '5 ', 'integer', '5');
    PERFORM differ_text('varchar(9)', '1e1', 'integer', '10');
    PERFORM differ_text('varchar(9)', '.', 'integer', '0');
    PERFORM differ_text('varchar(9)', '-', 'integer', '0');
    PERFORM equal_text('varchar(9)', '5.', 'integer', '5');
    PERFORM equal_text('varchar(9)', '', 'integer', NULL, '{empty=null}');
    PERFORM differ_text('varchar(9)', '', 'integer', NULL);
    PERFORM equal_text('int unsigned', '4294967295', 'oid', '4294967295');
    PERFORM equal_text('int', '7', 'positive', '7');
    -- decimal
    PERFORM equal_text('decimal(10,4)', '12.5000', 'numeric(10,2)', '12.5');
    PERFORM differ_text('decimal(10,4)', '12.5050', 'numeric(10,2)', '12.5');
    PERFORM equal_text('decimal(10,4)', '-0.0500', 'numeric', '-0.05');
    PERFORM equal_text('decimal(10,4)', '0.0000', 'numeric', '0');
    PERFORM equal_text('decimal(10,4)', '-0.0000', 'numeric', '0');
    PERFORM equal_text('decimal(65,30)', '-99999999999999999999999999999999999.999999999999999999999999999999', 'numeric', '-99999999999999999999999999999999999.999999999999999999999999999999');
    PERFORM equal_text('bigint unsigned', '18446744073709551615', 'numeric(20)', '18446744073709551615');
    PERFORM equal_text('int', '1000000', 'numeric', '1000000');
    PERFORM equal_text('int(7) unsigned zerofill', '0001000', 'numeric', '1000');
    PERFORM equal_text('varchar(9)', '-007.10', 'numeric', '-7.1');
    PERFORM equal_text('varchar(9)', '-.5', 'numeric', '-0.5');
    PERFORM equal_text('varchar(9)', '.5', 'numeric', '0.5');
    PERFORM equal_text('varchar(9)', '5.', 'numeric', '5');
    PERFORM equal_text('varchar(9)', '+5.0', 'numeric', '5');
    PERFORM equal_text('varchar(9)', '-0', 'numeric', '0');
    PERFORM differ_text('varchar(9)', '.', 'numeric', '0');
    PERFORM differ_text('varchar(9)', 'NaN', 'numeric', 'NaN');
    PERFORM differ_text('varchar(9)', '1e2', 'numeric', '100');
    PERFORM differ_text('varchar(9)', '1.2.3', 'numeric', '1.2');
    PERFORM equal_text('decimal(10,2)', '12.50', 'money', '12.50');
    PERFORM differ_text('decimal(10,3)', '12.505', 'money', '12.50');
    PERFORM differ_text('decimal(10,3)', '12.505', 'money', '12.51');
    -- floats
    PERFORM equal_text('double', '0.1', 'double precision', '0.1');
    PERFORM equal_text('double', '-0', 'double precision', '-0');
    PERFORM differ_text('double', '-0', 'double precision', '0');
    PERFORM equal_text('double', '1.7976931348623157e308', 'double precision', '1.7976931348623157e308');
    PERFORM equal_text('double', '5e-324', 'double precision', '5e-324');
    PERFORM equal_text('double', '123456.789012345', 'double precision', '123456.789012345');
    PERFORM equal_text('float', '3.4028234663852886e38', 'real', '3.4028235e38');
    PERFORM equal_text('float', '0.10000000149011612', 'real', '0.1');
    PERFORM equal_text('float', '0.10000000149011612', 'double precision', '0.10000000149011612');
    PERFORM differ_text('float', '0.1', 'real', '0.1');
    PERFORM equal_text('int', '16777216', 'real', '16777216');
    PERFORM differ_text('int', '16777217', 'real', '16777216');
    PERFORM equal_text('bigint', '9007199254740992', 'double precision', '9007199254740992');
    PERFORM differ_text('bigint', '9007199254740993', 'double precision', '9007199254740992');
    PERFORM equal_text('decimal(10,2)', '0.10', 'real', '0.1');
    PERFORM differ_text('decimal(20,10)', '0.1234567890', 'real', '0.12345679');
    PERFORM equal_text('decimal(20,17)', '0.12345678901234568', 'double precision', '0.12345678901234568');
    PERFORM differ_text('decimal(20,18)', '0.123456789012345678', 'double precision', '0.12345678901234568');
    PERFORM equal_text('varchar(20)', '1.5e10', 'double precision', '15000000000');
    PERFORM equal_text('varchar(20)', '1e-5', 'double precision', '0.00001');
    PERFORM differ_text('varchar(20)', '1e999', 'double precision', 'Infinity');
    PERFORM differ_text('varchar(20)', 'Infinity', 'double precision', 'Infinity');
    PERFORM differ_text('varchar(20)', '1.5x', 'double precision', '1.5');
    PERFORM equal_text('varchar(20)', '16777216', 'real', '16777216');
    -- text
    PERFORM equal_text('varchar(20)', 'häß', 'text', 'häß');
    PERFORM differ_text('varchar(20)', 'a ', 'text', 'a');
    PERFORM equal_text('varchar(20)', '', 'text', '');
    PERFORM differ_text('varchar(20)', '', 'text', NULL);
    PERFORM equal_text('int(5) unsigned zerofill', '00042', 'text', '42');
    PERFORM equal_text('int(5) unsigned zerofill', '00000', 'text', '0');
    PERFORM equal('varchar(20)', '\x610062', 'text', 'ab', '{nul=strip}');
    PERFORM equal('varchar(20)', '\x61005c62', 'text', 'a\x00\\b', '{nul=escape}');
    PERFORM equal('varchar(20)', '\x6100ff', 'text', 'YQD/', '{nul=base64}');
    PERFORM equal_text('varchar(20)', 'abcd', 'text', 'YWJjZA==', '{nul=base64}');
    PERFORM equal_text('varchar(20)', 'abcde', 'text', 'YWJjZGU=', '{nul=base64}');
    PERFORM equal_text('varchar(20)', '', 'text', '', '{nul=base64}');
    PERFORM equal_text('datetime', '0000-00-00 00:00:00', 'text', '0000-00-00 00:00:00');
    PERFORM equal_text('double', '1e20', 'text', '1e20');
    PERFORM equal_text('set(''a'',''b'')', 'a,b', 'text', 'a,b');
    PERFORM equal('blob', '\x616263', 'text', 'abc');
    PERFORM equal_text('json', '{"a": 1}', 'json', '{"a": 1}');
    PERFORM differ_text('json', '{"a": 1}', 'json', '{"a":1}');
    PERFORM equal_text('varchar(9)', '', 'json', NULL, '{empty=null}');
    PERFORM equal_text('char(5)', 'abc', 'char(5)', 'abc');
    PERFORM equal_text('char(5)', 'abc', 'char(8)', 'abc');
    PERFORM differ_text('varchar(5)', 'abc', 'char(5)', 'abc');
    PERFORM equal_text('varchar(5)', 'äbcde', 'char(5)', 'äbcde');
    PERFORM equal_text('varchar(5)', 'abc  ', 'char(5)', 'abc');
    PERFORM differ_text('char(6)', 'abcdef', 'char(5)', 'abcde');
    PERFORM differ_text('varchar(6)', 'abcde ', 'char(5)', 'abcde');
    PERFORM equal_text('varchar(70)', 'abc', 'name', 'abc');
    PERFORM equal_text('enum(''sad'',''ok'')', 'ok', 'mood', 'ok');
    PERFORM equal_text('varchar(9)', 'häppy', 'mood', 'häppy');
    PERFORM differ_text('enum(''sad'',''ok'')', '', 'mood', NULL);
    PERFORM equal_text('enum(''sad'',''ok'')', '', 'mood', NULL, '{empty=null}');
    PERFORM equal_text('enum(''sad'',''ok'')', '', 'maybe', '', '{empty=null}');
    PERFORM differ_text('enum(''sad'',''ok'')', '', 'maybe', NULL, '{empty=null}');
    PERFORM equal_text('set(''a'',''b'')', 'a,b', 'text[]', '{a,b}');
    PERFORM equal_text('set(''a'',''b'')', '', 'text[]', '{}');
    PERFORM differ_text('set(''a'',''b'')', 'a,b', 'text[]', '{b,a}');
    PERFORM equal_text('varchar(9)', 'a,,b', 'text[]', '{a,"",b}');
    PERFORM equal_text('varchar(9)', ',', 'varchar(3)[]', '{"",""}');
    PERFORM differ_text('varchar(9)', 'a', 'text[]', '{NULL}');
    PERFORM equal('varchar(9)', '\x61002c62', 'text[]', '{a,b}', '{nul=strip}');
    -- uuid
    PERFORM equal_text('char(36)', 'F47AC10B-58CC-4372-A567-0E02B2C3D479', 'uuid', 'f47ac10b-58cc-4372-a567-0e02b2c3d479');
    PERFORM equal_text('char(36)', '{f47ac10b58cc4372a5670e02b2c3d479}', 'uuid', 'f47ac10b-58cc-4372-a567-0e02b2c3d479');
    PERFORM differ_text('char(36)', 'f47ac10b5-8cc-4372-a567-0e02b2c3d479', 'uuid', 'f47ac10b-58cc-4372-a567-0e02b2c3d479');
    PERFORM differ_text('char(36)', 'g47ac10b-58cc-4372-a567-0e02b2c3d479', 'uuid', 'f47ac10b-58cc-4372-a567-0e02b2c3d479');
    PERFORM differ_text('char(36)', 'f47ac10b-58cc-4372-a567-0e02b2c3d47@', 'uuid', 'f47ac10b-58cc-4372-a567-0e02b2c3d470');
    PERFORM equal_text('char(36)', '', 'uuid', NULL);
    PERFORM differ_text('char(36)', '', 'uuid', NULL, '{}', true);
    PERFORM differ_text('char(36)', '', 'uuid', NULL, '{empty=error}');
    PERFORM equal_text('char(36)', '', 'uuid', NULL, '{empty=null}', true);
    PERFORM equal('binary(16)', '\xf47ac10b58cc4372a5670e02b2c3d479', 'uuid', 'f47ac10b-58cc-4372-a567-0e02b2c3d479');
    PERFORM differ('varbinary(16)', '\x', 'uuid', NULL);
    PERFORM equal('varbinary(16)', '\x', 'uuid', NULL, '{empty=null}');
    PERFORM equal_text('uuid', 'f47ac10b-58cc-4372-a567-0e02b2c3d479', 'uuid', 'f47ac10b-58cc-4372-a567-0e02b2c3d479');
    -- moments
    PERFORM equal_text('date', '2024-02-29', 'date', '2024-02-29');
    PERFORM differ_text('date', '2023-02-29', 'date', '2023-03-01');
    PERFORM equal_text('date', '2023-02-29', 'date', NULL, '{zero_date=null}');
    PERFORM equal_text('date', '0000-00-00', 'date', '-infinity', '{zero_date=-infinity}');
    PERFORM equal_text('date', '2024-00-05', 'date', '1970-01-01', '{zero_date=1970-01-01}');
    PERFORM differ_text('date', '0000-05-05', 'date', '0001-05-05 BC');
    PERFORM equal_text('datetime', '2024-01-01 00:00:00', 'date', '2024-01-01');
    PERFORM differ_text('datetime', '2024-01-01 00:00:01', 'date', '2024-01-01');
    PERFORM equal_text('datetime(6)', '2024-12-31 23:59:59.123456', 'timestamp', '2024-12-31 23:59:59.123456');
    PERFORM differ_text('datetime(6)', '2024-12-31 23:59:59.123456', 'timestamp(3)', '2024-12-31 23:59:59.123');
    PERFORM equal_text('datetime(6)', '2024-12-31 23:59:59.120000', 'timestamp(3)', '2024-12-31 23:59:59.12');
    PERFORM equal_text('datetime', '0001-01-01 00:00:00', 'timestamp', '0001-01-01 00:00:00');
    PERFORM equal_text('datetime', '2024-06-01 12:00:00', 'timestamptz', '2024-06-01 12:00:00+00');
    PERFORM equal_text('datetime', '2024-06-01 12:00:00', 'timestamptz', '2024-06-01 10:00:00+00', '{time_zone=Europe/Paris}');
    PERFORM differ_text('datetime', '2024-06-01 12:00:00', 'timestamptz', '2024-06-01 11:00:00+00', '{time_zone=Europe/Paris}');
    PERFORM equal_text('datetime', '2024-06-01 12:00:00', 'timestamptz', '2024-06-01 10:00:00+00', '{time_zone=+02:00}');
    PERFORM differ_text('datetime', '2024-03-31 02:30:00', 'timestamptz', '2024-03-31 01:30:00+00', '{time_zone=Europe/Paris}');
    PERFORM equal_text('date', '0000-00-00', 'timestamptz', '1969-12-31 23:00:00+00', '{time_zone=Europe/Paris,zero_date=1970-01-01}');
    PERFORM equal_text('timestamp', '2024-06-01 12:00:00', 'timestamptz', '2024-06-01 12:00:00+00');
    PERFORM equal_text('timestamp', '2024-06-01 12:00:00', 'timestamp', '2024-06-01 14:00:00', '{time_zone=Europe/Paris}');
    PERFORM equal_text('timestamp(6)', '2024-12-31 23:30:00.000001', 'timestamp', '2025-01-01 00:30:00.000001', '{time_zone=Europe/Paris}');
    PERFORM equal_text('timestamp', '2024-12-31 23:00:00', 'date', '2025-01-01', '{time_zone=Europe/Paris}');
    PERFORM differ_text('timestamp', '2024-12-31 23:30:00', 'date', '2025-01-01', '{time_zone=Europe/Paris}');
    PERFORM equal_text('timestamp', '2024-06-01 12:00:00', 'timestamp', '2024-06-01 12:00:00');
    PERFORM equal_text('timestamp', '2024-06-01 12:00:00', 'timestamp', '2024-06-01 17:30:00', '{time_zone=+05:30}');
    PERFORM equal_text('varchar(40)', '2024-06-01T12:00:00.5Z', 'timestamptz', '2024-06-01 12:00:00.5+00');
    PERFORM equal_text('varchar(40)', '2024-01-01 01:00:00+02:00', 'timestamptz', '2023-12-31 23:00:00+00');
    PERFORM equal_text('varchar(40)', '2024-01-01 01:00:00+02', 'timestamptz', '2023-12-31 23:00:00+00', '{time_zone=Europe/Paris}');
    PERFORM equal_text('varchar(40)', '2024-02-29 20:00:00-05:30', 'timestamptz', '2024-03-01 01:30:00+00');
    PERFORM equal_text('varchar(40)', '0001-01-01 00:00:00+02', 'timestamptz', '0001-12-31 22:00:00+00 BC');
    PERFORM differ_text('varchar(40)', '2024-01-01 01:00:00Z', 'timestamp', '2024-01-01 01:00:00');
    PERFORM equal_text('varchar(40)', '2024-01-01 01:00', 'timestamp', '2024-01-01 01:00:00');
    PERFORM equal_text('varchar(40)', '2024-01-01', 'timestamp', '2024-01-01 00:00:00');
    PERFORM differ_text('varchar(40)', '2024-01-01 24:00:00', 'timestamp', '2024-01-02 00:00:00');
    PERFORM differ_text('varchar(40)', '2024-1-1', 'date', '2024-01-01');
    PERFORM differ_text('varchar(40)', '2024-01-01 01:00:00.', 'timestamp', '2024-01-01 01:00:00');
    PERFORM equal_text('varchar(40)', '2024-01-01 01:00:00.1230000000', 'timestamp', '2024-01-01 01:00:00.123');
    PERFORM differ_text('varchar(40)', '2024-01-01 01:00:00.1234567', 'timestamp', '2024-01-01 01:00:00.123457');
    PERFORM differ_text('varchar(40)', '2024-01-01 0', 'timestamp', '2024-01-01 00:00:00');
    PERFORM differ_text('varchar(40)', '', 'timestamp', NULL);
    PERFORM equal_text('varchar(40)', '', 'timestamp', NULL, '{empty=null}');
    PERFORM equal_text('time', '23:59:59', 'time', '23:59:59');
    PERFORM equal_text('time', '24:00:00', 'time', '24:00:00');
    PERFORM differ_text('time', '-00:00:01', 'time', '00:00:01');
    PERFORM equal_text('time(6)', '-838:59:59.000000', 'interval', '-838:59:59');
    PERFORM equal_text('time(2)', '00:00:00.50', 'interval', '0.5 s');
    PERFORM equal_text('time(2)', '-00:00:00.50', 'interval', '-0.5 s');
    PERFORM differ_text('time', '24:00:00', 'interval', '1 day');
    -- bytes etc
    PERFORM equal('blob', '\x00ff', 'bytea', '\x00ff');
    PERFORM equal('varchar(9)', '\x6100', 'bytea', '\x6100');
    PERFORM equal('bit(4)', '\x05', 'bit(4)', '0101');
    PERFORM equal('bit(10)', '\x0201', 'bit(10)', '1000000001');
    PERFORM equal('bit(64)', '\x8000000000000001', 'bit varying', '1000000000000000000000000000000000000000000000000000000000000001');
    PERFORM differ('bit(4)', '\x05', 'bit varying', '101');
    PERFORM equal('varbinary(16)', '\x0a000001', 'inet', '10.0.0.1');
    PERFORM differ('varbinary(16)', '\x0a000001', 'inet', '10.0.0.1/8');
    PERFORM equal('varbinary(16)', '\x20010db8000000000000000000000001', 'inet', '2001:db8::1');
    PERFORM equal('varbinary(16)', '\x0a000001000000000000000000000000', 'inet', 'a00:1::');
    PERFORM differ('binary(16)', '\x0a000001000000000000000000000000', 'inet', 'a00:1::');
    PERFORM equal_text('inet', '::ffff:1.2.3.4', 'inet', '::ffff:1.2.3.4');
    PERFORM equal_text('inet', '10.0.0.1', 'cidr', '10.0.0.1/32');
    PERFORM equal_text('varchar(40)', '10.0.0.0/8', 'inet', '10.0.0.0/8');
    PERFORM equal_text('varchar(40)', '10/8', 'cidr', '10.0.0.0/8');
    PERFORM differ_text('varchar(40)', 'zap', 'inet', NULL);
    PERFORM equal('geometry', '\x000000000101000000000000000000f03f0000000000000040', 'point', '(1,2)');
    PERFORM equal('geometry', '\x0000000000000000013ff00000000000004000000000000000', 'point', '(1,2)');
    PERFORM differ('geometry', '\xe61000000101000000000000000000f03f0000000000000040', 'point', '(1,2)');
    PERFORM equal('geometry', '\x00000000010200000002000000000000000000f03f000000000000004000000000000008400000000000001040', 'path', '[(1,2),(3,4)]');
    PERFORM differ('geometry', '\x00000000010200000002000000000000000000f03f000000000000004000000000000008400000000000001040', 'path', '((1,2),(3,4))');
    PERFORM equal('geometry', decode('00000000'||'0103000000'||'01000000'||'04000000'||'00000000000000000000000000000000'||'000000000000f03f0000000000000000'||'000000000000f03f000000000000f03f'||'00000000000000000000000000000000', 'hex'), 'polygon', '((0,0),(1,0),(1,1))');
    PERFORM differ('geometry', decode('00000000'||'0103000000'||'01000000'||'03000000'||'00000000000000000000000000000000'||'000000000000f03f0000000000000000'||'000000000000f03f000000000000f03f', 'hex'), 'polygon', '((0,0),(1,0),(1,1))');
    PERFORM differ('geometry', '\x', 'point', '(1,2)');
    PERFORM differ('geometry', '\x000000000102000000ffffffff', 'path', '[(1,2)]');
    PERFORM equal('vector(2)', '\x0000803f00000040', 'real[]', '{1,2}');
    PERFORM equal('vector(2)', '\x0000803f00000040', 'double precision[]', '{1,2}');
    PERFORM equal('vector(2)', '\x', 'real[]', '{}');
    PERFORM differ('geometry', decode('00000000010300000001000000'||'03000000'||'00000000000000000000000000000000'||'000000000000f03f0000000000000000'||'000000000000f03f000000000000f03f', 'hex'), 'polygon', '((0,0),(1,0))');
    -- output
    PERFORM equal_text('varchar(40)', '[1,5)', 'int4range', '[1,5)');
    PERFORM equal_text('varchar(40)', '[1,4]', 'int4range', '[1,5)');
    PERFORM differ_text('varchar(40)', '[1,', 'int4range', NULL);
    PERFORM equal_text('varchar(40)', '{1,2}', 'int[]', '{1,2}');
    PERFORM equal_text('varchar(40)', '1 day', 'interval', '1 day');
    PERFORM differ_text('varchar(40)', '1.5 s', 'interval(0)', '2 s');
    PERFORM equal_text('varchar(40)', '0101', 'bit(4)', '0101');
    PERFORM equal_text('varchar(40)', '', 'int4range', NULL, '{empty=null}');
    PERFORM differ('varchar(40)', '\x5b312c3529ff', 'int4range', '[1,5)');
    -- using
    PERFORM equal_text('int', '86400', 'timestamptz', '1970-01-02 00:00:00+00', '{using=to_timestamp(value::bigint)}');
    PERFORM differ_text('varchar(9)', 'zap', 'timestamptz', '1970-01-02 00:00:00+00', '{using=to_timestamp(value::bigint)}');
    PERFORM equal_text('varchar(9)', 'n/a', 'text', NULL, '{"using=nullif(value,''n/a'')"}');
    PERFORM equal_text('varchar(9)', NULL, 'text', 'none', '{"using=coalesce(value,''none'')"}');
    PERFORM equal_text('varchar(9)', NULL, 'text', NULL, '{}');
    PERFORM equal('blob', '\x7b7d', 'text', '{}', '{"using=convert_from(value::bytea,''UTF8'')"}');
    PERFORM differ_text('int', '-5', 'positive', '5', '{"using=value::int"}');
    PERFORM equal_text('int', '-5', 'positive', '5', '{"using=-value::int"}');
    PERFORM equal_text('double', '1.5', 'real', '1.5', '{"using=value::real"}');
    -- errors of an expression
    PERFORM equal_text('int', '3', 'integer', '3', '{using=odd(value)}');
    PERFORM differ_text('int', '4', 'integer', '4', '{using=odd(value)}');
    PERFORM equal_text('int', '5', 'integer', '5', '{using=odd(value)}');
END $do$;

SELECT count(*) FILTER (WHERE equal), count(*) FILTER (WHERE NOT equal) FROM pair;
SELECT n, s, cell, t, value, rules, d.*
FROM pair, cvg_digest(s, cell, t, value, rules, not_null) d WHERE (source_hash = target_hash) IS DISTINCT FROM equal OR source_hash ~ 'ERROR' ORDER BY n;

-- what is not the value's fault is thrown
SELECT source_hash = target_hash FROM cvg_digest('varchar(9)', '1', 'text', '1', '{using=asks(value)}');
CREATE ROLE digest_stranger;
GRANT USAGE ON SCHEMA pairs TO digest_stranger;
SET ROLE digest_stranger;
SELECT source_hash ~ 'ERROR 42501' FROM cvg_digest('varchar(9)', '1', 'text', '1', '{using=asks(value)}');
RESET ROLE;

-- what has no form
SET client_min_messages = warning;
CREATE TYPE shapes;
CREATE FUNCTION shapes_in(cstring) RETURNS shapes LANGUAGE internal STRICT IMMUTABLE AS 'textin';
CREATE FUNCTION shapes_out(shapes) RETURNS cstring LANGUAGE internal STRICT IMMUTABLE AS 'textout';
CREATE TYPE shapes (INPUT = shapes_in, OUTPUT = shapes_out);
SELECT s, t, why FROM (VALUES ('geometry', 'shapes', 1), ('geometry', 'text', 2), ('int', 'timestamptz', 3), ('double', 'real', 4), ('vector(3)', 'int4range', 5), ('int', 'int4range', 6), ('blob', 'jsonb', 7), ('bit(8)', 'integer', 8)) v (s, t, n),
    cvg_digest_pair(s, t) WHERE NOT comparable ORDER BY n;
SELECT rule, why FROM unnest('{using=(random() * value::integer)::integer, using=nothing(value), time_zone=Nowhere/Land, zero_date=1970-02-30}'::text[]) WITH ORDINALITY v (rule, n),
    cvg_digest_pair(CASE WHEN rule ~ 'using' THEN 'int' ELSE 'datetime' END, CASE WHEN rule ~ 'using' THEN 'integer' ELSE 'timestamptz' END, ARRAY[rule]) ORDER BY n;

DROP SCHEMA pairs CASCADE;
DROP ROLE digest_stranger;
