-- The canonical forms of the target's values, byte for byte.  Integers and
-- floating point are little-endian here, as on the machines of the tests.
CREATE SCHEMA forms;
SET search_path = forms, public;
\pset format unaligned
\pset tuples_only on
CREATE FUNCTION le(bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg(substr($1, i, 1), '' ORDER BY i DESC), '') FROM generate_series(1, length($1)) i
$$;
CREATE FUNCTION i2(int) RETURNS bytea LANGUAGE sql IMMUTABLE AS 'SELECT le(int2send($1::int2))';
CREATE FUNCTION i4(int) RETURNS bytea LANGUAGE sql IMMUTABLE AS 'SELECT le(int4send($1))';
CREATE FUNCTION i8(bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS 'SELECT le(int8send($1))';
CREATE FUNCTION f4(real) RETURNS bytea LANGUAGE sql IMMUTABLE AS 'SELECT le(float4send($1))';
CREATE FUNCTION f8(VARIADIC double precision[]) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg(le(float8send(x)), '' ORDER BY n), '') FROM unnest($1) WITH ORDINALITY u (x, n)
$$;
CREATE FUNCTION moment(year int, month int, day int, clock time) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT i4(year) || i2(month) || i2(day) || i8((extract(epoch FROM clock) * 1000000)::bigint)
$$;
CREATE FUNCTION infinite(year int) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT i4(year) || i2(0) || i2(0) || i8(0) $$;
CREATE FUNCTION span(months int, days int, microseconds bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT i4(months) || i4(days) || i8(microseconds)
$$;
CREATE FUNCTION texts(VARIADIC text[]) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(CASE WHEN s IS NULL THEN i4(-1) ELSE i4(octet_length(s)) || convert_to(s, 'UTF8') END, '' ORDER BY n)
    FROM unnest($1) WITH ORDINALITY u (s, n)
$$;
CREATE FUNCTION utf8(text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT convert_to($1, 'UTF8') $$;
CREATE TYPE color AS ENUM ('red', 'grün', '');
CREATE DOMAIN small AS smallint;
CREATE DOMAIN colors AS color;

CREATE TABLE forms (form text, type text, value text, bytes bytea);
INSERT INTO forms VALUES
    ('boolean', 'boolean', 'f', '\x00'), ('boolean', 'boolean', 't', '\x01'),
    ('integer', 'smallint', '-32768', i8(-32768)), ('integer', 'small', '7', i8(7)), ('integer', 'integer', '-2147483648', i8(-2147483648)),
    ('integer', 'integer', '2147483647', i8(2147483647)), ('integer', 'bigint', '-9223372036854775808', i8(-9223372036854775808)),
    ('integer', 'bigint', '9223372036854775807', i8(9223372036854775807)), ('integer', 'oid', '4294967295', i8(4294967295)), ('integer', 'bigint', '0', i8(0)),
    ('decimal', 'money', '-92233720368547758.08', '-92233720368547758.08'), ('decimal', 'money', '12.50', '12.5'),
    ('decimal', 'money', '0', '0'), ('decimal', 'numeric', '0', '0'), ('decimal', 'numeric', '-0.000', '0'), ('decimal', 'numeric', '10', '10'), ('decimal', 'numeric', '10000', '10000'),
    ('decimal', 'numeric', '100000000', '100000000'), ('decimal', 'numeric', '12.5000', '12.5'), ('decimal', 'numeric', '-0.00001', '-0.00001'),
    ('decimal', 'numeric', '0.0001', '0.0001'), ('decimal', 'numeric', '0.00000000123', '0.00000000123'), ('decimal', 'numeric', '1.00000000', '1'),
    ('decimal', 'numeric(20,10)', '99999.99995', '99999.99995'), ('decimal', 'numeric', '1e100', utf8('1' || repeat('0', 100))), ('decimal', 'numeric', '1e-100', utf8('0.' || repeat('0', 99) || '1')),
    ('decimal', 'numeric', repeat('9', 65), utf8(repeat('9', 65))), ('decimal', 'numeric', '-' || repeat('9', 35) || '.' || repeat('9', 30), utf8('-' || repeat('9', 35) || '.' || repeat('9', 30))),
    ('decimal', 'numeric', repeat('7', 1000) || '.' || repeat('3', 1000), utf8(repeat('7', 1000) || '.' || repeat('3', 1000))),
    ('decimal', 'numeric', 'NaN', 'NaN'), ('decimal', 'numeric', 'Infinity', 'Infinity'), ('decimal', 'numeric', '-Infinity', '-Infinity'),
    ('float4', 'real', '0', '\x00000000'), ('float4', 'real', '-0', '\x00000080'), ('float4', 'real', '1', '\x0000803f'), ('float4', 'real', '0.1', f4(0.1)), ('float4', 'real', '1.4e-45', '\x01000000'),
    ('float8', 'double precision', '-0', '\x0000000000000080'), ('float8', 'double precision', '1', '\x000000000000f03f'), ('float8', 'double precision', '5e-324', '\x0100000000000000'),
    ('float8', 'double precision', '1.7976931348623157e308', '\xffffffffffffef7f'),
    ('text', 'text', '', ''), ('text', 'text', ' a ', ' a '), ('text', 'text', 'né😀', '\x6ec3a9f09f9880'), ('text', 'varchar(5)', 'ab  ', 'ab  '), ('text', 'char(5)', 'ab', 'ab   '),
    ('text', 'text', repeat('abcdefghi ', 10000), utf8(repeat('abcdefghi ', 10000))), ('text', 'text', repeat('x', 125), utf8(repeat('x', 125))),
    ('text', 'text', repeat('x', 126), utf8(repeat('x', 126))), ('text', 'text', repeat('x', 127), utf8(repeat('x', 127))),
    ('text', 'name', 'pg_class', 'pg_class'), ('text', 'color', 'red', 'red'), ('text', 'color', 'grün', '\x6772c3bc6e'), ('text', 'color', '', ''), ('text', 'colors', 'red', 'red'),
    ('text', 'json', '{"a" : 1 }', '{"a" : 1 }'),
    ('padded', 'char(5)', 'ab', 'ab'), ('padded', 'char(5)', '', ''), ('padded', 'char(5)', ' a', ' a'), ('padded', 'text', E'a\t ', E'a\t'), ('padded', 'varchar', '   ', ''),
    ('bytes', 'bytea', '\x', ''), ('bytes', 'bytea', '\x00ff5c', '\x00ff5c'), ('bytes', 'bytea', '\x6120', '\x6120'),
    ('texts', 'text[]', '{}', ''), ('texts', 'text[]', '{a}', texts('a')), ('texts', 'text[]', '{a,"b,c","",NULL,"NULL"}', texts('a', 'b,c', '', NULL, 'NULL')),
    ('texts', 'text[]', '{NULL}', i4(-1)), ('texts', 'varchar(3)[]', '{abc,é}', texts('abc', 'é')), ('texts', 'text[]', '{NULL,NULL,abcde,NULL,a}', texts(NULL, NULL, 'abcde', NULL, 'a')),
    ('texts', 'text[]', '{' || repeat('abcdefg,', 3000) || 'h}', (SELECT string_agg(texts('abcdefg'), '') FROM generate_series(1, 3000)) || texts('h')),
    ('uuid', 'uuid', '00112233-4455-6677-8899-AABBCCDDEEFF', '\x00112233445566778899aabbccddeeff'),
    ('moment', 'date', '2000-01-01', moment(2000, 1, 1, '0:00')), ('moment', 'date', '1999-12-31', moment(1999, 12, 31, '0:00')), ('moment', 'date', '9999-12-31', moment(9999, 12, 31, '0:00')),
    ('moment', 'date', '0001-01-01', moment(1, 1, 1, '0:00')), ('moment', 'date', '0001-12-31 BC', moment(0, 12, 31, '0:00')), ('moment', 'date', '4714-11-24 BC', moment(-4713, 11, 24, '0:00')),
    ('moment', 'date', '5874897-12-31', moment(5874897, 12, 31, '0:00')), ('moment', 'date', '2024-02-29', moment(2024, 2, 29, '0:00')),
    ('moment', 'date', 'infinity', infinite(2147483647)), ('moment', 'date', '-infinity', infinite(-2147483648)),
    ('moment', 'timestamp', '2024-02-29 12:34:56.789012', moment(2024, 2, 29, '12:34:56.789012')), ('moment', 'timestamp', '1999-12-31 23:59:59.999999', moment(1999, 12, 31, '23:59:59.999999')),
    ('moment', 'timestamp', '1000-01-01 00:00:00', moment(1000, 1, 1, '0:00')), ('moment', 'timestamp', '9999-12-31 23:59:59.999999', moment(9999, 12, 31, '23:59:59.999999')),
    ('moment', 'timestamp', '1969-12-31 00:00:00.000001', moment(1969, 12, 31, '0:00:00.000001')), ('moment', 'timestamp', '294276-12-31 23:59:59.999999', moment(294276, 12, 31, '23:59:59.999999')),
    ('moment', 'timestamp', '4714-11-24 00:00:00 BC', moment(-4713, 11, 24, '0:00')), ('moment', 'timestamp', 'infinity', infinite(2147483647)), ('moment', 'timestamp', '-infinity', infinite(-2147483648)),
    ('moment', 'timestamptz', '2024-07-01 12:00:00+02', moment(2024, 7, 1, '10:00')), ('moment', 'timestamptz', '2024-01-01 00:30:00+01', moment(2023, 12, 31, '23:30')),
    ('moment', 'timestamptz', '2024-10-27 02:30:00 Europe/Paris', moment(2024, 10, 27, '1:30')), ('moment', 'timestamptz', '1800-01-01 00:00:00.000001+00', moment(1800, 1, 1, '0:00:00.000001')),
    ('moment', 'timestamptz', '-infinity', infinite(-2147483648)),
    ('time', 'time', '00:00', i8(0)), ('time', 'time', '24:00', i8(86400000000)), ('time', 'time', '23:59:59.999999', i8(86399999999)),
    ('span', 'interval', '0', span(0, 0, 0)), ('span', 'interval', '-838:59:59.999999', span(0, 0, -3020399999999)), ('span', 'interval', '1 mon -2 days 00:00:03', span(1, -2, 3000000)),
    ('span', 'interval', '24:00', span(0, 0, 86400000000)), ('span', 'interval', '1 day', span(0, 1, 0)),
    ('bits', 'bit(1)', '1', '1'), ('bits', 'bit(8)', '10000001', '10000001'), ('bits', 'bit(9)', '100000010', '100000010'), ('bits', 'varbit', '', ''), ('bits', 'varbit(9)', '010', '010'),
    ('bits', 'bit(64)', '1' || repeat('0', 62) || '1', utf8('1' || repeat('0', 62) || '1')), ('bits', 'bit(65)', repeat('1', 65), utf8(repeat('1', 65))), ('bits', 'varbit', repeat('01', 9000), utf8(repeat('01', 9000))),
    ('address', 'inet', '1.2.3.4', '\x042001020304'), ('address', 'inet', '10.0.0.1/8', '\x04080a000001'), ('address', 'cidr', '10.0.0.0/8', '\x04080a000000'),
    ('address', 'inet', '::1', '\x068000000000000000000000000000000001'), ('address', 'inet', '::ffff:1.2.3.4', '\x068000000000000000000000ffff01020304'),
    ('address', 'inet', '2001:db8::/32', '\x062020010db8000000000000000000000000'),
    ('shape', 'point', '(1.5,-2)', f8(1.5, -2)), ('shape', 'path', '[(0,0),(1,2)]', f8(0, 0, 0, 1, 2)), ('shape', 'path', '((0,0),(1,2))', f8(1, 0, 0, 1, 2)),
    ('shape', 'path', '[(5,6)]', f8(0, 5, 6)), ('shape', 'polygon', '((0,0),(0,1),(1,1))', f8(0, 0, 0, 1, 1, 1)),
    ('floats', 'real[]', '{}', ''), ('floats', 'real[]', '{1,-0,0.1}', f8(1, '-0', 0.1::real)), ('floats', 'double precision[]', '{1,-0,0.1}', f8(1, '-0', 0.1)),
    ('floats', 'real[]', '{1,2,3}', f8(1, 2, 3)),
    ('output', 'integer', '42', '42'), ('output', 'int4range', '(1,5]', '[2,6)'), ('output', 'text', 'né', '\x6ec3a9'), ('output', 'color', 'grün', '\x6772c3bc6e'), ('output', 'xid', '7', '7');
SELECT count(*), count(*) FILTER (WHERE cvg_digest_form(form, type, value) = cvg_digest_bytes(bytes)) AS same FROM forms;
SELECT form, type, left(value, 60) AS value FROM forms WHERE cvg_digest_form(form, type, value) IS DISTINCT FROM cvg_digest_bytes(bytes);

-- what the session shows of instants does not count
SET timezone = 'Asia/Tokyo';
SELECT cvg_digest_form('moment', 'timestamptz', '2024-07-01 12:00:00+02') = cvg_digest_bytes(moment(2024, 7, 1, '10:00'));
RESET timezone;

-- arrays that are no lists are impossible, each in its way
SELECT count(DISTINCT cvg_digest_form(f, t, v)) FROM (VALUES
    ('texts', 'text[]', '{a,b}'), ('texts', 'text[]', '{{a,b}}'), ('texts', 'text[]', '{{a},{b}}'), ('texts', 'text[]', '[0:1]={a,b}'), ('texts', 'text[]', '[2:3]={a,b}'),
    ('floats', 'real[]', '{1,2}'), ('floats', 'real[]', '{{1,2}}'), ('floats', 'real[]', '{{1},{2}}'), ('floats', 'real[]', '[0:1]={1,2}'), ('floats', 'real[]', '{1,NULL}'), ('floats', 'real[]', '{1}')) x (f, t, v);

-- numbers of every length, against their text
SELECT setseed(0.5);
CREATE TABLE numbers AS
SELECT CASE WHEN random() < 0.5 THEN '-' ELSE '' END || left(lpad((random() * 1e18)::numeric(20, 0)::text, 36, (random() * 1e18)::numeric(20, 0)::text), whole)
    || CASE WHEN part > 0 THEN '.' ELSE '' END || left(repeat('0', (random() * 9)::int) || (random() * 1e18)::numeric(20, 0) || repeat('0', 40), part) AS v
FROM generate_series(1, 36) whole, generate_series(0, 30) part, generate_series(1, 10);
INSERT INTO numbers SELECT '1e' || e FROM generate_series(-300, 300) e;
INSERT INTO numbers SELECT '-7e' || e FROM generate_series(-16000, 130000, 997) e;
INSERT INTO numbers SELECT '12345678e' || e FROM generate_series(-30, 30) e;
SELECT count(*) > 11000 AS many, count(*) FILTER (WHERE digest = cvg_digest_bytes(convert_to(digits, 'UTF8'))) = count(*) AS same
FROM (SELECT cvg_digest_form('decimal', 'numeric', v) AS digest, trim_scale(v::numeric)::text AS digits FROM numbers OFFSET 0) x;

-- days of all centuries that the source knows, against to_char
SELECT count(*) AS days, count(*) FILTER (WHERE digest = cvg_digest_bytes(i4(to_char(d, 'YYYY')::int) || i2(to_char(d, 'MM')::int) || i2(to_char(d, 'DD')::int) || i8(0))) AS same
FROM (SELECT d, cvg_digest_form('moment', 'date', d::text) AS digest FROM (SELECT date '1000-01-01' + g AS d FROM generate_series(0, 3287181, 97) g) x OFFSET 0) y;
