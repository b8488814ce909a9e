-- What digests are equal, what differ, and what has none.  Each list says what
-- is expected of it; the rows shown are those that break it.
\pset format unaligned
\pset tuples_only on

-- The same value, said in two ways
SELECT a, b
FROM (VALUES
    ('1', '1.0'), ('1', '1e0'), ('1', '100e-2'), ('1', '0.1E+1'), ('1', '1.000000000000000000000000'),
    ('0', '-0'), ('0', '0.00'), ('0', '0e5'), ('0', '-0.0e-7'), ('1e2', '100'), ('-1.50', '-15e-1'),
    ('1e-7', '0.0000001'), ('1.7976931348623157e308', '17976931348623157' || repeat('0', 292)),
    ('12345678901234567890123', '123456789012345678901.23e2'), ('10000000000000000000000', '1e22'),
    ('9999999999999999999', '9.999999999999999999e18'), ('99999999999999999999', '999999999999999999990e-1'),
    ('0.00012345678901234567891234', '12345678901234567891234e-26'),
    ('"a"', '"\u0061"'), ('"/"', '"\/"'), ('"é"', '"\u00e9"'), ('"😀"', '"\uD83D\ude00"'),
    ('"\n\t\"\\"', '"\u000A\u0009\u0022\u005c"'), ('[1,2]', E' [ 1 ,\t2\n]\r'),
    ('{"a":1,"b":2}', '{"b": 2, "a": 1}'), ('{"aa":1,"b":2}', '{"b":2,"aa":1}'),
    ('{"a":1}', '{"a":2,"a":1}'), ('{"a":1}', '{"a":1,"a":1}'), ('{"a":1}', '{"a":1,"\u0061":1}'),
    ('{"a":1,"b":2}', '{"a":3,"b":2,"a":1}'), ('{"a":1}', '{"a":[{"a":1,"a":2}],"a":1}'),
    ('{"a":{"b":3}}', '{"a":{"b":2},"a":{"b":1,"b":3}}'), ('{"":1}', '{"":0,"":1}'),
    ('{"b":2,"c":"a"}', '{"b":1,"\u0063":"\u0061","b":2}')
) v(a, b)
WHERE cvg_test_digest(a) IS DISTINCT FROM cvg_test_digest(b)
   OR cvg_test_digest(a) IS DISTINCT FROM cvg_test_digest(a::jsonb)
   OR cvg_test_digest(b) IS DISTINCT FROM cvg_test_digest(b::jsonb);

-- No two of these are the same
SELECT string_agg(d, ' and ')
FROM unnest(ARRAY[
    'null', 'true', 'false', '""', '[]', '{}', '0', '"0"', '1', '-1', '"1"', '10', '0.1', '"null"', '"n"', '"t"',
    '110', '116', '102', '11', '12', '1e19', '1e20', '12345678901234567890', '12345678901234567891',
    '-12345678901234567891', '1234567890123456789.1', '1.2345678901234567891', '"12345678901234567891"',
    '[null]', '[true]', '[false]', '[""]', '[[]]', '[{}]', '[0]', '[[[]]]', '[[],[]]', '[[[]],[]]', '[[],[[]]]',
    '[1]', '[1,1]', '[1,1,1]', '[[1],1]', '[1,[1]]', '[[1,1]]', '[[1],[1]]', '[1,2]', '[2,1]', '[[1],2]', '[1,[2]]', '[[1,2]]',
    '{"":null}', '{"":""}', '{"":[]}', '{"":{}}', '{"a":1}', '{"a":[1]}', '{"a":"1"}', '{"a":{}}', '{"a":""}', '{"1":"a"}', '{"a":null}',
    '{"a":1,"b":2}', '{"a":2,"b":1}', '{"ab":1,"":2}', '{"a":1,"c":2}', '{"a":1,"b":2,"c":2}', '["a",1]', '["a",1,"b",2]', '[["a",1],["b",2]]',
    '{"a":{"b":1},"b":{"a":1}}', '{"a":{"a":1},"b":{"b":1}}', '{"a":{"b":1,"a":1},"b":{}}', '{"a":{},"b":{"a":1,"b":1}}',
    '{"x":{"a":1,"b":2},"y":{"a":2,"b":1}}', '{"x":{"a":2,"b":1},"y":{"a":1,"b":2}}', '{"x":{"a":1,"b":1},"y":{"a":2,"b":2}}',
    '{"x":{"a":2,"b":2},"y":{"a":1,"b":1}}', '[{"a":1},{"b":2}]', '[{"a":1,"b":2}]', '[{"a":1,"b":2},{}]', '[{},{"a":1,"b":2}]', '[{"b":2},{"a":1}]',
    '"a"', '"A"', '"a "', '" a"', '"a\u0001"', '"é"', '"e\u0301"', '"\ufffd"', '"\\u0061"'
]) d
GROUP BY cvg_test_digest(d) HAVING count(*) > 1;

-- Columns are sums of digests, so those of the smallest documents show no pattern
SELECT count(DISTINCT left(cvg_test_digest(d), 8)), count(DISTINCT right(cvg_test_digest(d), 8))
FROM (SELECT (i - 50)::text FROM generate_series(1, 100) i
      UNION ALL SELECT unnest(ARRAY['null', 'true', 'false', '[]', '{}'])) v(d);

