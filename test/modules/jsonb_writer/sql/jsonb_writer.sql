-- The writer makes of a text what jsonb_in makes of it, byte for byte, or
-- declines it.
\pset format unaligned
\pset tuples_only on

-- Values
SELECT cvg_test_jsonb('{"id": 1, "on": true, "tags": ["x", null], "name": "Zoë"}');
SELECT cvg_test_jsonb('{"b": 1, "a": 2, "b": [3, {"c": -0.50}], "": "\u00e9\n"}');
SELECT cvg_test_jsonb('"text"'), cvg_test_jsonb(' 12.50 '), cvg_test_jsonb('false');
SELECT cvg_test_jsonb('[1, 2') IS NULL;

-- Documents as such
SELECT d, cvg_test_jsonb_same(d)
FROM unnest(ARRAY[
    '{}', '[]', '""', '0', 'null', 'true', 'false', '[[]]', '[{}]', '{"": {}}',
    ' { "a" : [ 1 , 2 ] } ', '[[], {}, "", 0]',
    '["a", 1, "bb", 2, "ccc", [3], {"dddd": 4}, [[]]]',
    '{"b": 1, "a": 2}', '{"aa": 1, "b": 2}', '{"a": 1, "a": 2}',
    '{"a": 1, "b": {"c": 1, "c": 2}, "a": [3]}', '{"a": 1, "\u0061": 2}',
    '', ' ', '[', ']', '{', '}', '"', '"\', '[1,]', '[,1]', '[1 2]', '[1}',
    '{"a"}', '{"a":}', '{"a" 1}', '{a: 1}', '{1: 1}', '{"a": 1,}', '{,}',
    '{"a": 1 "b": 2}', '[] []', '[]x', '"a" "b"', 'tru', 'truex', 'TRUE', 'nul',
    'nan', '[1]]', '{"a": 1}}', '{{}}', '[null,true,false,nulll]'
]) d;

-- Numbers
SELECT d, cvg_test_jsonb_same(d)
FROM unnest(ARRAY[
    '0', '-0', '0.0', '-0.000', '7', '-7', '9999', '10000', '10001', '100000000',
    '0.1', '0.10', '1.0', '1.00000', '0.0001', '0.00001', '0.00010000', '12345.6789',
    '999999999999999999', '9999999999999999999', '9223372036854775807',
    '9223372036854775808', '-9223372036854775808', '18446744073709551615',
    '18446744073709551616', '1844674407370955.1615', '18446744073709551.615',
    '18446744073709551.616', '184467440737095516.15', '1234567890.123456789',
    '0.1234567890123456789', '1e5', '1E-7', '1e+0', '0e0', '-1.50e3', '1e308',
    '1.7976931348623157e308', '5e-324', '1e999', '1e-999',
    '123456789012345678901234567890.5',
    '1e1000', '1e400000', '1e-20000', '1e99999999999999999999', '1e0001',
    '-', '+1', '01', '-01', '.5', '1.', '1.e1', '1e', '1e+', '0x1', '1a', '1_0',
    '--1', '1.2.3', 'NaN', 'Infinity', '1-', '1e1.5'
]) d;
SELECT cvg_test_jsonb_same('[' || string_agg(sign || left(digits, n) || '.' || right(digits, -n), ',') || ']'),
       cvg_test_jsonb_same('[' || string_agg(sign || left(digits, n), ',') || ']'),
       cvg_test_jsonb_same('[' || string_agg(sign || '0.' || left(digits, n), ',') || ']')
FROM (VALUES ('12345678901234567890'), ('10001000100010001000'), ('90000000000000000000'),
             ('18446744073709551616'), ('99999999999999999999')) v(digits),
     (VALUES (''), ('-')) s(sign), generate_series(1, 19) n;
SELECT DISTINCT cvg_test_jsonb_same('[0.' || repeat('0', zeros) || '12340000' || ']')
FROM generate_series(0, 300) zeros;

-- Strings
SELECT d, cvg_test_jsonb_same(d)
FROM unnest(ARRAY[
    '"\"\\\/\b\f\n\r\t"', '"\u0001\u001f\u007f\u0080\u07ff\u0800\uFFFF"', '"\u00E9\u00e9é"',
    '"😀"', '"\n"', '"a\nb\nc"', '"\\"', '"\u0041\u0042"',
    '"\u0000"', '"\ud83d\ude00"', '"\ud83d"', '"\ude00"',
    '"\ud7ff\ue000"', '"\ud800"', '"\udfff"', '"\u"', '"\u12"', '"\u12g4"',
    '"\x"', '"\', '"\"', '"\u004', '"\é"', '"\N"', '"a'
]) d;
SET bytea_output = escape;
SELECT d, cvg_test_jsonb_same(d)
FROM unnest(ARRAY[
    '"\303\251"', '"\303"', '"\251"', '"\300\200"', '"\355\240\200"', '"\364\220\200\200"',
    '"\377"', '"\344\270"', '"\\n\303"', '"\303\\n"', '"abcdefghijklmnop\303"',
    '"\303abcdefghijklmnop"', '"abcdefgh" \303\251', '{"\303": 1}', '[1, \303\251]',
    '[1]\302\240', '\357\273\277[]', '"a\012b"', '"\011"', '"\001"', '"\177"', '"\000"',
    '[]\000', '\000', '"\\\000"', '\011\012\015[\011\012\0150\011\012\015]\011\012\015', '[\014]'
]::bytea[]) d;

