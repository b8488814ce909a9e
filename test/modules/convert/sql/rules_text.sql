-- Rules "nul" and "empty": what they store and what they count.
\pset format unaligned
\pset tuples_only on
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';

-- nul: strip, escape (reversible), base64 (of every value)
SELECT r, v, cvg_test_try('varchar(20)', v, t, false, ARRAY['nul=' || r]),
    CASE WHEN t <> 'varchar(2)' THEN cvg_test_changed('varchar(20)', v, t, false, ARRAY['nul=' || r]) END AS changed
FROM (VALUES
    ('strip', '\x610062'::bytea, 'text'), ('strip', '\x000000', 'text'), ('strip', '\x6162', 'text'),
    ('strip', '\x61006200', 'varchar(2)'), ('strip', '\x610062ff', 'varchar(2)'),
    ('escape', '\x610062', 'text'), ('escape', '\x5c', 'text'), ('escape', '\x5c783030', 'text'), ('escape', '\x6162', 'text'),
    ('escape', '\xff00', 'varchar(2)'),
    ('base64', '\x610062', 'text'), ('base64', '\x6162', 'text'), ('base64', '', 'text'), ('base64', '\xff', 'varchar(4)'),
    ('base64', '\x610062', 'varchar(2)')) x (r, v, t);
SELECT cvg_test_convert('blob', decode(repeat('00', 60), 'hex'), 'text', false, '{nul=base64}');
SELECT cvg_test_try('text', '\x612c0062', 'text[]', false, '{nul=strip}');

-- empty: in types that have no empty string
SELECT s, t, nn, r, cvg_test_try(s, '', t, nn, r)
FROM (VALUES
    ('varchar(36)', 'uuid', false, '{}'::text[]), ('varchar(36)', 'uuid', true, '{}'),
    ('varchar(36)', 'uuid', false, '{empty=error}'), ('varchar(36)', 'uuid', false, '{empty=null}'),
    ('varchar(36)', 'uuid', true, '{empty=null}'), ('varbinary(16)', 'uuid', false, '{}'),
    ('varchar(9)', 'integer', false, '{empty=null}'), ('varchar(9)', 'numeric(5,2)', false, '{empty=null}'),
    ('varchar(9)', 'double precision', false, '{empty=null}'), ('varchar(9)', 'real', false, '{}'),
    ('varchar(9)', 'boolean', false, '{empty=null}'), ('varchar(9)', 'boolean', false, '{}'),
    ('varchar(9)', 'date', false, '{empty=null}'), ('varchar(9)', 'date', false, '{}'),
    ('varchar(9)', 'timestamptz', false, '{empty=null}'), ('varchar(9)', 'time', false, '{empty=null}'),
    ('text', 'jsonb', false, '{empty=null}'), ('text', 'jsonb', false, '{}'), ('text', 'json', false, '{empty=null}'),
    ('text', 'json', true, '{empty=null}'), ('text', 'json', false, '{}'),
    ('text', 'inet', false, '{empty=null}'), ('text', 'inet', false, '{}')) x (s, t, nn, r);

-- changes are counted, values that need none are not
SELECT sum(d) FROM (SELECT n - coalesce(lag(n) OVER (ORDER BY i), 0) AS d
FROM (SELECT i, cvg_test_changed('varchar(36)', v, 'uuid') AS n
      FROM (VALUES (1, ''::bytea), (2, convert_to('123e4567-e89b-12d3-a456-426655440000', 'UTF8')), (3, '')) x (i, v)) y) z;

-- a rule that has no meaning for the pair is refused
SELECT s, t, r, cvg_test_try(s, '1', t, false, r)
FROM (VALUES
    ('int', 'integer', '{zero_date=null}'::text[]), ('int', 'text', '{nul=strip}'), ('varchar(9)', 'text', '{empty=null}'),
    ('varchar(9)', 'text', '{boolean=nonzero}'), ('bit(1)', 'boolean', '{boolean=nonzero}'),
    ('timestamp', 'timestamptz', '{time_zone=Europe/Paris}'), ('datetime', 'timestamp', '{time_zone=UTC}'),
    ('varchar(9)', 'uuid', '{nul=strip}'), ('int', 'integer', '{empty=error}'),
    ('varchar(9)', 'integer', '{using=value,empty=null}'), ('time', 'time', '{zero_date=-infinity}')) x (s, t, r);