-- These are JSON
SELECT left(d, 100), cvg_test_digest_same(d)
FROM unnest(ARRAY[
    '{}', '[]', '""', '0', 'null', 'true', 'false', E' \t\r\n{ "a" : [ 1 , 2 ] }\r\n\t ', '{"": {"": [[[{}]]]}}',
    '-0', '1e5', '1E-7', '1e+0', '0e0', '1e007', '1.50e3', '9223372036854775808', '18446744073709551616', '5e-324',
    '1e131071', '-9.99e131071', '1e-16383', '123e-16383', '0e1073741823', '0e-16383',
    '0.' || repeat('0', 16382) || '1', '1' || repeat('0', 131071), '1.' || repeat('0', 16383), '0.' || repeat('0', 16383) || '1e1',
    '"\"\\\/\b\f\n\r\t\u0001\uFFFF\ud800\udc00\udbff\udfff"', '"' || chr(127) || chr(128) || '"'
]::text[]) d
WHERE cvg_test_digest_same(d) <> 'same';

-- These are not, or nothing that jsonb can hold
SELECT left(d, 100), cvg_test_digest_same(d)
FROM unnest(ARRAY[
    '', ' ', '[', ']', '{', '}', '"', '"\', '[1,]', '[,1]', '[,]', '[1 2]', '[1}', '{]', '{"a"}', '{"a":}', '{"a" 1}', '{a: 1}', '{1: 1}',
    '{"a": 1,}', '{,}', '{"a": 1 "b": 2}', '{"a":1', '{"a":', '{"a', '[1', '[1,', '[] []', '[]x', '"a" "b"', '1 2', 'tru', 'truex', 'TRUE', 'nul',
    'nan', '[1]]', '{"a": 1}}', '{{}}', '[null,true,false,nulll]', E'\f[]', E'[]\u00a0', '/**/1', 'undefined', '''a''',
    '-', '+1', '00', '01', '-01', '.5', '1.', '1.e1', '1e', '1e+', '1e-', '0x1', '1a', '1_0', '--1', '1.2.3', 'NaN', 'Infinity', '-Infinity', '1-', '1e1.5', '- 1',
    '1e131072', '0.1e131073', '0.' || repeat('0', 16384) || '1e1', '1' || repeat('0', 131072), '1e-16384', '0e-16384', '0.' || repeat('0', 16384), '1.' || repeat('0', 16384),
    '1e1073741823', '0e1073741824', '0e-1073741824', '1e99999999999999999999', '1e-99999999999999999999',
    '"\u0000"', '{"\u0000":1}', '"\ud83d"', '"\ude00"', '"\ud83d\ud83d"', '"\ud83dx"', '"\ud83d\n"', '"\ude00\ud83d"', '"\ud83d\u"', '"\ud83d',
    '"\u"', '"\u12"', '"\u12g4"', '"\u004', '"\x"', '"\"', '"\é"', '"\N"', '"a', E'"a\nb"', E'"\t"', E'"\x01"', E'"\x1f"'
]) d
WHERE cvg_test_digest_same(d) <> 'refused';
SELECT d
FROM unnest(ARRAY[
    '"\303"', '"\251"', '"\300\200"', '"\355\240\200"', '"\364\220\200\200"', '"\377"', '"\344\270"', '"\\n\303"', '"\303\\n"',
    '"abcdefghijklmnop\303"', '"\303abcdefghijklmnop"', '{"\303": 1}', '[1, \303\251]', '[1]\302\240', '\357\273\277[]', '"\000"', '[]\000', '\000', '"\\\000"'
]::bytea[]) d
WHERE cvg_test_digest_same(d) <> 'refused';

