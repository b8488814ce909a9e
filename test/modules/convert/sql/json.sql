-- Documents: json, jsonb.
\pset format unaligned
\pset tuples_only on

-- json keeps the text, jsonb the document
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('json', '{"b": 1, "a":  [true, null, "x"], "b": 2}', 'json'), ('json', '{"b": 1, "a":  [true, null, "x"]}', 'jsonb'),
    ('json', '"\u0000"', 'json'), ('json', '"é世🙂\n\u00e9\ud83d\ude42"', 'jsonb'),
    ('json', '1.7976931348623157e308', 'json'), ('json', '-0.0', 'jsonb'), ('json', '18446744073709551615', 'jsonb'),
    ('json', '123456789012345678901234567890.123456789', 'jsonb'), ('json', 'null', 'jsonb'), ('json', '""', 'jsonb'),
    ('text', '{"a": 1, "a": 2}', 'json'), ('text', '{"a": 1, "a": 2}', 'jsonb'), ('varchar(20)', ' [] ', 'jsonb'),
    ('longtext', ' {"x" : "é"}', 'json'), ('char(4)', 'true', 'jsonb')) x (s, v, t);

-- what is not a document, or none of jsonb
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('json', '"\u0000"', 'jsonb'), ('json', '{"a": "\ud83d"}', 'jsonb'), ('text', '{"a": 1', 'json'), ('text', '{"a": 1', 'jsonb'),
    ('text', '', 'jsonb'), ('text', 'hello', 'json'), ('text', '{''a'': 1}', 'jsonb'), ('text', '[NaN]', 'jsonb'),
    ('text', '[1] x', 'jsonb'), ('text', '01', 'json'), ('text', '{"a": 1e200000}', 'jsonb'),
    ('json utf8mb4', '{"a": 1,}', 'json')) x (s, v, t);
SELECT v, t, cvg_test_try('json', v, t) FROM (VALUES ('\x2261ff22'::bytea, 'json'), ('\x2261ff22', 'jsonb'), ('\x22610022', 'json'), ('\x22610022', 'jsonb')) x (v, t);

-- long and deep documents, and one after another through the same converter
SELECT count(*) FROM (SELECT cvg_test_convert('json', convert_to(d::text, 'UTF8'), 'jsonb')::jsonb = d AS same
    FROM (SELECT jsonb_build_object('id', g, 'name', repeat('é"\', g), 'list', (SELECT jsonb_agg(jsonb_build_object('n', n / 7.0, 's', n::text)) FROM generate_series(0, g) n)) AS d
          FROM generate_series(1, 200) g) x) y WHERE same;
SELECT cvg_test_same('json', convert_to(repeat('[', 1000) || repeat(']', 1000), 'UTF8'), 'jsonb');
