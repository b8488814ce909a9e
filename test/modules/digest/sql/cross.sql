-- Every pair of types that the import knows, over cells of all kinds and cells
-- that differ from them by a byte:
--   what the import makes of a cell has the digest of the cell;
--   two cells have the same digest if the import makes the same of them, and
--   else they have not;
--   a cell that the import refuses has the digest of none that it accepts.
CREATE SCHEMA crossing;
SET search_path = crossing, public;
\pset format unaligned
\pset tuples_only on
SET timezone = 'UTC';
SET datestyle = 'ISO';
CREATE TYPE color AS ENUM ('red', 'green', 'yes', '');
CREATE DOMAIN percent AS numeric(5,2) CHECK (value <= 100);
CREATE DOMAIN word AS text NOT NULL;
CREATE DOMAIN shade AS color;

CREATE TABLE seed (kind text, cell bytea);
CREATE FUNCTION plant(kinds text, VARIADIC texts text[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO seed SELECT kind, convert_to(s, 'UTF8') FROM unnest(string_to_array(kinds, ' ')) kind, unnest(texts) s
$$;
CREATE FUNCTION plant_bytes(kinds text, VARIADIC cells bytea[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO seed SELECT kind, cell FROM unnest(string_to_array(kinds, ' ')) kind, unnest(cells) cell
$$;
DO $$ BEGIN
    PERFORM plant('int decimal float text', '0', '1', '-1', '2', '12', '127', '128', '-128', '-129', '255', '256', '32767', '32768', '-32768', '-32769', '65535', '8388607', '16777216', '16777217',
        '16777219', '2147483647', '2147483648', '-2147483648', '-2147483649', '4294967295', '4294967296', '9007199254740992', '9007199254740993', '9223372036854775807', '9223372036854775808',
        '-9223372036854775808', '-9223372036854775809', '18446744073709551615', '0005', '00', '100', '10000', '100000000', '92233720368547758');
    PERFORM plant('decimal text', '0.00', '-0.00', '-0', '0.10', '1.0', '1.50', '-12.3400', '99999999.99', '100.00', '100.01', '123456.789', '0.05', '-0.05', '.5', '-.5', '5.', '0.1', '0.12345678', '92233720368547758.07',
        '92233720368547758.08', '-92233720368547758.08', '0.' || repeat('0', 29) || '1', repeat('9', 65), '-' || repeat('9', 35) || '.' || repeat('9', 30), '3.141592653589793', '0.3333333', '1234567.5');
    PERFORM plant('float text', '-0', '0.1', '-1.5', '1e20', '1e-7', '1e5', '1.5', '5e-324', '2.2250738585072014e-308', '1.7976931348623157e308', '-1.7976931348623157e308', '3.4028234663852886e38', '1.401298464324817e-45',
        '0.10000000149011612', '1e39', '0.3', '0.30000000000000004', '123456.789');
    PERFORM plant('text', 'NaN', 'Infinity', ' 1', '1 ', '+5', '-+5', '1e3', '1E3', '0x10', '1_000', '0b1', '1,000', '$5', '(5)', '--5', '+', '-', '.', '1.2.3');
    PERFORM plant('year', '0000', '1901', '2024', '2155', '0', '1970');
    PERFORM plant('date text moment', '2024-02-29', '2023-02-29', '0000-00-00', '2024-00-01', '2024-01-00', '1000-01-01', '9999-12-31', '0000-01-01', '0001-01-01', '1970-01-01', '1582-10-10', '1900-02-29', '2000-02-29', '2024-04-31',
        '24-01-01', '2024-1-1', '1999-12-31', '2000-01-01');
    PERFORM plant('datetime text moment', '2024-02-29 00:00:00', '2024-02-29 12:34:56', '2024-02-29 12:34:56.1', '2024-02-29 12:34:56.100000', '2024-02-29 23:59:59.999999', '0000-00-00 00:00:00', '0000-00-00 00:00:00.000000',
        '2024-00-00 12:00:00', '2023-02-29 00:00:00', '1000-01-01 00:00:00', '9999-12-31 23:59:59.999999', '0001-01-01 00:00:00', '0000-01-01 00:00:00', '1970-01-01 00:00:01', '2038-01-19 03:14:07.999999', '1969-12-31 23:59:59.000001',
        '2024-03-31 02:30:00', '2024-03-31 01:59:59', '2024-03-31 03:00:00', '2024-10-27 02:30:00', '2024-10-27 01:59:59', '2024-10-27 03:00:00', '2024-06-15 12:00:00', '2024-01-01 23:00:00', '2023-12-31 23:00:00', '2024-06-30 22:00:00',
        '2024-03-10 02:30:00', '1911-03-11 00:00:00', '1800-01-01 00:00:00');
    PERFORM plant('text moment', '2024-02-29T12:34:56', '2024-02-29T12:34:56Z', '2024-02-29 12:34:56+02', '2024-02-29 12:34:56+02:00', '2024-02-29 12:34:56.5-0330', '2024-02-29 12:34', '2024-02-29 24:00:00', '2024-02-29 23:59:60',
        'infinity', '-infinity', 'today', 'now', 'epoch', '2024-10-27 02:30:00+01', '2024-10-27 02:30:00+02', '2024-03-31 02:30:00Z', '0044-03-15 BC');
    PERFORM plant('time text', '00:00:00', '-00:00:00', '-00:00:01', '838:59:59', '838:59:59.999999', '-838:59:59.999999', '23:59:59.999999', '24:00:00', '24:00:00.000001', '24:00:01', '12:34:56.100', '12:34:56.1', '12:34:56.12',
        '00:00:00.000001', '100:00:00', '12:34', '-24:00:00', '01:02:03');
    PERFORM plant('text', '', ' ', '  ', 'a', 'b', 'a ', ' a', 'ab', 'ab  ', 'é', 'e', 'É', '😀', 'a😀', 'NULL', 'null', 'a,b', ',', 'a,,b', 'a, b', ',a', 'a,', '"', '\', '{', '}', '{a,b}', '{}', '{NULL}', 'red', 'RED', 'green', 'red ',
        repeat('x', 5), repeat('x', 6), repeat('é', 20), repeat('x', 20), repeat('x', 21), repeat('y', 36), repeat('z', 63), repeat('z', 64), repeat('é', 32), repeat('long ', 2000), E'tab\t', E'line\nbreak', E'a\u00a0',
        'yes', 'no', 'TRUE', 'f', 't', 'Y', 'n', 'on', 'off', 'of', 'tru');
    PERFORM plant_bytes('text bytes', '\x6100', '\x00', '\x610062', '\x61000062', '\xff', '\xc3', '\xc328', '\xeda080', '\xf4908080', '\xc080', '\xefbfbf', '\xf09f9880', '\x5c', '\x615c62', '\x5c3030', '\x5c78303030', '\x41413d3d');
    PERFORM plant('uuid text', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff');
    PERFORM plant('text', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}', 'a0eebc999c0b4ef8bb6d6bb9bd380a11', '{a0eebc999c0b4ef8bb6d6bb9bd380a11}', 'a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11',
        '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1');
    PERFORM plant('json text', '{}', '[]', '{"a": 1}', '{"a":1}', '{"b": 1, "a": [1.0, 1, true, null, "é", "\u00e9"]}', '{"a": [1, 1.0, true, null, "é", "é"], "b": 1.00}', '{"a":1,"a":2}', '{"a":2}', '"x"', '"1"', '1', '1e2', '100', '1.10',
        'null', '"null"', 'false', '[[]]', '[null]', '[{}]', '[1, 2]', '[2, 1]', '[12]', '{"a": {"c":"\u0000"}}', '["\ud83d\ude00", "😀"]', '["\ud83d"]', '[0, -0, 0.0, -0.0, 0e5]', '{"": ""}', '[123456789012345678901234567890.5]',
        '{"a": "b", "c": "d"}', '{"a": "d", "c": "b"}', '["a", "b"]', '["ab"]', '["a\n\t\\\"/"]', '["\/"]', '[1e-400]', '[1e400]', '[1e999999]');
    PERFORM plant('inet text', '1.2.3.4', '0.0.0.0', '255.255.255.255', '::1', '::', '::ffff:1.2.3.4', '2001:db8::1', '2001:db8::8000:0:1');
    PERFORM plant('text', '10.0.0.0/8', '10.0.0.1/8', '1.2.3.4/32', '2001:db8::/32', '[1,5)', '[1,4]', 'empty', '(1,2)', '{1,2,3}', '{{1,2},{3,4}}', '1 day', '24:00', '1 mon', '@ 1 day ago', 'a=>1', '101', '1010', repeat('01', 32), '<a/>');
    PERFORM plant('set', '', 'a', 'b', 'a,b', 'a,b,cé', 'cé');
    PERFORM plant('enum', '', 'red', 'green', 'blue', 'yes');
    PERFORM plant_bytes('bytes', '\x', '\x61', '\x20', '\x6120', '\x7f000001', '\x7f00000000000000', '\x0a000001000000000000000000000000', '\x00000000', '\x00000000000000000000000000000001', '\x00000000000000000000000000000000',
        '\x00000000000000000000ffff01020304', '\x20010db8000000000000000000000001', '\xa0eebc999c0b4ef8bb6d6bb9bd380a11', convert_to(repeat('bytes ', 1000), 'UTF8'), convert_to('36 bytes of text with some blanks   ', 'UTF8'));
    PERFORM plant_bytes('bit1', '\x00', '\x01');
    PERFORM plant_bytes('bit8', '\x00', '\x01', '\x80', '\xff', '\x5a');
    PERFORM plant_bytes('bit9', '\x0000', '\x0100', '\x0001', '\x01ff', '\x00ff');
    PERFORM plant_bytes('bit64', '\x0000000000000000', '\x8000000000000001', '\xffffffffffffffff', '\x0123456789abcdef');
    PERFORM plant_bytes('geometry', '\x000000000101000000000000000000f03f0000000000000040', '\x0000000001010000000000000000000080000000000000f0bf',
        '\xe61000000101000000000000000000f03f0000000000000040',
        '\x0000000001020000000200000000000000000000000000000000000000000000000000f03f0000000000000040',
        '\x0000000001020000000300000000000000000000000000000000000000000000000000f03f000000000000004000000000000000000000000000000000',
        '\x000000000103000000010000000400000000000000000000000000000000000000000000000000f03f0000000000000000000000000000f03f000000000000f03f00000000000000000000000000000000',
        '\x000000000103000000010000000500000000000000000000000000000000000000000000000000f03f0000000000000000000000000000f03f000000000000f03f0000000000000000000000000000f03f00000000000000000000000000000000',
        '\x00000000010700000000000000', '\x', '\x00000000');
    PERFORM plant_bytes('vector', '\x0000803f000000c0cdcccc3d', '\x0000000000000080', '\xffff7f7f', '\x0000c07f', '\x0000807f', '\x', '\x01000000', '\x0000803f');
    -- every half hour near changes of clocks
    PERFORM plant('clock', to_char(t, 'YYYY-MM-DD HH24:MI:SS'))
    FROM unnest('{2019-03-30,2019-10-26,2019-04-06,2019-10-05,2011-12-29,2011-04-01,2024-03-09,2024-11-02,2072-03-12,2072-11-05,1911-03-10}'::timestamp[]) day,
        generate_series(day, day + interval '3 days', '30 minutes') t;
END $$;

-- NULL, the seeds, and each with one byte replaced, taken away or added; of
-- long ones the first bytes and the last are enough
CREATE FUNCTION all_cells(of_kind text) RETURNS SETOF bytea LANGUAGE sql AS $$
    SELECT NULL
    UNION SELECT cell FROM seed WHERE kind = of_kind
    UNION SELECT overlay(cell PLACING b FROM i FOR 1)
          FROM seed, generate_series(1, length(cell)) i,
               unnest(ARRAY[set_byte('\x00', 0, get_byte(cell, i - 1) # 1), '\x20', '']::bytea[]) b
          WHERE kind = of_kind AND (i <= 45 OR i > length(cell) - 3)
    UNION SELECT cell || b FROM seed, unnest(ARRAY['\x20', '\x00', '\x30']::bytea[]) b WHERE kind = of_kind
    UNION SELECT '\x20' || cell FROM seed WHERE kind = of_kind
$$;

-- without those that no source sends, and the import reads in its way: whole
-- numbers without digits or -0, addresses that are not written in full
CREATE FUNCTION readable(address text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN host(address::inet) = address;
EXCEPTION WHEN others THEN
    BEGIN
        RETURN address::cidr IS NULL;
    EXCEPTION WHEN others THEN
        RETURN true;
    END;
END $$;
CREATE FUNCTION cells(of_kind text) RETURNS SETOF bytea LANGUAGE sql AS $$
    SELECT cell FROM all_cells(of_kind) cell
    WHERE cell IS NULL OR CASE of_kind WHEN 'int' THEN cell <> '' AND cell !~~ '-0%'::bytea WHEN 'inet' THEN readable(encode(cell, 'escape')) ELSE true END
    UNION SELECT cell FROM seed WHERE of_kind = 'seeds of ' || kind
$$;

-- Equal results are those of one value: text, but numbers with any scale, and
-- documents as such.  Of a vector's NaN there are many, and all look the same.
CREATE FUNCTION compare(s text, kind text, t text, rules text[] = '{}', not_null boolean = false)
RETURNS TABLE (accepted bigint, trouble text) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format($q$
        WITH result AS MATERIALIZED (
            SELECT cell, i.*, CASE WHEN i.accepted THEN result::%1$s END AS value
            FROM cells($2) cell, cvg_digest_import($1, cell, $3, $4, $5) i),
        right_ones AS MATERIALIZED (SELECT * FROM result r WHERE r.accepted)
        SELECT (SELECT count(*) FROM right_ones),
            (SELECT string_agg(line, E'\n' ORDER BY line) FROM (
                SELECT line FROM (
                    SELECT format('  cell %%s (%%s) throws %%s', clip(cell), left(cell::text, 100), source_hash) AS line FROM result WHERE source_hash ~ '^ERROR'
                    UNION ALL
                    SELECT format('  cell %%s (%%s) is imported as %%s, and has another digest', clip(cell), left(cell::text, 100), clip(result))
                    FROM right_ones WHERE source_hash IS DISTINCT FROM target_hash
                    UNION ALL
                    SELECT format('  cells %%s: results differ, digests do not', string_agg(clip(cell), ' ' ORDER BY cell))
                    FROM right_ones GROUP BY target_hash HAVING count(DISTINCT coalesce(value::text, 'N')) > 1 AND count(DISTINCT value) + count(DISTINCT value IS NULL) > 2
                    UNION ALL
                    SELECT format('  cells %%s: digests of one result differ', string_agg(clip(cell), ' ' ORDER BY cell))
                    FROM right_ones WHERE value::text !~ 'NaN' GROUP BY value HAVING count(DISTINCT target_hash) > 1
                    UNION ALL
                    SELECT format('  cell %%s (%%s) has the digest of %%s, and is refused: %%s', clip(w.cell), left(w.cell::text, 100),
                                  (SELECT min(clip(cell)) FROM right_ones r WHERE r.target_hash = w.source_hash), result)
                    FROM result w WHERE NOT w.accepted AND w.source_hash IN (SELECT target_hash FROM right_ones)) x
                LIMIT 4) y)
        $q$, CASE WHEN t ~ '^numeric' OR t = 'jsonb' THEN t ELSE 'text' END)
    USING s, kind, t, rules, not_null;
END $$;
CREATE FUNCTION clip(bytea) RETURNS text LANGUAGE sql AS $$ SELECT coalesce('"' || left(encode($1, 'escape'), 40) || '"', 'NULL') $$;
CREATE FUNCTION clip(text) RETURNS text LANGUAGE sql AS $$ SELECT coalesce('"' || left($1, 40) || '"', 'NULL') $$;

CREATE TABLE source (n serial, s text, kind text);
INSERT INTO source (s, kind) VALUES
    ('tinyint(1)', 'int'), ('tinyint', 'int'), ('tinyint unsigned', 'int'), ('smallint', 'int'), ('mediumint', 'int'), ('int', 'int'), ('int unsigned', 'int'), ('bigint', 'int'), ('bigint unsigned', 'int'),
    ('int unsigned zerofill', 'int'), ('decimal(10,2)', 'decimal'), ('decimal(18,0)', 'decimal'), ('decimal(65,30)', 'decimal'), ('float', 'float'), ('double', 'float'), ('bit(1)', 'bit1'), ('bit(8)', 'bit8'),
    ('bit(9)', 'bit9'), ('bit(64)', 'bit64'), ('year', 'year'), ('date', 'date'), ('datetime', 'datetime'), ('datetime(6)', 'datetime'), ('timestamp', 'datetime'), ('timestamp(6)', 'datetime'), ('time', 'time'), ('time(6)', 'time'),
    ('char(36)', 'seeds of text'), ('varchar(20)', 'text'), ('text', 'seeds of text'), ('binary(16)', 'bytes'), ('varbinary(16)', 'bytes'), ('blob', 'bytes'),
    ('enum(''red'',''green'',''blue'',''yes'')', 'enum'),
    ('set(''a'',''b'',''cé'')', 'set'), ('json', 'json'), ('json utf8mb4', 'json'), ('geometry', 'geometry'), ('vector(3)', 'vector'), ('uuid', 'uuid'), ('inet', 'inet');
CREATE TABLE target (n serial, t text);
INSERT INTO target (t) SELECT unnest(ARRAY['boolean', 'smallint', 'integer', 'bigint', 'oid', 'numeric', 'numeric(10,2)', 'numeric(20,0)', 'percent', 'money', 'real', 'double precision',
    'text', 'word', 'varchar(20)', 'char(4)', 'char(8)', 'char(10)', 'char(20)', 'name', 'text[]', 'varchar(5)[]', 'integer[]', 'real[]', 'double precision[]', 'uuid', 'color', 'shade', 'date', 'timestamp', 'timestamp(0)', 'timestamptz', 'timestamptz(3)',
    'time', 'time(0)', 'interval', 'interval(0)', 'json', 'jsonb', 'bytea', 'bit(1)', 'bit(8)', 'bit(9)', 'bit(64)', 'varbit', 'inet', 'cidr', 'point', 'path', 'polygon',
    'int4range', 'xml', 'macaddr', 'circle', 'jsonpath']);
CREATE TABLE pair AS
SELECT s.n AS sn, t.n AS tn, s, kind, t, p.* FROM source s, target t, cvg_digest_pair(s, t) p WHERE p.imported;

-- what is imported can be compared, but for
SELECT s, t, why FROM pair WHERE NOT comparable ORDER BY sn, tn;
SELECT s || ': ' || string_agg(t, ', ' ORDER BY tn) FROM pair WHERE comparable GROUP BY sn, s ORDER BY sn;

CREATE TABLE outcome AS SELECT pair.*, c.* FROM pair, compare(s, kind, t) c WHERE comparable;
SELECT count(*) > 300 AS many_pairs, sum(accepted) > 100000 AS many_cells FROM outcome;
SELECT s || ' to ' || t || ': ' || trouble FROM outcome WHERE trouble IS NOT NULL ORDER BY sn, tn;

-- pairs of which no cell but NULL is accepted; there is char(n) for each length
SELECT s, t FROM outcome WHERE accepted < 2 AND t !~ '^char' ORDER BY sn, tn;

-- the same with rules
CREATE TABLE ruled (n serial, s text, kind text, t text, rules text[], not_null boolean DEFAULT false);
INSERT INTO ruled (s, kind, t, rules)
SELECT s, kind, t, rules FROM (VALUES ('date', 'date'), ('datetime(6)', 'datetime'), ('timestamp(6)', 'datetime'), ('varchar(40)', 'moment')) x (s, kind),
    unnest('{date,timestamp,timestamptz,timestamptz(3)}'::text[]) t,
    (VALUES ('{zero_date=null}'::text[]), ('{zero_date=-infinity}'), ('{zero_date=1970-01-01}')) y (rules);
INSERT INTO ruled (s, kind, t, rules)
SELECT s, kind, t, ARRAY['time_zone=' || zone] FROM (VALUES ('date', 'date', 'timestamptz'), ('datetime(6)', 'datetime', 'timestamptz'), ('varchar(40)', 'moment', 'timestamptz'), ('varchar(40)', 'moment', 'timestamptz(0)'),
    ('datetime', 'seeds of clock', 'timestamptz'), ('timestamp', 'seeds of clock', 'timestamp'),
    ('timestamp(6)', 'datetime', 'timestamp'), ('timestamp', 'seeds of clock', 'date')) x (s, kind, t),
    unnest('{UTC,Europe/Paris,Australia/Lord_Howe,Pacific/Apia,Asia/Kathmandu,+05:45,-03:00,EST5EDT}'::text[]) zone;
INSERT INTO ruled (s, kind, t, rules)
SELECT s, kind, t, ARRAY['zero_date=1999-12-31', 'time_zone=Europe/Paris'] FROM (VALUES ('datetime(6)', 'datetime', 'timestamptz'), ('varchar(40)', 'moment', 'timestamptz'),
    ('timestamp(6)', 'datetime', 'timestamp')) x (s, kind, t);
INSERT INTO ruled (s, kind, t, rules)
SELECT s, kind, t, ARRAY['nul=' || way] FROM (VALUES ('char(36)', 'seeds of text'), ('varchar(40)', 'seeds of text'), ('binary(16)', 'bytes'), ('varbinary(16)', 'bytes'), ('blob', 'bytes')) x (s, kind),
    unnest('{text,varchar(20),char(4),name,text[],varchar(5)[]}'::text[]) t, unnest('{strip,escape,base64}'::text[]) way
WHERE kind ~ 'text' OR t IN ('text', 'varchar(20)', 'char(4)');
INSERT INTO ruled (s, kind, t, rules, not_null)
SELECT s, kind, t, ARRAY['empty=' || way], way = 'error' FROM (VALUES ('varchar(40)', 'seeds of text')) x (s, kind),
    unnest('{boolean,integer,numeric,money,real,double precision,uuid,color,date,timestamptz,time,json,jsonb,inet,int4range,integer[]}'::text[]) t, unnest('{"null",error}'::text[]) way;
INSERT INTO ruled (s, kind, t, rules, not_null) VALUES
    ('varchar(40)', 'seeds of text', 'uuid', '{}', true), ('enum(''red'',''green'')', 'enum', 'boolean', '{empty=null}', false), ('enum(''red'',''green'')', 'enum', 'shade', '{empty=null}', false),
    ('binary(16)', 'bytes', 'uuid', '{empty=null}', false), ('varbinary(16)', 'bytes', 'uuid', '{empty=null}', false),
    ('int', 'int', 'boolean', '{boolean=nonzero}', false), ('bigint unsigned', 'int', 'boolean', '{boolean=nonzero}', false), ('tinyint(1)', 'int', 'boolean', '{boolean=nonzero}', false),
    ('varchar(40)', 'text', 'text', '{using=upper(value)}', false), ('varchar(40)', 'text', 'word', '{"using=coalesce(value, ''none'')"}', false), ('int', 'int', 'timestamptz', '{using=to_timestamp(value::bigint)}', false),
    ('float', 'float', 'numeric(20,8)', '{using=value::numeric}', false), ('double', 'float', 'real', '{using=value::real}', false), ('varchar(40)', 'text', 'numeric(5,1)', '{using=value::numeric}', false),
    ('blob', 'bytes', 'jsonb', '{"using=convert_from(value::bytea, ''UTF8'')::jsonb"}', false), ('time(6)', 'time', 'numeric', '{using=extract(epoch from value::interval)}', false),
    ('enum(''red'',''green'')', 'enum', 'integer', '{"using=CASE value WHEN ''red'' THEN 1 WHEN ''green'' THEN 2 END"}', false);
SELECT s, t, rules, not_null, p.* FROM ruled, cvg_digest_pair(s, t, rules, not_null) p WHERE NOT imported OR NOT comparable ORDER BY n;
CREATE TABLE ruled_outcome AS SELECT * FROM ruled, compare(s, kind, t, rules, not_null);
SELECT s || ' to ' || t || ' with ' || rules::text || ': ' || trouble FROM ruled_outcome WHERE trouble IS NOT NULL ORDER BY n;
SELECT s, t, rules FROM ruled_outcome WHERE accepted < 2 ORDER BY n;
