-- Strings: text, varchar, char, name, text[] and what is refused in them.
\pset format unaligned
\pset tuples_only on

-- bytes stay as they are: blanks, line ends, four-byte characters, the empty string
SELECT s, t, quote_literal(cvg_test_try(s, convert_to(v, 'UTF8'), t)) FROM (VALUES
    ('varchar(20)', E' a\tb\r\n ', 'text'), ('varchar(20)', '', 'text'), ('varchar(20)', '', 'varchar(5)'),
    ('text', 'Grüße, 世界 🙂', 'text'), ('longtext', repeat('é', 5), 'varchar(5)'),
    ('varchar(20)', 'back\slash ''quote"', 'varchar'), ('char(5)', 'ab', 'text'),
    ('char(5)', 'ab', 'char(5)'), ('char(5)', 'ab', 'char(8)'), ('char(5)', '', 'char(5)'),
    ('char(5)', 'äöü', 'char(5)'), ('char(5)', 'ab', 'bpchar'),
    ('varchar(20)', 'pg_class', 'name')) x (s, v, t);

-- every other type that has a text
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('int', '-12', 'text'), ('bigint unsigned', '18446744073709551615', 'varchar(20)'),
    ('decimal(10,3)', '1.500', 'text'), ('double', '1e300', 'text'), ('year', '0000', 'text'),
    ('date', '2024-02-29', 'text'), ('date', '0000-00-00', 'text'), ('datetime(3)', '2024-02-29 01:02:03.004', 'varchar(30)'),
    ('timestamp', '2024-02-29 01:02:03', 'text'), ('time(1)', '-838:59:59.0', 'text'),
    ('enum(''x'',''y'')', 'x', 'varchar(1)'), ('enum(''x'',''y'')', '', 'text'), ('set(''a'',''b'')', 'a,b', 'text'),
    ('json', '{"a":  1}', 'text'), ('uuid', '123e4567-e89b-12d3-a456-426655440000', 'char(36)'),
    ('inet', '::ffff:1.2.3.4', 'text')) x (s, v, t);

-- no limit is met by cutting, not even of blanks, nor by padding
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('varchar(20)', 'abcdef', 'varchar(5)'), ('varchar(20)', 'abcde ', 'varchar(5)'),
    ('varchar(20)', 'ääääää', 'varchar(5)'), ('varchar(20)', 'abcde', 'varchar(5)'),
    ('char(6)', 'abcdef', 'char(5)'), ('varchar(20)', 'abcde ', 'char(5)'),
    ('varchar(20)', 'abc', 'char(5)'), ('varchar(20)', 'abcde', 'char(5)'), ('varchar(20)', 'abcd ', 'char(5)'),
    ('varchar(20)', '', 'char(1)'), ('int', '12', 'char(2)'), ('int', '12', 'char(3)'),
    ('int', '12345', 'varchar(4)'), ('text', repeat('n', 63), 'name'), ('text', repeat('n', 64), 'name')) x (s, v, t);

-- what is no text in PostgreSQL
SELECT s, v, t, cvg_test_try(s, v, t) FROM (VALUES
    ('varchar(20)', '\x610062'::bytea, 'text'), ('varchar(20)', '\x00', 'varchar(5)'), ('char(5)', '\x610062', 'char(5)'),
    ('varchar(20)', '\xeda0bd', 'text'), ('text', '\x61ff', 'text'), ('text', '\xc3', 'text'), ('text', '\xc080', 'text'),
    ('text', '\xf4908080', 'text'), ('json', '\x2261ff22', 'text'),
    ('varbinary(9)', '\x68c3a9', 'text'), ('blob', '\x68c3a9', 'varchar(2)'), ('blob', '\x6800', 'text'),
    ('blob', '\xff', 'text')) x (s, v, t);

-- values in messages are cut to 100 characters, and show what is not printable
SELECT length(substring(r FROM '"(.*)"\.')), r FROM (SELECT substring(cvg_test_try('text', v, t) FROM '"[^"]*"\..*$') AS r FROM (VALUES
    (convert_to(repeat('é', 101), 'UTF8'), 'varchar(5)'), (convert_to(repeat('é', 100), 'UTF8'), 'varchar(5)'),
    (convert_to(E'a\tb\x01\x7f\\', 'UTF8'), 'varchar(2)'), ('\x61626364c3', 'varchar(2)'),
    (decode(repeat('ff', 60), 'hex'), 'text')) x (v, t)) y;
SELECT cvg_test_try('varbinary(99)', decode(repeat('0f', 48), 'hex') || v, 'uuid') FROM (VALUES ('\xff'::bytea), ('\xffff')) x (v);

-- text[] of a SET, and of text divided at commas
SELECT s, quote_literal(v), t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('set(''a'',''b'',''c d'')', 'a,c d', 'text[]'), ('set(''a'',''b'')', '', 'text[]'), ('set(''a'',''b'')', 'b', 'varchar[]'),
    ('text', '', 'text[]'), ('text', 'x', 'text[]'), ('text', 'a,,b', 'text[]'), ('text', ' a , b ', 'text[]'),
    ('text', ',', 'text[]'), ('text', '{a,"b"}', 'text[]'), ('text', 'NULL,é\', 'text[]'),
    ('text', 'ab,cd', 'varchar(2)[]'), ('text', 'ab,cde', 'varchar(2)[]')) x (s, v, t);
