-- what depends on the place where an expression stands
CREATE FUNCTION t(sql text, use text, result text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT translate_expression(sql, use, '{id|integer,active|boolean,n|integer,s|text|ci,x|text,d|date,dt|timestamp(0),ts|timestamptz(0),e|enum_mood,st|text[],j|jsonb,"amount|numeric(10,2)",big|bigint,small|smallint,b4|bit(4),b8|bit(8)}', result)
$$;
\pset format unaligned
\pset tuples_only on
-- defaults
SELECT t(sql, 'default', result) FROM (VALUES
    ('now()', 'timestamptz(0)'), ('CURRENT_TIMESTAMP(6)', 'timestamptz(6)'), ('CURRENT_TIMESTAMP', 'timestamp(0)'),
    ('current_timestamp(3)', 'timestamp(3)'), ('(now() + interval 1 day)', 'timestamp(0)'),
    ('(now() + interval 1 day)', 'timestamptz(0)'), ('curdate()', 'date'), ('uuid()', 'uuid'), ('uuid()', 'character(36)'),
    ('uuid_to_bin(uuid())', 'bytea'), ('uuid_to_bin(uuid())', 'uuid'), ('json_array()', 'jsonb'),
    ('json_object(_utf8mb4''a'',1)', 'jsonb'), ('rand()', 'double precision'), ('unix_timestamp()', 'integer'),
    ('(1 + 2)', 'integer'), ('true', 'boolean'), ('1', 'boolean'), ('0', 'boolean'), ('true', 'smallint'), ('0xff', 'bytea'),
    ('b''101''', 'bit(4)'), ('b''1''', 'boolean'), ('NULL', 'text'), ('_utf8mb4''it''''s''', 'text'), ('''a,c''', 'text[]'),
    ('''''', 'text[]'), ('''x''', 'enum_mood'), ('''10:20:30''', 'interval(0)'), ('''2020-01-01''', 'date'),
    ('concat(_utf8mb4''a'',_utf8mb4''b'')', 'text'), ('1.5', 'numeric(10,2)'), ('5', 'text')) AS v (sql, result);
-- and what a default cannot be
SELECT t(sql, 'default', result) FROM (VALUES ('(`n` + 1)', 'integer'), ('''abc''', 'integer'), ('point(1,2)', 'other'),
    ('user()', 'text'), ('''2020-02-31''', 'date'), ('b''11111''', 'bit(4)')) AS v (sql, result);
-- conditions
SELECT t(sql, 'check') FROM (VALUES ('(0 <> `active`)'), ('`active`'), ('(`active` = 1)'), ('(`active` in (0,1))'), ('(`n` > 0)'),
    ('`n`'), ('((`n` > 0) and (`s` <> _utf8mb4''''))'), ('(`s` in (_utf8mb4''a'',_utf8mb4''b''))'), ('(`x` in (''a'',''b''))'),
    ('json_valid(`j`)'), ('(`e` in (''sad'',''ok''))'), ('find_in_set(''p'',`st`)'), ('(`n` + 1 > `id`)'), ('(`big` + 1 > 0)'),
    ('(not((`s` like _utf8mb4''x%'')))'), ('regexp_like(`s`,_utf8mb4''^[a-z]+$'')'), ('(`d` > DATE''2020-01-01'')'),
    ('(`d` > now())'), ('(`ts` > ''2020-01-01'')'), ('`s`')) AS v (sql);
-- generated columns
SELECT t(sql, 'generated', result) FROM (VALUES ('((`n` + 1) * 2)', 'integer'), ('((`n` + 1) * 2)', 'bigint'), ('(`n` > 1)', 'boolean'),
    ('(`n` > 1)', 'smallint'), ('(`n` / 3)', 'numeric(10,2)'), ('(`n` / `id`)', 'double precision'), ('concat(`s`,_utf8mb4'' '',`x`)', 'text'),
    ('json_unquote(json_extract(`j`,_utf8mb4''$.name''))', 'text'), ('cast(`n` as char charset utf8mb4)', 'text'), ('`n`', 'text'),
    ('(`amount` * 2)', 'numeric(10,2)'), ('year(`d`)', 'smallint'), ('`e`', 'text'), ('year(`ts`)', 'integer'),
    ('sha2(`s`,256)', 'text'), ('(`dt` + interval 1 day)', 'timestamp(0)'), ('`ts`', 'timestamp(0)')) AS v (sql, result);
-- indexes and partition keys
SELECT t(sql, use) FROM (VALUES ('lower(`s`)', 'index'), ('(`n` + `id`)', 'index'),
    ('cast(json_extract(`j`,_utf8mb4''$.a'') as char(20) charset utf8mb4)', 'index'),
    ('cast(json_unquote(json_extract(`j`,_utf8mb4''$.a'')) as char(20) charset utf8mb4)', 'index'),
    ('year(`d`)', 'partition'), ('to_days(`d`)', 'partition'), ('unix_timestamp(`ts`)', 'partition'), ('cast(`j` as unsigned array)', 'index')) AS v (sql, use);
-- operands of other sizes than the result
SELECT t(sql, 'generated', result) FROM (VALUES ('(`small` + `small`)', 'integer'), ('(`n` + `small`)', 'integer'),
    ('(`b4` = `b4`)', 'boolean'), ('(`b4` = `b8`)', 'boolean'), ('(`b4` = 5)', 'boolean')) AS v (sql, result);
