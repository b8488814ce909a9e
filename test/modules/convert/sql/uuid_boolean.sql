-- uuid and boolean.
\pset format unaligned
\pset tuples_only on

SELECT s, v, cvg_test_try(s, convert_to(v, 'UTF8'), 'uuid') FROM (VALUES
    ('char(36)', '123e4567-e89b-12d3-a456-426655440000'), ('char(36)', 'ABCDEF01-2345-6789-ABCD-EF0123456789'),
    ('uuid', '00000000-0000-0000-0000-000000000000'), ('char(32)', '123e4567e89b12d3a456426655440000'),
    ('varchar(38)', '{123e4567-e89b-12d3-a456-426655440000}'), ('varchar(38)', '{123e4567e89b12d3a456426655440000}'),
    ('varchar(45)', 'urn:uuid:123e4567-e89b-12d3-a456-426655440000'), ('varchar(37)', '123e4567-e89b-12d3-a456-426655440000 '),
    ('char(36)', '123e4567-e89b-12d3-a456-42665544000g'), ('char(36)', '123e4567-e89b-12d3-a456+426655440000'),
    ('char(36)', '123e-4567-e89b-12d3-a456-42665544000'), ('char(36)', '123e4567-e89b-12d3-a456-42665544000'),
    ('char(36)', '{'), ('char(36)', '{}'), ('char(36)', '-'), ('char(36)', 'NULL')) x (s, v);
SELECT s, v, cvg_test_try(s, v, 'uuid') FROM (VALUES
    ('binary(16)', '\x123e4567e89b12d3a456426655440000'::bytea), ('binary(16)', '\x00000000000000000000000000000000'),
    ('varbinary(16)', '\x123e4567e89b12d3a4564266554400'), ('blob', '\x123e4567e89b12d3a456426655440000ff'),
    ('char(36)', '\x313233653435363700e89b'), ('char(36)', '\xff')) x (s, v);

-- numbers are booleans if they are 0 or 1
SELECT s, v, r, cvg_test_try(s, convert_to(v, 'UTF8'), 'boolean', false, r) FROM (VALUES
    ('tinyint(1)', '0', '{}'::text[]), ('tinyint(1)', '1', '{}'), ('tinyint(1)', '2', '{}'), ('tinyint(1)', '-1', '{}'),
    ('tinyint(1)', '127', '{}'), ('int', '1', '{}'), ('bigint unsigned', '18446744073709551615', '{}'),
    ('tinyint(1)', '2', '{boolean=nonzero}'), ('tinyint(1)', '-1', '{boolean=nonzero}'), ('tinyint(1)', '0', '{boolean=nonzero}'),
    ('bigint unsigned', '18446744073709551615', '{boolean=nonzero}')) x (s, v, r);
SELECT sum(n) FROM (SELECT max(cvg_test_changed('tinyint(1)', v, 'boolean', false, '{boolean=nonzero}')) AS n
    FROM unnest('{0,1,2,-1,1}'::bytea[]) v) x;

-- words
SELECT s, v, cvg_test_try(s, convert_to(v, 'UTF8'), 'boolean') FROM (VALUES
    ('char(1)', 'Y'), ('char(1)', 'N'), ('varchar(5)', '0'), ('varchar(5)', '1'), ('varchar(5)', 'true'), ('varchar(5)', 'FALSE'),
    ('varchar(5)', 'on'), ('varchar(5)', 'Off'), ('varchar(5)', 'yes'), ('varchar(5)', 'no'), ('varchar(5)', 't'),
    ('enum(''0'',''1'')', '0'), ('enum(''0'',''1'')', '1'), ('enum(''N'',''Y'')', 'Y'), ('enum(''N'',''Y'')', ''),
    ('varchar(5)', '2'), ('varchar(5)', 'tru'), ('varchar(5)', ' 1'), ('varchar(5)', ''), ('varchar(5)', 'ja')) x (s, v);
