-- The type, kind, loss and check of every type and modifier of the source.
-- Expectations are written down beside; what differs from them is printed,
-- and what the conversion does not accept or calls another loss.
\pset format unaligned
\pset tuples_only on
CREATE TYPE t_c AS ENUM ('a', 'b', '', 'it is');
CREATE TABLE expected (n serial, spec text, choice text, rest text DEFAULT '');
INSERT INTO expected (spec, choice, rest) VALUES
-- whole numbers: unsigned ones get the next type that holds them, and a check
('tinyint', 'smallint (integer, none)', ''),
('tinyint(4)', 'smallint (integer, none)', ''),
('tinyint unsigned', 'smallint (integer, none)', 't_c_check: c BETWEEN 0 AND 255'),
('tinyint(1) boolean=yes', 'boolean (boolean, checked)', ''),
('tinyint(1) boolean=empty', 'boolean (boolean, checked)', ''),
('tinyint(1) boolean=yes null', 'boolean (boolean, checked)', ''),
('tinyint(1) boolean=no', 'smallint (integer, none)',
    'info TINYINT_NOT_BOOLEAN, column t.c: smallint and not boolean: it holds values other than 0 and 1'),
('tinyint(1)', 'smallint (integer, none)',
    'info TINYINT_NOT_BOOLEAN, column t.c: smallint and not boolean: it is not known whether all values are 0 or 1'),