-- The bytes that end a scan, and the end of the text, at any place
SELECT result, count(*)
FROM (VALUES ('"', '', '"'), ('"', '\n', '"'), ('"', 'é', '"'), ('["', '\u00e9\"', '"]'),
             ('["', '","', '"]'), ('{"', '":"', '"}'), ('{"', '":0,"', '":1}'),
             ('"', E'\n', '"'), ('"', E'\x1f', '"'), ('"', '', ''), ('"', '\', ''), ('"', '\u00', '')
     ) v(a, b, c),
     generate_series(0, 40) before, generate_series(0, 40) after,
     cvg_test_digest_same(a || repeat('x', before) || b || repeat('y', after) || c) result
GROUP BY 1 ORDER BY 1;
SELECT result, count(*)
FROM generate_series(0, 255) byte, generate_series(0, 17) before, generate_series(0, 17) after,
     cvg_test_digest_same(convert_to('"' || repeat('x', before), 'UTF8') || set_byte('\x00', 0, byte)
                          || convert_to(repeat('y', after) || '"', 'UTF8')) result
GROUP BY 1 ORDER BY 1;

-- Digits, with the point at every place, said in three ways
SELECT digits, n, e
FROM unnest(ARRAY['1234567890123456789012345678', '1000100010001000100010001000', '9000000000000000000000000001',
                  '1844674407370955161618446744', '9999999999999999999999999999', '0000000000001234000056780000']) digits,
     generate_series(1, 28) n, generate_series(-30, 30) e,
     LATERAL (SELECT '1' || left(digits, n) || 'e' || e, '1' || left(digits, n) || '000e' || e - 3,
                     (('1' || left(digits, n) || 'e' || e)::numeric)::text) v(a, b, c)
WHERE cvg_test_digest_same(a) <> 'same' OR cvg_test_digest(a) <> cvg_test_digest(b) OR cvg_test_digest(a) <> cvg_test_digest(c);
SELECT count(*), count(DISTINCT cvg_test_digest(d)) = count(DISTINCT d::numeric)
FROM (SELECT sign || digit || repeat('0', zeros) || more || 'e' || e AS d
      FROM unnest(ARRAY['', '-']) sign, generate_series(0, 9) digit, generate_series(0, 22) zeros,
           unnest(ARRAY['', '1']) more, generate_series(-9, 9) e
      WHERE digit > 0 OR zeros = 0 AND more = '') v;

-- Around every JB_OFFSET_STRIDE'th child, and where keys ascend or do not
SELECT n, left(d, 100)
FROM generate_series(0, 100) n,
     LATERAL (VALUES ('[' || concat_ws(',', VARIADIC array_fill('1'::text, ARRAY[n])) || ']'),
                     ('[' || concat_ws(',', VARIADIC array_fill('"ab"'::text, ARRAY[n])) || ']'),
                     ('[' || concat_ws(',', VARIADIC array_fill('{"a":[]}'::text, ARRAY[n])) || ']'),
                     ((SELECT coalesce(json_object_agg('k' || i, i), '{}')::text FROM generate_series(1, n) i)),
                     ((SELECT coalesce(json_object_agg('k' || i, i), '{}')::text FROM generate_series(n, 1, -1) i)),
                     ((SELECT coalesce(json_object_agg(i % 7, i), '{}')::text FROM generate_series(n, 1, -1) i)),
                     ((SELECT coalesce(json_object_agg(i / 2, ('{"b":1,"a":0,"b":' || i || '}')::json), '{}')::text FROM generate_series(1, n) i)),
                     (repeat('{"b":0,"a":', n) || '1' || repeat(',"b":2}', n)),
                     (repeat('[{"a":', n) || '1' || repeat('}]', n))) v(d)
WHERE cvg_test_digest_same(d) <> 'same';
SELECT cvg_test_digest_same(d), cvg_test_digest(d) = cvg_test_digest(once)
FROM (SELECT json_object_agg(i % 5000, i)::text, json_object_agg(i % 5000, i) FILTER (WHERE i > 5000)::text
      FROM generate_series(1, 10000) i) v(d, once);

-- What is too deep is an error, as it is of jsonb_in
\set VERBOSITY terse
SELECT cvg_test_digest(repeat('[', 1000000));
SELECT cvg_test_digest(repeat('{"a":', 1000000));
\set VERBOSITY default

-- As tables store it: with a short header, compressed, out of line
CREATE TABLE stored (how text, document jsonb);
INSERT INTO stored VALUES ('short', '{"a": [1, 2.5, "x"]}'), ('compressed', jsonb_build_object('a', repeat('x', 10000)));
ALTER TABLE stored ALTER document SET STORAGE EXTERNAL;
INSERT INTO stored VALUES ('out of line', jsonb_build_object('a', repeat('y', 10000), 'b', 1.25));
SELECT how, pg_column_size(document) < 1000, cvg_test_digest(document) = cvg_test_digest(document::text)
FROM stored;
DROP TABLE stored;

-- Numbers that jsonb got from elsewhere
SELECT n
FROM unnest(ARRAY[0, 0.000, 1.50, -1234567890.0987654321, 1e100, 1e-100, 123456789012345678901234567890, 10000, 0.0001, 99990000]) n
WHERE cvg_test_digest(to_jsonb(n)) <> cvg_test_digest(n::text)
   OR cvg_test_digest(jsonb_build_array(n, n::float8, n * 1.000)) <> cvg_test_digest(json_build_array(n, n::float8, n * 1.000)::text);

-- A database in another encoding, or in none
SELECT current_database() AS tests \gset
CREATE DATABASE cvg_digest_latin1 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
\c cvg_digest_latin1
CREATE EXTENSION digest_json;
SELECT cvg_test_digest(jsonb_build_object('Zo' || chr(235), chr(252))) = cvg_test_digest('{"Zo\303\253": "\303\274"}'::bytea);
\c :tests
DROP DATABASE cvg_digest_latin1;
CREATE DATABASE cvg_digest_ascii ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
\c cvg_digest_ascii
CREATE EXTENSION digest_json;
SELECT cvg_test_digest('{"Zoë": "ü"}'::jsonb) = cvg_test_digest('{"Zo\303\253": "\303\274"}'::bytea);
SELECT cvg_test_digest(to_jsonb(E'\xff'::text)) <> cvg_test_digest(to_jsonb(E'\xfe'::text));
\c :tests
DROP DATABASE cvg_digest_ascii;
