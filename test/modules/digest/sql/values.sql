-- Cells and values of the target, written side by side: equal where both hold
-- the same, and else not.
CREATE SCHEMA sides;
SET search_path = sides, public;
\pset format unaligned
\pset tuples_only on
SET timezone = 'Asia/Tokyo';
CREATE TYPE color AS ENUM ('red', 'grün');
CREATE TABLE side (n serial, same boolean, s text, cell bytea, t text, value text, rules text[] DEFAULT '{}', not_null boolean DEFAULT false);
CREATE FUNCTION sides(same boolean, s text, t text, rules text[], VARIADIC cells_and_values text[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO side (same, s, t, cell, value, rules)
    SELECT same, s, t, convert_to(cells_and_values[i], 'UTF8'), cells_and_values[i + 1], rules
    FROM generate_series(1, cardinality(cells_and_values), 2) i
$$;
DO $$ BEGIN
    PERFORM sides(true, 'bigint', 'bigint', '{}', '-9223372036854775808', '-9223372036854775808', '9223372036854775807', '9223372036854775807', '0', '0');
    PERFORM sides(false, 'bigint', 'bigint', '{}', '-9223372036854775808', '-9223372036854775807', '9223372036854775808', '-9223372036854775808', '0', '1', '1', NULL, NULL, '0');
    PERFORM sides(true, 'bigint unsigned', 'numeric(20)', '{}', '18446744073709551615', '18446744073709551615', NULL, NULL);
    PERFORM sides(false, 'bigint unsigned', 'numeric(20)', '{}', '18446744073709551615', '18446744073709551614', '18446744073709551615', '-1');
    PERFORM sides(true, 'decimal(65,30)', 'numeric', '{}', repeat('9', 35) || '.' || repeat('9', 30), repeat('9', 35) || '.' || repeat('9', 30), '-0.00', '0', '1.50', '1.5', '1.5', '1.500');
    PERFORM sides(false, 'decimal(65,30)', 'numeric', '{}', repeat('9', 35) || '.' || repeat('9', 30), repeat('9', 35) || '.' || repeat('9', 29) || '8', '1.5', '-1.5', '1', '10', '0.1', '0.01', '0', 'NaN');
    PERFORM sides(true, 'double', 'double precision', '{}', '-0', '-0', '5e-324', '5e-324', '1.7976931348623157e308', '1.7976931348623157e308', '0.1', '0.1');
    PERFORM sides(false, 'double', 'double precision', '{}', '-0', '0', '5e-324', '0', '5e-324', '1e-323', '0.1', '0.10000000000000002', '1.7976931348623157e308', 'Infinity');
    PERFORM sides(true, 'float', 'real', '{}', '0.10000000149011612', '0.1', '3.4028234663852886e38', '3.4028235e38', '-0', '-0');
    PERFORM sides(false, 'float', 'real', '{}', '0.10000000149011612', '0.10000001', '-0', '0');
    PERFORM sides(true, 'date', 'date', '{}', '9999-12-31', '9999-12-31', '1000-01-01', '1000-01-01');
    PERFORM sides(false, 'date', 'date', '{}', '9999-12-31', '9999-12-30', '0000-00-00', NULL, '0000-00-00', '-infinity', '0001-01-01', '0001-01-01 BC', '2023-02-29', '2023-03-01');
    PERFORM sides(true, 'date', 'date', '{zero_date=null}', '0000-00-00', NULL, '2023-02-29', NULL, '2023-02-28', '2023-02-28');
    PERFORM sides(false, 'date', 'date', '{zero_date=null}', '0000-00-00', '-infinity', '2023-02-28', NULL);
    PERFORM sides(true, 'date', 'date', '{zero_date=-infinity}', '0000-00-00', '-infinity', NULL, NULL);
    PERFORM sides(false, 'date', 'date', '{zero_date=-infinity}', '0000-00-00', NULL, '0000-00-00', 'infinity');
    PERFORM sides(true, 'datetime', 'timestamp', '{zero_date=1970-01-01}', '0000-00-00 00:00:00', '1970-01-01 00:00:00', '2024-01-00 00:00:00', '1970-01-01 00:00:00');
    PERFORM sides(false, 'datetime', 'timestamp', '{zero_date=1970-01-01}', '0000-00-00 00:00:00', NULL, '2024-01-00 00:00:00', '2024-01-01 00:00:00');
    PERFORM sides(true, 'datetime(6)', 'timestamp', '{}', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999', '2024-01-01 00:00:00.100000', '2024-01-01 00:00:00.1');
    PERFORM sides(false, 'datetime(6)', 'timestamp', '{}', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999998', '2024-01-01 00:00:00', '2024-01-01 00:00:00.000001', '2024-01-01 12:00:00', '2024-01-01 00:00:00');
    PERFORM sides(true, 'timestamp', 'timestamptz', '{}', '2024-07-01 10:00:00', '2024-07-01 12:00:00+02', '2024-10-27 00:30:00', '2024-10-27 02:30:00+02');
    PERFORM sides(false, 'timestamp', 'timestamptz', '{}', '2024-07-01 10:00:00', '2024-07-01 10:00:00+02', '2024-10-27 00:30:00', '2024-10-27 02:30:00+01');
    PERFORM sides(true, 'datetime', 'timestamptz', '{time_zone=Europe/Paris}', '2024-07-01 12:00:00', '2024-07-01 10:00:00+00', '2024-01-01 12:00:00', '2024-01-01 11:00:00+00',
        '2024-10-27 01:59:59', '2024-10-26 23:59:59+00', '2024-10-27 03:00:00', '2024-10-27 02:00:00+00', '2024-03-31 03:00:00', '2024-03-31 01:00:00+00');
    PERFORM sides(false, 'datetime', 'timestamptz', '{time_zone=Europe/Paris}', '2024-07-01 12:00:00', '2024-07-01 12:00:00+00', '2024-10-27 02:30:00', '2024-10-27 00:30:00+00', '2024-10-27 02:30:00', '2024-10-27 01:30:00+00',
        '2024-03-31 02:30:00', '2024-03-31 01:30:00+00', '2024-03-31 02:30:00', '2024-03-31 00:30:00+00');
    PERFORM sides(true, 'time(6)', 'interval', '{}', '838:59:59.999999', '838:59:59.999999', '-838:59:59.999999', '-838:59:59.999999', '-00:00:00.000001', '-00:00:00.000001', '24:00:00', '24:00');
    PERFORM sides(false, 'time(6)', 'interval', '{}', '838:59:59.999999', '-838:59:59.999999', '24:00:00', '1 day', '-00:00:01', '00:00:01');
    PERFORM sides(true, 'varchar(20)', 'varchar(20)', '{}', '', '', 'a ', 'a ', 'né😀', 'né😀', NULL, NULL);
    PERFORM sides(false, 'varchar(20)', 'varchar(20)', '{}', '', NULL, NULL, '', 'a ', 'a', 'a', 'a ', 'é', 'e', 'A', 'a', 'a', 'NULL');
    PERFORM sides(true, 'char(5)', 'char(5)', '{}', 'ab', 'ab', '', '');
    PERFORM sides(false, 'char(5)', 'char(5)', '{}', 'ab', 'abc', ' ab', 'ab', '', NULL);
    PERFORM sides(true, 'set(''a'',''b'')', 'text[]', '{}', '', '{}', 'a', '{a}', 'a,b', '{a,b}');
    PERFORM sides(false, 'set(''a'',''b'')', 'text[]', '{}', '', '{""}', '', NULL, 'a,b', '{"a,b"}', 'a,b', '{b,a}', 'a', '{a,NULL}', 'a,b', '{{a,b}}', 'a,b', '[0:1]={a,b}');
    PERFORM sides(true, 'enum(''red'',''grün'')', 'color', '{}', 'grün', 'grün', 'red', 'red');
    PERFORM sides(false, 'enum(''red'',''grün'')', 'color', '{}', 'grün', 'red', '', NULL, '', 'red');
    PERFORM sides(true, 'enum(''red'',''grün'')', 'color', '{empty=null}', '', NULL);
    PERFORM sides(true, 'char(36)', 'uuid', '{}', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '', NULL);
    PERFORM sides(false, 'char(36)', 'uuid', '{}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a10', '', '00000000-0000-0000-0000-000000000000');
    PERFORM sides(false, 'char(36)', 'uuid', '{empty=error}', '', NULL);
    PERFORM sides(true, 'inet', 'inet', '{}', '::ffff:1.2.3.4', '::ffff:1.2.3.4', '1.2.3.4', '1.2.3.4/32');
    PERFORM sides(false, 'inet', 'inet', '{}', '::ffff:1.2.3.4', '1.2.3.4', '1.2.3.4', '1.2.3.4/24', '::', '0.0.0.0');
    PERFORM sides(true, 'json', 'jsonb', '{}', '{"a": 1, "b": 2.50}', '{"b": 2.5, "a": 1.0}', '["é"]', '["\u00e9"]');
    PERFORM sides(false, 'json', 'jsonb', '{}', '{"a": 1, "b": 2}', '{"a": 2, "b": 1}', '[1, 2]', '[2, 1]', '"1"', '1', 'null', NULL, 'false', 'null', '{}', '[]');
    PERFORM sides(true, 'json', 'json', '{}', '{"a":1}', '{"a":1}');
    PERFORM sides(false, 'json', 'json', '{}', '{"a":1}', '{"a": 1}');
    PERFORM sides(true, 'tinyint(1)', 'boolean', '{}', '1', 't', '0', 'f');
    PERFORM sides(false, 'tinyint(1)', 'boolean', '{}', '1', 'f', '2', 't', '-1', 't', '0', NULL);
    PERFORM sides(true, 'tinyint(1)', 'boolean', '{boolean=nonzero}', '-1', 't', '2', 't', '0', 'f');
    PERFORM sides(true, 'decimal(10,2)', 'money', '{}', '12.50', '12.5', '-0.01', '-0.01');
    PERFORM sides(false, 'decimal(10,2)', 'money', '{}', '12.50', '12.51', '12.505', '12.50', '12.505', '12.51');
    PERFORM sides(true, 'int', 'text', '{"using=coalesce(value, ''none'')"}', NULL, 'none', '7', '7');
    PERFORM sides(false, 'int', 'text', '{"using=coalesce(value, ''none'')"}', NULL, NULL);
END $$;
INSERT INTO side (same, s, cell, t, value, rules) VALUES
    (true, 'varchar(9)', '\x610062', 'text', 'ab', '{nul=strip}'), (true, 'varchar(9)', '\x610062', 'text', 'a\x00b', '{nul=escape}'), (true, 'varchar(9)', '\x610062', 'text', 'YQBi', '{nul=base64}'),
    (true, 'varchar(9)', '\x615c62', 'text', 'a\\b', '{nul=escape}'), (false, 'varchar(9)', '\x610062', 'text', 'ab', '{}'), (false, 'varchar(9)', '\x610062', 'text', 'a', '{}'),
    (true, 'blob', '\x', 'bytea', '\x', '{}'), (true, 'blob', '\x00ff', 'bytea', '\x00ff', '{}'), (false, 'blob', '\x00ff', 'bytea', '\x00fe', '{}'), (false, 'blob', '\x', 'bytea', NULL, '{}'),
    (true, 'bit(1)', '\x01', 'boolean', 't', '{}'), (false, 'bit(1)', '\x00', 'boolean', 't', '{}'), (true, 'bit(5)', '\x05', 'bit(5)', '00101', '{}'), (false, 'bit(5)', '\x05', 'bit(5)', '10100', '{}'),
    (true, 'binary(16)', '\xa0eebc999c0b4ef8bb6d6bb9bd380a11', 'uuid', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{}'), (false, 'binary(16)', '\xa0eebc999c0b4ef8bb6d6bb9bd380a11', 'uuid', '9c0b4ef8-bc99-a0ee-bb6d-6bb9bd380a11', '{}'),
    (true, 'varbinary(16)', '\x01020304', 'inet', '1.2.3.4', '{}'), (false, 'varbinary(16)', '\x01020304', 'inet', '4.3.2.1', '{}'), (false, 'binary(16)', '\x01020304000000000000000000000000', 'inet', '1.2.3.4', '{}'),
    (true, 'geometry', '\x000000000101000000000000000000f03f0000000000000040', 'point', '(1,2)', '{}'), (false, 'geometry', '\x000000000101000000000000000000f03f0000000000000040', 'point', '(2,1)', '{}'),
    (false, 'geometry', '\xe61000000101000000000000000000f03f0000000000000040', 'point', '(1,2)', '{}'), (true, 'vector(2)', '\x0000803f000000c0', 'real[]', '{1,-2}', '{}'),
    (false, 'vector(2)', '\x0000803f000000c0', 'real[]', '{-2,1}', '{}'), (false, 'vector(2)', '\x0000803f000000c0', 'real[]', '{{1,-2}}', '{}'), (false, 'varchar(9)', '\xff', 'text', 'ÿ', '{}');
-- every number of bits, the highest and the lowest of them set
INSERT INTO side (same, s, cell, t, value)
SELECT v = v2, 'bit(' || n || ')', substr(int8send(('x' || right(lpad(to_hex(0), 16, '0'), 16))::bit(64)::bigint | v::bigint), 9 - (n + 7) / 8), 'bit(' || n || ')', right(v2::text, n)
FROM generate_series(1, 64) n, LATERAL (VALUES (1::bit(64)), (1::bit(64) << (n - 1))) a (v), LATERAL (VALUES (1::bit(64)), (1::bit(64) << (n - 1))) b (v2);
SELECT same, count(*), count(*) FILTER (WHERE comparable AND (source_hash = target_hash) = same) AS as_written
FROM side, cvg_digest(s, cell, t, value, rules, not_null) GROUP BY same;
SELECT same, s, cell, t, value, rules, why FROM side, cvg_digest(s, cell, t, value, rules, not_null)
WHERE NOT comparable OR (source_hash = target_hash) IS DISTINCT FROM same ORDER BY n;

-- types of PostGIS and pgvector, by stand-ins that keep their text
CREATE TYPE geometry;
CREATE FUNCTION geometry_in(cstring) RETURNS geometry LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION geometry_out(geometry) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE geometry (INPUT = geometry_in, OUTPUT = geometry_out, LIKE = text);
CREATE TYPE geography;
CREATE FUNCTION geography_in(cstring) RETURNS geography LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION geography_out(geography) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE geography (INPUT = geography_in, OUTPUT = geography_out, LIKE = text);
CREATE TYPE vector;
CREATE FUNCTION vector_in(cstring) RETURNS vector LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION vector_out(vector) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE vector (INPUT = vector_in, OUTPUT = vector_out, LIKE = text);
SELECT s, t, value, comparable, source_hash = target_hash FROM (VALUES
    ('geometry', '\x000000000101000000000000000000f03f0000000000000040'::bytea, 'geometry', '0101000000000000000000F03F0000000000000040'),
    ('geometry', '\xe61000000101000000000000000000f03f0000000000000040', 'geometry', '0101000020E6100000000000000000F03F0000000000000040'),
    ('geometry', '\xe61000000101000000000000000000f03f0000000000000040', 'geometry', '0101000000000000000000F03F0000000000000040'),
    ('geometry', '\x000000000101000000000000000000f03f0000000000000040', 'geography', '0101000020E6100000000000000000F03F0000000000000040'),
    ('geometry', '\x000000000101000000000000000000f03f0000000000000041', 'geometry', '0101000000000000000000F03F0000000000000040'),
    ('geometry', '\x0000000001', 'geometry', '01'),
    ('vector(3)', '\x0000803f000000c0cdcccc3d', 'vector', '[1,-2,0.1]'), ('vector(3)', '\x0000803f000000c0cecccc3d', 'vector', '[1,-2,0.1]'),
    ('vector(1)', '\x00000080', 'vector', '[-0]'), ('vector(1)', '\x000080', 'vector', '[-0]')) x (s, cell, t, value), cvg_digest(s, cell, t, value);
SELECT i.accepted, i.source_hash = i.target_hash FROM unnest('{"\\x0000803f000000c0cdcccc3d","\\xffff7f7f01000000","\\x0a"}'::bytea[]) cell, cvg_digest_import('vector(3)', cell, 'vector') i;

-- what cannot be compared
SELECT s, t, why FROM (VALUES ('geometry', 'json'), ('blob', 'integer'), ('time', 'timestamp'), ('varchar(9)', 'record'), ('uuid', 'inet')) x (s, t), cvg_digest_pair(s, t);
SELECT why FROM cvg_digest_pair('datetime', 'timestamptz', '{time_zone=Europe/Atlantis}');
SELECT why FROM cvg_digest_pair('datetime', 'timestamptz', '{zero_date=never}');
SELECT why FROM cvg_digest_pair('datetime', 'timestamptz', '{"zero_date=2024-03-31 02:30:00",time_zone=Europe/Paris}');

-- sums of rows do not depend on their order; each row counts, NULL and all
SELECT cvg_digest_sum('{{a,b},{c,d}}') = cvg_digest_sum('{{c,d},{a,b}}') AS any_order,
    cvg_digest_sum('{{a,b},{a,b}}') <> cvg_digest_sum('{{a,b}}') AS twice_counts,
    cvg_digest_sum('{{a,b},{a,b}}') <> cvg_digest_sum('{{c,d},{c,d}}') AS of_what_counts,
    cvg_digest_sum('{{a,b},{c,d}}') <> cvg_digest_sum('{{a,d},{c,b}}') AS swapped_in_a_column,
    cvg_digest_sum('{{a,b},{c,d}}') <> cvg_digest_sum('{{b,a},{c,d}}') AS swapped_in_a_row,
    cvg_digest_sum('{{a,b},{c,d}}') <> cvg_digest_sum('{{b,a},{d,c}}') AS columns_swapped,
    cvg_digest_sum('{{a,NULL}}') <> cvg_digest_sum('{{NULL,a}}') AS place_of_null,
    cvg_digest_sum('{{a,NULL}}') <> cvg_digest_sum('{{a,""}}') AS null_is_not_empty,
    cvg_digest_sum('{{NULL,NULL}}') <> cvg_digest_sum('{{NULL,NULL},{NULL,NULL}}') AS nulls_count,
    cvg_digest_sum('{{NULL}}') <> cvg_digest_sum('{}') AS null_is_something,
    cvg_digest_sum('{}') AS nothing;
-- of many rows, whose sums overflow 64 bits
SELECT count(DISTINCT cvg_digest_sum(array_agg)) = 1 FROM (SELECT array_agg(md5(i::text) ORDER BY i * seed % 9973) FROM generate_series(1, 5000) i, unnest('{1,7,5001}'::int[]) seed GROUP BY seed) x;
SELECT count(DISTINCT cvg_digest_sum(ARRAY[a::text, b::text])) = 45 FROM generate_series(1, 10) a, generate_series(1, 10) b WHERE a < b;