-- The bytes that end a scan, and the end of the text, at any place
SELECT cvg_test_jsonb_same(a || repeat('x', before) || b || repeat('y', after) || c), count(*)
FROM (VALUES ('"', '', '"'), ('"', '\n', '"'), ('"', 'é', '"'), ('["', '\u00e9\"', '"]'),
             ('["', '","', '"]'), ('{"', '":"', '"}'), ('{"', '":0,"', '":1}'),
             ('"', E'\n', '"'), ('"', E'\x1f', '"'), ('"', '', ''), ('"', '\', ''), ('"', '\u00', '')
     ) v(a, b, c),
     generate_series(0, 40) before, generate_series(0, 40) after
GROUP BY 1 ORDER BY 1;
SELECT cvg_test_jsonb_same(convert_to('"' || repeat('x', before), 'UTF8') || set_byte('\x00', 0, byte)
                           || convert_to(repeat('y', after) || '"', 'UTF8')), count(*)
FROM generate_series(0, 255) byte, generate_series(0, 17) before, generate_series(0, 17) after
GROUP BY 1 ORDER BY 1;

-- Around every JB_OFFSET_STRIDE'th child
SELECT DISTINCT cvg_test_jsonb_same(d)
FROM generate_series(0, 100) n,
     LATERAL (VALUES ('[' || concat_ws(',', VARIADIC array_fill('1'::text, ARRAY[n])) || ']'),
                     ('[' || concat_ws(',', VARIADIC array_fill('"ab"'::text, ARRAY[n])) || ']'),
                     ('[' || concat_ws(',', VARIADIC array_fill('{"a":[]}'::text, ARRAY[n])) || ']'),
                     ((SELECT coalesce(json_object_agg('k' || i, i), '{}')::text FROM generate_series(1, n) i)),
                     ((SELECT coalesce(json_object_agg(i % 7, i), '{}')::text FROM generate_series(n, 1, -1) i))) v(d);

-- Depth and length have limits
SELECT cvg_test_jsonb_same(repeat('[', n) || repeat(']', n)),
       cvg_test_jsonb_same(repeat('{"a":', n) || '1' || repeat('}', n)), min(n), max(n)
FROM generate_series(1, 300) n
GROUP BY 1, 2 ORDER BY 3;
SELECT cvg_test_jsonb_same('"' || repeat('x', 16 * 1024 * 1024 - 2) || '"'),
       cvg_test_jsonb_same('"' || repeat('x', 16 * 1024 * 1024 - 1) || '"'),
       cvg_test_jsonb_same('[' || repeat('1,', 8 * 1024 * 1024 - 2) || '1]');

-- A large value leaves no large buffers behind
SELECT small < 16 * 1024, after_nodes < 16 * 1024, after_escapes < 16 * 1024
FROM (SELECT cvg_test_jsonb_memory('[1]'),
             cvg_test_jsonb_memory('[' || repeat('1,', 1000000) || '1]'),
             cvg_test_jsonb_memory('"' || repeat('\n', 1000000) || '"')) m(small, after_nodes, after_escapes);

-- Random documents.  As MySQL prints JSON, none is declined; of the others,
-- few of the valid ones and most of the damaged ones.
SELECT same, declined, different, first_different
FROM cvg_test_jsonb_random('mysql', 1, 120000, 100);
SELECT declined BETWEEN 1 AND 4000, different, first_different
FROM cvg_test_jsonb_random('any', 1000000, 120000, 100);
SELECT same > 12000, declined > 60000, different, first_different
FROM cvg_test_jsonb_random('damaged', 2000000, 100000, 30);
SELECT same, declined, different, first_different
FROM cvg_test_jsonb_random('mysql', 3000000, 8, 30000);
SELECT same > 0, different, first_different
FROM cvg_test_jsonb_random('any', 4000000, 8, 30000);

-- Where the server's encoding is another, all is declined.
SELECT current_database() AS tests \gset
CREATE DATABASE cvg_latin1 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
\c cvg_latin1
CREATE EXTENSION jsonb_writer;
SELECT cvg_test_jsonb_same('[]'), cvg_test_jsonb_same('"Zoë"');
\c :tests
DROP DATABASE cvg_latin1;
