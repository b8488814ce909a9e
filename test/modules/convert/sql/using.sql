-- Rule "using": an SQL expression over value.
\pset format unaligned
\pset tuples_only on
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
SET timezone = 'UTC';

SELECT s, t, e, cvg_test_try(s, v, t, false, ARRAY['using=' || e]) FROM (VALUES
    ('varchar(36)', ''::bytea, 'uuid', 'nullif(value, '''')::uuid'),
    ('varchar(36)', '123e4567-e89b-12d3-a456-426655440000', 'uuid', 'nullif(value, '''')::uuid'),
    ('varbinary(9)', '\x00ff', 'text', 'encode(value::bytea, ''base64'')'), ('bit(8)', '\x05', 'text', 'value'),
    ('blob', '\x7b7d', 'jsonb', 'convert_from(value::bytea, ''UTF8'')::jsonb'),
    ('int', '1700000000', 'timestamptz', 'to_timestamp(value::bigint)'), ('int', '12', 'text', '''no '' || value'),
    ('int', NULL, 'text', 'coalesce(value, ''none'')'), ('int', NULL, 'integer', 'value::integer'), ('int', '5', 'integer', '7'),
    ('datetime', '0000-00-00 00:00:00', 'timestamptz', 'case when value like ''0000%'' then ''-infinity'' else (value || ''Z'')::timestamptz end'),
    ('enum(''a'',''b'')', 'b', 'smallint', 'array_position(array[''a'', ''b''], value)'), ('double', '0.1', 'real', 'value::real'),
    ('int', '12', 'text', '"value"'), ('int', '12', 'text', 'VALUE'),
    ('time', '01:00:00', 'integer', 'extract(epoch from value::interval)')) x (s, v, t, e);

-- the type's modifier and domains hold as in an INSERT
CREATE DOMAIN positive AS integer NOT NULL CHECK (value > 0);
SELECT t, e, v, cvg_test_try('varchar(20)', v, t, false, ARRAY['using=' || e]) FROM (VALUES
    ('varchar(3)', 'value', 'abcd'::bytea), ('varchar(3)', 'left(value, 3)', 'abcd'), ('numeric(4,1)', 'value::numeric', '1.25'),
    ('positive', 'value::int', '3'), ('positive', 'value::int', '-3'), ('positive', 'value::int', NULL), ('integer', 'value::int', 'x')) x (t, e, v);

-- what is no such expression
SELECT t, e, cvg_test_try('varchar(20)', 'x', t, false, ARRAY['using=' || e]) FROM (VALUES
    ('text', ''), ('text', 'value ||'), ('text', 'value, 1'), ('text', 'value as x'), ('text', '1; drop table x'), ('text', 'valeu'), ('text', 't.value'),
    ('text', 'value from pg_class'), ('text', 'value order by 1'), ('text', '(select value)'), ('text', 'max(value)'), ('text', 'row_number() over ()'),
    ('text', 'regexp_split_to_table(value, '','')'), ('text', 'no_such_function(value)'), ('uuid', 'value'), ('text', '$1')) x (t, e);

-- with NUL bytes only together with rule nul
SELECT r, cvg_test_try('varchar(20)', '\x610062', 'text', false, r) FROM (VALUES
    ('{using=upper(value)}'::text[]), ('{using=upper(value),nul=strip}'), ('{using=upper(value),nul=escape}'), ('{using=upper(value),zero_date=null}')) x (r);

-- counted if the result is written otherwise
SELECT max(cvg_test_changed('varchar(20)', v, 'text', false, '{using=lower(value)}')) FROM unnest('{abc,ABC,x,NULL,Y}'::bytea[]) v;
SELECT (cvg_test_plan('varchar(20)', 'text', false, '{using=lower(value)}')).*;

-- errors of the expression name column and value
SELECT cvg_test_convert('varchar(20)', 'zero', 'integer', false, '{using=value::integer}');
