-- Every source type with every target type: taken as it is (none), with a
-- check of each value (checked), by a default that bends (rule), or refused.
\pset format unaligned
\pset tuples_only on
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
CREATE TYPE color AS ENUM ('red', 'green');
CREATE TABLE source (n serial, s text);
INSERT INTO source (s) SELECT unnest(ARRAY['tinyint(1)', 'tinyint', 'tinyint unsigned', 'smallint', 'smallint unsigned', 'mediumint',
    'mediumint unsigned', 'int', 'int unsigned', 'bigint', 'bigint unsigned', 'decimal(10,2)', 'decimal(18,0)', 'float', 'double', 'bit(1)', 'bit(8)',
    'year', 'date', 'datetime', 'datetime(6)', 'timestamp', 'time', 'time(3)', 'char(36)', 'varchar(20)', 'text', 'binary(16)', 'varbinary(16)', 'blob',
    'enum(''red'',''green'')', 'set(''a'',''b'')', 'json', 'json utf8mb4', 'geometry', 'vector(3)', 'uuid', 'inet']);
CREATE TABLE target (n serial, t text);
INSERT INTO target (t) SELECT unnest(ARRAY['boolean', 'smallint', 'integer', 'bigint', 'oid', 'numeric', 'numeric(10,2)', 'money', 'real', 'double precision',
    'text', 'varchar(20)', 'char(36)', 'name', '"char"', 'text[]', 'varchar(5)[]', 'integer[]', 'real[]', 'uuid', 'color', 'date', 'timestamp', 'timestamp(0)',
    'timestamptz', 'time', 'timetz', 'interval', 'interval(0)', 'json', 'jsonb', 'bytea', 'bit(1)', 'bit(8)', 'varbit', 'inet', 'cidr', 'point', 'path', 'polygon',
    'int4range', 'tsvector', 'record']);
CREATE FUNCTION verdict(s text, t text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN (cvg_test_plan(s, t)).loss;
EXCEPTION WHEN cannot_coerce THEN
    RETURN 'refused';
END $$;
SELECT s || E'\n    ' || string_agg(v || ': ' || list, E'\n    ' ORDER BY v = 'refused', v = 'rule', v = 'checked')
FROM (SELECT s.n, s, v, string_agg(t, ', ' ORDER BY t.n) AS list FROM source s, target t, verdict(s, t) v GROUP BY s.n, s, v) x
GROUP BY n, s ORDER BY n;

-- what a refusal says
SELECT s, t, cvg_test_try(s, '', t) FROM (VALUES
    ('int unsigned', 'timestamptz'), ('int', 'timestamp'), ('double', 'real'), ('float', 'numeric(20,8)'), ('enum(''red'')', 'integer'),
    ('blob', 'jsonb'), ('time', 'integer'), ('text', 'tsvector'), ('year', 'date'), ('bit(8)', 'boolean'), ('bit(8)', 'bit(4)'), ('uuid', 'bytea')) x (s, t);

-- notes of the plan
SELECT s, t, (cvg_test_plan(s, t)).* FROM (VALUES
    ('tinyint(1)', 'boolean'), ('datetime', 'timestamptz'), ('timestamp', 'timestamp'), ('timestamp', 'text'), ('char(36)', 'uuid'), ('text', 'jsonb'),
    ('decimal(10,2)', 'double precision'), ('varchar(9)', 'char(9)'), ('varchar(40)', 'timestamptz'), ('text', 'text[]'), ('text', 'citext'), ('blob', 'text')) x (s, t)
WHERE t <> 'citext';
SELECT (cvg_test_plan('datetime', 'timestamptz', false, '{time_zone=Europe/Paris}')).*;
SELECT (cvg_test_plan('date', 'date', false, '{zero_date=null}')).*;
SELECT (cvg_test_plan('char(36)', 'uuid', true)).*;
SELECT (cvg_test_plan('char(36)', 'uuid', false, '{empty=error}')).*;