('tinyint(1) unsigned boolean=yes', 'smallint (integer, none)', 't_c_check: c BETWEEN 0 AND 255'),
('tinyint(4) boolean=yes', 'smallint (integer, none)', ''),
('tinyint(1) auto_increment boolean=yes', 'smallint IDENTITY (integer, none)', ''),
('tinyint unsigned auto_increment', 'smallint IDENTITY (integer, none)', 't_c_check: c BETWEEN 0 AND 255'),
('smallint', 'smallint (integer, none)', ''),
('smallint unsigned', 'integer (integer, none)', 't_c_check: c BETWEEN 0 AND 65535'),
('mediumint', 'integer (integer, none)', ''),
('mediumint unsigned', 'integer (integer, none)', 't_c_check: c BETWEEN 0 AND 16777215'),
('int', 'integer (integer, none)', ''),
('int auto_increment', 'integer IDENTITY (integer, none)', ''),
('int unsigned', 'bigint (integer, none)', 't_c_check: c BETWEEN 0 AND 4294967295'),
('int unsigned auto_increment', 'bigint IDENTITY (integer, none)', 't_c_check: c BETWEEN 0 AND 4294967295'),
('int(3) unsigned zerofill', 'bigint (integer, none)', 't_c_check: c BETWEEN 0 AND 4294967295
info ZEROFILL, column t.c: zeros in front are not stored; lpad() shows them'),
('bigint', 'bigint (integer, none)', ''),
('bigint auto_increment', 'bigint IDENTITY (integer, none)', ''),
('bigint unsigned', 'numeric(20,0) (numeric, none)', 't_c_check: c BETWEEN 0 AND 18446744073709551615'),
('bigint unsigned auto_increment', 'bigint IDENTITY (integer, checked)', 't_c_check: c >= 0
info UNSIGNED_IDENTITY, column t.c: holds values up to 9223372036854775807, since an identity column cannot be numeric'),
-- other numbers
('decimal(10,2)', 'numeric(10,2) (numeric, none)', ''),
('decimal(65,30)', 'numeric(65,30) (numeric, none)', ''),
('decimal(10,0)', 'numeric(10,0) (numeric, none)', ''),
('decimal(10,2) unsigned', 'numeric(10,2) (numeric, none)', 't_c_check: c >= 0'),
('float', 'real (float, none)', ''),
('float unsigned', 'real (float, none)', 't_c_check: c >= 0'),
('double', 'double precision (float, none)', ''),
('double unsigned', 'double precision (float, none)', 't_c_check: c >= 0'),
('float(10,2)', 'real (float, none)',
    'warning FLOAT_DIGITS, column t.c: MySQL rounds values to 2 digits after the point when they are written, PostgreSQL does not'),
('double(8,3)', 'double precision (float, none)',
    'warning FLOAT_DIGITS, column t.c: MySQL rounds values to 3 digits after the point when they are written, PostgreSQL does not'),
('double auto_increment', 'double precision (float, none)',
    'loss NO_IDENTITY, column t.c: a column of type double precision cannot count by itself as AUTO_INCREMENT does'),
('bit(1)', 'boolean (boolean, none)', ''),
('bit(2)', 'bit(2) (bit, none)', ''),
('bit(64)', 'bit(64) (bit, none)', ''),
('year', 'smallint (integer, none)', 't_c_check: c = 0 OR c BETWEEN 1901 AND 2155'),
('year(4)', 'smallint (integer, none)', 't_c_check: c = 0 OR c BETWEEN 1901 AND 2155'),
-- times
('date', 'date (date, checked)', ''),
('datetime', 'timestamp(0) without time zone (timestamp, checked)', ''),
('datetime(3)', 'timestamp(3) without time zone (timestamp, checked)', ''),
('datetime(6)', 'timestamp(6) without time zone (timestamp, checked)', ''),
('timestamp', 'timestamp(0) with time zone (timestamptz, checked)', ''),
('timestamp(6)', 'timestamp(6) with time zone (timestamptz, checked)', ''),
('time', 'interval(0) (interval, none)', ''),
('time(3)', 'interval(3) (interval, none)', ''),
-- characters
('char(1)', 'character varying(1) (text, checked)', ''),
('char(10)', 'character varying(10) (text, checked)', ''),
('char(0)', 'character varying(1) (text, checked)', 't_c_check: c = '''''),
('varchar(0)', 'character varying(1) (text, checked)', 't_c_check: c = '''''),
('varchar(255)', 'character varying(255) (text, checked)', ''),
('varchar(16383)', 'character varying(16383) (text, checked)', ''),
('text', 'text (text, checked)', ''),
('text(65535)', 'text (text, checked)', ''),
('char(36)', 'character varying(36) (text, checked)', ''),
('char(36) uuid=no', 'character varying(36) (text, checked)', ''),
('char(36) uuid=yes', 'uuid (uuid, checked)', 'info TEXT_TO_UUID, column t.c: uuid, since all values are; letters come out in lower case'),
('char(36) uuid=yes null', 'uuid (uuid, rule)', 'info TEXT_TO_UUID, column t.c: uuid, since all values are; letters come out in lower case'),
('char(36) uuid=empty', 'uuid (uuid, checked)', 'info TEXT_TO_UUID, column t.c: uuid, though there are no values yet'),
('varchar(36) uuid=yes', 'uuid (uuid, checked)', 'info TEXT_TO_UUID, column t.c: uuid, since all values are; letters come out in lower case'),
('varchar(36) uuid=empty', 'character varying(36) (text, checked)', ''),
-- bytes
('binary(16)', 'bytea (bytea, none)', 't_c_check: octet_length(c) = 16'),
('varbinary(255)', 'bytea (bytea, none)', 't_c_check: octet_length(c) <= 255'),
('blob(65535)', 'bytea (bytea, none)', ''),
('blob', 'bytea (bytea, none)', ''),
-- documents
('json', 'jsonb (jsonb, checked)', ''),
('text json', 'jsonb (jsonb, checked)',
    'info JSON_NORMALIZED, column t.c: MariaDB keeps the text of a document as written; jsonb keeps neither blanks nor the order of keys, and the last of equal keys'),
-- labels
('enum(''a'',''b'','''',''it~is'')', 'public.t_c (enum, checked)', ''),
('enum(''a'',''a'')', 'public.t_c (enum, checked)', ''),
('enum(''' || repeat('x', 64) || ''',''b'')', 'text (text, none)', 't_c_check: c IN (''' || repeat('x', 64) || ''', ''b'')
info ENUM_AS_TEXT, column t.c: text with a check: labels of an enum type have at most 63 bytes'),
('enum(''' || repeat('ü', 31) || ''')', 'public.t_c (enum, checked)', ''),
('enum(''' || repeat('ü', 32) || ''')', 'text (text, none)', 't_c_check: c IN (''' || repeat('ü', 32) || ''')
info ENUM_AS_TEXT, column t.c: text with a check: labels of an enum type have at most 63 bytes'),
('enum(''a?'')', 'public.t_c (enum, checked)',
    'warning LABEL_UNCERTAIN, column t.c: a label contains a question mark, which MySQL''s catalog also shows for characters that it cannot hold; compare it with the data'),
('set(''a'',''b'')', 'text[] (text array, none)', 't_c_check: c <@ ARRAY[''a'', ''b'']'),
-- shapes and vectors without extensions
('point', 'bytea (bytea, none)', 'warning NO_POSTGIS, column t.c: bytea with MySQL''s bytes; install the extension postgis first to have shapes'),
('point srid=4326', 'bytea (bytea, none)', 'warning NO_POSTGIS, column t.c: bytea with MySQL''s bytes; install the extension postgis first to have shapes'),
('point srid=0', 'point (other, checked)', 'info NO_POSTGIS, column t.c: PostgreSQL''s own type point, which has no functions for maps; install the extension postgis first to have them'),
('linestring srid=0', 'path (other, checked)', 'info NO_POSTGIS, column t.c: PostgreSQL''s own type path, which has no functions for maps; install the extension postgis first to have them'),
('polygon srid=0', 'bytea (bytea, none)', 'warning NO_POSTGIS, column t.c: bytea with MySQL''s bytes; install the extension postgis first to have shapes'),
('multipoint srid=0', 'bytea (bytea, none)', 'warning NO_POSTGIS, column t.c: bytea with MySQL''s bytes; install the extension postgis first to have shapes'),
('geometry srid=0', 'bytea (bytea, none)', 'warning NO_POSTGIS, column t.c: bytea with MySQL''s bytes; install the extension postgis first to have shapes'),
('vector(3)', 'real[] (other, none)', 't_c_check: cardinality(c) <= 3
warning NO_PGVECTOR, column t.c: there are no distances and indexes for an array; install the extension vector first to have them'),
-- MariaDB
('uuid', 'uuid (uuid, none)', ''),
('inet4', 'inet (inet, none)', 't_c_check: family(c) = 4'),
('inet6', 'inet (inet, none)', 't_c_check: family(c) = 6'),
-- what is not known
('unheard', 'text (text, checked, but the conversion says: no conversion from MySQL type "unheard" to PostgreSQL type "text")',
    'loss UNKNOWN_TYPE, column t.c: there is no conversion from MySQL type "unheard"; a rule "using" or "skip" is needed');

\echo cases
SELECT count(*) FROM expected;
\echo different
SELECT e.spec, '  expected: ' || e.choice || E'\n' || e.rest, '  got: ' || got.lines
FROM expected e CROSS JOIN LATERAL (SELECT string_agg(line, E'\n' ORDER BY n) AS lines
    FROM cvg_test_choose('table t' || E'\n' || 'column c ' || e.spec) WITH ORDINALITY AS l(line, n)
    WHERE line NOT LIKE 'enum %') got
WHERE got.lines IS DISTINCT FROM 't.c: ' || e.choice || CASE WHEN e.rest = '' THEN '' ELSE E'\n' || e.rest END
ORDER BY e.n;

\echo types are spelt as format_type does
SELECT e.choice, format_type(to_regtype(t), to_regtypemod(t))
FROM expected e CROSS JOIN LATERAL (SELECT regexp_replace(regexp_replace(e.choice, ' \([a-z]+.*\)$', ''), ' IDENTITY', '')) x(t)
WHERE regexp_replace(t, '^public\.', '') IS DISTINCT FROM format_type(to_regtype(t), to_regtypemod(t));

\echo labels of an enum type: each once
SELECT * FROM cvg_test_choose('table t
    column c enum(''a'',''b'',''a'','''')') WHERE cvg_test_choose LIKE 'enum %';

\echo quoted names in checks
SELECT * FROM cvg_test_choose('table Order
    column User tinyint unsigned
    column Set set(''a'',''o~'')');

\echo PostgreSQL takes all types and checks, and the checks draw the line where the source does
DO $$
DECLARE
    e expected;
    type text;
    condition text;
BEGIN
    FOR e IN SELECT * FROM expected LOOP
        type := replace(regexp_replace(e.choice, ' \([a-z]+.*\)$', ''), ' IDENTITY', ' GENERATED BY DEFAULT AS IDENTITY');
        condition := substring(e.rest FROM '^t_c_check: ([^\n]*)');
        EXECUTE format('CREATE TEMP TABLE x (c %s %s)', type, 'CHECK (' || condition || ')');
        DROP TABLE x;
    END LOOP;
END $$;
CREATE FUNCTION takes(spec text, value text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    e expected;
BEGIN
    SELECT * INTO STRICT e FROM expected WHERE expected.spec = takes.spec;
    EXECUTE format('CREATE TEMP TABLE x (c %s CHECK (%s))', regexp_replace(e.choice, ' \([a-z]+.*\)$', ''),
        substring(e.rest FROM '^t_c_check: ([^\n]*)'));
    BEGIN
        EXECUTE format('INSERT INTO x VALUES (%L)', value);
    EXCEPTION WHEN check_violation THEN
        DROP TABLE x;
        RETURN false;
    END;
    DROP TABLE x;
    RETURN true;
END $$;
CREATE TABLE line (spec text, value text, taken boolean);
INSERT INTO line VALUES
('tinyint unsigned', '0', true), ('tinyint unsigned', '255', true), ('tinyint unsigned', '256', false), ('tinyint unsigned', '-1', false),
('smallint unsigned', '65535', true), ('smallint unsigned', '65536', false),
('mediumint unsigned', '16777215', true), ('mediumint unsigned', '16777216', false),
('int unsigned', '4294967295', true), ('int unsigned', '4294967296', false), ('int unsigned', NULL, true),
('bigint unsigned', '18446744073709551615', true), ('bigint unsigned', '18446744073709551616', false),
('year', '0', true), ('year', '1901', true), ('year', '2155', true), ('year', '1900', false), ('year', '2156', false), ('year', NULL, true),
('varchar(0)', '', true), ('varchar(0)', 'x', false),
('binary(16)', '\x00112233445566778899aabbccddeeff', true), ('binary(16)', '\x00', false),
('set(''a'',''b'')', '{}', true), ('set(''a'',''b'')', '{b,a}', true), ('set(''a'',''b'')', '{a,c}', false), ('set(''a'',''b'')', NULL, true),
('vector(3)', '{1,2,3}', true), ('vector(3)', '{1,2,3,4}', false),
('inet4', '1.2.3.4', true), ('inet4', '::1', false), ('inet6', '::ffff:1.2.3.4', true), ('inet6', '1.2.3.4', false);
SELECT * FROM line WHERE takes(spec, value) <> taken;
