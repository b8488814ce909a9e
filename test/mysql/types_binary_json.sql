SET sql_mode = '';
CREATE TABLE bytes (id int PRIMARY KEY, b binary(4), vb varbinary(300), tb tinyblob, bl blob, mb mediumblob, lb longblob);
INSERT INTO bytes VALUES (1, '', '', '', '', '', ''), (2, x'00ff', x'00', x'0a0d', x'5c27', x'00ff', x'5c785c30'), (3, NULL, NULL, NULL, NULL, NULL, NULL),
    (4, x'01020304', CONCAT(UNHEX('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f'),
        UNHEX('404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f'),
        UNHEX('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf'),
        UNHEX('c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff')),
        REPEAT(x'00', 255), REPEAT(x'ff', 65535), REPEAT(x'deadbeef', 250000), 'text');
CREATE TABLE uuids (id int PRIMARY KEY, c char(36), v varchar(50), b binary(16), vb varbinary(16));
INSERT INTO uuids VALUES
    (1, '6ccd780c-baba-1026-9564-5b8c656024db', '6CCD780C-BABA-1026-9564-5B8C656024DB', UUID_TO_BIN('6ccd780c-baba-1026-9564-5b8c656024db'), UUID_TO_BIN('6ccd780c-baba-1026-9564-5b8c656024db', 1)),
    (2, '6ccd780cbaba102695645b8c656024db', '{6ccd780c-baba-1026-9564-5b8c656024db}', '', x'00112233445566778899aabbccddeeff'),
    (3, NULL, NULL, NULL, NULL),
    (4, '', 'urn:uuid:6ccd780c-baba-1026-9564-5b8c656024db', x'c0a80001', ''),
    (5, '6ccd780c-baba-1026-9564-5b8c656024d', '6ccd780c-baba-1026-9564-5b8c656024db ', x'20010db8000000000000000000000001', x'c0a80001'),
    (6, 'gccd780c-baba-1026-9564-5b8c656024db', '6ccd780c-baba1026-9564-5b8c656024db', 'x', x'c0a800'),
    (7, '', '{}', 'x', x'20010db8000000000000000000000001');
CREATE TABLE documents (id int PRIMARY KEY, j json, t longtext);
INSERT INTO documents VALUES
    (1, '{"b": 1, "a": [1, 2.50, -0, 1e2, true, null, {"x": {}}], "": "empty key"}', '{"b":1,"a":2,"b":3}'),
    (2, '"a string with \\"quotes\\", \\\\ and \\u00e9 \\ud83d\\ude00 \\n"', ' [ 1 , 2 ] '),
    (3, 'null', 'null'), (4, NULL, NULL), (5, '123456789012345678901234567890.123', '1e400'),
    (6, '[]', CONCAT('[', REPEAT('{"k": "v"}, ', 1000), '0]')), (7, '{"größe": "日本"}', '"😀"'),
    (8, '18446744073709551615', '12345678901234567890.1234567890'), (9, 'false', 'true');
CREATE TABLE odd_documents (id int PRIMARY KEY, j json, t text, b blob);
INSERT INTO odd_documents VALUES (1, '{"nul": "a\\u0000b"}', '{"nul": "a\\u0000b"}', '{}'), (2, '1.7976931348623157e308', '{"a":', x'ff'), (3, NULL, '', ''), (4, '1', 'nonsense', '1'),
    (5, '2', '{"a": 1} {"b": 2}', '1'), (6, '3', '"\\ud83d"', '1'), (7, '4', '{''a'': 1}', '1'), (8, '5', 'NaN', '1'), (9, '{"a": 1}', '[1, 2, ]', '1');
CREATE TABLE shapes (id int PRIMARY KEY, g geometry, p point, l linestring, poly polygon, pt4326 point SRID 4326);
INSERT INTO shapes VALUES
    (1, POINT(1, 2), POINT(1.5, -2.5), ST_GeomFromText('LINESTRING(0 0, 1 1, 2 0)'), ST_GeomFromText('POLYGON((0 0, 4 0, 4 4, 0 0))'), ST_GeomFromText('POINT(50 10)', 4326)),
    (2, ST_GeomFromText('MULTIPOINT(1 1, 2 2)'), POINT(0, 0), ST_GeomFromText('LINESTRING(0 0, 1 1)'), ST_GeomFromText('POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1))'), NULL),
    (3, ST_GeomFromText('GEOMETRYCOLLECTION EMPTY'), NULL, NULL, NULL, NULL);
CREATE TABLE vectors (id int PRIMARY KEY, v vector(3));
INSERT INTO vectors VALUES (1, STRING_TO_VECTOR('[1, -2.5, 0.1]')), (2, NULL), (3, STRING_TO_VECTOR('[3.4028234e38, 1.1754944e-38, 0]'));
